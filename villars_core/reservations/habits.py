"""A child's usual week: what was booked last week, what is booked week after week, and what a guardian keeps of it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from villars_core.families import access
from villars_core.families.models import Child
from villars_core.journal.actions import Change, Subject, record
from villars_core.reservations.models import WeeklyPattern
from villars_core.reservations.queries import booked
from villars_core.school_calendar.queries import CANTEEN
from villars_core.school_calendar.rules import week_of
from villars_core.work import Work

WEEKS_OF_HABIT = 3
"""So many weeks in a row that are booked alike are a habit."""

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Habit:
    """The weekdays (ISO numbers) on which a child usually comes; `kept`: a guardian said so, it is not only seen."""

    weekdays: tuple[int, ...]
    kept: bool


def last_booked_week(work: Work, child: Child, before: date, activity: str = CANTEEN) -> list[date]:
    """Return the booked days of the newest week before a Monday that has any, up to eight weeks back: holidays lie between."""
    days = booked(work, [child.id], before - 8 * WEEK, before - timedelta(days=1), activity)[child.id]
    if not days:
        return []
    first, last = week_of(days[-1])
    return [day for day in days if first <= day <= last]


def habit_of(work: Work, child: Child, activity: str = CANTEEN) -> Habit | None:
    """Return the acting guardian's kept pattern for a child, else the one that the last booked weeks show; None where there is none.

    A habit that was declined is not shown again until it changes.
    """
    row = _row(work, child, activity)
    if row is not None and row.state == "kept":
        return Habit(tuple(row.weekdays), kept=True)
    seen = seen_habit(work, child, activity)
    if seen is None or (row is not None and row.state == "declined" and tuple(row.weekdays) == seen.weekdays):
        return None
    return seen


def habit_to_offer(work: Work, child: Child, activity: str = CANTEEN) -> Habit | None:
    """Return the seen habit that the acting guardian neither keeps nor declined yet: what may be offered, once."""
    seen, row = seen_habit(work, child, activity), _row(work, child, activity)
    return None if seen is None or (row is not None and tuple(row.weekdays) == seen.weekdays) else seen


def seen_habit(work: Work, child: Child, activity: str = CANTEEN) -> Habit | None:
    """Return the weekdays that the last booked weeks, this one included, have in common and nothing else."""
    sunday = week_of(work.today)[1]
    days = booked(work, [child.id], sunday - 8 * WEEK, sunday, activity)[child.id]
    weeks: dict[date, list[int]] = {}
    for day in days:
        weeks.setdefault(week_of(day)[0], []).append(day.isoweekday())
    newest = [tuple(weeks[monday]) for monday in sorted(weeks)[-WEEKS_OF_HABIT:]]
    if len(newest) < WEEKS_OF_HABIT or len(Counter(newest)) > 1:
        return None
    return Habit(newest[0], kept=False)


def answer(work: Work, child: Child, weekdays: Collection[int], *, state: str, activity: str = CANTEEN) -> WeeklyPattern:
    """Keep ("kept") a child's usual week for the acting guardian, or decline it ("declined"); saying it again changes nothing."""
    access.child_for_actor(work, child.id)
    row = _row(work, child, activity)
    if row is None:
        row = WeeklyPattern(child_id=child.id, guardian_id=work.actor.id, activity=activity)
        work.session.add(row)
    row.weekdays, row.state, row.set_at = sorted(set(weekdays)), state, work.now
    work.session.flush()
    record(work, f"pattern.{state}", Subject("child", child.id), Change(after={"weekdays": row.weekdays}))
    return row


def give_up(work: Work, child: Child, activity: str = CANTEEN) -> None:
    """Keep no usual week for the acting guardian any more; the one that is seen is not offered until it changes."""
    kept, seen = _row(work, child, activity), seen_habit(work, child, activity)
    weekdays = seen.weekdays if seen is not None else tuple(kept.weekdays) if kept is not None else ()
    if weekdays:
        answer(work, child, weekdays, state="declined", activity=activity)


def _row(work: Work, child: Child, activity: str) -> WeeklyPattern | None:
    mine = (WeeklyPattern.child_id == child.id, WeeklyPattern.guardian_id == work.actor.id, WeeklyPattern.activity == activity)
    return work.session.scalars(select(WeeklyPattern).where(*mine).limit(1)).first()
