"""A month's debits: who is debited, when, by whom; the same bytes whatever happens; never twice."""

from datetime import date

import pytest
from lxml import etree

from tests.billing.conftest import as_of, school_days
from tests.sepa.conftest import NADIAS, SEPTEMBER, Office
from villars_core.demo.cast import rules_text
from villars_core.errors import NotFound
from villars_core.mandates import actions as mandates
from villars_core.mandates.rules import AccountNumber, bank_day, debit_day
from villars_core.notifications.models import OutboxRow
from villars_core.payments import actions as payments
from villars_core.schools.actions import load_rules
from villars_core.sepa import collecting
from villars_core.sepa.collecting import ChangedSincePrepared, NotCollectedHere, NothingToCollect, SamePerson, TooSoon, Wanted
from villars_core.sepa.models import CollectionFile
from villars_core.work import SYSTEM, Work

OTHER = "FR7630004000031234567890143"


def _texts(raw: bytes, name: str) -> list[str]:
    return [one.text or "" for one in etree.fromstring(raw).iter(f"{{*}}{name}")]


def test_the_bills_of_the_month_are_debited_on_the_day_that_they_tell(office: Office) -> None:
    found, raw = office.collect()
    assert found.message_id == "VILLARS-202609-01"
    assert found.collected_on == date(2026, 10, 22)
    assert [one.to_tell for one in found.items] == [False, False]
    assert _texts(raw, "EndToEndId") == ["FA-2026-00001-1", "FA-2026-00002-1"]
    assert _texts(raw, "SeqTp") == ["RCUR"]
    assert _texts(raw, "ReqdColltnDt") == ["2026-10-22"]
    assert [state for _, state, _ in office.debits()] == ["written", "written"]
    assert office.mandate("Famille Martin").last_debit_on == date(2026, 10, 22)


def test_an_invoice_is_debited_once(office: Office) -> None:
    office.collect()
    with pytest.raises(NothingToCollect):
        office.collect()


def test_two_persons_make_a_file(office: Office) -> None:
    with office.as_first() as work:
        found = collecting.prepare(work, Wanted(SEPTEMBER))
    with office.as_first() as work, pytest.raises(SamePerson):
        collecting.write(work, found.message_id)
    with office.as_second() as work, pytest.raises(NotFound):
        collecting.write(work, "VILLARS-202609-07")


def test_written_again_it_is_the_same_file(office: Office) -> None:
    found, raw = office.collect()
    assert raw == found.content
    office.months.at(2026, 10, 20)
    with office.as_first() as work:
        assert collecting.write(work, found.message_id) == raw
    assert len(office.debits()) == 2


def test_what_changed_since_the_preparation_is_not_written(office: Office) -> None:
    with office.as_first() as work:
        found = collecting.prepare(work, Wanted(SEPTEMBER))
        paid = found.items[0]
        payments.settle(work, payments.Receipt(paid.invoice.id, paid.amount, "cheque", "cheque 12", date(2026, 10, 1)))
    with office.as_second() as work, pytest.raises(ChangedSincePrepared):
        collecting.write(work, found.message_id)
    again, _ = office.collect()
    assert (again.message_id, len(again.items)) == (found.message_id, 1)


def test_the_day_is_one_on_which_banks_debit_and_not_too_soon(office: Office) -> None:
    with office.as_first() as work:
        with pytest.raises(TooSoon) as sunday:
            collecting.prepare(work, Wanted(SEPTEMBER, date(2026, 10, 25)))
        with pytest.raises(TooSoon):
            collecting.prepare(work, Wanted(SEPTEMBER, date(2026, 10, 2)))
    assert sunday.value.day == date(2026, 10, 26)


def test_a_payer_who_was_not_told_14_days_before_is_left_out(office: Office) -> None:
    office.months.at(2026, 10, 12)
    with office.as_first() as work:
        with pytest.raises(NothingToCollect):
            collecting.prepare(work, Wanted(SEPTEMBER, date(2026, 10, 20)))
        found = collecting.prepare(work, Wanted(SEPTEMBER, date(2026, 10, 22)))
        assert (len(found.items), found.left_out) == (2, ())


