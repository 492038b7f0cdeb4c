"""What of a request is possible, day by day, and why the rest is not: one reading of the records for all its days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from villars_core.errors import Refusal
from villars_core.families import access
from villars_core.families.access import NotYourDays
from villars_core.families.models import Child
from villars_core.registrations.queries import registered_days
from villars_core.reservations.holds import OnHold, is_on_hold
from villars_core.reservations.queries import ACTS, FAR_AHEAD, Calendar, calendar_of
from villars_core.reservations.rules import BookingNotNeeded, NotAServiceDay, NotRegistered, TooLate
from villars_core.school_calendar.queries import CANTEEN
from villars_core.school_calendar.rules import ONE_DAY, ClosedBecause
from villars_core.schools.queries import activity as activity_of
from villars_core.schools.rules_file import BOOK
from villars_core.work import Work

PAST_THE_DEADLINE = "education_office"
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class MealChange:
    """What is asked: which act, for which child, on which days; `at`: when it was said, where that is known better than now."""

    act: str
    child: Child
    days: tuple[date, ...]
    activity: str = CANTEEN
    at: datetime | None = None


@dataclass(frozen=True)
class Assessment:
    """What of a request is possible: its good days, a refusal for each reason against the others, and what comes late at a price.

    `surcharges`: the name of the surcharge of each good day that is booked after its deadline.
    """

    days: tuple[date, ...]
    refused: tuple[Refusal, ...] = ()
    surcharges: Mapping[date, str] = field(default_factory=dict)


def assess(work: Work, asked: MealChange) -> Assessment:
    """Sort out the days of a request. Raises NotFound for a child that is not the actor's, BookingNotNeeded for an open activity."""
    child = access.child_for_actor(work, asked.child.id)
    if not activity_of(work, asked.activity).needs_booking:
        raise BookingNotNeeded
    calendar = calendar_of(work, child, asked.activity)
    refused: list[Refusal] = []
    days = list(asked.days)
    if asked.act == BOOK and is_on_hold(work):
        return Assessment((), (OnHold(),))
    try:
        access.require_days(work, child, days)
    except NotYourDays as foreign:
        refused.append(foreign)
        days = [day for day in days if day not in foreign.days]
    for closed in _not_of_service(work, asked, calendar, days):
        refused.append(closed)
        days = [day for day in days if day not in _days_of(closed)]
    if asked.act == BOOK and days:
        registered = registered_days(work, child.id, asked.activity, days)
        if len(registered) < len(days):
            refused.append(NotRegistered(child.first_name))
        days = [day for day in days if day in registered]
    surcharges, late = _past_the_deadline(work, asked, calendar, days)
    refused += _too_late(asked, calendar, asked.at or work.now, late)
    return Assessment(tuple(day for day in days if day not in late), tuple(refused), surcharges)


def _not_of_service(work: Work, asked: MealChange, calendar: Calendar, days: Iterable[date]) -> list[NotAServiceDay]:
    """Return a refusal for each reason for which there is no service on some of these days."""
    reasons: dict[ClosedBecause, list[date]] = defaultdict(list)
    for day in days:
        closed = calendar.days.why_closed(day)
        if closed is not None:
            reasons[closed].append(day)
    found = []
    for closed, its_days in reasons.items():
        after = (its_days[-1] + ONE_DAY * number for number in range(1, FAR_AHEAD.days))
        later = calendar.next_changeable(asked.at or work.now, BOOK, after) if asked.act == BOOK else None
        shown = its_days[0] if len(its_days) == 1 else tuple(its_days)
        found.append(NotAServiceDay(shown, work.t(closed.template, name=closed.name), asked.child.id, later))
    return found


def _days_of(closed: NotAServiceDay) -> tuple[date, ...]:
    return closed.day if isinstance(closed.day, tuple) else (closed.day,)


def _past_the_deadline(work: Work, asked: MealChange, calendar: Calendar, days: Iterable[date]) -> tuple[dict[date, str], list[date]]:
    """Return the days that still pass at a surcharge, and those that no longer pass; the office passes every deadline."""
    if work.actor.is_staff and work.actor.roles & {PAST_THE_DEADLINE, "administrator"}:
        return {}, []
    instant = asked.at or work.now
    late = [day for day in days if not calendar.may_change(day, instant, asked.act)]
    named = {day: calendar.surcharge(day, instant) for day in late} if asked.act == BOOK else {}
    surcharges = {day: name for day, name in named.items() if name}
    return surcharges, [day for day in late if day not in surcharges]


def _too_late(asked: MealChange, calendar: Calendar, instant: datetime, late: Iterable[date]) -> list[TooLate]:
    """Return a refusal for each limit that is past, with its days: each day is told its own deadline."""
    limits: dict[datetime, list[date]] = defaultdict(list)
    for day in late:
        limits[calendar.last_minute(day, asked.act)].append(day)
    found = []
    for limit, days in limits.items():
        weeks = (days[0] + WEEK * number for number in range(1, FAR_AHEAD // WEEK))
        later = calendar.next_changeable(instant, asked.act, weeks)
        found.append(TooLate(asked.child.id, tuple(days), limit, ACTS[asked.act], later))
    return found
