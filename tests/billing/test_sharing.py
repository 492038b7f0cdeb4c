"""Homes that share a child's bills by percent, and towns that bill every two months."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.billing.conftest import Months, school_days
from villars_core.absences.actions import excuse
from villars_core.billing.models import PayerShare
from villars_core.billing.rules import split_by_percent
from villars_core.demo.cast import rules_text
from villars_core.families.models import Child
from villars_core.money import Cents
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
MARTIN, DIALLO = "Famille Martin", "Famille Diallo"


def _rules(months: Months, billing: str) -> None:
    with months.records.writing(SYSTEM) as work:
        load_rules(work, f"{rules_text()}\n[billing]\n{billing}\n", "villars-rules.toml")


def _share(months: Months, child: Child, parts: dict[str, int]) -> None:
    with months.records.writing(SYSTEM) as work:
        work.session.add_all(
            PayerShare(child_id=child.id, household_id=months.home_of(name), percent=percent, since=SEPTEMBER, until=None)
            for name, percent in parts.items()
        )


def _eaten_by(months: Months, child: Child, month: date) -> int:
    days = school_days(month.month, month.year)
    months.eat(child, *days)
    return len(days)


def _over(months: Months, first: date, last: date) -> None:
    months.call_the_roll(first, last)
    after = last + timedelta(days=1)
    months.at(after.year, after.month, after.day)


@pytest.mark.parametrize(("odd", "martin", "diallo"), [("first_by_name", 204, 71), ("first_by_share", 205, 70)])
def test_the_odd_cent_goes_where_the_town_says(months: Months, odd: str, martin: int, diallo: int) -> None:
    """A third and two thirds: 215 × 33 % is 70.95 for the Diallos, 305 × 67 % is 204.35 for the Martins, each by its own quotient."""
    _rules(months, f'odd_cent = "{odd}"\nfloor = 0.00')
    _share(months, months.cast.lea, {MARTIN: 67, DIALLO: 33})
    days = _eaten_by(months, months.cast.lea, SEPTEMBER)
    _over(months, SEPTEMBER, date(2026, 9, 30))
    months.issue(SEPTEMBER)
    assert {name: amount for _, name, amount in months.invoices()} == {MARTIN: days * martin, DIALLO: days * diallo}


@given(amount=st.integers(-100_000, 100_000), percents=st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_a_split_loses_no_cent(amount: int, percents: list[int]) -> None:
    shares = list(enumerate(percents))
    parts = split_by_percent(Cents(amount), shares)
    assert sum(parts.values()) == amount
    whole = sum(percents)
    assert all(abs(parts[home] - amount * percent / whole) <= 1 for home, percent in shares)
    for ordered in list(permutations(shares))[:24]:
        again = split_by_percent(Cents(amount), ordered)
        assert sum(again.values()) == amount


def test_two_months_are_one_bill_and_a_late_credit_comes_on_the_next(months: Months) -> None:
    _rules(months, "months = 2")
    days = _eaten_by(months, months.cast.lea, SEPTEMBER) + _eaten_by(months, months.cast.lea, OCTOBER)
    _over(months, SEPTEMBER, date(2026, 10, 31))
    assert months.issue(OCTOBER) == ["FA-2026-00001"]
    assert months.invoices() == [("FA-2026-00001", MARTIN, days * 305)]
    with months.records.writing(SYSTEM) as work:
        excuse(months.as_office(work), [months.cast.lea], [date(2026, 9, 28)], "strike")
    november = _eaten_by(months, months.cast.lea, date(2026, 11, 1))
    _over(months, date(2026, 11, 1), date(2026, 12, 31))
    assert len(months.issue(date(2026, 12, 1))) == 1
    assert months.invoices()[-1][1:] == (MARTIN, (november - 1) * 305)
