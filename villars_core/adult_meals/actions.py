"""Writing down an adult who eats, and the days: booked by the adult in time, or entered by an agent as it really was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from villars_core.adult_meals.models import AdultMeal, Diner
from villars_core.adult_meals.queries import DinerCard, days_of_site, diner_of
from villars_core.adult_meals.rules import LateForOwnMeal, LeavesBeforeBeginning, NoMealThere, NotEnrolled
from villars_core.families.actions import Address, Adult, add_guardian, open_household
from villars_core.journal.actions import Change, Subject, record
from villars_core.reservations.rules import in_time
from villars_core.work import ActorKind, Work

OFFICE = "education_office"
POINTERS = ("childcare", "education_office")


@dataclass(frozen=True)
class Changed:
    """The days on which the adult now eats and did not, and the reverse."""

    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()


def enroll(work: Work, adult: Adult, address: Address, site_id: int, since: date) -> DinerCard:
    """Let an adult eat from a day on, with a household of one that gets the bills. Raises NotAnEmail, EmailTaken, NotFound."""
    work.actor.require(OFFICE)
    days_of_site(work, site_id)
    home = open_household(work, f"{adult.first_name} {adult.last_name}", address)
    add_guardian(work, home, adult)
    row = Diner(household_id=home.id, site_id=site_id, since=since)
    work.session.add(row)
    work.session.flush()
    record(work, "adult.enroll", Subject("household", home.id), Change(after={"since": since.isoformat()}))
    return diner_of(work, row.id)


def leave(work: Work, diner_id: int, last_day: date) -> tuple[date, ...]:
    """Let an adult eat until a day, that day included; return the later days that are taken back. Raises LeavesBeforeBeginning."""
    work.actor.require(OFFICE)
    row, card = _locked(work, diner_id), diner_of(work, diner_id)
    if last_day < row.since:
        raise LeavesBeforeBeginning(card.name, row.since)
    row.until = last_day
    later = [one for one in _live_meals(work, diner_id).values() if one.day > last_day]
    for one in later:
        one.cancelled_at, one.cancelled_by = work.now, work.actor.account_id
    work.session.flush()
    record(work, "adult.leave", Subject("household", row.household_id), Change(after={"until": last_day.isoformat()}))
    return tuple(sorted(one.day for one in later))


def set_meals(work: Work, diner_id: int, wanted: Mapping[date, bool], site_id: int | None = None) -> Changed:
    """Say for each day whether the adult eats: all of it or nothing; what is so already changes nothing.

    `site_id`: another restaurant than the usual one. Raises NotFound, NoMealThere, NotEnrolled, LateForOwnMeal.
    """
    _locked(work, diner_id)
    card, live = diner_of(work, diner_id), _live_meals(work, diner_id)
    site = card.site_id if site_id is None else site_id
    added = [day for day, eats in sorted(wanted.items()) if eats and (day not in live or live[day].site_id != site)]
    removed = [day for day, eats in sorted(wanted.items()) if not eats and day in live]
    for day in added:
        _require_possible(work, card, site, day)
    for day in [*added, *removed]:
        _require_time(work, card, day)
    elsewhere = [live[day] for day in added if day in live]
    for one in [*(live[day] for day in removed), *elsewhere]:
        one.cancelled_at, one.cancelled_by = work.now, work.actor.account_id
    work.session.flush()
    same = {"diner_id": diner_id, "site_id": site, "entered_at": work.now, "entered_by": work.actor.account_id, "source": work.actor.door}
    work.session.add_all(AdultMeal(day=day, **same) for day in added)
    work.session.flush()
    if added or removed:
        after = {"added": [one.isoformat() for one in added], "removed": [one.isoformat() for one in removed]}
        record(work, "adult.meals", Subject("household", card.household_id), Change(after=after))
    return Changed(tuple(added), tuple(removed))


def _locked(work: Work, diner_id: int) -> Diner:
    """Return the row, so that two who act for the same adult wait for each other. Raises NotFound, NotAllowed."""
    diner_of(work, diner_id)
    if work.actor.kind is not ActorKind.GUARDIAN:
        work.actor.require(*POINTERS)
    row = work.session.scalars(select(Diner).where(Diner.id == diner_id).with_for_update()).one()
    work.forget_as_of_a_lock()
    return row


def _live_meals(work: Work, diner_id: int) -> dict[date, AdultMeal]:
    rows = work.session.scalars(select(AdultMeal).where(AdultMeal.diner_id == diner_id, AdultMeal.cancelled_at.is_(None)))
    return {one.day: one for one in rows}


def _require_possible(work: Work, card: DinerCard, site_id: int, day: date) -> None:
    if not card.eats_on(day):
        raise NotEnrolled(card.name, day)
    site = days_of_site(work, site_id)
    if not site.is_open(day):
        raise NoMealThere(site.site, day)


def _require_time(work: Work, card: DinerCard, day: date) -> None:
    """Hold an adult to the limit of the families; staff enter what happened, whenever they learn of it."""
    if work.actor.kind is not ActorKind.GUARDIAN:
        return
    limit = days_of_site(work, card.site_id).last_minute(day)
    if not in_time(work.now, limit):
        raise LateForOwnMeal(day, limit)
