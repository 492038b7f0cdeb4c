"""What an activity would cost by the unit, by the month and by the school year: the same prices as the bill, on plain values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from villars_core.money import Cents
from villars_core.schools.rules_file import RulesTable
from villars_core.tariffs.rules import NoPrice, Price, Situation, price_of, tariff_for
from villars_core.tariffs.units import Stay, count_units

MONTH_UNIT = "month"
EVENING: Final = "evening"
BY_TIME = frozenset({"half_hour", "quarter_hour", "band"})


@dataclass(frozen=True)
class Cost:
    """What one child's use comes to, in cents. `units`: of one day (a meal; the begun half-hours of an evening).

    `days_of_month` and `month` are averages over the months of the school year; `year` counts its real days.
    """

    price: Price
    units: int
    day: Cents
    days_of_month: int
    month: Cents
    days_of_year: int
    year: Cents


def days_taken(open_days: Sequence[date], weekdays: int | Collection[int]) -> int:
    """Return how many days of service of a year are taken: those of some ISO weekdays, or so many a week without saying which.

    Which days are taken is not known then: the number is the share of a week, rounded half up.
    """
    if not isinstance(weekdays, int):
        return sum(one.isoweekday() in weekdays for one in open_days)
    of_week = len({one.isoweekday() for one in open_days})
    if not of_week:
        return 0
    taken = min(weekdays, of_week)
    return (2 * len(open_days) * taken + of_week) // (2 * of_week)


def months_of(open_days: Sequence[date]) -> int:
    """Return how many months of the year have a day of service."""
    return len({(one.year, one.month) for one in open_days})


def simulate(rules: RulesTable, asked: Situation, taken: int, months: int) -> Cost:
    """Return what so many days of a school year of so many months cost. Raises NoPrice.

    Childcare in begun units of time counts an evening up to its closing: the dearest case, which is said so.
    """
    parts = [(price, count) for price, count in _of_day(rules, asked) if count]
    if not parts:
        raise NoPrice(asked.activity, asked.day)
    price, units = parts[0][0], sum(count for _, count in parts)
    if price.unit == MONTH_UNIT:
        return Cost(price, 1, Cents(0), 0, price.cents, taken, Cents(price.cents * months))
    day = Cents(sum(one.cents * count for one, count in parts))
    of_month = _half_up(taken, months)
    return Cost(price, units, day, of_month, Cents(day * of_month), taken, Cents(day * taken))


def _of_day(rules: RulesTable, asked: Situation) -> list[tuple[Price, int]]:
    """Return the prices of one day with their counts: one meal or session, or the units of a whole evening."""
    tariff = tariff_for(rules, asked.activity, asked.day, asked.school)
    if tariff is None or tariff.unit not in BY_TIME:
        return [(price_of(rules, asked), 1)]
    whole = count_units(tariff, Stay(EVENING, None, None)).units
    return [(price_of(rules, replace(asked, moment=EVENING, starts=starts)), count) for starts, count in whole]


def _half_up(total: int, parts: int) -> int:
    return (2 * total + parts) // (2 * parts) if parts else 0
