"""The parts of speech of dates: a word with its tag, one thing said, and a group of things said together."""

from dataclasses import dataclass

# The name of a weekday that comes again until a day: "le mardi jusqu'aux vacances".
WEEKLY = "weekly"
WHOLE = ("week", "weekend", "fortnight", "month", "quarter", "half", "year", "decade")


@dataclass(slots=True)
class Word:
    """A word or phrase with its tag and value; `i` and `j` bound its tokens. Never changed; not frozen, only to be made faster."""

    tag: str
    value: str
    i: int
    j: int
    text: str

    @property
    def number(self) -> int:
        """The value as a number."""
        return int(self.value)


@dataclass(slots=True)
class Item:
    """One thing said: `kind` tells which fields matter; the resolver turns it into days.

    Kinds: weekday, day, rel, month, period, week_of, week_number, nth, year, season, feast, holiday, back, offset, next_n, public,
    clock; in a phrase alone also minutes, within_n, decade, workdays, span, some_of, beside, weekends;
    in a message to a school also edge.
    """

    kind: str
    i: int = 0
    j: int = 0
    weekday: int = 0
    day: int = 0
    month: int = 0
    year: int = 0
    name: str = ""
    mod: str = ""
    number: int = 0
    unit: str = ""
    part: str = ""
    every: bool = False
    step: int = 1
    plural: bool = False
    whole: bool = False
    bare: bool = False
    linked: bool = False
    within: "Item | None" = None
    anchor: "Item | None" = None


@dataclass(slots=True)
class Group:
    """Things said together: a list, a range with two ends, or a side of time that begins or ends somewhere."""

    kind: str
    i: int
    j: int
    items: list[Item]
    either: bool = False
    since: bool = False
    excepted: bool = False
