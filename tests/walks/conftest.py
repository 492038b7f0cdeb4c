"""A migrated town with its cast, and real mail servers, for the walks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conversations.people import MONDAY
from tests.databases import migrated
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix
from tests.walks.email_door import Servers
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.work import SYSTEM, Records


@dataclass(frozen=True)
class WalkTown:
    """What a walk walks in."""

    records: Records
    clock: MovableClock
    cast: Cast


@pytest.fixture
def town(tmp_path: Path) -> Iterator[WalkTown]:
    """Give a planted town on Monday 23 November 2026, 9:00."""
    clock = MovableClock(MONDAY)
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", clock) as records:
        with records.writing(SYSTEM) as work:
            cast = plant(work)
        yield WalkTown(records, clock, cast)


@pytest.fixture(scope="session")
def mailboxes() -> Iterator[Dovecot]:
    """Run Dovecot for the session."""
    with dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def exchanger(mailboxes: Dovecot) -> Iterator[Postfix]:
    """Run Postfix in front of Dovecot for the session."""
    with postfix(mailboxes) as server:
        yield server


@pytest.fixture(scope="session")
def servers(mailboxes: Dovecot, exchanger: Postfix) -> Servers:
    """Give both."""
    return Servers(mailboxes, exchanger)
