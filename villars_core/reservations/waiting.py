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
from villars_core.reservations.queries import Calendar, booked, calendar_of
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


@dataclass(eq=False)
class PlaceTaken(Refusal):
    """The place was taken before, by this adult or the other one: giving it up is cancelling the meal."""

    template: ClassVar[str] = N_("Cette place est déjà prise : le repas de {child} est réservé, {day}. Pour le laisser, annulez-le.")
    child: str
    day: date
    child_id: int = 0

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer to cancel the meal, under the deadline that cancelling has."""
        return (WayOut("cancel_meal", N_("Annuler le repas"), {"children": [self.child_id], "days": [self.day.isoformat()]}),)


def accept(work: Work, place_id: int, at: datetime | None = None) -> Receipt:
    """Book the place that was offered; taking it twice changes nothing. Raises NotFound, OfferOver, and what a booking raises.

    A meal that was cancelled since is not booked again by an old offer.
    """
    row, child = _own(work, place_id)
    if _is_taken(work, row):
        return Receipt(BOOK, "", child.id, (), (row.day,))
    if row.state != "offered" or row.offer_until is None or not in_time(at or work.now, row.offer_until):
        raise OfferOver(child.id)
    return book(work, child, [row.day], row.activity, at)


def decline(work: Work, place_id: int) -> WaitingPlace:
    """Give the offered or awaited place up, and offer it to the next. Raises NotFound, PlaceTaken."""
    row, child = _own(work, place_id)
    if _is_taken(work, row):
        raise PlaceTaken(child.first_name, row.day, child.id)
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


def is_due(work: Work) -> bool:
    """Tell whether an offer is over, a list's deadline is past, or a place is free that somebody waits for; only reads."""
    rows = list(work.session.scalars(select(WaitingPlace).where(WaitingPlace.state.in_(places.LIVE)).order_by(WaitingPlace.id)))
    if any(row.state == "offered" and _is_over(work, row) for row in rows):
        return True
    waiting = [row for row in rows if row.state == "waiting"]
    kids = _kids(work, waiting)
    if any(_is_closed(work, calendar_of(work, kids[row.child_id], row.activity), row) for row in waiting):
        return True
    activities = {row.activity for row in waiting}
    return any(
        count > 0
        for activity in activities
        for place, days in _still_waited_for(waiting, activity).items()
        for count in places.free_places(work, place, days).values()
    )


def _is_over(work: Work, row: WaitingPlace) -> bool:
    return row.offer_until is not None and row.offer_until + MINUTE <= work.now


def _is_closed(work: Work, calendar: Calendar, row: WaitingPlace) -> bool:
    return not (calendar.days.is_open(row.day) and calendar.may_change(row.day, work.now, BOOK))


def _kids(work: Work, rows: list[WaitingPlace]) -> dict[int, Child]:
    return {child.id: child for child in work.session.scalars(select(Child).where(Child.id.in_({row.child_id for row in rows})))}


def _move_on(work: Work, activity: str) -> int:
    query = select(WaitingPlace).where(WaitingPlace.activity == activity, WaitingPlace.state.in_(places.LIVE)).order_by(WaitingPlace.id)
    rows = list(work.session.scalars(query.with_for_update()))
    kids = _kids(work, rows)
    ended = 0
    for row in rows:
        calendar = calendar_of(work, kids[row.child_id], activity)
        if row.state == "offered" and _is_over(work, row):
            places.end(work, row, "expired")
            places.tell_over(work, row, places.OVER)
            ended += 1
        elif row.state == "waiting" and _is_closed(work, calendar, row):
            places.end(work, row, "closed")
            places.tell_over(work, row, places.CLOSED)
            ended += 1
    for place, days in _still_waited_for(rows, activity).items():
        places.offer_freed(work, place, days)
    return ended


def _still_waited_for(rows: list[WaitingPlace], activity: str) -> dict[Place, set[date]]:
    found: dict[Place, set[date]] = {}
    for row in rows:
        if row.state == "waiting" and row.activity == activity:
            found.setdefault(Place(row.site_id, activity), set()).add(row.day)
    return found


def _is_taken(work: Work, row: WaitingPlace) -> bool:
    """Tell whether the place was taken and the meal is still booked."""
    return row.state == "accepted" and row.day in booked(work, [row.child_id], row.day, row.day, row.activity)[row.child_id]


def _own(work: Work, place_id: int) -> tuple[WaitingPlace, Child]:
    """Return a waiting place and its child. Raises NotFound alike where there is none and where it is another home's."""
    found = work.session.get(WaitingPlace, place_id)
    if found is None:
        raise NotFound
    child = access.child_for_actor(work, found.child_id)
    if not access.shown_days(work, {child.id: [found.day]})[child.id]:
        raise NotFound  # a refusal of the day would tell that the other home waits
    places.hold(work, found.activity)
    return work.session.get_one(WaitingPlace, place_id, with_for_update=True, populate_existing=True), child
