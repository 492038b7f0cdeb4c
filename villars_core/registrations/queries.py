"""Who is registered for what."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.registrations.models import Registration
from villars_core.work import Work


def is_registered(work: Work, child_id: int, activity: str, days: Collection[date]) -> bool:
    """Tell whether a child is registered for an activity on all of these days."""
    spans = [(first, last) for first, last in work.session.execute(_spans(), {"child": child_id, "activity": activity})]
    return all(any(first <= day <= last for first, last in spans) for day in days)


@lru_cache(maxsize=1)
def _spans() -> Select[date, date]:
    same = (Registration.child_id == bindparam("child"), Registration.activity == bindparam("activity"))
    return select(Registration.first, Registration.last).where(*same)
