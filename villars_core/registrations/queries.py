"""Who is registered for what."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.registrations.models import Registration
from villars_core.work import Work


def is_registered(work: Work, child_id: int, activity: str, days: Collection[date]) -> bool:
    """Tell whether a child is registered for an activity on all of these days."""
    return registered_days(work, child_id, activity, days) == set(days)


def registered_days(work: Work, child_id: int, activity: str, days: Collection[date]) -> set[date]:
    """Return those of these days on which a child is registered for an activity: one query."""
    spans = [(first, last) for first, last in work.session.execute(_spans(), {"child": child_id, "activity": activity})]
    return {day for day in days if any(first <= day <= last for first, last in spans)}


@lru_cache(maxsize=1)
def _spans() -> Select[date, date]:
    same = (Registration.child_id == bindparam("child"), Registration.activity == bindparam("activity"))
    return select(Registration.first, Registration.last).where(*same)