def test_a_mandate_that_came_after_the_bill_is_told_of_by_a_message(office: Office) -> None:
    nadia = office.months.cast.nadia
    with office.months.records.writing(SYSTEM) as work:
        mandates.revoke(_parent(work, office))
        row = mandates.ask(_parent(work, office), AccountNumber(OTHER), "")
        mandates.approve(work, row.id, date(2026, 10, 1))
    found, _ = office.collect()
    assert [one.to_tell for one in found.items] == [True, False]
    with office.months.records.reading(SYSTEM) as work:
        told = {one.account_id: one.business_key for one in work.session.query(OutboxRow).filter_by(kind="debit")}
    assert told[nadia.id] == f"debit FA-2026-00001-1 {nadia.id}"
    assert len(told) == 2


def test_a_suspended_mandate_is_left_out_and_said(office: Office) -> None:
    with office.as_first() as work:
        mandates.suspend(work, office.mandate("Famille Martin").id, "à vérifier")
    found, _ = office.collect()
    assert [(one.number, one.reason) for one in found.left_out] == [("FA-2026-00001", collecting.SUSPENDED)]


def test_another_account_is_told_to_the_bank_once(office: Office) -> None:
    found, _ = office.collect()
    office.months.at(2026, 10, 22)
    office.settle(found.message_id)
    with office.months.records.writing(SYSTEM) as work:
        mandates.change_account(_parent(work, office), AccountNumber(OTHER))
        mandates.approve(work, office.mandate("Famille Martin").id, date(2026, 10, 22))
    _another_month(office)
    second, raw = office.collect(Wanted(date(2026, 10, 1)))
    assert _texts(raw, "AmdmntInd") == ["true"]
    assert OTHER in raw.decode()
    office.months.at(2026, 11, 24)
    office.settle(second.message_id, second.collected_on)
    assert office.mandate("Famille Martin").previous_iban is None


def test_the_first_debit_of_a_mandate_may_be_told_as_first(office: Office) -> None:
    rules = rules_text().replace("[treasury]", '[treasury]\nform = "regie"').replace("[creditor]", '[creditor]\nfirst = "FRST"')
    with office.months.records.writing(SYSTEM) as work:
        load_rules(work, rules, "villars-rules.toml")
    _, raw = office.collect(Wanted(SEPTEMBER, version="02"))
    assert _texts(raw, "SeqTp") == ["FRST"]
    assert b"pain.008.001.02" in raw


def test_where_the_treasury_debits_nothing_is_collected(office: Office) -> None:
    with office.as_first() as work:
        load_rules(work, rules_text(), "villars-rules.toml")
        with pytest.raises(NotCollectedHere):
            collecting.prepare(work, Wanted(SEPTEMBER))


def test_the_file_is_kept_sealed(office: Office) -> None:
    office.collect()
    with office.months.records.reading(SYSTEM) as work:
        assert NADIAS.encode() not in (work.session.query(CollectionFile).one().content or b"")


@pytest.mark.parametrize(
    ("day", "bank"),
    [
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 3, 26), date(2027, 3, 30)),
        (date(2027, 7, 14), date(2027, 7, 14)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_banks_debit_on_their_own_days(day: date, bank: date) -> None:
    assert bank_day(day) == bank


def test_a_bill_is_debited_on_its_last_day_and_told_of_before() -> None:
    assert debit_day(date(2026, 10, 1), date(2026, 10, 22), 14) == date(2026, 10, 22)
    assert debit_day(date(2026, 10, 1), date(2026, 10, 5), 14) == date(2026, 10, 15)


def _parent(work: Work, office: Office) -> Work:
    return as_of(work, office.months.cast.nadia)


def _another_month(office: Office) -> None:
    months = office.months
    months.eat(months.cast.lea, *school_days(10)[:8])
    months.call_the_roll(date(2026, 10, 1), date(2026, 10, 31))
    months.at(2026, 11, 2)
    months.issue(date(2026, 10, 1))
