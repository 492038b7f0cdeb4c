"""Empty records on a clock that stands still, and a guardian with an account to try things on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accounts.people import NOW
from villars_core.clock import MovableClock
from villars_core.storage.base import Base
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import Records


@pytest.fixture
def clock() -> MovableClock:
    """Give a clock that stands still until it is moved."""
    return MovableClock(NOW, running=False)


@pytest.fixture
def records(tmp_path: Path, clock: MovableClock) -> Iterator[Records]:
    """Give empty records."""
    engine = open_engine(f"sqlite:///{tmp_path / 'town.db'}")
    Base.metadata.create_all(engine)
    name, key = new_key()
    yield Records(engine, clock, Vault({name: key}, name))
    engine.dispose()
