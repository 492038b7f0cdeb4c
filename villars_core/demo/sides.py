"""What the page asks of each door, found by entry points: the core imports none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import entry_points
from typing import Any, Protocol

from villars_core.conversations.messages import Incoming
from villars_core.conversations.papers import Paper
from villars_core.notifications.sending import ToSend
from villars_core.work import Records

GROUP = "villars.demo"


@dataclass(frozen=True)
class Written:
    """What a person writes by mail: from which address, the words, and a file where there is one."""

    person: str
    words: str
    file: Paper | None = None


class Phone(Protocol):
    """The chat's door: rows drawn as the bot draws them, touches read as its updates are."""

    def draw(self, item: ToSend) -> dict[str, Any]:
        """Return texts, keyboard, placeholder, edit and forget."""
        ...

    def said(self, touch: Any, text: str, file: Paper | None) -> Incoming | None:  # noqa: ANN401 (the door reads the touch by its attributes)
        """Return the message of a typed text, or of a file with its caption."""
        ...

    def pressed(self, touch: Any, data: str) -> Incoming | None:  # noqa: ANN401 (the door reads the touch by its attributes)
        """Return the message of a pressed button."""
        ...


class Mail(Protocol):
    """A mail as the mailbox shows it."""

    @property
    def subject(self) -> str:
        """Return the subject."""
        ...

    @property
    def sender(self) -> str:
        """Return who wrote."""
        ...

    @property
    def text(self) -> str:
        """Return the plain part."""
        ...

    @property
    def html(self) -> str:
        """Return the HTML part."""
        ...

    @property
    def attachments(self) -> Sequence[str]:
        """Return the names of the files."""
        ...


class Mailbox(Protocol):
    """The e-mail's door: the very bytes that would leave, answered and read again."""

    def compose(self, item: ToSend, now: datetime, papers: Sequence[Paper] = ()) -> bytes:
        """Return the bytes of a row with its documents."""
        ...

    def show(self, raw: bytes) -> Mail:
        """Return what a mailbox shows of bytes."""
        ...

    def paper(self, raw: bytes, number: int) -> Paper | None:
        """Return one of a mail's files, counted from 0; None past the last."""
        ...

    def answer(self, raw: bytes, written: "Written", when: str) -> bytes:
        """Return the bytes of a person's answer."""
        ...

    def first(self, subject: str, written: "Written") -> bytes:
        """Return the bytes of a mail that a person begins."""
        ...

    def read(self, raw: bytes, records: Records) -> Incoming | None:
        """Return the message for the desk."""
        ...


def phone() -> Phone:
    """Return the chat's side of the page."""
    found: Phone = _load("telegram")
    return found


def mailbox(address: str) -> Mailbox:
    """Return the mailbox's side of the page, for the office's address."""
    found: Mailbox = _load("email")(address)
    return found


def _load(name: str) -> Any:  # noqa: ANN401 (each door gives its own)
    (point,) = entry_points(group=GROUP, name=name)
    return point.load()
