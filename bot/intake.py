"""From Telegram to the desk: kept before Telegram is told "received", in order for each person, answered at once."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import BaseUpdateProcessor

from bot import asides, files, updates
from bot.sender import CHANNEL, Sender
from bot.updates import Aside, Leave, Reach
from villars_core.accounts import routing
from villars_core.conversations import inbox
from villars_core.conversations.inbox import Kept
from villars_core.conversations.messages import Incoming, Reply
from villars_core.failpoints import reached
from villars_core.work import SYSTEM, Records

WAITING_AT_ONCE = 1000
WORKING_AT_ONCE = 8
LONGEST_TOAST = 200
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_log = logging.getLogger("villars.telegram")

Receive = Callable[[Incoming], list[Reply]]
"""The desk."""


@dataclass(frozen=True)
class Taken:
    """An update that is safe: the inbox holds it, or nothing of it would be lost."""

    external_id: str
    update: Update


class DurableQueue(asyncio.Queue[object]):
    """The queue that python-telegram-bot fills: `put` returns once the inbox holds the update.

    The library confirms an update to Telegram only after `put` returned, by the next offset or by the webhook's answer; what
    `put` raises leaves the update with Telegram, which delivers it again.
    """

    def __init__(self, records: Records) -> None:
        """Start empty; `replay` brings back what was kept and not finished."""
        super().__init__()
        self._records = records
        self._held: set[str] = set()

    async def put(self, item: object) -> None:
        """Keep an update, then hand it on; one that is done, or in hand already, goes no further."""
        if not isinstance(item, Update):
            await super().put(item)  # the library's own signal to stop
            return
        name = await self._kept(item)
        if name is not None and name not in self._held:
            self._held.add(name)
            await super().put(Taken(name, item))

    async def replay(self, bot: Bot) -> int:
        """Put back what was kept and not finished when the program ended, oldest first; return how many."""
        left = await asyncio.to_thread(inbox.waiting, self._records, CHANNEL)
        for one in left:
            update = Update.de_json(json.loads(one.raw), bot)
            self._held.add(one.external_id)
            await super().put(Taken(one.external_id, update))
        return len(left)

    def let_go(self, name: str) -> None:
        """Forget an update that was handled."""
        self._held.discard(name)

    async def _kept(self, update: Update) -> str | None:
        """Return the name under which the inbox holds the update, or None when there is nothing left to do for it."""
        event = updates.read(update, str(update.update_id))
        if event is None:
            return None
        if not isinstance(event, Incoming):
            return str(update.update_id)
        reached("bot.before_keep")
        raw = json.dumps(update.to_dict(), sort_keys=True).encode()
        try:
            name, kept = await asyncio.to_thread(self._keep, event, raw)
        except Exception as error:
            _log.exception("an update could not be kept")
            message = "the update is not safe yet"
            raise NetworkError(message) from error
        reached("bot.kept")
        return None if kept is Kept.DONE else name

    def _keep(self, event: Incoming, raw: bytes) -> tuple[str, Kept]:
        """Keep an update. Its number under another content belongs to another bot's account: it gets a name of its own."""
        kept = inbox.keep(self._records, CHANNEL, event.external_id, raw, event.address)
        if kept is not Kept.HELD:
            return event.external_id, kept
        name = f"{event.external_id}/{event.address}/{event.message_ref or event.anchor}"
        return name, inbox.keep(self._records, CHANNEL, name, raw, event.address)


@dataclass
class _Line:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    messages: int = 0


class InOrder(BaseUpdateProcessor):
    """Handles one message of a person after the other, and a few persons at once."""

    def __init__(self) -> None:
        """Let many wait and few work: one who writes fifty messages holds up nobody else."""
        super().__init__(WAITING_AT_ONCE)
        self._lines: dict[str, _Line] = {}
        self._desks = asyncio.Semaphore(WORKING_AT_ONCE)

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Leave nothing."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's earlier messages, then for a free desk."""
        person = updates.author(update.update) if isinstance(update, Taken) else ""
        line = self._lines.setdefault(person, _Line())
        line.messages += 1
        try:
            async with line.turn, self._desks:
                await coroutine
        finally:
            line.messages -= 1
            if not line.messages:
                self._lines.pop(person, None)


@dataclass(frozen=True)
class Intake:
    """What handling an update needs."""

    records: Records
    receive: Receive
    queue: DurableQueue
    sender: Sender
    bot: Bot
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: object, _context: object) -> None:
        """Handle one update of the queue; what was not finished stays in the inbox for the next start."""
        if not isinstance(update, Taken):
            return
        try:
            await self._dispatch(update)
        except Exception:  # noqa: BLE001 (told in the log; the queue goes on)
            _log.exception("update %s is left for later", update.external_id)
        finally:
            self.queue.let_go(update.external_id)

    async def _dispatch(self, taken: Taken) -> None:
        event = updates.read(taken.update, taken.external_id)
        if isinstance(event, Incoming):
            await self._talk(event, taken.update.callback_query)
        elif isinstance(event, Aside):
            await self.sender.send_now(await asyncio.to_thread(asides.answer, self.records, event))
        elif isinstance(event, Reach):
            await asyncio.to_thread(self._note_reach, event)
        elif isinstance(event, Leave):
            await self._leave(event)

    async def _talk(self, incoming: Incoming, query: CallbackQuery | None) -> None:
        replies = await self._received(await files.with_contents(self.bot, incoming))
        reached("bot.desk_done")
        toast = next((one.toast for one in replies if one.toast), "")
        quiet = self._quieten(query, toast) if query else _nothing()
        await asyncio.gather(quiet, self.sender.send_now([one.outbox_id for one in replies]))

    async def _received(self, incoming: Incoming) -> list[Reply]:
        """Return the desk's replies; a fault is tried again, in this person's turn, until the message is done or parked."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return await asyncio.to_thread(self.receive, incoming)
            except Exception as error:
                _log.exception("the desk failed on update %s", incoming.external_id)
                if await self._parked(incoming, type(error).__name__):
                    return []
                if await _ended(self.closing, pause):
                    raise
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _parked(self, incoming: Incoming, detail: str) -> bool:
        """Count a fault; a database that is away counts nothing, the message waits for it."""
        try:
            return await asyncio.to_thread(inbox.failed, self.records, CHANNEL, incoming.external_id, detail)
        except Exception:  # noqa: BLE001 (told in the log; the message waits for the database)
            _log.exception("a fault could not be counted")
            return False

    async def _quieten(self, query: CallbackQuery, toast: str) -> None:
        """Answer the tap, so that the button stops turning; too late is no harm."""
        try:
            await self.bot.answer_callback_query(query.id, text=toast[:LONGEST_TOAST] or None)
        except TelegramError as error:
            _log.info("a tap was not answered: %s", type(error).__name__)

    async def _leave(self, event: Leave) -> None:
        try:
            await self.bot.leave_chat(event.chat_id)
        except TelegramError as error:
            _log.info("a group was not left: %s", type(error).__name__)

    def _note_reach(self, event: Reach) -> None:
        with self.records.writing(SYSTEM) as work:
            (routing.blocked if event.blocked else routing.unblocked)(work, CHANNEL, event.address)


async def _nothing() -> None:
    return


async def _ended(stop: asyncio.Event, seconds: float) -> bool:
    """Wait; tell whether the program was told to stop meanwhile."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True
