"""What a person is shown, as data: text, choices, what may be answered, attachments. The doors draw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a choice is for; a door may colour it, its label alone carries the meaning."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"
    BACK = "back"
    CANCEL = "cancel"


class Expect(StrEnum):
    """What may be answered besides the choices."""

    NOTHING = "nothing"
    CHOICE = "choice"
    TEXT = "text"
    DAYS = "days"
    FILES = "files"
    SECRET = "secret"  # noqa: S105 (a kind of answer): typed in chat only, deleted after, never asked by e-mail


@dataclass(frozen=True)
class Choice:
    """One answer ready to take. `key` is 1 to 40 of A-Z a-z 0-9 + - _ ; `url` or `copy` make it a link or a text to copy."""

    key: str
    label: str
    role: Role = Role.NORMAL
    url: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Attachment:
    """A document made when it is sent: its kind and the plain facts from which it is made, never its bytes."""

    name: str
    media_type: str
    paper: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Screen:
    """One screen in the person's language. `title` is the subject by e-mail and holds no personal data.

    `body`: paragraphs of plain text (a paragraph may hold line breaks; doors escape it). `rows`: choices, line by line
    on a phone, numbered from 1 in reading order elsewhere. `toast`: a few words shown on a tap instead of, or over, the screen.
    """

    title: str = ""
    body: tuple[str, ...] = ()
    rows: tuple[tuple[Choice, ...], ...] = ()
    expect: Expect = Expect.NOTHING
    hint: str = ""
    attachments: tuple[Attachment, ...] = ()
    toast: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the choices in reading order; a typed "2" takes the second."""
        return tuple(choice for row in self.rows for choice in row)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, read back by `from_json`."""
        return {
            "title": self.title,
            "body": list(self.body),
            "rows": [[[one.key, one.label, one.role.value, one.url, one.copy] for one in row] for row in self.rows],
            "expect": self.expect.value,
            "hint": self.hint,
            "attachments": [[one.name, one.media_type, one.paper, dict(one.facts)] for one in self.attachments],
            "toast": self.toast,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Screen":
        """Return the screen kept by `to_json`."""
        return cls(
            title=data["title"],
            body=tuple(data["body"]),
            rows=tuple(tuple(Choice(key, label, Role(role), url, copy) for key, label, role, url, copy in row) for row in data["rows"]),
            expect=Expect(data["expect"]),
            hint=data["hint"],
            attachments=tuple(Attachment(*one) for one in data["attachments"]),
            toast=data["toast"],
        )


@dataclass(frozen=True)
class Offer:
    """What a notice proposes to do next: the desk opens that dialogue when it is taken.

    `intent` names a flow; `facts` are plain JSON values (ids, ISO days) that fill it.
    """

    key: str
    label: str
    intent: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    role: Role = Role.NORMAL

    @property
    def choice(self) -> Choice:
        """Return the offer as a choice of the notice's screen."""
        return Choice(self.key, self.label, self.role)
