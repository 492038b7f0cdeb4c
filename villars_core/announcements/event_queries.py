"""Whom and what an event touches: the children of its scope, their booked meals, the adults of each day; a few queries for all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from villars_core.accounts.models import Account
from villars_core.announcements.models import Event, EventMeal
from villars_core.errors import NotFound
from villars_core.families.custody import users_of
from villars_core.families.models import Child
from villars_core.reservations.batches import LIVE_STATES, Meal
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import opening_days
from villars_core.school_calendar.rules import days_between
from villars_core.schools.models import School, SchoolClass
from villars_core.work import Work

NOON = frozenset({"day", "noon"})
"""The parts of a day that hold the meal."""


@dataclass(frozen=True)
class Scope:
    """For whom: "town", or the children of a "site", a "school" or a "class" by its id."""

    kind: str = "town"
    id: int | None = None


@dataclass(frozen=True)
class Pupil:
    """A child in the scope: plain values."""

    id: int
    first_name: str
    class_id: int
    school_id: int


@dataclass(frozen=True)
class Touched:
    """The preview: the children in the scope and the meals booked for them on the days of service."""

    days: tuple[date, ...]
    children: tuple[Pupil, ...]
    meals: tuple[Meal, ...]

    @property
    def fed(self) -> int:
        """Return how many children have a booked meal."""
        return len({one.child_id for one in self.meals})


def touched(work: Work, scope: Scope, days: Sequence[date], activity: str, part: str) -> Touched:
    """Return whom an event touches; a part of the day without the meal touches none."""
    pupils = children_in(work, scope)
    open_days = {school: opening_days(work, school, activity).of_service for school in {one.school_id for one in pupils}}
    served = tuple(day for day in sorted(set(days)) if any(calendar.is_open(day) for calendar in open_days.values()))
    meals = meals_of(work, scope, served, activity) if part in NOON and served else []
    return Touched(served, tuple(pupils), tuple(meals))


def children_in(work: Work, scope: Scope) -> list[Pupil]:
    """Return the children of a scope who have a class, in order."""
    query = select(Child.id, Child.first_name, SchoolClass.id, SchoolClass.school_id).join(SchoolClass, SchoolClass.id == Child.class_id)
    query = query.join(School, School.id == SchoolClass.school_id)
    return [Pupil(*row) for row in work.session.execute(query.where(*_within(scope)).order_by(Child.id))]


def meals_of(work: Work, scope: Scope, days: Sequence[date], activity: str) -> list[Meal]:
    """Return the live bookings of a scope's children on some days, in order."""
    query = select(Reservation.id, Reservation.child_id, Reservation.day, Reservation.activity).join(
        Child, Child.id == Reservation.child_id
    )
    query = query.join(SchoolClass, SchoolClass.id == Child.class_id).join(School, School.id == SchoolClass.school_id)
    query = query.where(Reservation.day.in_(days), Reservation.activity == activity, Reservation.state.in_(LIVE_STATES))
    return [Meal(*row) for row in work.session.execute(query.where(*_within(scope)).order_by(Reservation.id))]


def adults_of(work: Work, pupils: Sequence[Pupil], days: Sequence[date]) -> dict[int, dict[int, list[date]]]:
    """Return, for each guardian, the children and the days that are theirs: in alternating custody only the parent of each day."""
    users = users_of(work, [one.id for one in pupils])
    found: dict[int, dict[int, list[date]]] = defaultdict(dict)
    for pupil in pupils:
        for day in days:
            for guardian in users[pupil.id].on(day):
                found[guardian].setdefault(pupil.id, []).append(day)
    return found


def accounts_by_guardian(work: Work) -> dict[int, Account]:
    """Return every family account that is in use or invited, by guardian: one query for a whole town."""
    query = select(Account).where(Account.guardian_id.is_not(None), Account.ended_at.is_(None))
    return {account.guardian_id: account for account in work.session.scalars(query) if account.guardian_id is not None}


def event_by_number(work: Work, number: str) -> Event:
    """Return an event by its number, for the office. Raises NotFound."""
    work.actor.require("education_office")
    found = work.session.scalar(select(Event).where(Event.number == number.strip().upper()))
    if found is None:
        raise NotFound
    return found


def waiting_events(work: Work) -> list[Event]:
    """Return the events that wait for a second person, the oldest first, for the office."""
    work.actor.require("education_office")
    return list(work.session.scalars(select(Event).where(Event.state == "waiting").order_by(Event.id)))


def latest_events(work: Work, limit: int = 20) -> list[Event]:
    """Return the newest events, for the office."""
    work.actor.require("education_office")
    return list(work.session.scalars(select(Event).order_by(Event.id.desc()).limit(limit)))


def answers(work: Work, event_id: int) -> dict[str, int]:
    """Return how many meals of an event are in each state."""
    found: dict[str, int] = defaultdict(int)
    for state in work.session.scalars(select(EventMeal.state).where(EventMeal.event_id == event_id)):
        found[state] += 1
    return dict(found)


def schools_of(work: Work, scope: Scope) -> list[int | None]:
    """Return the schools whose calendar a scope closes; None stands for the whole town."""
    if scope.kind == "town":
        return [None]
    query = select(School.id).where(School.site_id == scope.id) if scope.kind == "site" else select(School.id).where(School.id == scope.id)
    return list(work.session.scalars(query.order_by(School.id)))


def scope_of(event: Event) -> Scope:
    """Return an event's scope."""
    return Scope(event.scope, event.scope_id)


def days_of(event: Event) -> list[date]:
    """Return an event's days."""
    return [date.fromisoformat(day) for day in event.days]


def span(first: date, last: date) -> list[date]:
    """Return every day from one to another, both inclusive."""
    return list(days_between(first, last))


def _within(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    column = {"site": School.site_id, "school": SchoolClass.school_id, "class": Child.class_id}.get(scope.kind)
    return () if column is None else (column == scope.id,)
