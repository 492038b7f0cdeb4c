"""What the town gives up and what it pays back: postings of their own, once, that no payment is."""

from datetime import date

import pytest

from tests.billing.conftest import Months
from tests.payments.conftest import Office
from villars_core.billing.check import findings
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.errors import NotAllowed, NotFound
from villars_core.money import Cents
from villars_core.payments.actions import Receipt, settle
from villars_core.payments.corrections import NoCredit, NothingOpen, refund, write_off
from villars_core.payments.rules import FutureDay
from villars_core.work import SYSTEM

NUMBER = "FA-2026-00001"


def _paid(office: Office, amount: int, reference: str) -> None:
    with office.months.records.writing(SYSTEM) as work:
        settle(office.treasurer(work), Receipt(office.invoice, Cents(amount), "transfer", reference, work.today))


def _wrong(months: Months) -> list[str]:
    with months.records.reading(SYSTEM) as work:
        return [one.what for one in findings(work) if not one.pending]


def test_what_is_given_up_is_no_longer_owed_and_was_not_paid(office: Office) -> None:
    _paid(office, 1000, "transfer 1")
    with office.months.records.writing(SYSTEM) as work:
        assert write_off(office.treasurer(work), NUMBER, "effacement de dettes") == office.amount - 1000
    assert (office.open(), office.ledger_sum()) == (0, 0)
    assert [one.amount for one in office.payments()] == [1000]
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NothingOpen):
        write_off(office.treasurer(work), NUMBER, "encore")
    assert _wrong(office.months) == []


def test_what_was_paid_too_much_is_paid_back_once_and_told(office: Office) -> None:
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NoCredit):
        refund(office.treasurer(work), NUMBER, "")
    _paid(office, office.amount + 700, "transfer 1")
    with office.months.records.writing(SYSTEM) as work:
        assert refund(office.treasurer(work), NUMBER, "trop payé", date(2026, 10, 1)) == 700
    assert (office.open(), office.ledger_sum()) == (0, 0)
    assert [(one.amount, one.note) for one in office.payments()][-1] == (-700, "trop payé")
    assert any("vous rembourse 7,00" in one for one in office.told())
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NoCredit):
        refund(office.treasurer(work), NUMBER, "encore")
    assert _wrong(office.months) == []


def test_no_other_may_and_not_for_tomorrow(office: Office) -> None:
    _paid(office, office.amount + 700, "transfer 1")
    with office.months.records.writing(SYSTEM) as work:
        for act in (write_off, refund):
            with pytest.raises(NotAllowed):
                act(office.nadia(work), NUMBER, "x")
            with pytest.raises(NotFound):
                act(office.treasurer(work), "FA-2026-99999", "x")
        with pytest.raises(FutureDay):
            refund(office.treasurer(work), NUMBER, "", date(2026, 12, 1))
    with office.months.records.reading(SYSTEM) as work:
        invoice = work.session.get_one(Invoice, office.invoice)
        assert open_amounts(work, invoice.household_id)[invoice.id] == -700
