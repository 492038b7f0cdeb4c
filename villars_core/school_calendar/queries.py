"""The calendar as plain values, read from the town's rows in two queries."""

from datetime import date
from functools import lru_cache

from sqlalchemy import Integer, Select, bindparam, or_, select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.school_calendar.rules import OpeningDays, Period
from villars_core.schools.models import Activity
from villars_core.work import Work

CANTEEN = "canteen"


def opening_days(work: Work, school_id: int | None = None, activity: str = CANTEEN) -> OpeningDays:
    """Return the days of service of an activity, for a school or for the whole town."""
    return work.once(("opening days", school_id, activity), lambda: _opening_days(work, school_id, activity))


def _opening_days(work: Work, school_id: int | None, activity: str) -> OpeningDays:
    years = work.session.execute(_years()).all()
    closed = work.session.execute(_closed(), {"school": school_id}).all()
    weekdays = work.session.scalar(_weekdays(), {"activity": activity}) or []
    return OpeningDays(
        years=tuple(Period(first, last) for first, last in years),
        weekdays=frozenset(weekdays),
        holidays=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "holiday"),
        closures=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "closure"),
    )


# The statements run for nearly every message: they are built once.


@lru_cache(maxsize=1)
def _years() -> Select[date, date]:
    return select(SchoolYear.first, SchoolYear.last).order_by(SchoolYear.first)


@lru_cache(maxsize=1)
def _closed() -> Select[str, date, date, str]:
    of_school = or_(ClosedPeriod.school_id.is_(None), ClosedPeriod.school_id == bindparam("school", type_=Integer()))
    query = select(ClosedPeriod.kind, ClosedPeriod.first, ClosedPeriod.last, ClosedPeriod.name)
    return query.where(ClosedPeriod.withdrawn_at.is_(None), of_school).order_by(ClosedPeriod.first)


@lru_cache(maxsize=1)
def _weekdays() -> Select[list[int]]:
    return select(Activity.weekdays).where(Activity.code == bindparam("activity"))
