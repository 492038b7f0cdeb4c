"""Letters on the town's paper: sender, address in the envelope's window, subject, then blocks; one file for many letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from villars_core.pdf.later import drawer


@dataclass(frozen=True)
class Letterhead:
    """Who writes: name, service, and the lines at the foot of the page."""

    name: str
    service: str
    foot: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Heading:
    """What the next blocks are about."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Values to be copied by hand, each beside its label, in a frame; `size` in points, `label_width` in millimetres."""

    rows: tuple[tuple[str, str], ...]
    size: float = 13
    label_width: float = 75


@dataclass(frozen=True)
class Steps:
    """What to do, in order; beside it a code to scan, where there is one, with its caption."""

    steps: tuple[str, ...]
    scan: str = ""
    caption: str = ""


Block = Text | Heading | Facts | Steps


@dataclass(frozen=True)
class Letter:
    """One letter: every text is final, in the reader's language."""

    address: tuple[str, ...]
    place_and_date: str
    subject: str
    blocks: tuple[Block, ...]


def letters(head: Letterhead, all_of_them: Sequence[Letter], language: str = "fr") -> bytes:
    """Return a PDF with each letter on pages of its own; the same letters give the same bytes."""
    return drawer("villars_core.pdf.drawing.letters", "letters")(head, all_of_them, language)
