"""Carrying the Telegram rows of the outbox: replies at once and first, notices next, announcements with what is left."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.delivery import Delivery
from villars_core.accounts import routing
from villars_core.failpoints import reached
from villars_core.notifications import sending
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.sending import Claim, Outcome, Result, ToSend
from villars_core.work import SYSTEM, Records, Work

CHANNEL = "telegram"
PAUSE_SECONDS = 0.5
SECONDS_BETWEEN_SWEEPS = 15.0
"""A claim is made at least this often, even with nothing to send: it takes over what another sender left."""

SECONDS_AFTER_FAULT = 5.0
IN_FLIGHT = 24
"""Deliveries at once: enough that a slow answer of Telegram does not lower the pace, few enough to end within a lease."""

_log = logging.getLogger("villars.telegram")


@dataclass
class Sender:
    """Claims rows, delivers them side by side, writes what became of each; one per process."""

    records: Records
    delivery: Delivery
    owner: str
    _flying: set[asyncio.Task[None]] = field(default_factory=set)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_now(self, rows: Sequence[int]) -> None:
        """Send just these rows, the replies of a message that was handled, in their order; `run` takes what is left over."""
        left = set(rows)
        while left:
            items = await self._claimed(Claim(CHANNEL, self.owner, only=tuple(left)))
            if not items:
                self._news.set()
                return
            await asyncio.gather(*(self._carry(item) for item in items))
            left -= {item.id for item in items}

    async def run(self, stop: asyncio.Event) -> None:
        """Send what waits until told to stop, then end what is in the air."""
        loop = asyncio.get_running_loop()
        swept = loop.time() - SECONDS_BETWEEN_SWEEPS
        while not stop.is_set():
            try:
                due = loop.time() - swept >= SECONDS_BETWEEN_SWEEPS
                if await self._launched(sweep=due):
                    continue
                swept = loop.time() if due else swept
                await self._rest(PAUSE_SECONDS)
            except Exception:  # noqa: BLE001 (a database that is away must not end the sender: rows wait in it)
                _log.exception("the Telegram sender begins again")
                await self._rest(SECONDS_AFTER_FAULT)
        await asyncio.gather(*self._flying)

    async def _launched(self, *, sweep: bool) -> bool:
        """Launch as many deliveries as there is room for; tell whether there was something to send."""
        room = IN_FLIGHT - len(self._flying)
        if room <= 0:
            await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
            return True
        if not (sweep or await asyncio.to_thread(self._something_waits)):
            return False
        items = await self._claimed(Claim(CHANNEL, self.owner, limit=room))
        for item in items:
            task = asyncio.create_task(self._carry(item), name=f"telegram row {item.id}")
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)
        return bool(items)

    async def _carry(self, item: ToSend) -> None:
        reached("bot.claimed")
        outcome = await self.delivery.deliver(item)
        reached("bot.sent")
        try:
            await asyncio.to_thread(sending.settle, self.records, item, outcome, _fall_back_after(outcome))
        except Exception:  # noqa: BLE001 (the lease runs out, then the row is treated as one that nobody knows about)
            _log.exception("what became of row %d could not be written", item.id)
        reached("bot.settled")
        if outcome.result is not Result.SENT:
            _log.warning("row %d: %s %s", item.id, outcome.result.value, outcome.detail)

    async def _claimed(self, wanted: Claim) -> list[ToSend]:
        return await asyncio.to_thread(sending.claim, self.records, wanted, routing.assign)

    def _something_waits(self) -> bool:
        """Look without waiting for the writer: an idle sender must not hold up parents."""
        with self.records.reading(SYSTEM) as work:
            return sending.waiting(work, CHANNEL) > 0

    async def _rest(self, seconds: float) -> None:
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return


def _fall_back_after(outcome: Outcome) -> sending.Fallback:
    return _blocked_then_fall_back if outcome.unreachable else routing.fall_back


def _blocked_then_fall_back(work: Work, row: OutboxRow) -> None:
    """Remember that this chat is closed, so that the next notices go elsewhere at once, and send this one elsewhere."""
    routing.blocked(work, CHANNEL, row.address)
    routing.fall_back(work, row)
