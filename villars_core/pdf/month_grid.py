"""A month on one page, a box for each day: what is printed for the fridge door and, as a picture, shown on a phone; knows no domain."""

from dataclasses import dataclass
from enum import Enum

from villars_core.pdf.later import drawer
from villars_core.pdf.letterhead import Letterhead


class Tone(Enum):
    """How a box is filled; its words alone carry the meaning."""

    PLAIN = "#ffffff"
    YES = "#d8efdd"
    PERHAPS = "#fdf0c9"
    NO = "#eceef1"
    AWAY = "#e3e8f4"


@dataclass(frozen=True)
class Box:
    """One day: its number, what is said of it, a mark (one letter of the fonts) and a tone; `number` is empty outside the month."""

    number: str = ""
    words: str = ""
    mark: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class MonthPage:
    """The whole page, every text final and in the reader's language: `names` heads the columns, `weeks` has a row of boxes each."""

    head: Letterhead
    title: str
    names: tuple[str, ...]
    weeks: tuple[tuple[Box, ...], ...]
    foot: tuple[str, ...] = ()
    language: str = "fr"


def month_page(page: MonthPage) -> bytes:
    """Return the page as a PDF; the same page gives the same bytes."""
    return drawer("villars_core.pdf.drawing.month", "month_page")(page)
