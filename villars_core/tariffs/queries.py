"""What prices depend on, read for all children of a period in a few queries, and the price of each of their days."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import select

from villars_core.families.models import Child, Guardian, Guardianship
from villars_core.health.queries import own_meals
from villars_core.registrations.models import Registration
from villars_core.school_calendar.rules import ONE_DAY
from villars_core.schools.models import School, SchoolClass
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import RulesTable
from villars_core.schools.tariff_tables import Moment, TariffTable
from villars_core.tariffs.actions import OFFICE
from villars_core.tariffs.models import FamilyQuotient, Residence
from villars_core.tariffs.quotients import DatedQuotient, first_of_next, quotient_on
from villars_core.tariffs.rules import NoPrice, Price, Situation, line_for, price_of, price_on, tariff_for
from villars_core.work import SYSTEM, Work

Span = tuple[date, date]


@dataclass(frozen=True)
class Pupil:
    """What a price needs of a child."""

    level: str
    school: str


@dataclass(frozen=True)
class Registered:
    """A child's registration for an activity, and the home that it counts in for the siblings' ranks."""

    child_id: int
    born: date
    first: date
    last: date


class Usage(NamedTuple):
    """A child's use of an activity at a home's expense. `habit`: regular or occasional; `moment` and `starts`: as in a situation."""

    child_id: int
    household_id: int
    activity: str
    habit: str = "regular"
    moment: Moment | None = None
    starts: time | None = None


@dataclass
class Prices:
    """The prices of a period, both days inclusive. A price is computed once for each different situation; then it is looked up."""

    first: date
    last: date
    rules: RulesTable
    pupils: Mapping[int, Pupil]
    quotients: Mapping[int, Sequence[DatedQuotient]]
    residences: Mapping[int, Sequence[tuple[date, bool]]]
    siblings: Mapping[tuple[int, str], Sequence[Registered]]
    own_meals: Mapping[int, Sequence[Span]]
    _known: dict[tuple[Situation, int], Price] = field(default_factory=dict)
    _stretches: dict[Usage, list[tuple[date, Price | None]]] = field(default_factory=dict)

    def situation(self, usage: Usage, day: date) -> Situation:
        """Return on what the price of a child's day depends, for the home that pays it."""
        pupil = self.pupils[usage.child_id]
        quotient = self.quotient_on(usage.household_id, day)
        return Situation(
            usage.activity,
            day,
            None if quotient is None else quotient.value,
            pupil.level,
            pupil.school,
            self.rank_on(usage, day),
            self.is_resident(usage.household_id, day),
            usage.habit,
            any(first <= day <= last for first, last in self.own_meals.get(usage.child_id, ())),
            moment=usage.moment,
            starts=usage.starts,
        )

    def day_price(self, usage: Usage, day: date) -> Price:
        """Return the price of a child's day. Between two days on which something changes it is looked up. Raises NoPrice."""
        known = self._stretches.get(usage)
        if known is None:
            known = self._stretches[usage] = self._priced(usage)
        for until, price in known:
            if day <= until and price is not None:
                return price
        raise NoPrice(usage.activity, day)

    def adult_price(self, household_id: int, activity: str, day: date) -> Price:
        """Return the price of an adult's own meal. Raises NoPrice."""
        return self.price(Situation(activity, day, resident=self.is_resident(household_id, day), adult=True))

    def steady_price(self, usage: Usage) -> Price | None:
        """Return the one price of a child's whole period for a unit; None where it changes, has none, or is a flat rate."""
        known = self._stretches.get(usage)
        if known is None:
            known = self._stretches[usage] = self._priced(usage)
        price = known[0][1] if len(known) == 1 else None
        return price if price is not None and price.unit != "month" else None

    def _priced(self, usage: Usage) -> list[tuple[date, Price | None]]:
        """Return the price of each stretch of the period without a change: its last day, and None where there is no price."""
        starts = sorted({self.first, *(one for one in self._changes(usage) if self.first < one <= self.last)})
        found: list[tuple[date, Price | None]] = []
        for start, after in pairwise([*starts, self.last + ONE_DAY]):
            try:
                price = self.price(self.situation(usage, start))
            except NoPrice:
                price = None
            found.append((after - ONE_DAY, price))
        return found

    def _changes(self, usage: Usage) -> Iterator[date]:
        """Give the days from which a price may be another one."""
        yield from (one.since for one in self.rules.tariffs if one.activity == usage.activity)
        for quotient in self.quotients.get(usage.household_id, ()):
            yield from (quotient.since, quotient.until + ONE_DAY)
        for since, _ in self.residences.get(usage.household_id, ()):
            yield from (since + ONE_DAY, first_of_next(since))
        for one in self.siblings.get((usage.household_id, usage.activity), ()):
            yield from (one.first, one.last + ONE_DAY)
        for first, last in self.own_meals.get(usage.child_id, ()):
            yield from (first, last + ONE_DAY)

    def price(self, asked: Situation) -> Price:
        """Return the price of a situation, computed once for all children who share it. Raises NoPrice."""
        tariff = self.tariff(asked.activity, asked.school, asked.day)
        key = (replace(asked, day=date.min), id(tariff))
        found = self._known.get(key)
        if found is None:
            line = line_for(tariff, asked) if tariff is not None else None
            found = price_of(self.rules, asked) if tariff is None or line is None else price_on(tariff, line, asked)
            self._known[key] = found
        return found

    def tariff(self, activity: str, school: str, day: date) -> TariffTable | None:
        """Return the tariff in force on a day."""
        return tariff_for(self.rules, activity, day, school)

    def quotient_on(self, household_id: int, day: date) -> DatedQuotient | None:
        """Return the quotient that counts for a home on a day."""
        known = self.quotients.get(household_id)
        return quotient_on(known, day) if known else None

    def is_resident(self, household_id: int, day: date) -> bool:
        """Tell whether a home counts as one of the town on a day; a move counts from the day after, or from the month after."""
        dated = self.residences.get(household_id)
        if not dated:
            return True
        by_day = self.rules.billing.resident_until == "day"
        begun = [(since, resident) for since, resident in dated if (since < day if by_day else first_of_next(since) <= day)]
        return begun[-1][1] if begun else not dated[0][1]

    def rank_on(self, usage: Usage, day: date) -> int:
        """Return a child's rank among those of the home who are registered for the activity on a day, the eldest first."""
        family = self.siblings.get((usage.household_id, usage.activity))
        if family is None or len(family) == 1:
            return 1
        there = sorted({(one.born, one.child_id) for one in family if one.first <= day <= one.last})
        return next((rank for rank, (_, one) in enumerate(there, 1) if one == usage.child_id), 1)


