"""Places where a town counts them: how many are free, who waits, and who is offered a freed one, in order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.errors import NotFound
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, record
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.reservations.models import Reservation, SiteCapacity, WaitingPlace
from villars_core.reservations.queries import calendar_of
from villars_core.reservations.rules import in_time
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.models import Activity, School, SchoolClass, Site
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import BOOK, WEEKDAY_NUMBERS
from villars_core.work import Work

LIVE = ("waiting", "offered")
TITLE = N_("Une place s’est libérée")
FREED = N_("Une place s’est libérée à la cantine pour {child}, {day}. Elle vous est gardée jusqu’au {until}.")
TAKE, DECLINE = N_("Je prends la place"), N_("Non merci")
CLOSED_TITLE = N_("Liste d’attente")
CLOSED = N_("Aucune place ne s’est libérée à la cantine pour {child}, {day}. {child} n’est pas inscrit(e) ce jour-là.")
OVER = N_("La place gardée pour {child}, {day}, n’est plus à vous : le délai pour répondre est passé.")


@dataclass(frozen=True)
class Place:
    """Where and for what a child takes a seat."""

    site_id: int
    activity: str = CANTEEN


def limited(work: Work, activity: str) -> bool:
    """Tell whether the town counts the places of an activity anywhere: where it does not, nothing here costs anything."""
    return work.once(("places are counted", activity), lambda: _limited(work, activity))


def hold(work: Work, activity: str) -> None:
    """Let only one transaction at a time count the places of an activity, where the town counts them."""
    if limited(work, activity):
        work.session.execute(select(Activity.id).where(Activity.code == activity).with_for_update())


def full_days(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN) -> set[date]:
    """Return those of these days on which the child's site has no free place, or others wait before."""
    site_id = site_of(work, child) if days and limited(work, activity) else None
    if site_id is None:
        return set()
    place = Place(site_id, activity)
    free = free_places(work, place, days)
    waited_for = _waited_for(work, place, free.keys())
    return {day for day, count in free.items() if count <= 0 or day in waited_for}


def free_places(work: Work, place: Place, days: Collection[date]) -> dict[date, int]:
    """Return how many places are free on each of these days that has a limit: booked and offered places count as taken."""
    limits = {day: limit for day in days if (limit := capacity_on(work, place, day)) is not None}
    if not limits:
        return {}
    seats = select(Reservation.day, func.count()).join(Child, Child.id == Reservation.child_id)
    seats = seats.join(SchoolClass, SchoolClass.id == Child.class_id).join(School, School.id == SchoolClass.school_id)
    booked = (Reservation.day.in_(limits), Reservation.activity == place.activity, Reservation.state.in_(("booked", "waiting")))
    seats = seats.where(School.site_id == place.site_id, *booked)
    taken = dict(work.session.execute(seats.group_by(Reservation.day)).all())
    offered = select(WaitingPlace.day, func.count()).where(WaitingPlace.state == "offered", *_here(place, limits))
    kept = dict(work.session.execute(offered.group_by(WaitingPlace.day)).all())
    return {day: limit - taken.get(day, 0) - kept.get(day, 0) for day, limit in limits.items()}


def capacity_on(work: Work, place: Place, day: date) -> int | None:
    """Return how many children a site takes on a day; None without a limit. Staff's newest row goes before the rules file."""
    rows = work.once(("capacities", place), lambda: _capacities(work, place))
    found = next((row for row in rows if row.first <= day <= row.last), None)
    if found is not None:
        return found.places
    name = work.once(("site name", place.site_id), lambda: work.session.get_one(Site, place.site_id).name)
    fitting = [
        one
        for one in rules_in_force(work).capacities
        if (one.site, one.activity) == (name, place.activity)
        and one.since <= day
        and (not one.weekdays or day.isoweekday() in {WEEKDAY_NUMBERS[weekday] for weekday in one.weekdays})
    ]
    newest = max(fitting, key=lambda one: one.since, default=None)
    return None if newest is None else newest.places


