"""What a quotient would change: the price of each child's activities without it and with it, before anybody accepts it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from villars_core.families.models import Child
from villars_core.schools.queries import rules_in_force
from villars_core.tariffs.models import FamilyQuotient
from villars_core.tariffs.queries import Prices, Usage, home_prices
from villars_core.tariffs.quotients import first_day, last_day
from villars_core.tariffs.rules import NoPrice, Price
from villars_core.work import Work


@dataclass(frozen=True)
class NewPrice:
    """The price of one unit of a child's activity: as it is on a day, and as it would be with another quotient."""

    child: str
    activity: str
    before: Price
    after: Price


@dataclass(frozen=True)
class Preview:
    """What accepting a quotient today would do: from when and until when it would count, inclusive, and the prices."""

    since: date
    until: date
    prices: tuple[NewPrice, ...]


def preview(work: Work, household_id: int, value: int, month: date) -> Preview:
    """Return what a quotient of a month would change for a home if it were accepted today."""
    rule = rules_in_force(work).quotient
    since, until = first_day(rule, month, work.today), last_day(rule, month)
    return Preview(since, until, new_prices(work, household_id, value, max(since, work.today)))


def preview_of(work: Work, quotient_id: int) -> Preview | None:
    """Return what accepting a quotient that was asked for would do, to the office; None where there is none."""
    work.actor.require("education_office", "treasurer")
    row = work.session.get(FamilyQuotient, quotient_id)
    return None if row is None else preview(work, row.household_id, row.value, row.month)


def new_prices(work: Work, household_id: int, value: int, day: date) -> tuple[NewPrice, ...]:
    """Return the prices of the home's registered children on a day, without and with a quotient; those alike are kept too."""
    prices = home_prices(work, household_id, day, day)
    names = dict(work.session.execute(select(Child.id, Child.first_name).where(Child.id.in_(prices.pupils))).all())
    return tuple(_compared(prices, household_id, value, day, names))


def _compared(prices: Prices, household_id: int, value: int, day: date, names: dict[int, str]) -> Iterator[NewPrice]:
    for (_, activity), registered in sorted(prices.siblings.items()):
        for one in sorted(registered, key=lambda child: (child.born, child.child_id)):
            asked = prices.situation(Usage(one.child_id, household_id, activity), day)
            try:
                yield NewPrice(names[one.child_id], activity, prices.price(asked), prices.price(replace(asked, quotient=value)))
            except NoPrice:
                continue
