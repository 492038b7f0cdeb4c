"""What an event does to the calendar: the days that it closes, for whom, and the roll-calls that nobody can do; and all of it undone."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from villars_core.announcements.event_queries import NOON, Pupil, schools_of, scope_of
from villars_core.announcements.models import Event, EventClosure
from villars_core.attendance import actions as attendance
from villars_core.attendance.actions import Place
from villars_core.attendance.rules import CHILDCARE, Moment
from villars_core.families.rules import runs
from villars_core.school_calendar.models import ClosedPeriod
from villars_core.schools.queries import class_of
from villars_core.work import Work

UNSERVED = frozenset({"cancel", "excuse"})
"""The effects after which no meal is served to the children of the scope."""

LONGEST_NAME = 120


def closes(event: Event) -> bool:
    """Tell whether nobody of the scope can book these days any more."""
    return event.part in NOON and (event.kind == "closure" or event.effect in UNSERVED)


def close(work: Work, event: Event, days: Sequence[date], name: str) -> None:
    """Close the days for exactly the event's scope: a closure closes the service, any other event the booking calendar alone.

    A closure at noon leaves the childcare open; `name` is what a parent reads who touches the day.
    """
    kind = "closure" if event.kind == "closure" else "event"
    activity = "" if kind == "closure" and event.part == "day" else event.activity
    for school_id, class_id in _places(work, event):
        for first, last in runs(days):
            row = ClosedPeriod(kind=kind, name=name[:LONGEST_NAME], first=first, last=last, school_id=school_id, added_at=work.now)
            row.class_id, row.activity = class_id, activity
            work.session.add(row)
            work.session.flush()
            work.session.add(EventClosure(closed_period_id=row.id, event_id=event.id))
    work.session.flush()
    work.forget()


def reopen(work: Work, event: Event) -> None:
    """Open again what the event closed."""
    query = select(ClosedPeriod).join(EventClosure, EventClosure.closed_period_id == ClosedPeriod.id)
    for row in work.session.scalars(query.where(EventClosure.event_id == event.id, ClosedPeriod.withdrawn_at.is_(None))):
        row.withdrawn_at = work.now
    work.session.flush()
    work.forget()


def give_up_calls(work: Work, event: Event, pupils: Sequence[Pupil], days: Sequence[date], reason: str) -> None:
    """Waive the roll-calls that a closure makes impossible and the bill of the month would wait for.

    Meals that are counted by the town's rule stay booked: they are billed without a roll-call. A closed morning or evening has no
    childcare to point.
    """
    if event.kind != "closure":
        return
    for place in sorted({*_unserved(event, pupils)}, key=lambda one: (one.school_id, one.class_id or 0)):
        part, activity = ("", event.activity) if event.part in NOON else (event.part, CHILDCARE)
        for day in days:
            attendance.waive(work, place, Moment(day, activity, part), reason)


def _unserved(event: Event, pupils: Sequence[Pupil]) -> Iterator[Place]:
    if event.part not in NOON:
        yield from (Place(one.school_id) for one in pupils)
    elif event.effect == "excuse":
        yield from (Place(one.school_id, one.class_id) for one in pupils)


def _places(work: Work, event: Event) -> list[tuple[int | None, int | None]]:
    """Return the school and the class of each calendar that closes; None stands for all of them."""
    scope = scope_of(event)
    if scope.kind != "class":
        return [(school_id, None) for school_id in schools_of(work, scope)]
    found = class_of(work, scope.id)
    return [] if found is None else [(found.school_id, found.id)]
