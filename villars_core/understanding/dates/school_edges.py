"""Finds the days of school nearest to what parts the year."""

from datetime import date, timedelta

from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.spans import Frame, Span, day_span, monday
from villars_core.understanding.values import SchoolDays

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SOON = timedelta(days=14)
_FARTHEST = 150


def edge(item: Item, frame: Frame, anchor: Span | None) -> Span | None:
    """Return the nth day, week or weekday of school before (negative) or after a stretch; without one, of the end of the year."""
    school = frame.calendar
    if school is None or item.number == 0:
        return None
    if anchor is None:
        start: date | None = school.last + _DAY
    else:
        start = anchor.last if item.number > 0 else anchor.first
    if start is None:
        return None
    step = _DAY if item.number > 0 else -_DAY
    count = abs(item.number)
    # "la première semaine de classe" is told in the holidays before it, or when they are near.
    near_by = not item.weekday and start <= frame.today + _SOON
    unsure = frozenset({"vague"} if item.part or (item.bare and not frame.past and not near_by) else ())
    if item.unit == "week":
        near = _nth_open(start, step, 1, school)
        if near is None:
            return None
        first = monday(near) + _WEEK * (count - 1) * (1 if item.number > 0 else -1)
        return Span(first, first + _WEEK - _DAY, grain="week", flags=unsure)
    found = _nth_open(start, step, count, school, item.weekday)
    near = _nth_open(start, step, 1, school) if item.whole else None
    if near and found:
        return Span(min(near, found), max(near, found), flags=frozenset({"counted"}))
    return day_span(found, *unsure) if found else None


def _nth_open(start: date, step: timedelta, count: int, school: SchoolDays, weekday: int = 0) -> date | None:
    """Return the nth day with school from a day on, that day left out; of one weekday where it is told."""
    day = start
    for _ in range(_FARTHEST):
        day += step
        if day.isoweekday() == weekday if weekday else school.is_open(day):
            count -= 1
        if not count:
            return day
    return None
