"""Bills of a month: what is due and was not billed yet, once; corrections come on the next one."""

from datetime import date, time

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from tests.billing.conftest import Months, school_days
from villars_core.absences.actions import excuse
from villars_core.attendance.actions import point
from villars_core.attendance.rules import Fact, Moment, StillOpen
from villars_core.billing import run
from villars_core.billing.bills import Bill, preview
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import InvoiceCharge, LedgerEntry
from villars_core.billing.run import AlreadyIssued, ChangedSince, NotOver, NotPreviewed
from villars_core.families.models import Child, Household
from villars_core.tariffs.actions import Certificate, enter
from villars_core.work import SYSTEM

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
MARTIN, ROCHE, HADDAD = "Famille Martin", "Sophie Roche", "Karim Haddad"


def _september(months: Months, *children: Child) -> None:
    for child in children:
        months.eat(child, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)


def test_a_month_is_billed_once_it_is_over(months: Months) -> None:
    _september(months, months.cast.lea, months.cast.tom)
    days = len(school_days(9))
    assert months.issue(SEPTEMBER) == ["FA-2026-00001"]
    assert months.invoices() == [("FA-2026-00001", MARTIN, 2 * days * 305)]
    assert months.owed(MARTIN) == 2 * days * 305
    with pytest.raises(AlreadyIssued):
        months.issue(SEPTEMBER)


def test_a_month_that_is_not_over_or_not_pointed_waits(months: Months) -> None:
    months.eat(months.cast.lea, *school_days(9))
    months.at(2026, 9, 30)
    with pytest.raises(NotOver) as early:
        months.look(SEPTEMBER)
    assert early.value.day == OCTOBER
    months.at(2026, 10, 1)
    with pytest.raises(StillOpen):
        months.look(SEPTEMBER)


def test_bills_are_looked_at_first_and_are_what_was_looked_at(months: Months) -> None:
    _september(months, months.cast.lea)
    with months.records.writing(SYSTEM) as work, pytest.raises(NotPreviewed):
        run.issue(months.as_office(work), SEPTEMBER)
    months.look(SEPTEMBER)
    months.eat(months.cast.tom, date(2026, 9, 1))
    with months.records.writing(SYSTEM) as work, pytest.raises(ChangedSince):
        run.issue(months.as_office(work), SEPTEMBER)
    assert months.invoices() == []


def test_a_late_justification_is_a_credit_on_the_next_bill(months: Months) -> None:
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    _excused(months, months.cast.lea, date(2026, 9, 28))
    months.eat(months.cast.lea, *school_days(10)[:8])
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    (number,) = months.issue(OCTOBER)
    assert months.charges(number)[0] == (date(2026, 9, 28), "meal", -305)
    assert months.invoices()[-1] == (number, MARTIN, 7 * 305)


def test_billing_again_what_was_billed_adds_nothing(months: Months) -> None:
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    assert months.issue(OCTOBER) == []
    assert len(months.invoices()) == 1


def test_a_new_quotient_counts_from_its_day(months: Months) -> None:
    home = months.home_of(MARTIN)
    with months.records.writing(SYSTEM) as work:
        enter(work, work.session.get_one(Household, home), Certificate(350, "CAF", SEPTEMBER), date(2026, 9, 15))
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    before = [day for day in school_days(9) if day < date(2026, 9, 15)]
    assert months.invoices()[0][2] == len(before) * 305 + (len(school_days(9)) - len(before)) * 100


