"""The calendar as plain values, read from the town's rows in two queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.school_calendar.rules import OpeningDays, Period, days_between
from villars_core.schools.models import Activity
from villars_core.work import Work

CANTEEN = "canteen"


def opening_days(work: Work, school_id: int | None = None, activity: str = CANTEEN, class_id: int | None = None) -> OpeningDays:
    """Return the days of service of an activity, for the whole town, for a school, or as a class of it has them."""
    return work.once(("opening days", school_id, activity, class_id), lambda: _opening_days(work, _For(school_id, class_id, activity)))


def classes_away(work: Work, first: date, last: date, activity: str = CANTEEN) -> dict[int, set[date]]:
    """Return the days between two, both inclusive, on which an event of their own takes classes away: one query for a whole town."""
    query = select(ClosedPeriod.class_id, ClosedPeriod.first, ClosedPeriod.last).where(
        ClosedPeriod.class_id.is_not(None),
        ClosedPeriod.activity.in_(("", activity)),
        ClosedPeriod.withdrawn_at.is_(None),
        ClosedPeriod.first <= last,
        ClosedPeriod.last >= first,
    )
    found: dict[int, set[date]] = defaultdict(set)
    for class_id, begins, ends in work.session.execute(query):
        if class_id is not None:
            found[class_id].update(days_between(max(begins, first), min(ends, last)))
    return found


def opening_days_at(work: Work, at: datetime, school_id: int | None, activity: str = CANTEEN) -> OpeningDays:
    """Return the days of service as they were known just before an instant."""
    known = (ClosedPeriod.added_at < at, or_(ClosedPeriod.withdrawn_at.is_(None), ClosedPeriod.withdrawn_at >= at))
    closed = work.once(("closed at", at), lambda: _rows(work, _periods().where(*known)))
    return _opened(work, closed, _For(school_id, None, activity))


class _Closed(NamedTuple):
    """A closed period, plain values; no school: all of them."""

    kind: str
    first: date
    last: date
    name: str
    school_id: int | None
    class_id: int | None
    activity: str


class _For(NamedTuple):
    """Whose days are read."""

    school_id: int | None
    class_id: int | None
    activity: str

    def closes(self, one: _Closed) -> bool:
        """Tell whether a period closes these days."""
        return one.school_id in {None, self.school_id} and one.class_id in {None, self.class_id} and one.activity in {"", self.activity}


def _opening_days(work: Work, wanted: _For) -> OpeningDays:
    # Read whole and once: a large town asks for the days of hundreds of classes.
    return _opened(work, work.once("closed periods", lambda: _rows(work, _in_force())), wanted)


def _opened(work: Work, rows: Sequence[_Closed], wanted: _For) -> OpeningDays:
    years = work.once("school years", lambda: work.session.execute(_years()).all())
    closed = [one for one in rows if wanted.closes(one)]
    activity = wanted.activity
    weekdays = work.once(("weekdays", activity), lambda: work.session.scalar(_weekdays(), {"activity": activity}) or [])
    holidays, closures, events = (
        tuple(Period(one.first, one.last, one.name) for one in closed if one.kind == kind) for kind in ("holiday", "closure", "event")
    )
    return OpeningDays(tuple(Period(first, last) for first, last in years), frozenset(weekdays), holidays, closures, events)


def _rows(work: Work, statement: Select[*tuple[Any, ...]]) -> list[_Closed]:
    return [_Closed(*row) for row in work.session.execute(statement)]


# The statements run for nearly every message: they are built once.


@lru_cache(maxsize=1)
def _years() -> Select[date, date]:
    return select(SchoolYear.first, SchoolYear.last).order_by(SchoolYear.first)


@lru_cache(maxsize=1)
def _in_force() -> Select[*tuple[Any, ...]]:
    return _periods().where(ClosedPeriod.withdrawn_at.is_(None))


def _periods() -> Select[*tuple[Any, ...]]:
    columns = [getattr(ClosedPeriod, name) for name in _Closed._fields]
    return select(*columns).order_by(ClosedPeriod.first)


@lru_cache(maxsize=1)
def _weekdays() -> Select[list[int]]:
    return select(Activity.weekdays).where(Activity.code == bindparam("activity"))
