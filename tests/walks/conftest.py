"""What every walk has: a migrated town with its cast, and each door in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from email_gateway.workers import Readers
from tests.conversations.people import MONDAY
from tests.databases import planted
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.walks.doors import DOORS, WalkTown, email_doorway, telegram_doorway, terminal_doorway
from tests.walks.email_door import Servers
from tests.walks.seats import Doorway
from villars_core.clock import MovableClock


@pytest.fixture
def town(tmp_path: Path) -> Iterator[WalkTown]:
    """Give a planted town on Monday 23 November 2026, 9:00, on a clock that runs."""
    clock = MovableClock(MONDAY)
    with planted(f"sqlite:///{tmp_path / 'town.db'}", clock) as (records, cast):
        yield WalkTown(records, clock, cast)


@pytest.fixture(scope="session")
def servers(mailboxes: Dovecot, exchanger: Postfix) -> Iterator[Servers]:
    """Give the real mail servers, and the processes that read mail."""
    with Readers.opened() as readers:
        yield Servers(mailboxes, exchanger, readers)


@pytest.fixture(params=DOORS)
def sit(request: pytest.FixtureRequest, town: WalkTown) -> Iterator[Doorway]:
    """Open each door in turn: `sit("nadia")` sits Nadia down at it."""
    if request.param == "telegram":
        with telegram_doorway(town) as (doorway, _):
            yield doorway
    elif request.param == "email":
        with email_doorway(town, request.getfixturevalue("servers")) as doorway:
            yield doorway
    else:
        yield terminal_doorway(town)