def set_capacity(work: Work, place: Place, first: date, last: date, places: int | None) -> list[WaitingPlace]:
    """Set how many children a site takes on some days; more places are offered at once. Nobody booked loses a place."""
    work.actor.require("education_office")
    row = SiteCapacity(
        site_id=place.site_id, activity=place.activity, first=first, last=last, places=places, set_at=work.now, set_by=work.actor.account_id
    )
    work.session.add(row)
    work.session.flush()
    work.forget()
    record(work, "places.set", Subject("site", place.site_id), Change(after={"first": str(first), "last": str(last), "places": places}))
    hold(work, place.activity)
    days = select(WaitingPlace.day).where(WaitingPlace.state == "waiting", WaitingPlace.day.between(first, last)).distinct()
    return offer_freed(work, place, set(work.session.scalars(days)))


def site_of(work: Work, child: Child) -> int | None:
    """Return the site where a child eats; None where no class or no site is known."""
    sites = work.once("sites of classes", lambda: _sites(work))
    return sites.get(child.class_id)


def join(work: Work, child: Child, days: Collection[date], number: str, activity: str = CANTEEN) -> list[date]:
    """Put a child on the waiting list of some days; a child that waits already keeps its turn."""
    site_id = site_of(work, child)
    if site_id is None:
        raise NotFound
    waits = set(work.session.scalars(select(WaitingPlace.day).where(*_of_child(child.id, days, activity))))
    new = sorted(set(days) - waits)
    work.session.add_all(
        WaitingPlace(
            child_id=child.id,
            site_id=site_id,
            day=day,
            activity=activity,
            state="waiting",
            asked_at=work.now,
            asked_by=work.actor.account_id,
            number=number,
        )
        for day in new
    )
    work.session.flush()
    return new


def take_kept(work: Work, child_id: int, days: Collection[date], activity: str = CANTEEN) -> set[date]:
    """Take the places that are kept for a child on some days and not over yet; return those days."""
    query = select(WaitingPlace).where(*_of_child(child_id, days, activity), WaitingPlace.state == "offered")
    rows = [row for row in work.session.scalars(query.with_for_update()) if _is_kept(work, row)]
    for row in rows:
        end(work, row, "accepted")
    return {row.day for row in rows}


def leave(work: Work, child_id: int, days: Collection[date], activity: str = CANTEEN) -> list[date]:
    """Take a child off the waiting list of some days; return those on which it waited."""
    rows = list(work.session.scalars(select(WaitingPlace).where(*_of_child(child_id, days, activity)).with_for_update()))
    for row in rows:
        end(work, row, "left")
    return sorted(row.day for row in rows)


def waiting_days(work: Work, child_ids: Collection[int], first: date, last: date, activity: str = CANTEEN) -> dict[int, list[date]]:
    """Return the days on which children wait for a place, as far as the actor may see them; a child without one has an empty list."""
    query = select(WaitingPlace.child_id, WaitingPlace.day).where(
        WaitingPlace.child_id.in_(child_ids),
        WaitingPlace.day.between(first, last),
        WaitingPlace.activity == activity,
        WaitingPlace.state.in_(LIVE),
    )
    found: dict[int, list[date]] = {child_id: [] for child_id in child_ids}
    for child_id, day in work.session.execute(query.order_by(WaitingPlace.day)):
        found[child_id].append(day)
    return access.shown_days(work, found)


def offer_freed(work: Work, place: Place, days: Iterable[date]) -> list[WaitingPlace]:
    """Offer the free places of these days to those who wait longest, each for a time; the caller holds the places."""
    wanted = sorted(set(days))
    if not wanted or not limited(work, place.activity):
        return []
    free = free_places(work, place, wanted)
    offered = []
    # A day without a limit any more has a place for everybody who waits.
    for day in wanted:
        query = select(WaitingPlace).where(WaitingPlace.state == "waiting", *_here(place, [day])).order_by(WaitingPlace.id)
        if day in free:
            query = query.limit(max(free[day], 0))
        offered += [row for row in work.session.scalars(query.with_for_update()) if _offer(work, row)]
    work.session.flush()
    return offered


