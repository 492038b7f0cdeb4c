"""kill -9 of the bot at each step of a booking, and at any instant: nothing lost, nothing twice, no receipt without its row."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.faults.killed import Killed, running, town_in
from tests.servers.postgresql import Postgresql
from tests.servers.telegram import BotApi, bot_api
from tests.walks.telegram_door import TelegramDriver
from villars_core.conversations.models import InboxRow
from villars_core.demo import cast
from villars_core.notifications.models import OutboxRow
from villars_core.reservations.models import Reservation
from villars_core.work import SYSTEM, Records

STEPS = (
    "bot.before_keep",
    "bot.kept",
    "desk.before_act",
    "desk.before_commit",
    "desk.committed",
    "bot.desk_done",
    "bot.claimed",
    "bot.sent",
    "bot.settled",
)
MESSAGES = (1, 2) if _PROVE else (2,)
DATABASES = BOTH if _PROVE else BOTH[:1]
SEEDS = range(100 if _PROVE else 3)
LONGEST_WAIT = 2.5


@pytest.fixture
def api() -> Iterator[BotApi]:
    with bot_api() as server:
        yield server


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database: on PostgreSQL too where the full counts are asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'town.db'}"
    running: Postgresql = request.getfixturevalue("server")
    return running.new_database()


@pytest.mark.slow_start
@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("step", STEPS)
def test_killed_between_two_steps(step: str, message: int, api: BotApi, database: str, tmp_path: Path) -> None:
    bot = Killed(tmp_path, f"{step}:kill@{message}")
    with town_in(tmp_path, api, database) as (records, _):
        with running(bot):
            _book(api, records)
            _everything_handled(records, 2)
        _nothing_lost_nothing_twice(api, records)
    assert bot.kills == 1


@pytest.mark.slow_start
@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_any_instant(seed: int, api: BotApi, database: str, tmp_path: Path) -> None:
    draw = random.Random(seed)
    bot = Killed(tmp_path)
    ended = threading.Event()

    def kill_now_and_then() -> None:
        for _ in range(draw.randint(1, 3)):
            if ended.wait(draw.uniform(0.3, LONGEST_WAIT)):
                return
            bot.kill()

    with town_in(tmp_path, api, database) as (records, _):
        with running(bot):
            killer = threading.Thread(target=kill_now_and_then, name="killer")
            killer.start()
            try:
                _book(api, records)
            finally:
                ended.set()
                killer.join()
            _everything_handled(records, 2)
        _nothing_lost_nothing_twice(api, records)


def _book(api: BotApi, records: Records) -> None:
    nadia = TelegramDriver(api, records, cast.NADIA_CHAT)
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    nadia.press("Valider")
    assert "Numéro R-2026-00001" in nadia.screen().text


def _everything_handled(records: Records, messages: int) -> None:
    until = time.monotonic() + 60
    while _count(records, InboxRow.state == "done") < messages or _count(records, OutboxRow.state.in_(("queued", "sending")), "telegram"):
        assert time.monotonic() < until, "something waits for ever"
        time.sleep(0.05)


def _nothing_lost_nothing_twice(api: BotApi, records: Records) -> None:
    with records.reading(SYSTEM) as work:
        kept = set(work.session.scalars(select(InboxRow.external_id).where(InboxRow.state == "done")))
        booked = work.session.scalars(select(Reservation)).all()
        receipts = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "receipt")).all()
        replies = work.session.scalar(select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "reply"))
    assert {str(number) for number in api.updates if number <= api.confirmed} <= kept
    assert len(booked) == 1
    assert len(receipts) == 1
    assert replies == len(api.updates)


def _count(records: Records, condition: object, channel: str = "") -> int:
    table = OutboxRow if channel else InboxRow
    with records.reading(SYSTEM) as work:
        query = select(func.count()).select_from(table).where(condition)  # type: ignore[arg-type]
        if channel:
            query = query.where(OutboxRow.channel == channel)
        return work.session.scalar(query) or 0
