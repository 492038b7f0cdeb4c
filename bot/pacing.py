"""When the next message may go to Telegram: one slot each 1/29.5 s, what is most urgent first."""

import asyncio
import contextlib
import heapq
from collections.abc import AsyncIterator
from itertools import count

SLOT_SECONDS = 1 / 29.5
"""Telegram takes about 30 messages a second. Buckets let a burst through and lose messages; an even pace lost none of 1,000."""

SECONDS_PER_CHAT = 1.0
"""Between two announcements to one chat."""

_KEPT_CHATS = 5000


class Pacer:
    """Gives slots one by one, shared by all lanes: a lower lane number goes first, so a reply waits for one slot at most."""

    def __init__(self, slot_seconds: float = SLOT_SECONDS) -> None:
        """Start with a free slot."""
        self._slot = slot_seconds
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._news = asyncio.Event()
        self._paused_until: dict[int, float] = {}
        self._last_in_chat: dict[str, float] = {}

    async def turn(self, lane: int) -> None:
        """Wait for a slot."""
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._order), granted))
        self._news.set()
        await granted

    async def chat_turn(self, chat: str, lane: int) -> None:
        """Wait until this chat may get another announcement, then for a slot."""
        loop = asyncio.get_running_loop()
        wait = self._last_in_chat.get(chat, 0.0) + SECONDS_PER_CHAT - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
        await self.turn(lane)
        self.spoke_in(chat)

    def spoke_in(self, chat: str) -> None:
        """Remember that a chat just got a message."""
        self._last_in_chat.pop(chat, None)
        self._last_in_chat[chat] = asyncio.get_running_loop().time()
        while len(self._last_in_chat) > _KEPT_CHATS:
            self._last_in_chat.pop(next(iter(self._last_in_chat)))

    def pause(self, lane: int, seconds: float) -> None:
        """Give no slot to this lane and those after it for a while."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until[lane] = max(until, self._paused_until.get(lane, 0.0))
        self._news.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Give slots while the context is open; who still waits at its end is cancelled."""
        task = asyncio.create_task(self._run(), name="telegram pacer")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            for _, _, granted in self._waiting:
                granted.cancel()
            self._waiting.clear()

    async def _run(self) -> None:
        while True:
            granted = self._next()
            if granted is None:
                await self._more()
                continue
            granted.set_result(None)
            # Counted from the moment a slot was really given: making up for a late wake-up would be a small burst.
            await asyncio.sleep(self._slot)

    def _next(self) -> asyncio.Future[None] | None:
        """Take out the first who still waits and whose lane is not paused; lanes after a paused one wait with it."""
        while self._waiting and self._waiting[0][2].done():
            heapq.heappop(self._waiting)
        if not self._waiting or self._pause_of(self._waiting[0][0]) > 0:
            return None
        return heapq.heappop(self._waiting)[2]

    async def _more(self) -> None:
        """Wait for somebody new, or for the end of the pause that holds the first one."""
        wait = self._pause_of(self._waiting[0][0]) if self._waiting else None
        self._news.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), wait)

    def _pause_of(self, lane: int) -> float:
        now = asyncio.get_running_loop().time()
        return max((until - now for paused, until in self._paused_until.items() if paused <= lane), default=0.0)