def test_in_alternating_custody_each_home_pays_its_days(months: Months) -> None:
    _september(months, months.cast.ines)
    months.issue(SEPTEMBER)
    weeks = [(day - date(2026, 11, 23)).days // 7 % 2 for day in school_days(9)]
    assert months.invoices() == [("FA-2026-00001", HADDAD, weeks.count(1) * 465)]
    (carried,) = [one for one in _bills(months) if one.carried]
    assert (carried.household_id, carried.amount) == (months.home_of(ROCHE), weeks.count(0) * 100)


def test_a_bill_under_the_floor_waits_for_the_next_one(months: Months) -> None:
    months.eat(months.cast.lea, *school_days(9)[:4])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    assert [one.carried for one in months.look(SEPTEMBER).bills] == [True]
    assert months.issue(SEPTEMBER) == []
    months.eat(months.cast.lea, *school_days(10)[:2])
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    months.issue(OCTOBER)
    assert months.invoices() == [("FA-2026-00001", MARTIN, 6 * 305)]


def test_a_credit_larger_than_the_bill_stays_a_credit_and_is_used_up(months: Months) -> None:
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    _excused(months, months.cast.lea, *school_days(9))
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    total = len(school_days(9)) * 305
    assert months.issue(OCTOBER) == ["AV-2026-00001"]
    assert months.invoices()[-1] == ("AV-2026-00001", MARTIN, -total)
    assert months.owed(MARTIN) == 0
    months.eat(months.cast.lea, *school_days(11)[:6])
    months.call_the_roll(NOVEMBER, date(2026, 11, 30))
    months.at(2026, 12, 1)
    assert months.issue(NOVEMBER) == ["FA-2026-00002"]
    with months.records.reading(SYSTEM) as work:
        assert sorted(open_amounts(work).values()) == [6 * 305 - total, total]


def test_the_childcare_counts_begun_half_hours_and_late_collections(months: Months) -> None:
    evenings = [date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 7)]
    lefts = (time(17, 1), time(18, 40), time(18, 45))
    months.at(2026, 9, 30, 19)
    with months.records.writing(SYSTEM) as work:
        for day, left in zip(evenings, lefts, strict=True):
            point(months.as_office(work), months.cast.lea, Moment(day, "childcare", "evening"), Fact("present", None, left))
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    care = [one for one in months.charges("FA-2026-00001") if one[1] != "meal"]
    assert care == [
        (evenings[0], "evening", 2 * 70),
        (evenings[1], "evening", 4 * 70),
        (evenings[2], "evening", 4 * 70),
        (evenings[2], "late_pickup", 500),
    ]


def test_a_meal_without_a_booking_has_its_surcharge(months: Months) -> None:
    day = date(2026, 9, 3)
    months.at(2026, 9, 3, 13)
    with months.records.writing(SYSTEM) as work:
        point(months.as_office(work), months.cast.tom, Moment(day, "canteen"), Fact("present"))
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    assert sorted(one[1:] for one in months.charges("FA-2026-00001") if one[0] == day) == [("meal", 305), ("meal", 305), ("unbooked", 200)]


def test_the_ledger_adds_up_to_nothing(months: Months) -> None:
    _september(months, months.cast.lea, months.cast.ines, months.cast.awa, months.cast.binta)
    months.issue(SEPTEMBER)
    with months.records.reading(SYSTEM) as work:
        assert work.session.scalar(select(func.sum(LedgerEntry.amount))) == 0
        by_posting = select(func.sum(LedgerEntry.amount)).group_by(LedgerEntry.posting)
        assert set(work.session.scalars(by_posting)) == {0}


def test_what_was_issued_is_never_changed(months: Months) -> None:
    _september(months, months.cast.lea)
    months.issue(SEPTEMBER)
    for statement in (update(InvoiceCharge).values(amount=1), delete(LedgerEntry)):
        with months.records.writing(SYSTEM) as work, pytest.raises(DBAPIError, match="never changed"), work.session.begin_nested():
            work.session.execute(statement)


def _excused(months: Months, child: Child, *days: date) -> None:
    with months.records.writing(SYSTEM) as work:
        excuse(months.as_office(work), [child], days, "strike")


def _bills(months: Months) -> tuple[Bill, ...]:
    with months.records.reading(SYSTEM) as work:
        return preview(months.as_office(work), SEPTEMBER).bills


def test_the_preview_names_the_homes_without_a_quotient_and_the_total_before(months: Months) -> None:
    months.eat(months.cast.ines, *school_days(9))
    _september(months, months.cast.lea)
    look = months.look(SEPTEMBER)
    assert look.total_before == 0
    assert look.without_quotient == {months.home_of(HADDAD)}
    total = look.total
    months.issue(SEPTEMBER)
    months.eat(months.cast.lea, *school_days(10))
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    assert months.look(OCTOBER).total_before == total
