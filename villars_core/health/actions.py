"""Noting what a child may eat: done by the office; the journal says that it was done, never what was noted."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import or_, select

from villars_core.families import access
from villars_core.families.models import Child
from villars_core.health.models import Allergy, CarePlan, Diet
from villars_core.health.rules import (
    LONGEST_INSTRUCTIONS,
    LONGEST_NAME,
    LONGEST_PLAN_DAYS,
    MOST_ALLERGENS,
    HealthTooLong,
    Plan,
    PlanDates,
    UnknownDiet,
)
from villars_core.journal.actions import Subject, record
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

OFFICE = "education_office"
_BEFORE = timedelta(days=1)
Dated = TypeVar("Dated", Diet, Allergy)


def set_diet(work: Work, child: Child, diet: str, since: date) -> None:
    """Note the diet of a child from a day on; an empty one is the common meal again. Raises UnknownDiet."""
    _require(work, child)
    known = rules_in_force(work).diets
    if diet and diet not in known:
        raise UnknownDiet(diet[:LONGEST_NAME], known)
    _end(work, Diet, child.id, since)
    if diet:
        row = Diet(child_id=child.id, since=since, noted_at=work.now)
        row.seal("name", diet, work.vault)
        work.session.add(row)
    _noted(work, "health.diet", child)


def set_allergies(work: Work, child: Child, allergens: Collection[str], since: date) -> None:
    """Note all the allergies of a child from a day on; what is not named any more ends. Raises HealthTooLong."""
    _require(work, child)
    wanted = _bounded(allergens)
    _end(work, Allergy, child.id, since)
    for allergen in wanted:
        row = Allergy(child_id=child.id, since=since, noted_at=work.now)
        row.seal("allergen", allergen, work.vault)
        work.session.add(row)
    _noted(work, "health.allergies", child)


def set_plan(work: Work, child: Child, plan: Plan) -> None:
    """Note a care plan; one that was in force ends the day before it begins. Raises PlanDates, HealthTooLong."""
    _require(work, child)
    if plan.last < plan.first or (plan.last - plan.first).days > LONGEST_PLAN_DAYS:
        raise PlanDates
    if len(plan.instructions) > LONGEST_INSTRUCTIONS:
        raise HealthTooLong(LONGEST_INSTRUCTIONS)
    allergens = _bounded(plan.allergens)
    end_plan(work, child, plan.first - _BEFORE)
    row = CarePlan(child_id=child.id, first=plan.first, last=plan.last, noted_at=work.now)
    content = {"own_meal": plan.own_meal, "allergens": allergens, "instructions": plan.instructions}
    row.seal("content", json.dumps(content), work.vault)
    work.session.add(row)
    _noted(work, "health.plan", child)


def end_plan(work: Work, child: Child, last: date) -> None:
    """End the care plans of a child after a day; one that would begin later is taken out."""
    _require(work, child)
    for row in work.session.scalars(select(CarePlan).where(CarePlan.child_id == child.id, CarePlan.last > last)):
        if row.first > last:
            work.session.delete(row)
        else:
            row.last = last
    _noted(work, "health.end_plan", child)


def _require(work: Work, child: Child) -> None:
    work.actor.require(OFFICE)
    access.child_for_actor(work, child.id)


def _bounded(allergens: Collection[str]) -> list[str]:
    wanted = sorted({" ".join(one.split()) for one in allergens if one.strip()})
    if len(wanted) > MOST_ALLERGENS or any(len(one) > LONGEST_NAME for one in wanted):
        raise HealthTooLong(LONGEST_NAME)
    return wanted


def _end(work: Work, table: type[Dated], child_id: int, since: date) -> None:
    """End what is in force the day before; what would begin on the day or later was never in force and goes."""
    query = select(table).where(table.child_id == child_id, or_(table.until.is_(None), table.until >= since))
    for row in work.session.scalars(query):
        if row.since >= since:
            work.session.delete(row)
        else:
            row.until = since - _BEFORE


def _noted(work: Work, act: str, child: Child) -> None:
    work.session.flush()
    record(work, act, Subject("child", child.id))
