"""The money that an event touches: each booked meal at its own home's price, before anybody confirms, and what would not be billed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from villars_core.absences.queries import billed_share, policy_for
from villars_core.billing.rules import split_by_percent
from villars_core.billing.sources import Payers
from villars_core.families.models import Household
from villars_core.money import Cents, rounded
from villars_core.reservations.batches import Meal
from villars_core.tariffs.queries import Prices, Usage, prices_of
from villars_core.tariffs.rules import PERCENT, NoPrice
from villars_core.work import Work

WHOLE = 100


@dataclass(frozen=True)
class HomeMoney:
    """What the event touches of one home: its meals, their price, and how much of it would not be billed."""

    household_id: int
    name: str
    meals: int
    price: Cents
    credited: Cents


@dataclass(frozen=True)
class PriceCount:
    """So many meals at one price (a part of it where homes share), of so many homes."""

    price: Cents
    meals: int
    homes: int


@dataclass(frozen=True)
class Money:
    """All homes by name, the meals by price, and how many meals have no price of their own (a flat rate, or none that is known)."""

    homes: tuple[HomeMoney, ...]
    prices: tuple[PriceCount, ...]
    unpriced: int

    @property
    def total(self) -> Cents:
        """Return what the meals cost together."""
        return Cents(sum(one.price for one in self.homes))

    @property
    def credited(self) -> Cents:
        """Return what would not be billed."""
        return Cents(sum(one.credited for one in self.homes))


def money_of(work: Work, meals: Sequence[Meal], effect: str, credit: str) -> Money:
    """Return the money of some booked meals, home by home; `credit`: the absence rule that counts where a meal is excused.

    Of a choice the whole is told, as if every family kept its child. A meal that is partly or not at all billed already, for an
    absence, counts for what is left of it. The same tariff, custody and shares as the bill: a few queries for a whole town.
    """
    if not meals:
        return Money((), (), 0)
    first, last = min(one.day for one in meals), max(one.day for one in meals)
    prices, payers = prices_of(work, first, last), Payers(work, {one.child_id for one in meals}, last)
    shares = billed_share(work, first, last)
    left = {meal: _left(work, meal, effect, credit) for meal in {(one.activity, one.day) for one in meals}}
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    counted: Counter[tuple[Cents, int]] = Counter()
    unpriced = 0
    for one in meals:
        share = shares.get((one.child_id, one.day, one.activity))
        billed = WHOLE if share is None else share.percent
        parts = _parts(prices, payers, one, billed)
        unpriced += not parts
        for home, price in parts.items():
            now = rounded(Decimal(price) * min(left[one.activity, one.day], billed) / billed) if billed else price
            counted[price, home] += 1
            sums[home] = [before + more for before, more in zip(sums[home], (1, price, price - now), strict=True)]
    names = dict(work.session.execute(select(Household.id, Household.name).where(Household.id.in_(sums))).all())
    homes = [HomeMoney(home, names[home], meals_, Cents(price), Cents(credited)) for home, (meals_, price, credited) in sums.items()]
    return Money(tuple(sorted(homes, key=lambda one: (one.name, one.household_id))), _by_price(counted), unpriced)


def _parts(prices: Prices, payers: Payers, meal: Meal, billed: int) -> dict[int, Cents]:
    """Return what each home pays of a meal today; none where it has no price by the meal."""
    found: dict[int, Cents] = {}
    shares = payers.of(meal.child_id, meal.day)
    for home, _ in shares:
        try:
            price = prices.day_price(Usage(meal.child_id, home, meal.activity), meal.day)
        except NoPrice:
            return {}
        if price.unit == "month":
            return {}
        found[home] = split_by_percent(rounded(Decimal(price.cents) * billed / PERCENT), shares)[home]
    return found


def _left(work: Work, meal: tuple[str, date], effect: str, credit: str) -> int:
    """Return which part of a meal stays billed after the event, in percent."""
    activity, day = meal
    if effect == "cancel":
        return 0
    if effect == "keep":
        return WHOLE
    policy = policy_for(work, activity, credit, day)
    return WHOLE if policy is None else policy.percent


def _by_price(counted: Counter[tuple[Cents, int]]) -> tuple[PriceCount, ...]:
    meals: Counter[Cents] = Counter()
    homes: Counter[Cents] = Counter()
    for (price, _), count in counted.items():
        meals[price] += count
        homes[price] += 1
    return tuple(PriceCount(price, meals[price], homes[price]) for price in sorted(meals, reverse=True))
