"""Scenes through every door: Telegram over HTTP, e-mail over SMTP and IMAP, the terminal; and what Telegram refuses once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.bot.house import house_of, open_door
from tests.conversations.people import MONDAY, Town
from tests.databases import migrated
from tests.servers.telegram import BotApi, Fault, bot_api
from tests.walks.email_door import TRUSTED, EmailDriver, Servers, office_open
from tests.walks.scene import NAMES, Driver, Stage
from tests.walks.telegram_door import TelegramDriver
from tests.walks.terminal_door import TerminalDriver
from villars_core.accounts.models import Account, ChannelLink
from villars_core.clock import MovableClock
from villars_core.conversations.desk import Desk
from villars_core.demo import cast
from villars_core.demo.terminal import Conversation
from villars_core.work import SYSTEM

TROUBLES = [
    Fault("sendMessage", "429"),
    Fault("sendMessage", "drop"),
    Fault("sendMessage", "500"),
    Fault("editMessageText", "400"),
    Fault("editMessageText", "429"),
    Fault("editMessageText", "drop"),
    Fault("answerCallbackQuery", "400"),
    Fault("getUpdates", "409"),
    Fault("getUpdates", "drop"),
]


CHATS = {
    "nadia": cast.NADIA_CHAT,
    "paul": cast.PAUL_CHAT,
    "claire": cast.CLAIRE_CHAT,
    "olena": cast.OLENA_CHAT,
}
_WALKS = count(1)


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Town]:
    """Give a planted town on Monday 23 November 2026, 9:00, on a clock that runs."""
    clock = MovableClock(MONDAY)
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", clock) as records:
        with records.writing(SYSTEM) as work:
            people = cast.plant(work)
        yield Town(records, clock, Desk(records), people)


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
def stage(request: pytest.FixtureRequest, planted: Town) -> Iterator[Stage]:
    """Open one door after the other."""
    if request.param == "telegram":
        with telegram_stage(planted, request.getfixturevalue("api")) as opened:
            yield opened
    elif request.param == "email":
        servers = Servers(request.getfixturevalue("mailboxes"), request.getfixturevalue("exchanger"))
        with _email_stage(planted, servers) as opened:
            yield opened
    else:
        yield _stage(
            "terminal", planted, lambda person: TerminalDriver(Conversation(planted.records, _account(planted, person).identifier))
        )


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


@pytest.mark.parametrize("name", NAMES)
def test_scene(name: str, stage: Stage) -> None:
    stage.play(name)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: f"{one.method} {one.kind}")
def test_booking_goes_through_whatever_telegram_refuses_once(trouble: Fault, planted: Town, api: BotApi) -> None:
    api.fail(Fault(trouble.method, trouble.kind))
    with telegram_stage(planted, api) as stage:
        stage.play("undo")
    assert not any(one.times for one in api.faults)
