"""A flat rate for the month is due once for a child, whoever pays which day, and whatever of the day it is for."""

from datetime import date, time

import pytest

from tests.billing.conftest import Months, school_days
from villars_core.attendance.actions import point
from villars_core.attendance.rules import PRESENT, Fact, Moment
from villars_core.billing.models import PayerShare
from villars_core.demo.cast import rules_text
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
MEALS = """
[[tariffs]]
activity = "canteen"
name = "Forfait"
since = 2026-09-01
unit = "month"

[[tariffs.prices]]
price = 40.00
"""
CARE = """
[[tariffs]]
activity = "childcare"
name = "Forfait garderie"
since = 2026-09-01
unit = "month"
moments = [
    { moment = "morning", opens = 07:15:00, closes = 08:30:00 },
    { moment = "evening", opens = 16:30:00, closes = 18:30:00 },
]
"""
ONE_PRICE = """
[[tariffs.prices]]
price = 30.00
"""
TWO_PRICES = """
[[tariffs.prices]]
moment = "morning"
price = 10.00

[[tariffs.prices]]
moment = "evening"
price = 20.00
"""


def _rules(months: Months, more: str) -> None:
    with months.records.writing(SYSTEM) as work:
        load_rules(work, f"{rules_text()}\n{more}\n", "villars-rules.toml")


def _issued(months: Months, month: date) -> dict[str, int]:
    """Bill a month and return what each home was billed in it."""
    after = date(2026, month.month + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    months.call_the_roll(month, last)
    months.at(2026, after.month, 1)
    numbers = months.issue(month)
    return {name: amount for number, name, amount in months.invoices() if number in numbers}


def test_a_share_that_begins_in_the_month_neither_stops_the_bills_nor_doubles_the_rate(months: Months) -> None:
    _rules(months, MEALS)
    with months.records.writing(SYSTEM) as work:
        work.session.add_all(
            PayerShare(child_id=months.cast.lea.id, household_id=months.home_of(name), percent=50, since=date(2026, 9, 14), until=None)
            for name in ("Famille Martin", "Famille Diallo")
        )
    months.eat(months.cast.lea, *school_days(9))
    assert _issued(months, SEPTEMBER) == {"Famille Martin": 4000}
    months.eat(months.cast.lea, *school_days(10))
    assert _issued(months, OCTOBER) == {"Famille Martin": 2000, "Famille Diallo": 2000}


def test_two_homes_that_alternate_owe_one_rate_together(months: Months) -> None:
    _rules(months, MEALS)
    months.eat(months.cast.ines, *school_days(9))
    assert sum(_issued(months, SEPTEMBER).values()) == 4000


@pytest.mark.parametrize(("prices", "due"), [(ONE_PRICE, 3000), (TWO_PRICES, 3000)])
def test_mornings_and_evenings_are_due_as_the_town_says_and_nothing_is_given_back_later(months: Months, prices: str, due: int) -> None:
    _rules(months, CARE + prices)
    day = date(2026, 9, 7)
    months.at(2026, 9, 7, 19)
    with months.records.writing(SYSTEM) as work:
        office = months.as_office(work)
        point(office, months.cast.lea, Moment(day, "childcare", "morning"), Fact(PRESENT, time(8), None))
        point(office, months.cast.lea, Moment(day, "childcare", "evening"), Fact(PRESENT, None, time(17, 30)))
    assert _issued(months, SEPTEMBER) == {"Famille Martin": due}
    months.eat(months.cast.lea, *school_days(10))
    assert _issued(months, OCTOBER) == {"Famille Martin": len(school_days(10)) * 305}
