"""The calendar as plain values, read from the town's rows in two queries."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from sqlalchemy import Integer, Select, String, bindparam, or_, select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.school_calendar.rules import OpeningDays, Period, days_between
from villars_core.schools.models import Activity
from villars_core.work import Work

CANTEEN = "canteen"


def opening_days(work: Work, school_id: int | None = None, activity: str = CANTEEN, class_id: int | None = None) -> OpeningDays:
    """Return the days of service of an activity, for the whole town, for a school, or as a class of it has them."""
    return work.once(("opening days", school_id, activity, class_id), lambda: _opening_days(work, school_id, activity, class_id))


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


def _opening_days(work: Work, school_id: int | None, activity: str, class_id: int | None) -> OpeningDays:
    years = work.session.execute(_years()).all()
    closed = work.session.execute(_closed(), {"school": school_id, "class": class_id, "activity": activity}).all()
    weekdays = work.session.scalar(_weekdays(), {"activity": activity}) or []
    return OpeningDays(
        years=tuple(Period(first, last) for first, last in years),
        weekdays=frozenset(weekdays),
        holidays=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "holiday"),
        closures=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "closure"),
        events=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "event"),
    )


# The statements run for nearly every message: they are built once.


@lru_cache(maxsize=1)
def _years() -> Select[date, date]:
    return select(SchoolYear.first, SchoolYear.last).order_by(SchoolYear.first)


@lru_cache(maxsize=1)
def _closed() -> Select[str, date, date, str]:
    of_school = or_(ClosedPeriod.school_id.is_(None), ClosedPeriod.school_id == bindparam("school", type_=Integer()))
    of_class = or_(ClosedPeriod.class_id.is_(None), ClosedPeriod.class_id == bindparam("class", type_=Integer()))
    of_activity = ClosedPeriod.activity.in_(("", bindparam("activity", type_=String())))
    query = select(ClosedPeriod.kind, ClosedPeriod.first, ClosedPeriod.last, ClosedPeriod.name)
    return query.where(ClosedPeriod.withdrawn_at.is_(None), of_school, of_class, of_activity).order_by(ClosedPeriod.first)


@lru_cache(maxsize=1)
def _weekdays() -> Select[list[int]]:
    return select(Activity.weekdays).where(Activity.code == bindparam("activity"))
