"""Who is registered for what."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from villars_core.registrations.models import Registration
from villars_core.work import Work


def is_registered(work: Work, child_id: int, activity: str, days: Collection[date]) -> bool:
    """Tell whether a child is registered for an activity on all of these days."""
    query = select(Registration.first, Registration.last).where(Registration.child_id == child_id, Registration.activity == activity)
    spans = [(first, last) for first, last in work.session.execute(query)]
    return all(any(first <= day <= last for first, last in spans) for day in days)
