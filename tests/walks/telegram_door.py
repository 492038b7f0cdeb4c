"""The Telegram door as a walk sees it: a person who writes, sends and presses buttons, over the loopback Bot API."""

import time
from dataclasses import dataclass, field

from sqlalchemy import select

from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown
from tests.walks.seats import ShownScreen, missing
from villars_core.conversations.models import InboxRow
from villars_core.notifications.models import OutboxRow
from villars_core.work import SYSTEM, Records

PATIENCE = 60.0
PAUSE = 0.02


@dataclass
class TelegramDriver:
    """One person with a phone; what is seen is the answer to the last message, wherever other messages stand."""

    api: BotApi
    records: Records
    person: int
    _seen: list[tuple[Shown, dict[str, str]]] = field(default_factory=list)
    """Messages with what the buttons carried when they were seen, by label: what a phone that was slow still shows."""

    _last: int = 0

    def say(self, text: str) -> None:
        """Write a text and wait for its answer."""
        self._answered(self.api.say(self.person, text))

    def send(self, name: str, content: bytes, text: str) -> None:
        """Send a document with its caption and wait for the answer."""
        self._answered(self.api.send_file(self.person, name, content, **({"caption": text} if text else {})))

    def press(self, label: str) -> None:
        """Press a button of what is seen and wait for the answer."""
        self._answered(self.api.press(*self.button(label)))

    def press_old(self, label: str) -> None:
        """Press a button of the screen before, as a phone that was slow still shows it."""
        message, carried = self._seen[-2]
        self._answered(self.api.press(message, carried[label]))

    def button(self, label: str) -> tuple[Shown, str]:
        """Return what is seen, and what its button with this label carries."""
        message, carried = self._newest()
        if label not in carried:
            raise missing(label, list(carried))
        return message, carried[label]

    def again(self) -> None:
        """Let Telegram deliver the last update once more, and another one behind it; both are handled when that is answered."""
        with self.api.changed:
            update = self.api.updates[self._last]
        self.api.again(update)
        seen, last = list(self._seen), self._last
        self.say("/aide")
        self._seen, self._last = seen, last

    def notice(self, text: str) -> None:
        """Wait until a message that says something stands in the chat."""
        self.api.until(lambda server: any(text in one.text for one in server.chats.of(self.person)))
        self._see([one for one in self.api.sent_to(self.person) if text in one.text][-1])

    def screen(self) -> ShownScreen:
        """Return what the last answer shows, or the newest message where nothing was said yet."""
        if not self._seen and not self.api.sent_to(self.person):
            return ShownScreen("", [])
        message, carried = self._newest()
        return ShownScreen("\n".join([message.text, *(f"[{one['text']}]" for one in message.buttons)]), list(carried))

    def _newest(self) -> tuple[Shown, dict[str, str]]:
        if not self._seen:
            self._see(max(self.api.sent_to(self.person), key=lambda one: one.id))
        return self._seen[-1]

    def _see(self, message: Shown) -> None:
        self._seen.append((message, {one["text"]: one["callback_data"] for one in message.buttons if "callback_data" in one}))

    def _answered(self, update: int) -> None:
        """Wait until the update's answer is sent, and look at it."""
        self._last = update
        until = time.monotonic() + PATIENCE
        while (message := self._message_of(update)) is None:
            assert time.monotonic() < until, (update, [(one.method, one.status) for one in self.api.calls[-6:]])
            time.sleep(PAUSE)
        self._see(next(one for one in self.api.sent_to(self.person) if one.id == message))

    def _message_of(self, update: int) -> int | None:
        with self.records.reading(SYSTEM) as work:
            query = select(OutboxRow.state, OutboxRow.external_id).join(InboxRow, InboxRow.id == OutboxRow.inbox_id)
            query = query.where(InboxRow.channel == "telegram", InboxRow.external_id == str(update), OutboxRow.kind == "reply")
            found = work.session.execute(query.order_by(OutboxRow.id)).all()
            # An answer in two messages is whole when both were sent.
            return int(found[-1][1]) if found and all(state == "sent" for state, _ in found) else None
