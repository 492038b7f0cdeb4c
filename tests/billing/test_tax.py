"""The tax certificate: what was paid in the year for young children's childcare, and nothing else."""

from datetime import date, time

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from tests.billing.conftest import Months, as_of, school_days
from villars_core.accounts.models import ChannelLink
from villars_core.attendance.actions import point
from villars_core.attendance.rules import Fact, Moment
from villars_core.billing import tax_notices
from villars_core.billing.ledger import BANK, PAYER, WRITTEN_OFF, Posting, Side, post_all
from villars_core.billing.models import Invoice, TaxCertificate
from villars_core.billing.tax import certificate_of_actor, oldest_birth, paid_care, share_paid, sheet_of
from villars_core.billing.tax_certificate_pdf import tax_certificate_paper, tax_certificate_pdf
from villars_core.demo.cast import rules_text
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM

SEPTEMBER = date(2026, 9, 1)
EVENINGS = (date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 7))
MARTIN = "Famille Martin"


@pytest.mark.parametrize(
    ("born", "counts"), [(date(2020, 1, 1), True), (date(2019, 12, 31), False), (date(2022, 6, 2), True), (date(2019, 3, 14), False)]
)
def test_a_child_counts_who_was_under_six_on_the_first_of_january(born: date, *, counts: bool) -> None:
    assert (born >= oldest_birth(2026)) is counts


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
        return [(one.child, one.counted, one.other) for one in paid_care(work, year, home).get(home, ())]


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


def test_what_is_written_off_is_not_paid(months: Months) -> None:
    _care(months, months.cast.tom)
    home = months.home_of(MARTIN)
    with months.records.writing(SYSTEM) as work:
        invoice = work.session.query(Invoice).one().id
        sides = (Side(WRITTEN_OFF, home, Cents(5000), invoice), Side(PAYER, home, Cents(-5000), invoice))
        post_all(work, [Posting("write-off 1", "write_off", date(2026, 12, 1), sides)])
    assert _counted(months, 2026) == []


def test_the_certificate_is_numbered_and_for_the_own_home_alone(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    months.at(2027, 4, 12)
    with months.records.writing(SYSTEM) as work:
        row = certificate_of_actor(as_of(work, months.cast.nadia), 2026)
        assert certificate_of_actor(as_of(work, months.cast.sophie), 2026) is None
        assert row is not None
        assert row.number == "AF-2027-00001"
        paper = tax_certificate_pdf(sheet_of(row))
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range().replace("\xa0", " ").replace("\r\n", " ")
    for said in ("Attestation fiscale 2026", "Nadia Martin et Paul Martin", "Tom Martin, né(e) le 02/06/2022", "SIRET 21420330100010"):
        assert said in text
    months.at(2027, 5, 3)
    with months.records.writing(SYSTEM) as work:
        again = certificate_of_actor(as_of(work, months.cast.paul), 2026)
        assert again is not None
        assert tax_certificate_pdf(sheet_of(again)) == paper
        with pytest.raises(NotFound):
            tax_certificate_paper(as_of(work, months.cast.sophie), {"certificate": again.id})


def test_what_is_paid_late_makes_another_certificate(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    numbers = []
    for amount in (0, 300):
        if amount:
            _pay(months, date(2026, 12, 28), amount)
        with months.records.writing(SYSTEM) as work:
            row = certificate_of_actor(as_of(work, months.cast.nadia), 2026)
            assert row is not None
            numbers.append((row.number, sheet_of(row)["total"]))
    assert [one for one, _ in numbers] == ["AF-2026-00001", "AF-2026-00002"]
    assert numbers[0][1] < numbers[1][1]


# The batch of April


def _told(months: Months) -> list[tuple[str, str, int]]:
    """Return the address or channel, title and number of papers of the notices, in their order."""
    with months.records.reading(SYSTEM) as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == tax_notices.KIND).order_by(OutboxRow.id)).all()
        screens = [(row.address or "chat", parcel_of(work, row)) for row in rows]
    return [(where, parcel.screen.title, len(parcel.screen.attachments)) for where, parcel in screens if parcel is not None]


def _season(months: Months) -> None:
    with months.records.writing(SYSTEM) as work:
        tax_notices.keep_up(work)
    while True:
        with months.records.reading(SYSTEM) as work:
            if not tax_notices.is_due(work):
                return
        with months.records.writing(SYSTEM) as work:
            tax_notices.tell(work, 1)


def test_each_adult_is_told_once_in_april(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    months.at(2027, 3, 31, 12)
    _season(months)
    assert _told(months) == []
    months.at(2027, 4, 1, 12)
    _season(months)
    title = "Attestation fiscale 2026"
    assert sorted(_told(months)) == [("chat", title, 0), ("chat", title, 0)]
    months.at(2027, 4, 2, 12)
    _season(months)
    assert len(_told(months)) == 2
    with months.records.reading(SYSTEM) as work:
        assert [one.number for one in work.session.scalars(select(TaxCertificate))] == ["AF-2027-00001"]


def test_who_has_no_chat_gets_the_paper_by_mail(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    with months.records.writing(SYSTEM) as work:
        work.session.execute(delete(ChannelLink).where(ChannelLink.account_id == months.cast.paul.id))
    months.at(2027, 4, 1, 12)
    _season(months)
    assert {(where, papers) for where, _, papers in _told(months)} == {("chat", 0), (months.cast.paul.email, 1)}


def test_a_batch_that_was_stopped_goes_on_where_it_stood(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    months.at(2027, 4, 1, 12)
    for act in (tax_notices.keep_up, tax_notices.tell):
        for rehearsal in (True, False) if act is tax_notices.keep_up else (True,):
            with months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
                assert act(work)
    assert _told(months) == []
    _season(months)
    assert len(_told(months)) == 2
    with months.records.reading(SYSTEM) as work:
        assert [one.number for one in work.session.scalars(select(TaxCertificate))] == ["AF-2027-00001"]


def test_a_town_may_want_none(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    with months.records.writing(SYSTEM) as work:
        load_rules(work, f"{rules_text()}\n[billing]\ncertificates_month = 0\n", "rules.toml")
    months.at(2027, 4, 1, 12)
    _season(months)
    assert _told(months) == []


def test_all_homes_are_reckoned_in_a_few_queries(months: Months) -> None:
    _care(months, months.cast.tom)
    _pay(months, date(2026, 11, 2), 5000)
    with months.records.reading(SYSTEM) as work:
        home = months.home_of(MARTIN)
        assert paid_care(work, 2026) == paid_care(work, 2026, home)
        asked: list[str] = []
        event.listen(work.session.connection().engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        paid_care(work, 2026)
        assert len(asked) <= 3
