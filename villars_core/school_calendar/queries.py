"""The calendar as plain values, read from the town's rows in two queries."""

from sqlalchemy import or_, select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.school_calendar.rules import OpeningDays, Period
from villars_core.schools.models import Activity
from villars_core.work import Work

CANTEEN = "canteen"


def opening_days(work: Work, school_id: int | None = None, activity: str = CANTEEN) -> OpeningDays:
    """Return the days of service of an activity, for a school or for the whole town."""
    return work.once(("opening days", school_id, activity), lambda: _opening_days(work, school_id, activity))


def _opening_days(work: Work, school_id: int | None, activity: str) -> OpeningDays:
    years = work.session.execute(select(SchoolYear.first, SchoolYear.last).order_by(SchoolYear.first)).all()
    query = select(ClosedPeriod.kind, ClosedPeriod.first, ClosedPeriod.last, ClosedPeriod.name).where(
        ClosedPeriod.withdrawn_at.is_(None), or_(ClosedPeriod.school_id.is_(None), ClosedPeriod.school_id == school_id)
    )
    closed = work.session.execute(query.order_by(ClosedPeriod.first)).all()
    weekdays = work.session.scalar(select(Activity.weekdays).where(Activity.code == activity)) or []
    return OpeningDays(
        years=tuple(Period(first, last) for first, last in years),
        weekdays=frozenset(weekdays),
        holidays=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "holiday"),
        closures=tuple(Period(first, last, name) for kind, first, last, name in closed if kind == "closure"),
    )
