"""The three doors as a walk uses them: Telegram over loopback HTTP, e-mail over real servers, the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bot.house import house_of, open_door
from tests.servers.telegram import BotApi, bot_api
from tests.servers.telegram_chats import Shown
from tests.walks.email_door import EmailDriver, Servers, office_open
from villars_core.conversations.desk import Desk
from villars_core.demo.terminal import Conversation
from villars_core.work import Records

_ANSWERS = ("sendMessage", "editMessageText", "sendDocument")


@dataclass
class TelegramDriver:
    """One person with a phone."""

    api: BotApi
    person: int

    def say(self, text: str) -> None:
        """Write in the chat."""
        before = self._answers()
        self.api.say(self.person, text)
        self._wait(before)

    def press(self, label: str) -> None:
        """Press the newest button with this label."""
        before = self._answers()
        shown, data = self.button(label)
        self.api.press(shown, data)
        self._wait(before)

    def button(self, label: str) -> tuple[Shown, str]:
        """Return the newest message with a button of this label, and what the button carries."""
        for shown in reversed(self.api.sent_to(self.person)):
            found = next((one for one in shown.buttons if one["text"] == label), None)
            if found is not None:
                return shown, str(found["callback_data"])
        message = f"no button {label!r} in {[one['text'] for shown in self.api.sent_to(self.person) for one in shown.buttons]}"
        raise LookupError(message)

    def text(self) -> str:
        """Return the message that was written or changed last, with its buttons."""
        shown = max(self.api.sent_to(self.person), key=lambda one: one.id)
        return "\n".join([shown.text, *(f"[{one['text']}]" for one in shown.buttons)])

    def _answers(self) -> int:
        return sum(1 for method in _ANSWERS for one in self.api.of(method) if one.chat == self.person)

    def _wait(self, before: int) -> None:
        self.api.until(lambda _api: self._answers() > before, 20)


@dataclass
class EmailWalker:
    """One person with a mailbox."""

    driver: EmailDriver

    def say(self, text: str) -> None:
        """Answer the newest mail."""
        self.driver.say(text)

    def press(self, label: str) -> None:
        """Answer with the number of a choice."""
        self.driver.press(label)

    def text(self) -> str:
        """Return the newest mail."""
        return self.driver.screen().text


class TerminalDriver:
    """One person at a terminal."""

    def __init__(self, records: Records, identifier: str) -> None:
        """Sit down."""
        self._conversation = Conversation(records, identifier)
        self._shown = ""

    def say(self, text: str) -> None:
        """Type."""
        self._shown = self._conversation.answer(text)

    def press(self, label: str) -> None:
        """Type the label of a choice."""
        self.say(label)

    def text(self) -> str:
        """Return what the last words were answered."""
        return self._shown


@contextmanager
def telegram_town(records: Records) -> Iterator[BotApi]:
    """Run the real door against a Bot API of the walk's own."""
    with bot_api() as api, open_door(house_of(api, records, Desk(records))):
        yield api


@contextmanager
def email_town(servers: Servers, records: Records, user: str) -> Iterator[EmailDriver]:
    """Run the real door on the real servers; the driver's address is set by the walk."""
    with office_open(servers, records, Desk(records).receive, user) as office:
        yield EmailDriver(servers, office, "")
