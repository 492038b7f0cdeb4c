"""Empty records on a clock that stands still, and a guardian with an account to try things on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accounts.people import NOW
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.work import Records


@pytest.fixture
def clock() -> MovableClock:
    """Give a clock that stands still until it is moved."""
    return MovableClock(NOW, running=False)


@pytest.fixture
def records(tmp_path: Path, clock: MovableClock) -> Iterator[Records]:
    """Give empty records."""
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", clock) as opened:
        yield opened


@pytest.fixture
def both_records(url: str, clock: MovableClock) -> Iterator[Records]:
    """Give empty records on each database."""
    with migrated(url, clock) as opened:
        yield opened
