"""The tax certificate: what was paid in the year for young children's childcare, and nothing else."""

from dataclasses import replace
from datetime import date, time

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.billing.conftest import Months, as_of, school_days
from villars_core.attendance.actions import point
from villars_core.attendance.rules import Fact, Moment
from villars_core.billing.ledger import BANK, PAYER, Posting, Side, post_all
from villars_core.billing.models import Invoice
from villars_core.billing.tax import certificate_of_actor, counts_for, paid_care, share_paid
from villars_core.billing.tax_certificate_pdf import tax_certificate_pdf
from villars_core.families.models import Child
from villars_core.money import Cents
from villars_core.work import SYSTEM

SEPTEMBER = date(2026, 9, 1)
EVENINGS = (date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 7))
MARTIN = "Famille Martin"


@pytest.mark.parametrize(
    ("born", "counts"), [(date(2020, 1, 1), True), (date(2019, 12, 31), False), (date(2022, 6, 2), True), (date(2019, 3, 14), False)]
)
def test_a_child_counts_who_was_under_six_on_the_first_of_january(born: date, *, counts: bool) -> None:
    assert counts_for(born, 2026) is counts


@given(st.integers(-5000, 5000), st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_counts_over_the_years_is_never_more_than_the_part(part: int, whole: int, first: int, second: int) -> None:
    then, now = sorted((first, first + second))
    assert share_paid(part, whole, 0) == 0
    assert abs(share_paid(part, whole, then)) <= abs(share_paid(part, whole, now)) <= abs(part)
    assert share_paid(part, whole, whole) == part


def _care(months: Months, child: Child) -> None:
    months.at(2026, 9, 30, 19)
    with months.records.writing(SYSTEM) as work:
        for day in EVENINGS:
            point(months.as_office(work), child, Moment(day, "childcare", "evening"), Fact("present", None, time(18, 40)))
    months.eat(child, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)


def _pay(months: Months, day: date, amount: int) -> None:
    home = months.home_of(MARTIN)
    with months.records.writing(SYSTEM) as work:
        invoice = work.session.query(Invoice).one().id
        sides = (Side(BANK, home, Cents(amount), invoice), Side(PAYER, home, Cents(-amount), invoice))
        post_all(work, [Posting(f"payment {day}", "payment", day, sides)])


def _counted(months: Months, year: int) -> list[tuple[str, int, int]]:
    home = months.home_of(MARTIN)
    with months.records.reading(SYSTEM) as work:
        return [(one.child, one.counted, one.other) for one in paid_care(work, home, year)]


def test_only_what_was_paid_in_the_year_counts_and_no_meal_and_no_penalty(months: Months) -> None:
    _care(months, months.cast.tom)
    care, total = 3 * 4 * 70, 3 * 4 * 70 + 2 * 500 + len(school_days(9)) * 305
    assert _counted(months, 2026) == []
    _pay(months, date(2026, 12, 30), total // 2)
    _pay(months, date(2027, 1, 3), total - total // 2)
    first = care * (total // 2) // total
    assert [one[:2] for one in _counted(months, 2026)] == [("Tom Martin", first)]
    assert [one[:2] for one in _counted(months, 2027)] == [("Tom Martin", care - first)]


def test_an_elder_child_does_not_count(months: Months) -> None:
    _care(months, months.cast.lea)
    _pay(months, date(2026, 11, 2), 5000)
    assert _counted(months, 2026) == []


def test_the_certificate_is_numbered_and_for_the_own_home_alone(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    months.at(2027, 4, 12)
    with months.records.writing(SYSTEM) as work:
        sheet = certificate_of_actor(as_of(work, months.cast.nadia), 2026)
        assert certificate_of_actor(as_of(work, months.cast.sophie), 2026) is None
        other = certificate_of_actor(replace(as_of(work, months.cast.paul)), 2026)
    assert sheet is not None
    assert other is not None
    assert (sheet["number"], other["number"]) == ("AF-2027-00001", "AF-2027-00002")
    text = pypdfium2.PdfDocument(tax_certificate_pdf(sheet))[0].get_textpage().get_text_range().replace("\xa0", " ").replace("\r\n", " ")
    for said in ("Attestation fiscale 2026", "Nadia Martin et Paul Martin", "Tom Martin, né(e) le 02/06/2022", "SIRET 21420330100010"):
        assert said in text
