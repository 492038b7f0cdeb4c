"""Who is registered for what."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.registrations.models import Registration
from villars_core.work import Work

MOST_NAMED = 500
"""How many children one statement names."""


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


def registered_spans(work: Work, child_ids: Collection[int], activity: str) -> dict[int, list[tuple[date, date]]]:
    """Return between which days children are registered for an activity, for any number of children."""
    found: dict[int, list[tuple[date, date]]] = {}
    ids = sorted(child_ids)
    for start in range(0, len(ids), MOST_NAMED):
        query = select(Registration.child_id, Registration.first, Registration.last).where(
            Registration.child_id.in_(ids[start : start + MOST_NAMED]), Registration.activity == activity
        )
        for child_id, first, last in work.session.execute(query):
            found.setdefault(child_id, []).append((first, last))
    return found
