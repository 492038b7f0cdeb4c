"""Who is absent when, what of each day stays billed and why, and what a family may still justify: few queries for many children."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from villars_core.absences.models import AbsenceDay, AbsenceProof, AbsenceReport
from villars_core.absences.rules import (
    REPORTED_BY_FAMILIES,
    SICKNESS,
    DayFacts,
    DayShare,
    Policy,
    Proof,
    Standing,
    decide,
    place_in,
    proof_limit,
    runs,
)
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.reservations.rules import deadline_for
from villars_core.reservations.town_rules import anchored
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.school_calendar.rules import OpeningDays
from villars_core.schools.models import School, SchoolClass
from villars_core.schools.queries import class_of, rules_in_force
from villars_core.schools.rules_file import AbsenceTable, absence_table
from villars_core.work import Work

AROUND = timedelta(days=45)
"""How far around a span the rest of an absence is looked for, to know which of its days is the first."""

SHOWN_BACK, SHOWN_AHEAD = timedelta(days=60), timedelta(days=120)
DayKey = tuple[int, date, str]
"""Child, day, activity."""


@dataclass(frozen=True)
class DecidedDay:
    """One day of an absence as things stand: what is billed of it and why, and until when a proof may come."""

    child_id: int
    day: date
    activity: str
    kind: str
    number: str
    share: DayShare
    limit: datetime | None = None
    proof_name: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether a proof may still come."""
        return self.share.standing is Standing.OPEN


@dataclass(frozen=True)
class Absence:
    """Days of one report, as a family sees them."""

    child_id: int
    number: str
    days: tuple[DecidedDay, ...]

    @property
    def open_days(self) -> tuple[date, ...]:
        """Return the days that a proof may still come for."""
        return tuple(one.day for one in self.days if one.is_open)

    @property
    def limit(self) -> datetime | None:
        """Return the first of the limits that still run."""
        return min((one.limit for one in self.days if one.is_open and one.limit), default=None)


@dataclass(frozen=True)
class _Row:
    child_id: int
    class_id: int | None
    day: date
    activity: str
    kind: str
    number: str
    reported_at: datetime
    proof: Proof


def absent_on(work: Work, day: date, site_id: int | None = None, activity: str = CANTEEN) -> frozenset[int]:
    """Return the children reported absent on a day, of one restaurant or of all: one query."""
    query = select(AbsenceDay.child_id).where(AbsenceDay.day == day, AbsenceDay.activity == activity, AbsenceDay.withdrawn_at.is_(None))
    if site_id is not None:
        query = query.join(Child, Child.id == AbsenceDay.child_id).join(SchoolClass, SchoolClass.id == Child.class_id)
        query = query.join(School, School.id == SchoolClass.school_id).where(School.site_id == site_id)
    return frozenset(work.session.scalars(query))


def told_by_family(work: Work, child_id: int, days: Collection[date], activity: str = CANTEEN) -> list[date]:
    """Return those of these days on which a family reported its child absent; not what the town says of a day (strike, trip …)."""
    query = select(AbsenceDay.day).join(AbsenceReport, AbsenceReport.id == AbsenceDay.report_id)
    of_child = (AbsenceDay.child_id == child_id, AbsenceDay.activity == activity, AbsenceDay.day.in_(days))
    told = (AbsenceDay.withdrawn_at.is_(None), AbsenceReport.kind.in_(REPORTED_BY_FAMILIES))
    return list(work.session.scalars(query.where(*of_child, *told).order_by(AbsenceDay.day)))


def billed_share(work: Work, first: date, last: date) -> dict[DayKey, DayShare]:
    """Return what is billed of each absent day between two days, both inclusive; a day that is not named is billed whole."""
    return {(one.child_id, one.day, one.activity): one.share for one in decided(work, first, last)}


def decided(work: Work, first: date, last: date, child_ids: Collection[int] | None = None) -> list[DecidedDay]:
    """Return the absent days between two days, both inclusive, of some children or of all, day by day: one query."""
    around = [AbsenceDay.day.between(first - AROUND, last + AROUND)]
    if child_ids is not None:
        around.append(AbsenceDay.child_id.in_(child_ids))
    groups: dict[tuple[int, str, str], list[_Row]] = defaultdict(list)
    for row in _rows(work, around):
        groups[row.child_id, row.activity, row.kind].append(row)
    found = [one for rows in groups.values() for one in _decided_together(work, rows)]
    return sorted((one for one in found if first <= one.day <= last), key=lambda one: (one.child_id, one.day))


