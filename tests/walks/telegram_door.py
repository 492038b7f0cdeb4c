"""The Telegram door as a walk sees it: a person who writes and presses buttons, over the loopback Bot API."""

import time
from dataclasses import dataclass, field

from sqlalchemy import select

from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown
from tests.walks.email_door import ShownScreen
from villars_core.conversations.models import InboxRow
from villars_core.notifications.models import OutboxRow
from villars_core.work import SYSTEM, Records

PATIENCE = 60.0
PAUSE = 0.02


@dataclass
class TelegramDriver:
    """One person with a phone; what is shown is the answer to the last message, wherever other messages stand."""

    api: BotApi
    records: Records
    person: int
    _shown: list[tuple[Shown, ShownScreen, list[str]]] = field(default_factory=list)
    _last: int = 0

    def say(self, text: str) -> None:
        """Write a text and wait for its answer."""
        self._answered(self.api.say(self.person, text))

    def press(self, label: str) -> None:
        """Press a button of the last screen and wait for the answer."""
        self._press(-1, label)

    def press_old(self, label: str) -> None:
        """Press a button of the screen before, as a phone that was slow still shows it."""
        self._press(-2, label)

    def again(self) -> None:
        """Let Telegram deliver the last update once more, and another one behind it; both are handled when that is answered."""
        with self.api.changed:
            update = self.api.updates[self._last]
        self.api.again(update)
        shown, last = list(self._shown), self._last
        self.say("/aide")
        self._shown, self._last = shown, last

    def notice(self, text: str) -> None:
        """Wait until a message that says something stands in the chat."""
        self.api.until(lambda server: any(text in one.text for one in server.chats.of(self.person)))

    def screen(self) -> ShownScreen:
        """Return what the last answer shows."""
        return self._shown[-1][1] if self._shown else ShownScreen("", [])

    def _press(self, which: int, label: str) -> None:
        message, screen, carried = self._shown[which]
        if label not in screen.choices:
            missing = f"no button {label!r} among {screen.choices}"
            raise LookupError(missing)
        self._answered(self.api.press(message, carried[screen.choices.index(label)]))

    def _answered(self, update: int) -> None:
        """Wait until the update's answer is sent, and look at it."""
        self._last = update
        until = time.monotonic() + PATIENCE
        while (message := self._message_of(update)) is None:
            assert time.monotonic() < until, (update, [(one.method, one.status) for one in self.api.calls[-6:]])
            time.sleep(PAUSE)
        shown = next(one for one in self.api.sent_to(self.person) if one.id == message)
        buttons = [one for one in shown.buttons if "callback_data" in one]
        screen = ShownScreen(shown.text, [one["text"] for one in buttons])
        self._shown.append((shown, screen, [one["callback_data"] for one in buttons]))

    def _message_of(self, update: int) -> int | None:
        with self.records.reading(SYSTEM) as work:
            query = select(OutboxRow.external_id).join(InboxRow, InboxRow.id == OutboxRow.inbox_id)
            query = query.where(InboxRow.channel == "telegram", InboxRow.external_id == str(update), OutboxRow.state == "sent")
            found = work.session.scalars(query.where(OutboxRow.kind == "reply").order_by(OutboxRow.id.desc())).first()
            return int(found) if found else None
