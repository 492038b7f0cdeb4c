"""The doors that the walks go through, and the town behind them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.bot.house import house_of, open_door
from tests.conversations.people import MONDAY, Town
from tests.databases import migrated
from tests.email_gateway.conftest import exchanger, mailboxes
from tests.servers.telegram import BotApi, bot_api
from tests.walks.email_door import TRUSTED, EmailDriver, Servers, office_open
from tests.walks.telegram_door import TelegramDriver
from tests.walks.terminal_door import TerminalDriver
from tests.walks.transcript import Driver, Stage
from villars_core.accounts.models import Account, ChannelLink
from villars_core.clock import MovableClock
from villars_core.conversations.desk import Desk
from villars_core.demo import cast
from villars_core.demo.terminal import Conversation
from villars_core.work import SYSTEM

__all__ = ["exchanger", "mailboxes"]

CHATS = {
    "nadia": cast.NADIA_CHAT,
    "paul": cast.PAUL_CHAT,
    "claire": cast.CLAIRE_CHAT,
    "olena": cast.OLENA_CHAT,
}
_WALKS = count(1)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Give a planted town on Monday 23 November 2026, 9:00, on a clock that runs."""
    clock = MovableClock(MONDAY)
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", clock) as records:
        with records.writing(SYSTEM) as work:
            planted = cast.plant(work)
        yield Town(records, clock, Desk(records), planted)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Run a Bot API of the walk's own."""
    with bot_api() as server:
        yield server


@contextmanager
def telegram_stage(town: Town, api: BotApi) -> Iterator[Stage]:
    """Open the Telegram door."""
    with open_door(house_of(api, town.records, town.desk)):
        yield _stage("telegram", town, lambda person: TelegramDriver(api, town.records, CHATS[person]))


@pytest.fixture(params=["telegram", "email", "terminal"])
def stage(request: pytest.FixtureRequest, town: Town) -> Iterator[Stage]:
    """Open one door after the other."""
    if request.param == "telegram":
        with telegram_stage(town, request.getfixturevalue("api")) as opened:
            yield opened
    elif request.param == "email":
        servers = Servers(request.getfixturevalue("mailboxes"), request.getfixturevalue("exchanger"))
        with _email_stage(town, servers) as opened:
            yield opened
    else:
        yield _stage("terminal", town, lambda person: TerminalDriver(Conversation(town.records, _account(town, person).identifier)))


@contextmanager
def _email_stage(town: Town, servers: Servers) -> Iterator[Stage]:
    """Open the e-mail door, for people of whom none has a chat."""
    with town.records.writing(SYSTEM) as work:
        for link in work.session.query(ChannelLink):
            work.session.delete(link)
    with office_open(servers, town.records, town.desk.receive, f"office{next(_WALKS)}", TRUSTED) as office:
        yield _stage("email", town, lambda person: EmailDriver(servers, office, _account(town, person).email))


def _stage(door: str, town: Town, driver_of: Callable[[str], Driver]) -> Stage:
    facts = {"code": town.cast.olena_invitation.code}
    return Stage(
        door,
        driver_of,
        lambda child: town.booked(getattr(town.cast, child).id),
        town.clock.move_to,
        facts,
    )


def _account(town: Town, person: str) -> Account:
    found: Account = getattr(town.cast, person)
    return found