def foreseen(work: Work, child: Child, days: Collection[date], kind: str = SICKNESS, activity: str = CANTEEN) -> list[DecidedDay]:
    """Return what these days would be if they were reported now; what is reported already stays as it is."""
    wanted = sorted(days)
    conditions = [AbsenceDay.child_id == child.id, AbsenceDay.activity == activity]
    around = _rows(work, [AbsenceDay.day.between(wanted[0] - AROUND, wanted[-1] + AROUND), *conditions])
    known = {row.day for row in around}
    new = [_Row(child.id, child.class_id, day, activity, kind, "", work.now, Proof.NONE) for day in wanted if day not in known]
    rows = sorted([*(row for row in around if row.kind == kind), *new], key=lambda row: row.day)
    others = [row for row in around if row.kind != kind]
    found = [*_decided_together(work, rows), *(one for row in others for one in _decided_together(work, [row]))]
    return sorted((one for one in found if one.day in wanted), key=lambda one: one.day)


def absences_of_actor(work: Work) -> list[Absence]:
    """Return the absences of the acting guardian's children in the last sixty days and to come, the newest first.

    The days of the other home are not shown.
    """
    children = [child.id for child in access.children_of_actor(work)]
    if not children:
        return []
    days = decided(work, work.today - SHOWN_BACK, work.today + SHOWN_AHEAD, children)
    shown = access.shown_days(work, {child: [one.day for one in days if one.child_id == child] for child in children})
    by_number: dict[tuple[int, str], list[DecidedDay]] = defaultdict(list)
    for one in days:
        if one.day in shown[one.child_id]:
            by_number[one.child_id, one.number].append(one)
    absences = [Absence(child, number, tuple(of_it)) for (child, number), of_it in by_number.items()]
    return sorted(absences, key=lambda one: (one.days[-1].day, one.number), reverse=True)


def policy_for(work: Work, activity: str, kind: str, day: date) -> Policy | None:
    """Return the town's rule for a kind of absence on a day, or None where it has none."""
    table = absence_table(rules_in_force(work), activity, kind, day)
    return None if table is None else policy_of(table)


def policy_of(table: AbsenceTable) -> Policy:
    """Return the values that the rules take from a table of the rules file."""
    by_hours = table.window_hours is not None
    window = timedelta(hours=table.window_hours or 0) if by_hours else timedelta(days=table.window_days or 0)
    return Policy(
        proof=table.proof,
        window=window if table.proof else None,
        by_hours=by_hours,
        from_last_day=table.counted_from == "last_day",
        longest=None if table.longest_days is None else timedelta(days=table.longest_days),
        free_days=table.free_days,
        waiting_days=table.waiting_days,
        percent=table.percent,
        percent_otherwise=table.percent_otherwise,
        announced=None if table.announced is None else anchored(table.announced),
        automatic=table.automatic,
        proof_name=table.proof_name,
    )


def calendar_of_class(work: Work, class_id: int | None, activity: str) -> OpeningDays:
    """Return the days of service of a class."""
    found = class_of(work, class_id)
    return opening_days(work, found.school_id if found else None, activity, found.id if found else None)


def _rows(work: Work, conditions: Iterable[ColumnElement[bool]]) -> list[_Row]:
    query = (
        select(
            AbsenceDay.child_id,
            Child.class_id,
            AbsenceDay.day,
            AbsenceDay.activity,
            AbsenceReport.kind,
            AbsenceReport.number,
            AbsenceReport.reported_at,
            AbsenceProof.state,
        )
        .join(AbsenceReport, AbsenceReport.id == AbsenceDay.report_id)
        .join(Child, Child.id == AbsenceDay.child_id)
        .outerjoin(AbsenceProof, AbsenceProof.id == AbsenceDay.proof_id)
        .where(AbsenceDay.withdrawn_at.is_(None), *conditions)
        .order_by(AbsenceDay.child_id, AbsenceDay.day)
    )
    return [
        _Row(child, class_id, day, activity, kind, number, at, Proof(state or "none"))
        for child, class_id, day, activity, kind, number, at, state in work.session.execute(query)
    ]


def _decided_together(work: Work, rows: list[_Row]) -> list[DecidedDay]:
    """Decide the days of one child, activity and kind, which may be one absence reported in two parts."""
    if not rows:
        return []
    calendar = calendar_of_class(work, rows[0].class_id, rows[0].activity)
    absences = runs([row.day for row in rows], calendar)
    return [_decided_day(work, row, absences, calendar) for row in rows]


def _decided_day(work: Work, row: _Row, absences: list[list[date]], calendar: OpeningDays) -> DecidedDay:
    policy = policy_for(work, row.activity, row.kind, row.day)
    position, last_day = place_in(row.day, absences)
    until = deadline_for(row.day, policy.announced, calendar.of_service) if policy and policy.announced else None
    facts = DayFacts(row.day, position, last_day, row.kind, row.reported_at, until, row.proof)
    share = decide(policy, facts, work.now)
    limit = proof_limit(policy, row.day, last_day) if policy else None
    named = policy.proof_name if policy else ""
    return DecidedDay(row.child_id, row.day, row.activity, row.kind, row.number, share, limit, named)
