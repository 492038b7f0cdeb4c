"""Booking and cancelling meals: everything is checked, then everything changes, or nothing does."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select

from villars_core.families import access
from villars_core.families.models import Child
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.registrations.queries import is_registered
from villars_core.reservations import places
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import ACTS, FAR_AHEAD, Calendar, calendar_of
from villars_core.reservations.rules import BookingNotNeeded, NotAServiceDay, NotRegistered, TooLate
from villars_core.school_calendar.queries import CANTEEN
from villars_core.school_calendar.rules import ONE_DAY
from villars_core.schools.queries import activity as activity_of
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.work import Work

SERIES = "R"
PAST_THE_DEADLINE = "education_office"
WEEK = timedelta(weeks=1)
Changer = Callable[["Work", "MealChange", dict[date, Reservation], list[date], str], list[date]]


@dataclass(frozen=True)
class MealChange:
    """What is asked: which act, for which child, on which days; `at`: when it was said, where that is known better than now."""

    act: str
    child: Child
    days: tuple[date, ...]
    activity: str = CANTEEN
    at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of it: its number (empty when nothing had to change), the days that changed and those that were so already.

    `waiting`: days without a free place, on which the child now waits for one; of a cancellation, those on which it waits no more.
    """

    act: str
    number: str
    child_id: int
    changed: tuple[date, ...]
    unchanged: tuple[date, ...]
    waiting: tuple[date, ...] = ()


def book(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN, at: datetime | None = None) -> Receipt:
    """Book the child's meals on these days: all of them or none."""
    return _perform(work, MealChange(BOOK, child, tuple(sorted(set(days))), activity, at), _book)


def cancel(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN, at: datetime | None = None) -> Receipt:
    """Cancel the child's meals on these days: all of them or none."""
    return _perform(work, MealChange(CANCEL, child, tuple(sorted(set(days))), activity, at), _cancel)


def check(work: Work, asked: MealChange) -> None:
    """Raise the refusal that the act would meet now, without changing anything."""
    child = access.child_for_actor(work, asked.child.id)
    access.require_days(work, child, asked.days)
    if not activity_of(work, asked.activity).needs_booking:
        raise BookingNotNeeded
    calendar = calendar_of(work, child, asked.activity)
    _require_service(work, asked, calendar)
    if asked.act == BOOK and not is_registered(work, child.id, asked.activity, asked.days):
        raise NotRegistered(child.first_name)
    _require_in_time(work, asked, calendar)


def _require_service(work: Work, asked: MealChange, calendar: Calendar) -> None:
    for day in asked.days:
        closed = calendar.days.why_closed(day)
        if closed is not None:
            after = (day + ONE_DAY * number for number in range(1, FAR_AHEAD.days))
            later = calendar.next_changeable(asked.at or work.now, BOOK, after) if asked.act == BOOK else None
            raise NotAServiceDay(day, work.t(closed.template, name=closed.name), asked.child.id, later)


def _require_in_time(work: Work, asked: MealChange, calendar: Calendar) -> None:
    if work.actor.is_staff and work.actor.roles & {PAST_THE_DEADLINE, "administrator"}:
        return
    instant = asked.at or work.now
    late = [(day, calendar.last_minute(day, asked.act)) for day in asked.days if not calendar.may_change(day, instant, asked.act)]
    if late:
        weeks = (late[0][0] + WEEK * number for number in range(1, FAR_AHEAD // WEEK))
        later = calendar.next_changeable(instant, asked.act, weeks)
        raise TooLate(asked.child.id, tuple(day for day, _ in late), max(limit for _, limit in late), ACTS[asked.act], later)


def _perform(work: Work, asked: MealChange, change: Changer) -> Receipt:
    places.hold(work, asked.activity)
    # The child's row is locked first, so that two adults who act together wait for each other.
    work.session.execute(select(Child.id).where(Child.id == asked.child.id).with_for_update())
    check(work, asked)
    live = _live(work, asked)
    wanted = [day for day in asked.days if (day in live) == (asked.act == CANCEL)]
    full = _full_days(work, asked, wanted)
    number = next_number(work, SERIES) if wanted else ""
    changed = change(work, asked, live, [day for day in wanted if day not in full], number)
    if changed:
        after = {"days": [day.isoformat() for day in changed], "activity": asked.activity}
        record(work, f"reservation.{asked.act}", Subject("child", asked.child.id), Change(after=after), number)
    waiting = _waiting(work, asked, changed, full, number)
    unchanged = tuple(day for day in asked.days if day not in changed and day not in waiting)
    return Receipt(asked.act, number, asked.child.id, tuple(changed), unchanged, waiting)


def _full_days(work: Work, asked: MealChange, wanted: list[date]) -> set[date]:
    """Return the days that must wait for a place; a place that is kept for this child is taken."""
    if asked.act == CANCEL or not wanted or not places.limited(work, asked.activity):
        return set()
    kept = places.take_kept(work, asked.child.id, wanted, asked.activity)
    return places.full_days(work, asked.child, [day for day in wanted if day not in kept], asked.activity)


def _waiting(work: Work, asked: MealChange, changed: list[date], full: set[date], number: str) -> tuple[date, ...]:
    """Join the waiting list of the full days, or leave it, and pass on what became free."""
    if full:
        places.join(work, asked.child, full, number, asked.activity)
    if asked.act == BOOK or not places.limited(work, asked.activity):
        return tuple(sorted(full))
    left = places.leave(work, asked.child.id, asked.days, asked.activity)
    site_id = places.site_of(work, asked.child)
    if site_id is not None:
        places.offer_freed(work, places.Place(site_id, asked.activity), {*changed, *left})
    return tuple(left)


def _live(work: Work, asked: MealChange) -> dict[date, Reservation]:
    query = select(Reservation).where(
        Reservation.child_id == asked.child.id,
        Reservation.day.in_(asked.days),
        Reservation.activity == asked.activity,
        Reservation.state == "booked",
    )
    return {row.day: row for row in work.session.scalars(query)}


def _book(work: Work, asked: MealChange, _live: dict[date, Reservation], days: list[date], number: str) -> list[date]:
    same = {
        "child_id": asked.child.id,
        "activity": asked.activity,
        "state": "booked",
        "booked_at": work.now,
        "booked_by": work.actor.account_id,
        "booking_number": number,
    }
    # All at once: a school year's days are one statement, not one each.
    if days:
        work.session.execute(insert(Reservation), [{**same, "day": day} for day in days])
    return days


def _cancel(work: Work, _asked: MealChange, live: dict[date, Reservation], days: list[date], number: str) -> list[date]:
    for day in days:
        row = live[day]
        row.state, row.cancelled_at, row.cancelled_by, row.cancel_number = "cancelled", work.now, work.actor.account_id, number
    work.session.flush()
    return days