def prices_of(work: Work, first: date, last: date, pupils: Mapping[int, Pupil] | None = None) -> Prices:
    """Return the prices of every child in a period, both days inclusive: seven queries, whatever the number of children.

    `pupils`: levels and schools as they were known then; those of today for the others.
    """
    return Prices(
        first,
        last,
        rules_in_force(work),
        {**pupils_now(work), **(pupils or {})},
        quotients_of(work, last),
        _residences(work),
        _siblings(work, first, last),
        own_meals(work, first, last),
    )


def home_prices(work: Work, household_id: int, first: date, last: date) -> Prices:
    """Return the prices of one home's children in a period, read in the house's own name: what the home pays, it may know."""
    house = replace(work, actor=SYSTEM)
    children = select(Guardianship.child_id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    ids = set(work.session.scalars(children.where(Guardian.household_id == household_id)))
    return Prices(
        first,
        last,
        rules_in_force(work),
        pupils_now(work, ids),
        quotients_of(work, last, household_id),
        _residences(work, household_id),
        _siblings(work, first, last, household_id),
        own_meals(house, first, last),
    )


def quotients_of(work: Work, last: date, household_id: int | None = None) -> dict[int, list[DatedQuotient]]:
    """Return the accepted quotients that begin up to a day, by household, the oldest first."""
    query = select(
        FamilyQuotient.household_id, FamilyQuotient.value, FamilyQuotient.source, FamilyQuotient.since, FamilyQuotient.until
    ).where(FamilyQuotient.state == "accepted", FamilyQuotient.since <= last)
    if household_id is not None:
        query = query.where(FamilyQuotient.household_id == household_id)
    found: dict[int, list[DatedQuotient]] = defaultdict(list)
    for home, value, source, since, until in work.session.execute(query.order_by(FamilyQuotient.since, FamilyQuotient.id)):
        if since is not None and until is not None:
            found[home].append(DatedQuotient(value, source, since, until))
    return found


@dataclass(frozen=True)
class HomeQuotient:
    """What a home knows of its quotients: the one that counts today, one that will count, those that wait for the office."""

    now: DatedQuotient | None
    next: DatedQuotient | None
    waiting: tuple[FamilyQuotient, ...]


def quotient_of_home(work: Work, household_id: int) -> HomeQuotient:
    """Return where a home's quotient stands today."""
    known = quotients_of(work, date.max, household_id).get(household_id, [])
    asked = select(FamilyQuotient).where(FamilyQuotient.household_id == household_id, FamilyQuotient.state == "asked")
    later = [one for one in known if one.since > work.today]
    waiting = tuple(work.session.scalars(asked.order_by(FamilyQuotient.id)))
    return HomeQuotient(quotient_on(known, work.today), min(later, key=lambda one: one.since, default=None), waiting)


def pupils_now(work: Work, child_ids: Collection[int] | None = None) -> dict[int, Pupil]:
    """Return the level and the school of every child today, or of these."""
    query = (
        select(Child.id, SchoolClass.level, School.name)
        .outerjoin(SchoolClass, SchoolClass.id == Child.class_id)
        .outerjoin(School, School.id == SchoolClass.school_id)
    )
    if child_ids is not None:
        query = query.where(Child.id.in_(child_ids))
    return {child: Pupil(level or "", school or "") for child, level, school in work.session.execute(query)}


def residences_of(work: Work, household_id: int) -> list[tuple[date, bool]]:
    """Return from which days a home lives in the town (True) or outside, as the office noted it; nothing noted: always in the town."""
    work.actor.require(*OFFICE)
    return _residences(work, household_id).get(household_id, [])


def _residences(work: Work, household_id: int | None = None) -> dict[int, list[tuple[date, bool]]]:
    found: dict[int, list[tuple[date, bool]]] = defaultdict(list)
    query = select(Residence.household_id, Residence.since, Residence.resident)
    if household_id is not None:
        query = query.where(Residence.household_id == household_id)
    for home, since, resident in work.session.execute(query.order_by(Residence.since, Residence.id)):
        found[home].append((since, resident))
    return found


def _siblings(work: Work, first: date, last: date, household_id: int | None = None) -> dict[tuple[int, str], list[Registered]]:
    query = (
        select(Guardian.household_id, Registration.activity, Child.id, Child.born, Registration.first, Registration.last)
        .join(Child, Child.id == Registration.child_id)
        .join(Guardianship, Guardianship.child_id == Child.id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Registration.first <= last, Registration.last >= first)
        .distinct()
    )
    if household_id is not None:
        query = query.where(Guardian.household_id == household_id)
    found: dict[tuple[int, str], list[Registered]] = defaultdict(list)
    for home, activity, child, born, begins, ends in work.session.execute(query):
        found[home, activity].append(Registered(child, born, begins, ends))
    return found
