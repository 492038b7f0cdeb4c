"""Empty records on a clock that stands still, and a guardian with an account to try things on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.accounts.people import NOW
from tests.servers.postgresql import Postgresql, postgresql
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
    with _opened(f"sqlite:///{tmp_path / 'town.db'}", clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[Postgresql]:
    """Run a PostgreSQL for these tests."""
    with postgresql() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def both_records(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Records]:
    """Give empty records on each database."""
    url = f"sqlite:///{tmp_path / 'town.db'}" if request.param == "sqlite" else request.getfixturevalue("server").new_database()
    with _opened(url, clock) as opened:
        yield opened


@contextmanager
def _opened(url: str, clock: MovableClock) -> Iterator[Records]:
    engine = open_engine(url)
    Base.metadata.create_all(engine)
    name, key = new_key()
    yield Records(engine, clock, Vault({name: key}, name))
    engine.dispose()
