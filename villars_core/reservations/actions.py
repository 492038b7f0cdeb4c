"""Booking and cancelling meals: everything is checked, then everything changes, or nothing does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import insert, select

from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.office_queue import actions as office_queue
from villars_core.office_queue.actions import Posting
from villars_core.reservations import places
from villars_core.reservations.models import Reservation
from villars_core.reservations.plans import Assessment, MealChange, assess
from villars_core.reservations.queries import calendar_of
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.work import Work

SERIES = "R"
BOOKED, WAITING = "booked", "waiting"
LIVE_STATES = (BOOKED, WAITING)
CONFIRM = "confirm_booking"
TO_CONFIRM = N_("Réservation de {child} : {days}")


@dataclass(frozen=True)
class Receipt:
    """What became of it: its number (empty when nothing had to change), the days that changed and those that were so already.

    `waiting`: days without a free place, on which the child now waits for one; of a cancellation, those on which it waits no more.
    `surcharges`: the surcharge of each changed day that came after the deadline. `awaits_office`: the office confirms first.
    `expected`: days whose reported absence was taken back with it, so that the kitchen counts on the child again.
    """

    act: str
    number: str
    child_id: int
    changed: tuple[date, ...]
    unchanged: tuple[date, ...]
    waiting: tuple[date, ...] = ()
    surcharges: Mapping[date, str] = field(default_factory=dict)
    awaits_office: bool = False
    expected: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day on which something is otherwise than before."""
        return tuple(sorted({*self.changed, *self.waiting, *self.expected}))


def book(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN, at: datetime | None = None) -> Receipt:
    """Book the child's meals on these days: all of them or none."""
    return _perform(work, MealChange(BOOK, child, tuple(sorted(set(days))), activity, at))


def cancel(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN, at: datetime | None = None) -> Receipt:
    """Cancel the child's meals on these days: all of them or none."""
    return _perform(work, MealChange(CANCEL, child, tuple(sorted(set(days))), activity, at))


def check(work: Work, asked: MealChange) -> Assessment:
    """Raise the refusal that the act would meet now, without changing anything; else return what it would cost."""
    found = assess(work, asked)
    if found.refused:
        raise found.refused[0]
    return found


def decide(work: Work, number: str, *, state: str) -> list[Reservation]:
    """Confirm ("booked") or refuse ("refused") what waits for the office under a number; deciding again changes nothing.

    A day that is past is not confirmed any more: nobody cooked for it, and it would be billed.
    """
    work.actor.require("education_office")
    waiting = select(Reservation).where(Reservation.booking_number == number, Reservation.state == WAITING).with_for_update()
    rows = list(work.session.scalars(waiting))
    for row in rows:
        row.state = state if row.day >= work.today else "refused"
        # What was not confirmed was not booked: the kitchen counts it from now on.
        row.booked_at = work.now if row.state == BOOKED else row.booked_at
    work.session.flush()
    if rows:
        after = {"days": [row.day.isoformat() for row in rows], "state": state}
        record(work, "reservation.decide", Subject("child", rows[0].child_id), Change(after=after))
    return rows


def _perform(work: Work, asked: MealChange) -> Receipt:
    places.hold(work, asked.activity)
    # The child's row is locked first, so that two adults who act together wait for each other, and for a day that is being closed:
    # what was read before the lock, the calendar above all, is read again.
    work.session.execute(select(Child.id).where(Child.id == asked.child.id).with_for_update())
    work.forget_as_of_a_lock()
    found = check(work, asked)
    live = _live(work, asked)
    wanted = [day for day in asked.days if (day in live) == (asked.act == CANCEL)]
    full = _full_days(work, asked, wanted)
    number = next_number(work, SERIES) if wanted else ""
    changed = [day for day in wanted if day not in full]
    surcharges = {day: name for day, name in found.surcharges.items() if day in changed}
    awaits = asked.act == BOOK and bool(changed) and _awaits_office(work, asked)
    if asked.act == BOOK:
        _book(work, asked, {day: surcharges.get(day, "") for day in changed}, number, WAITING if awaits else BOOKED)
    else:
        _cancel(work, [live[day] for day in changed], number)
    waiting = _waiting(work, asked, changed, full, number)
    if changed or waiting:
        after = {"days": [day.isoformat() for day in changed], "activity": asked.activity}
        after |= {"waiting": [day.isoformat() for day in waiting]} if waiting else {}
        record(work, f"reservation.{asked.act}", Subject("child", asked.child.id), Change(after=after), number or None)
    unchanged = tuple(day for day in asked.days if day not in changed and day not in waiting)
    if awaits:
        _ask_office(work, asked, changed, number)
    return Receipt(asked.act, number, asked.child.id, tuple(changed), unchanged, waiting, surcharges, awaits)


def _awaits_office(work: Work, asked: MealChange) -> bool:
    return not work.actor.is_staff and calendar_of(work, asked.child, asked.activity).confirmed_by_office


def _ask_office(work: Work, asked: MealChange, days: list[date], number: str) -> None:
    """Put the booking before the office, which confirms or refuses it whole."""
    name = f"{asked.child.first_name} {asked.child.last_name}"
    summary = Translator().t(TO_CONFIRM, child=name, days=days)
    facts = {"booking": number, "children": [asked.child.id], "days": [day.isoformat() for day in days]}
    office_queue.post(work, Posting("booking", summary, account_id=work.actor.account_id, action=CONFIRM, facts=facts))


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
        Reservation.state.in_(LIVE_STATES),
    )
    return {row.day: row for row in work.session.scalars(query)}


def _book(work: Work, asked: MealChange, days: Mapping[date, str], number: str, state: str) -> None:
    """Write the bookings; `days` names the surcharge of each, if any."""
    same = {
        "child_id": asked.child.id,
        "activity": asked.activity,
        "state": state,
        "booked_at": work.now,
        "booked_by": work.actor.account_id,
        "booking_number": number,
    }
    # All at once: a school year's days are one statement, not one each.
    if days:
        work.session.execute(insert(Reservation), [{**same, "day": day, "late": late} for day, late in days.items()])


def _cancel(work: Work, rows: Sequence[Reservation], number: str) -> None:
    for row in rows:
        row.booked_at = work.now if row.state == WAITING else row.booked_at
        row.state, row.cancelled_at, row.cancelled_by, row.cancel_number = "cancelled", work.now, work.actor.account_id, number
    work.session.flush()
