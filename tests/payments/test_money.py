"""Money that comes: counted once, exact, too much of it a credit; taken back by a posting of its own; deposited once."""

from datetime import date

import pytest

from tests.billing.conftest import school_days
from tests.payments.conftest import Office
from villars_core.errors import NotAllowed, NotFound
from villars_core.money import Cents
from villars_core.payments import actions
from villars_core.payments.actions import Receipt, Settled
from villars_core.payments.queries import payments_between, slip_lines
from villars_core.payments.rules import AlreadyDeposited, FutureDay, NoSuchPayment, ReferenceTaken, TooMuchCash
from villars_core.payments.slip_pdf import slip_csv, slip_pdf
from villars_core.pdf.letterhead import Letterhead
from villars_core.work import SYSTEM

DAY = date(2026, 10, 1)


def _pay(office: Office, cents: int, way: str = "cheque", reference: str = "cheque 12", day: date = DAY) -> Settled:
    with office.months.records.writing(SYSTEM) as work:
        return actions.settle(office.treasurer(work), Receipt(office.invoice, Cents(cents), way, reference, day))


def test_a_payment_closes_the_invoice_and_counts_once(office: Office) -> None:
    first = _pay(office, office.amount)
    assert (first.new, first.left, first.credit, first.payment.receipt) == (True, 0, 0, "RC-2026-00001")
    again = _pay(office, office.amount)
    assert (again.new, again.payment.id) == (False, first.payment.id)
    assert (office.open(), office.ledger_sum(), len(office.payments())) == (0, 0, 1)


def test_a_part_leaves_the_rest_open_and_too_much_is_a_credit_that_the_next_bill_uses(office: Office) -> None:
    assert _pay(office, 1_00, "transfer", "transfer 1").left == office.amount - 1_00
    more = _pay(office, office.amount, "transfer", "transfer 2")
    assert (more.left, more.credit, office.open()) == (0, 1_00, -1_00)
    months = office.months
    months.eat(months.cast.lea, *school_days(10)[:8])
    months.call_the_roll(date(2026, 10, 1), date(2026, 10, 31))
    months.at(2026, 11, 2)
    months.issue(date(2026, 10, 1))
    assert office.open() == 0
    assert months.owed("Famille Martin") == 8 * 305 - 1_00
    assert office.ledger_sum() == 0


def test_a_reference_names_one_payment_for_ever(office: Office) -> None:
    _pay(office, 10_00)
    with pytest.raises(ReferenceTaken):
        _pay(office, 11_00)
    assert office.open() == office.amount - 10_00


@pytest.mark.parametrize(
    ("cents", "way", "reference", "day", "refusal"),
    [
        (300_01, "cash", "cash 1", DAY, TooMuchCash),
        (0, "cheque", "cheque 1", DAY, NoSuchPayment),
        (-1, "cheque", "cheque 1", DAY, NoSuchPayment),
        (1, "gold", "gold 1", DAY, NoSuchPayment),
        (1, "cheque", "", DAY, NoSuchPayment),
        (1, "cheque", "x" * 51, DAY, NoSuchPayment),
        (1, "cheque", "cheque\n1", DAY, NoSuchPayment),
        (1, "cheque", "cheque 1", date(2026, 10, 2), FutureDay),
    ],
)
def test_what_cannot_be_a_payment_is_refused(
    office: Office, cents: int, way: str, reference: str, day: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _pay(office, cents, way, reference, day)
    assert office.payments() == []


def test_money_is_recorded_by_the_treasurer_and_for_an_invoice(office: Office) -> None:
    receipt = Receipt(office.invoice, Cents(1_00), "cheque", "cheque 1", DAY)
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NotAllowed):
        actions.settle(office.nadia(work), receipt)
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NotFound):
        actions.settle(office.treasurer(work), Receipt(999, Cents(1_00), "cheque", "cheque 1", DAY))


def test_an_unpaid_cheque_is_taken_back_by_a_posting_of_its_own(office: Office) -> None:
    _pay(office, office.amount)
    for _ in range(2):
        with office.months.records.writing(SYSTEM) as work:
            row = actions.reverse(office.treasurer(work), "cheque 12", "chèque sans provision")
        assert (row.amount, row.reference) == (-office.amount, "reject cheque 12")
    assert (office.open(), office.ledger_sum(), len(office.payments())) == (office.amount, 0, 2)
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NotFound):
        actions.reverse(office.treasurer(work), "reject cheque 12", "encore")


def test_what_waits_is_deposited_once_without_what_was_taken_back(office: Office) -> None:
    for number, cents in enumerate((10_00, 12_34, 5_00), 1):
        _pay(office, cents, reference=f"cheque {number}")
    _pay(office, 3_00, "cash", "cash 1")
    with office.months.records.writing(SYSTEM) as work:
        actions.reverse(office.treasurer(work), "cheque 3", "rendu")
    with office.months.records.writing(SYSTEM) as work:
        slip, _ = actions.deposit(office.treasurer(work), "cheque", DAY)
        lines = slip_lines(office.treasurer(work), slip)
    assert (slip, [int(one.amount) for one in lines]) == ("BR-2026-00001", [10_00, 12_34])
    with office.months.records.writing(SYSTEM) as work, pytest.raises(AlreadyDeposited):
        actions.deposit(office.treasurer(work), "cheque", DAY)
    with office.months.records.reading(SYSTEM) as work:
        assert len(payments_between(office.treasurer(work), DAY, DAY)) == 5
    head = Letterhead("Villars", "Service Éducation")
    assert slip_pdf(head, slip, lines) == slip_pdf(head, slip, lines)
    assert slip_csv(lines).splitlines()[2].endswith(";12,34")
