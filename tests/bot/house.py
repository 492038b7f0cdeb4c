"""A small house for the tests of the door: real records, and a stand-in for the desk whose acts can be counted."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from bot.app import TelegramDoor
from bot.pacing import SLOT_SECONDS
from tests.databases import migrated
from tests.servers.telegram import TOKEN, BotApi
from villars_core.clock import Clock, MovableClock
from villars_core.config import Loaded, Settings, TelegramSettings, places
from villars_core.conversations import inbox
from villars_core.conversations.messages import Channel, Incoming, Reply
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Lane, Notice, Parcel, post
from villars_core.notifications.screens import Choice, Role, Screen
from villars_core.notifications.sending import ToSend
from villars_core.work import SYSTEM, Records

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NADIA, PAUL = 1001, 1002
QUESTION = Screen(
    title="Cantine",
    body=("Léa : réserver le jeudi 3 décembre ?",),
    rows=((Choice("yes", "Valider", Role.PRIMARY), Choice("no", "Annuler", Role.DANGER)),),
)


@contextmanager
def records_in(folder: Path, clock: Clock | None = None) -> Iterator[Records]:
    """Give empty records of a town in a folder, on a clock that runs from the named day on."""
    with migrated(f"sqlite:///{folder / 'town.db'}", clock or MovableClock(NOW)) as records:
        yield records


@dataclass
class StandIn:
    """In place of the desk: shows what was said, remembers it, and fails when it is told to."""

    records: Records
    told: list[Incoming] = field(default_factory=list)
    before: Callable[[Incoming], None] = lambda _: None
    answer: Callable[[Incoming], Notice] | None = None

    def receive(self, incoming: Incoming) -> list[Reply]:
        """Post the question, in the place of the pressed screen."""
        self.before(incoming)
        with self.records.writing(SYSTEM) as work:
            inbox.finish(work, inbox.row_of(work, incoming), holds_secret=False)
            self.told.append(incoming)
            said = Screen("Reçu", (incoming.choice,)) if incoming.choice else QUESTION
            standard = Notice(said, "reply", channel="telegram", address=incoming.address, lane=Lane.REPLY, edit=incoming.anchor)
            row = post(work, self.answer(incoming) if self.answer else standard)
            return [Reply(row.id, toast="C’est noté" if incoming.choice else "")]


@dataclass(frozen=True)
class TestHouse:
    """What a door needs of a house, with the stand-in at the desk."""

    loaded: Loaded
    records: Records
    desk: Any

    __test__ = False


def settings_for(api: BotApi, **more: Any) -> Settings:  # noqa: ANN401 (any setting)
    """Return the settings of a town whose bot talks to the loopback server."""
    telegram = TelegramSettings(token=SecretStr(TOKEN), base_url=api.base_url, base_file_url=api.base_file_url, **more)
    return Settings(telegram=telegram)


def house_of(api: BotApi, records: Records, desk: object, **more: Any) -> Any:  # noqa: ANN401 (any setting; a House by its shape)
    """Compose a house."""
    settings = settings_for(api, **more)
    return TestHouse(Loaded(settings, None, places(settings)), records, desk)


@contextmanager
def open_door(house: Any, slot_seconds: float = SLOT_SECONDS) -> Iterator[threading.Thread]:  # noqa: ANN401 (a House by its shape)
    """Run the real door in a thread until the end of the context; what it raises is raised here."""
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    ready, raised = threading.Event(), []

    async def main() -> None:
        stop = asyncio.Event()
        ends.append((asyncio.get_running_loop(), stop))
        ready.set()
        await TelegramDoor(slot_seconds=slot_seconds).serve(house, stop)

    def run() -> None:
        try:
            asyncio.run(main())
        except Exception as error:  # noqa: BLE001 (handed to the thread that waits)
            raised.append(error)

    thread = threading.Thread(target=run, name="Telegram door")
    thread.start()
    ready.wait(10)
    try:
        yield thread
    finally:
        loop, stop = ends[0]
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join(30)
    if raised:
        raise raised[0]


def posted(records: Records, **notice: Any) -> int:  # noqa: ANN401 (a Notice's fields)
    """Post one row to Nadia; return its id."""
    given: dict[str, Any] = {"screen": QUESTION, "kind": "notice", "channel": "telegram", "address": str(NADIA)} | notice
    with records.writing(SYSTEM) as work:
        return post(work, Notice(**given)).id


def row(records: Records, number: int) -> OutboxRow:
    """Return a row as it is now."""
    with records.reading(SYSTEM) as work:
        found = work.session.get_one(OutboxRow, number)
        work.session.expunge(found)
        return found


def rows(records: Records) -> list[OutboxRow]:
    """Return all rows, oldest first."""
    with records.reading(SYSTEM) as work:
        found = list(work.session.scalars(select(OutboxRow).order_by(OutboxRow.id)))
        work.session.expunge_all()
        return found


def item(parcel: Parcel, **more: Any) -> ToSend:  # noqa: ANN401 (a ToSend's fields)
    """Return a claimed row as a plain value."""
    given: dict[str, Any] = {
        "id": 255,
        "attempt_id": 1,
        "number": 1,
        "kind": "reply",
        "lane": 0,
        "channel": Channel.TELEGRAM.value,
        "address": str(NADIA),
        "language": "fr",
        "parcel": parcel,
        "reminder": False,
        "account_id": None,
        "campaign_id": None,
        "dialogue_id": 17,
        "dialogue_revision": 3,
        "reply_token": "",
        "thread": "",
        "in_reply_to": "",
        "created_at": NOW,
    }
    return ToSend(**(given | more))
