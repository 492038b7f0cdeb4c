"""The books: right after each month, and the first cent that differs is found."""

from datetime import date

from sqlalchemy import text

from tests.billing.conftest import Months, school_days
from villars_core.absences.actions import excuse
from villars_core.billing.check import Finding, findings
from villars_core.work import SYSTEM

SEPTEMBER = date(2026, 9, 1)


def _found(months: Months) -> list[Finding]:
    with months.records.reading(SYSTEM) as work:
        return list(findings(work))


def _billed(months: Months) -> None:
    months.eat(months.cast.lea, *school_days(9))
    months.eat(months.cast.ines, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)


def test_after_a_month_only_what_was_carried_over_is_left(months: Months) -> None:
    _billed(months)
    assert {one.pending for one in _found(months)} == {True}
    assert sum(one.cents for one in _found(months)) < 1500


def test_a_late_justification_is_pending_until_the_next_bill(months: Months) -> None:
    _billed(months)
    before = sum(one.cents for one in _found(months))
    with months.records.writing(SYSTEM) as work:
        excuse(months.as_office(work), [months.cast.lea], [date(2026, 9, 28)], "strike")
    after = _found(months)
    assert sum(one.cents for one in after) == before - 305
    assert all(one.pending for one in after)


def test_a_cent_that_was_changed_behind_the_house_is_found(months: Months) -> None:
    _billed(months)
    with months.records.writing(SYSTEM) as work:
        if months.records.engine.dialect.name == "sqlite":
            work.session.execute(text("DROP TRIGGER invoice_charge_no_update"))
        else:
            work.session.execute(text("ALTER TABLE invoice_charge DISABLE TRIGGER USER"))
        work.session.execute(text("UPDATE invoice_charge SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM invoice_charge)"))
    wrong = [one for one in _found(months) if not one.pending]
    assert wrong == [Finding("invoice", "FA-2026-00001", -1)]
