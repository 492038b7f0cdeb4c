"""A town that bills every month and then every two, or the other way: each day is billed once, whatever was issued or looked at before."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from tests.billing.conftest import Months, school_days
from villars_core.absences.actions import excuse
from villars_core.billing.bills import period_at
from villars_core.billing.check import findings
from villars_core.billing.models import Invoice, InvoiceCharge
from villars_core.billing.run import AlreadyIssued, NotOver
from villars_core.demo.cast import rules_text
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM

SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (9, 10, 11, 12))
JANUARY, FEBRUARY = date(2027, 1, 1), date(2027, 2, 1)
ALL = [day for month in (9, 10, 11, 12) for day in school_days(month)] + [day for month in (1, 2) for day in school_days(month, 2027)]


def _every(months: Months, count: int) -> None:
    """Bill every month, or every two, from now on."""
    with months.records.writing(SYSTEM) as work:
        load_rules(work, f"{rules_text()}\n[billing]\nmonths = {count}\n", "villars-rules.toml")


def _lived(months: Months) -> None:
    """Let Léa eat on every school day of six months; the roll is called."""
    months.eat(months.cast.lea, *ALL)
    months.call_the_roll(SEPTEMBER, date(2027, 2, 28))


def _first(months: Months, year: int, month: int, day: date) -> list[str]:
    """Bill the period of a day on the first of a month."""
    months.at(year, month, 1)
    return months.issue(day)


def _billed(months: Months) -> list[tuple[date, date]]:
    with months.records.reading(SYSTEM) as work:
        rows = work.session.execute(select(Invoice.first, Invoice.last).order_by(Invoice.first))
        return [(first, last) for first, last in rows]


def _each_day_once(months: Months) -> None:
    with months.records.reading(SYSTEM) as work:
        days = Counter(work.session.scalars(select(InvoiceCharge.day).where(InvoiceCharge.item == "meal", InvoiceCharge.amount > 0)))
        assert list(findings(work)) == []
    assert set(days.values()) == {1}
    assert {(day.year, day.month) for day in days} == {(day.year, day.month) for day in ALL}


def test_from_every_month_to_every_two_no_month_is_lost(months: Months) -> None:
    _lived(months)
    for year, month, day in ((2026, 10, SEPTEMBER), (2026, 11, OCTOBER), (2026, 12, NOVEMBER)):
        _first(months, year, month, day)
    _every(months, 2)
    with pytest.raises(AlreadyIssued):
        months.issue(NOVEMBER)
    with pytest.raises(NotOver):
        months.look(DECEMBER)
    _first(months, 2027, 1, DECEMBER)
    with pytest.raises(NotOver):
        _first(months, 2027, 2, JANUARY)
    _first(months, 2027, 3, FEBRUARY)
    assert _billed(months)[2:] == [
        (NOVEMBER, date(2026, 11, 30)),
        (DECEMBER, date(2026, 12, 31)),
        (JANUARY, date(2027, 2, 28)),
    ]
    _each_day_once(months)


def test_from_every_two_to_every_month_no_month_is_billed_twice(months: Months) -> None:
    _every(months, 2)
    _lived(months)
    _first(months, 2026, 11, OCTOBER)
    _every(months, 1)
    for day in (SEPTEMBER, OCTOBER):
        with pytest.raises(AlreadyIssued):
            months.issue(day)
    with months.records.writing(SYSTEM) as work:
        assert excuse(months.as_office(work), [months.cast.lea], [date(2026, 10, 6)], "strike") == 1
    months.at(2026, 12, 1)
    (number,) = months.issue(NOVEMBER)
    assert [one for one in months.charges(number) if one[0] < NOVEMBER] == [(date(2026, 10, 6), "meal", -305)]
    for year, month, day in ((2027, 1, DECEMBER), (2027, 2, JANUARY), (2027, 3, FEBRUARY)):
        _first(months, year, month, day)
    assert _billed(months)[:2] == [(SEPTEMBER, date(2026, 10, 31)), (NOVEMBER, date(2026, 11, 30))]
    _each_day_once(months)


def test_what_was_only_looked_at_gives_way(months: Months) -> None:
    _lived(months)
    months.at(2026, 10, 1)
    months.look(SEPTEMBER)
    _every(months, 2)
    with pytest.raises(NotOver):
        months.look(SEPTEMBER)
    _first(months, 2026, 11, SEPTEMBER)
    assert _billed(months) == [(SEPTEMBER, date(2026, 10, 31))]
    months.at(2027, 1, 1)
    months.look(NOVEMBER)
    _every(months, 1)
    for year, month, day in ((2027, 1, NOVEMBER), (2027, 1, DECEMBER), (2027, 2, JANUARY), (2027, 3, FEBRUARY)):
        _first(months, year, month, day)
    assert _billed(months)[1:3] == [(NOVEMBER, date(2026, 11, 30)), (DECEMBER, date(2026, 12, 31))]
    _each_day_once(months)


def test_a_month_before_one_that_is_issued_is_billed_alone(months: Months) -> None:
    _lived(months)
    _first(months, 2026, 11, OCTOBER)
    _every(months, 2)
    with months.records.reading(SYSTEM) as work:
        assert period_at(work, SEPTEMBER).last == date(2026, 9, 30)
    months.issue(SEPTEMBER)
    assert _billed(months) == [(SEPTEMBER, date(2026, 9, 30)), (OCTOBER, date(2026, 10, 31))]
