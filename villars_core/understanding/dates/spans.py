"""Stretches of days, what they are relative to, and the names of school holidays."""

import calendar as months
from dataclasses import dataclass, replace
from datetime import date, timedelta

from villars_core.understanding.values import SchoolDays


@dataclass(slots=True, unsafe_hash=True)
class Frame:
    """What a date is relative to; `general` reads any French date, else a school's.

    No frame is ever changed; like a token it is not frozen, only to be made faster.
    """

    today: date
    hour: int = 9
    minute: int = 0
    past: bool = False
    general: bool = True
    calendar: SchoolDays | None = None
    mention: date | None = None

    def mentioning(self, day: date) -> "Frame":
        """Return the frame behind a day that was told."""
        return Frame(self.today, self.hour, self.minute, self.past, self.general, self.calendar, day)


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """Days from first to last, inclusive; `None` is open. `flags` say what must be asked before money follows.

    No span is ever changed; like a token it is not frozen, only to be made faster.
    """

    first: date | None
    last: date | None
    weekdays: frozenset[int] = frozenset()
    step: int = 1
    grain: str = "day"
    flags: frozenset[str] = frozenset()
    choices: tuple[date, ...] = ()

    def flagged(self, *flags: str) -> "Span":
        """Return the span with further flags."""
        return replace(self, flags=self.flags | frozenset(flags))


def day_span(day: date, *flags: str, choices: tuple[date, ...] = ()) -> Span:
    """Return the span of one day."""
    return Span(day, day, flags=frozenset(flags), choices=choices)


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def month_span(year: int, month: int) -> Span:
    """Return a whole month."""
    return Span(date(year, month, 1), date(year, month, months.monthrange(year, month)[1]), grain="month")


_NAMED_BY_MONTH = {
    10: ("11-01", "autumn", "10"),
    11: ("11-01", "autumn"),
    12: ("12-25", "winter", "12", "12-31"),
    1: ("12-25",),
    2: ("winter", "2", "easter-47"),
    3: ("winter",),
    4: ("easter+0", "spring", "4"),
    5: ("easter+39", "5", "spring"),
    6: ("summer",),
    7: ("summer", "7"),
    8: ("summer", "8"),
}


def names_of(first: date) -> tuple[str, ...]:
    """Return the names of the school holidays that begin on a day."""
    named = _NAMED_BY_MONTH.get(first.month, ())
    return named if first.month != 12 else ("12-25", "12", "12-31", "winter_break")


def school_day_from(day: date, school: SchoolDays) -> date:
    """Return the first school day from a day on."""
    for ahead in range(15):
        one = day + timedelta(days=ahead)
        if one.isoweekday() in school.weekdays and one not in school.closed_days:
            return one
    return day