def end(work: Work, row: WaitingPlace, state: str) -> None:
    """Close a waiting place."""
    row.state, row.ended_at = state, work.now
    work.session.flush()


def tell_over(work: Work, row: WaitingPlace, template: str) -> None:
    """Tell those who waited that nothing came of it."""
    child = work.session.get_one(Child, row.child_id)
    for account in _told(work, row):
        words = Translator(account.language)
        screen = Screen(words.t(CLOSED_TITLE), (words.t(template, child=child.first_name, day=row.day),))
        post(work, Notice(screen, "waiting_place", account.id, language=account.language, about=_about(row)))


def _is_kept(work: Work, row: WaitingPlace) -> bool:
    return row.offer_until is not None and in_time(work.now, row.offer_until)


def _offer(work: Work, row: WaitingPlace) -> bool:
    """Offer a place until the town's time or the day's deadline, whichever is first; past the deadline nothing is offered."""
    child = work.session.get_one(Child, row.child_id)
    limit = calendar_of(work, child, row.activity).last_minute(row.day, BOOK)
    until = min(work.now + timedelta(hours=rules_in_force(work).waiting.hours), limit)
    if until < work.now:
        return False
    row.state, row.offered_at, row.offer_until = "offered", work.now, until
    record(work, "places.offer", Subject("waiting_place", row.id))
    for account in _told(work, row):
        _tell_offer(work, row, child, account, until)
    return True


def _tell_offer(work: Work, row: WaitingPlace, child: Child, account: Account, until: datetime) -> None:
    words = Translator(account.language)
    facts = {"place": row.id}
    offers = (
        Offer("take", words.t(TAKE), "take_place", facts, Role.PRIMARY),
        Offer("leave", words.t(DECLINE), "decline_place", facts, Role.CANCEL),
    )
    screen = Screen(words.t(TITLE), (words.t(FREED, child=child.first_name, day=row.day, until=until),))
    post(work, Notice(screen, "waiting_place", account.id, language=account.language, offers=offers, about=_about(row)))


def _told(work: Work, row: WaitingPlace) -> list[Account]:
    """Return whom a waiting place concerns: the adults whose day it is, the one who asked alone where that is one of them."""
    users = access.calendar_users(work, row.child_id, [row.day])[row.day]
    accounts = [one for one in accounts_of_guardians(work, users) if one.activated_at is not None]
    asked = [one for one in accounts if one.id == row.asked_by]
    return asked or accounts


def _about(row: WaitingPlace) -> dict[str, list[int] | list[str]]:
    return {"children": [row.child_id], "days": [row.day.isoformat()]}


def _limited(work: Work, activity: str) -> bool:
    if any(one.activity == activity for one in rules_in_force(work).capacities):
        return True
    return work.session.scalar(select(SiteCapacity.id).where(SiteCapacity.activity == activity).limit(1)) is not None


def _capacities(work: Work, place: Place) -> list[SiteCapacity]:
    query = select(SiteCapacity).where(SiteCapacity.site_id == place.site_id, SiteCapacity.activity == place.activity)
    return list(work.session.scalars(query.order_by(SiteCapacity.id.desc())))


def _sites(work: Work) -> dict[int | None, int | None]:
    query = select(SchoolClass.id, School.site_id).join(School, School.id == SchoolClass.school_id)
    return dict(work.session.execute(query).all())


def _waited_for(work: Work, place: Place, days: Collection[date]) -> set[date]:
    query = select(WaitingPlace.day).where(WaitingPlace.state == "waiting", *_here(place, days)).distinct()
    return set(work.session.scalars(query)) if days else set()


def _here(place: Place, days: Collection[date]) -> tuple[ColumnElement[bool], ...]:
    return (WaitingPlace.site_id == place.site_id, WaitingPlace.activity == place.activity, WaitingPlace.day.in_(days))


def _of_child(child_id: int, days: Collection[date], activity: str) -> tuple[ColumnElement[bool], ...]:
    live = WaitingPlace.state.in_(LIVE)
    return (WaitingPlace.child_id == child_id, WaitingPlace.day.in_(days), WaitingPlace.activity == activity, live)
