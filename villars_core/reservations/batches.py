"""Cancelling and giving back many bookings at once, for what happens to a whole school: set-based, each booking stays as a fact."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update

from villars_core.families.models import Child
from villars_core.reservations import places
from villars_core.reservations.models import Reservation
from villars_core.reservations.places import Place
from villars_core.work import Work

CHUNK = 500
LIVE_STATES = ("booked", "waiting")


@dataclass(frozen=True)
class Meal:
    """One booked meal, plain values."""

    reservation_id: int
    child_id: int
    day: date
    activity: str


def lock_children(work: Work, child_ids: Collection[int]) -> None:
    """Make whoever books for these children wait, always in the same order."""
    for ids in _chunks(sorted(child_ids)):
        work.session.execute(select(Child.id).where(Child.id.in_(ids)).order_by(Child.id).with_for_update())


def children_of(work: Work, child_ids: Collection[int]) -> dict[int, Child]:
    """Return children by id, for what the town does to all of them."""
    return {row.id: row for ids in _chunks(sorted(child_ids)) for row in work.session.scalars(select(Child).where(Child.id.in_(ids)))}


def cancel_all(work: Work, reservation_ids: Collection[int], number: str) -> set[int]:
    """Cancel bookings under one number; return those that were still live: what a parent cancelled meanwhile stays the parent's act."""
    done: set[int] = set()
    values = {"state": "cancelled", "cancelled_at": work.now, "cancelled_by": work.actor.account_id, "cancel_number": number}
    for ids in _chunks(sorted(reservation_ids)):
        statement = update(Reservation).where(Reservation.id.in_(ids), Reservation.state.in_(LIVE_STATES)).values(**values)
        done.update(work.session.scalars(statement.returning(Reservation.id), execution_options={"synchronize_session": False}))
    work.session.expire_all()
    return done


def restore_all(work: Work, meals: Sequence[Meal], number: str) -> set[int]:
    """Book meals again that were cancelled, where the child has none meanwhile and a place is free; return those booked, by old id.

    Whether the day is open and the child still registered is the caller's to check. The new booking keeps who booked and the surcharge.
    """
    old = {row.id: row for row in _rows(work, [one.reservation_id for one in meals])}
    live = _live(work, meals)
    wanted = [one for one in meals if (one.child_id, one.day, one.activity) not in live]
    fitting = _fitting(work, wanted)
    rows = [
        {
            "child_id": one.child_id,
            "activity": one.activity,
            "day": one.day,
            "state": "booked",
            "booked_at": work.now,
            "booked_by": old[one.reservation_id].booked_by,
            "booking_number": number,
            "late": old[one.reservation_id].late,
        }
        for one in fitting
    ]
    if rows:
        work.session.execute(insert(Reservation), rows)
    return {one.reservation_id for one in fitting}


def _fitting(work: Work, meals: Sequence[Meal]) -> list[Meal]:
    """Return the meals for which there is a place, the first booked first."""
    if not meals or not places.limited(work, meals[0].activity):
        return list(meals)
    kids = children_of(work, {one.child_id for one in meals})
    left: dict[tuple[int, date], int] = {}
    found = []
    for one in sorted(meals, key=lambda meal: meal.reservation_id):
        site_id = places.site_of(work, kids[one.child_id])
        if site_id is not None:
            key = (site_id, one.day)
            if key not in left:
                left[key] = places.free_places(work, Place(site_id, one.activity), [one.day]).get(one.day, len(meals))
            if left[key] <= 0:
                continue
            left[key] -= 1
        found.append(one)
    return found


def _live(work: Work, meals: Sequence[Meal]) -> set[tuple[int, date, str]]:
    found: set[tuple[int, date, str]] = set()
    for ids in _chunks(sorted({one.child_id for one in meals})):
        query = select(Reservation.child_id, Reservation.day, Reservation.activity).where(
            Reservation.child_id.in_(ids), Reservation.state.in_(LIVE_STATES), Reservation.day.in_({one.day for one in meals})
        )
        found.update((child, day, activity) for child, day, activity in work.session.execute(query))
    return found


def _rows(work: Work, ids: Sequence[int]) -> list[Reservation]:
    return [row for some in _chunks(ids) for row in work.session.scalars(select(Reservation).where(Reservation.id.in_(some)))]


def _chunks(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
