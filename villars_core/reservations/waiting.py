"""Answering the offer of a freed place, and what happens to a waiting list when time passes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import select

from villars_core.errors import NotFound, Refusal, WayOut
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.reservations import places
from villars_core.reservations.actions import Receipt, book
from villars_core.reservations.models import WaitingPlace
from villars_core.reservations.places import Place
from villars_core.reservations.queries import Calendar, calendar_of
from villars_core.reservations.rules import MINUTE, in_time
from villars_core.schools.models import Activity
from villars_core.schools.rules_file import BOOK
from villars_core.work import Work


@dataclass(eq=False)
class OfferOver(Refusal):
    """The place was kept until an instant that is past, or the day is no longer the acting adult's to book."""

    template: ClassVar[str] = N_("Cette place n’est plus gardée pour vous : le délai pour répondre est passé.")
    child_id: int = 0

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer to ask again: the child then waits behind the others."""
        return (WayOut("book_meal", N_("Réserver la cantine"), {"children": [self.child_id]}),)


def accept(work: Work, place_id: int, at: datetime | None = None) -> Receipt:
    """Book the place that was offered; taking it twice changes nothing. Raises NotFound, OfferOver, and what a booking raises."""
    row, child = _own(work, place_id)
    if row.state == "accepted":
        return Receipt(BOOK, "", child.id, (), (row.day,))
    if row.state != "offered" or row.offer_until is None or not in_time(at or work.now, row.offer_until):
        raise OfferOver(child.id)
    return book(work, child, [row.day], row.activity, at)


def decline(work: Work, place_id: int) -> WaitingPlace:
    """Give the offered or awaited place up, and offer it to the next."""
    row, _ = _own(work, place_id)
    if row.state in places.LIVE:
        places.end(work, row, "declined")
        places.offer_freed(work, Place(row.site_id, row.activity), [row.day])
    return row


def move_on(work: Work) -> int:
    """End the offers whose time is over and the lists of days whose deadline is past, and offer what is free; return how many ended."""
    ended = 0
    for activity in work.session.scalars(select(Activity.code).order_by(Activity.id)):
        if places.limited(work, activity):
            places.hold(work, activity)
            ended += _move_on(work, activity)
    return ended


def _move_on(work: Work, activity: str) -> int:
    query = select(WaitingPlace).where(WaitingPlace.activity == activity, WaitingPlace.state.in_(places.LIVE)).order_by(WaitingPlace.id)
    rows = list(work.session.scalars(query.with_for_update()))
    kids = {child.id: child for child in work.session.scalars(select(Child).where(Child.id.in_({row.child_id for row in rows})))}
    calendars: dict[int | None, Calendar] = {}
    ended = 0
    for row in rows:
        child = kids[row.child_id]
        calendar = calendars.setdefault(child.class_id, calendar_of(work, child, activity))
        if row.state == "offered" and row.offer_until is not None and row.offer_until + MINUTE <= work.now:
            places.end(work, row, "expired")
            places.tell_over(work, row, places.OVER)
            ended += 1
        elif row.state == "waiting" and not (calendar.days.is_open(row.day) and calendar.may_change(row.day, work.now, BOOK)):
            places.end(work, row, "closed")
            places.tell_over(work, row, places.CLOSED)
            ended += 1
    for place, days in _still_waited_for(rows, activity).items():
        places.offer_freed(work, place, days)
    return ended


def _still_waited_for(rows: list[WaitingPlace], activity: str) -> dict[Place, set[date]]:
    found: dict[Place, set[date]] = {}
    for row in rows:
        if row.state == "waiting":
            found.setdefault(Place(row.site_id, activity), set()).add(row.day)
    return found


def _own(work: Work, place_id: int) -> tuple[WaitingPlace, Child]:
    """Return a waiting place and its child. Raises NotFound alike where there is none and where it is another family's."""
    found = work.session.get(WaitingPlace, place_id)
    if found is None:
        raise NotFound
    child = access.child_for_actor(work, found.child_id)
    access.require_days(work, child, [found.day])
    places.hold(work, found.activity)
    return work.session.get_one(WaitingPlace, place_id, with_for_update=True, populate_existing=True), child
