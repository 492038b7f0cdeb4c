"""Who may read what is known of a child's health: the child's guardians, the office, and the kitchen for those who eat that day."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select

from villars_core.families import access
from villars_core.families.models import Child
from villars_core.health.models import Allergy, CarePlan, Diet
from villars_core.health.rules import HealthSheet, Needs, Plan
from villars_core.work import Work

READERS = ("education_office", "kitchen")
Dated = TypeVar("Dated", Diet, Allergy)


def sheet_of(work: Work, child: Child) -> HealthSheet:
    """Return what is in force today for a child, to a guardian or the office. Raises NotFound for everybody else."""
    access.child_for_actor(work, child.id)
    diets = [row.unseal_text("name", work.vault) for row in _in_force(work, Diet, [child.id], work.today)]
    allergens = [row.unseal_text("allergen", work.vault) for row in _in_force(work, Allergy, [child.id], work.today)]
    plans = [_plan(work, row) for row in _plans(work, [child.id], work.today)]
    return HealthSheet(child.id, next(iter(diets), ""), tuple(sorted(allergens)), next(iter(plans), None))


def needs_of(work: Work, children: Collection[int] | Select[int], day: date) -> dict[int, Needs]:
    """Return the needs of those of these children who have any on a day, allergens included: for the office and the kitchen.

    `children`: ids, or a query that gives them. Three queries, however many children; only the few that have a row are opened.
    """
    work.actor.require(*READERS)
    found = meals_of(work, children, day)
    for row in _in_force(work, Allergy, children, day):
        before = found.get(row.child_id, Needs())
        allergens = {*before.allergens, row.unseal_text("allergen", work.vault)}
        found[row.child_id] = Needs(before.diet, tuple(sorted(allergens)), before.own_meal)
    return found


def meals_of(work: Work, children: Collection[int] | Select[int], day: date) -> dict[int, Needs]:
    """Return the diets and the meals brought from home, without allergies: what counting needs."""
    work.actor.require(*READERS)
    diets = {row.child_id: row.unseal_text("name", work.vault) for row in _in_force(work, Diet, children, day)}
    plans = {row.child_id: _plan(work, row) for row in _plans(work, children, day)}
    found = {}
    for child_id in diets.keys() | plans.keys():
        plan = plans.get(child_id)
        found[child_id] = Needs(diets.get(child_id, ""), plan.allergens if plan else (), plan.own_meal if plan else False)
    return found


def with_a_meal_of_their_own(day: date) -> Select[int]:
    """Return the query of the children who have a diet or a care plan on a day: few, whatever the town's size."""
    diets = select(Diet.child_id).where(Diet.since <= day, or_(Diet.until.is_(None), Diet.until >= day))
    plans = select(CarePlan.child_id).where(CarePlan.first <= day, CarePlan.last >= day)
    return select(diets.union(plans).subquery().c.child_id)


def _in_force(work: Work, table: type[Dated], children: Collection[int] | Select[int], day: date) -> Iterator[Dated]:
    covers = and_(table.since <= day, or_(table.until.is_(None), table.until >= day))
    yield from work.session.scalars(select(table).where(covers, _among(table.child_id, children)).order_by(table.since, table.id))


def _plans(work: Work, children: Collection[int] | Select[int], day: date) -> Iterator[CarePlan]:
    covers = and_(CarePlan.first <= day, CarePlan.last >= day)
    yield from work.session.scalars(
        select(CarePlan).where(covers, _among(CarePlan.child_id, children)).order_by(CarePlan.first, CarePlan.id)
    )


def _among(column: ColumnElement[int] | object, children: Collection[int] | Select[int]) -> ColumnElement[bool]:
    chosen: ColumnElement[bool] = column.in_(children)  # type: ignore[union-attr]
    return chosen


def _plan(work: Work, row: CarePlan) -> Plan:
    content = json.loads(row.unseal("content", work.vault) or b"{}")
    return Plan(row.first, row.last, bool(content.get("own_meal")), tuple(content.get("allergens", ())), content.get("instructions", ""))


def own_meals(work: Work, first: date, last: date) -> dict[int, list[tuple[date, date]]]:
    """Return when children bring their meal from home in a period, and nothing else of their care plans: what the price needs."""
    work.actor.require("education_office", "treasurer")
    found: dict[int, list[tuple[date, date]]] = {}
    for row in work.session.scalars(select(CarePlan).where(CarePlan.first <= last, CarePlan.last >= first)):
        if _plan(work, row).own_meal:
            found.setdefault(row.child_id, []).append((row.first, row.last))
    return found
