"""Who uses a child's calendar on which day, and who pays it, read for any number of children in a few queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from villars_core.errors import NotFound
from villars_core.families.models import Custody, CustodyException, Guardianship
from villars_core.families.rules import AFTER_SCHOOL, MORNING, Alternation, CustodyPlan, DatedException
from villars_core.school_calendar.models import ClosedPeriod
from villars_core.school_calendar.rules import Period
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

MOST_NAMED = 500
"""From so many children on, every family's rows are read: a database takes no list of ten thousand."""


@dataclass(frozen=True)
class Link:
    """A guardian from a day on, until another where it ended."""

    guardian: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


@dataclass(frozen=True)
class DatedPlan:
    """A custody plan from a day on, until another where it ended."""

    plan: CustodyPlan
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


@dataclass(frozen=True)
class CalendarUsers:
    """A child's guardians and custody through time; the newest plan that covers a day counts."""

    links: tuple[Link, ...] = ()
    plans: tuple[DatedPlan, ...] = ()

    def on(self, day: date) -> list[int]:
        """Return the guardians who use the calendar on a day: all, or in alternating custody the one whose day it is."""
        guardians = [one.guardian for one in self.links if one.covers(day)]
        plan = self.plan_on(day)
        owner = None if plan is None else plan.guardian_on(day)
        return [owner] if owner is not None and owner in guardians else guardians

    def payer_on(self, day: date) -> int | None:
        """Return who pays a day in alternating custody; None where the household pays.

        Who is a guardian no more pays nothing: the one whose day it is does, or the one who is left.
        """
        plan = self.plan_on(day)
        if plan is None:
            return None
        payer, guardians = plan.payer_on(day), [one.guardian for one in self.links if one.covers(day)]
        return payer if payer in guardians or not guardians else self.on(day)[0]

    def plan_on(self, day: date) -> CustodyPlan | None:
        """Return the plan in force on a day, or None where the calendar is shared."""
        return next((one.plan for one in self.plans if one.covers(day)), None)


def users_of(work: Work, child_ids: Collection[int]) -> dict[int, CalendarUsers]:
    """Return who uses the calendars of these children: two queries, four where one of them alternates."""
    return work.once(("calendar users", frozenset(child_ids)), lambda: _users_of(work, child_ids))


def _users_of(work: Work, child_ids: Collection[int]) -> dict[int, CalendarUsers]:
    links = _by_child(work, "links", child_ids)
    custodies = _by_child(work, "custodies", child_ids)
    exceptions = _by_child(work, "exceptions", child_ids) if custodies else {}
    found = {}
    for child_id in child_ids:
        dated = tuple(DatedException(*row) for row in exceptions.get(child_id, ()))
        plans = tuple(_dated_plan(work, row, dated) for row in custodies.get(child_id, ()))
        found[child_id] = CalendarUsers(tuple(Link(*row) for row in links.get(child_id, ())), plans)
    return found


def payer_on(work: Work, child_id: int, day: date) -> int | None:
    """Return the guardian who pays a child's day; None where the calendar is shared, and its household pays."""
    return users_of(work, (child_id,))[child_id].payer_on(day)


def alternating(work: Work, child_ids: Collection[int]) -> set[int]:
    """Return those of these children whose custody alternates, now or at another time."""
    return set(_by_child(work, "custodies", child_ids)) & set(child_ids)


def _by_child(work: Work, kind: str, child_ids: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
    named = len(child_ids) < MOST_NAMED
    values = {"children": list(child_ids)} if named else {}
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for child_id, *rest in work.session.execute(_statement(kind, named=named), values):
        found[child_id].append(tuple(rest))
    return found


@lru_cache(maxsize=8)
def _statement(kind: str, *, named: bool) -> Select[*tuple[Any, ...]]:
    """Return the statement that reads the rows of a kind; the child's id comes first."""
    column, query = {
        "links": (Guardianship.child_id, _LINKS),
        "custodies": (Custody.child_id, _CUSTODIES),
        "exceptions": (CustodyException.child_id, _EXCEPTIONS),
    }[kind]
    return query.where(column.in_(bindparam("children", expanding=True))) if named else query


_LINKS: Select[*tuple[Any, ...]] = select(Guardianship.child_id, Guardianship.guardian_id, Guardianship.since, Guardianship.until).order_by(
    Guardianship.guardian_id
)
_CUSTODIES: Select[*tuple[Any, ...]] = select(
    Custody.child_id,
    Custody.anchor_day,
    Custody.anchor_guardian_id,
    Custody.other_guardian_id,
    Custody.holidays_first_id,
    Custody.handover,
    Custody.payer_id,
    Custody.since,
    Custody.until,
).order_by(Custody.since.desc(), Custody.id.desc())
_EXCEPTIONS: Select[*tuple[Any, ...]] = (
    select(CustodyException.child_id, CustodyException.first, CustodyException.last, CustodyException.guardian_id)
    .where(CustodyException.withdrawn_at.is_(None))
    .order_by(CustodyException.id.desc())
)


def _dated_plan(work: Work, row: tuple[Any, ...], exceptions: tuple[DatedException, ...]) -> DatedPlan:
    anchor_day, anchor, other, holidays_first, handover, payer, since, until = row
    plan = CustodyPlan(
        Alternation(anchor_day, anchor, other),
        exceptions,
        holidays_first,
        _holidays(work) if holidays_first is not None else (),
        handover,
        _change_day(work) if handover == AFTER_SCHOOL else MORNING,
        payer,
    )
    return DatedPlan(plan, since, until)


def _holidays(work: Work) -> tuple[Period, ...]:
    query = select(ClosedPeriod.first, ClosedPeriod.last, ClosedPeriod.name).where(
        ClosedPeriod.kind == "holiday", ClosedPeriod.school_id.is_(None), ClosedPeriod.withdrawn_at.is_(None)
    )
    return work.once("holidays", lambda: tuple(Period(*row) for row in work.session.execute(query.order_by(ClosedPeriod.first))))


def _change_day(work: Work) -> str:
    try:
        rules = rules_in_force(work)
    except NotFound:
        return MORNING
    return rules.custody.change_day
