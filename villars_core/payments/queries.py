"""Payments as the office reads them: of a day or an invoice, and the lines of a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from villars_core.billing.models import Invoice
from villars_core.errors import NotFound
from villars_core.families.models import Household
from villars_core.money import Cents
from villars_core.payments.models import Payment
from villars_core.tariffs.actions import household_of_actor
from villars_core.work import Work

READERS = ("treasurer", "education_office")


@dataclass(frozen=True)
class PaymentLine:
    """One payment: its day, receipt, way, amount (negative: taken back), reference, invoice, home, slip."""

    paid_on: date
    receipt: str
    way: str
    amount: Cents
    reference: str
    invoice: str
    household: str
    slip: str


def payments_between(work: Work, first: date, last: date) -> list[PaymentLine]:
    """Return the payments of some days, both inclusive, in the order in which they were recorded. Raises NotAllowed."""
    return _lines(work, Payment.paid_on.between(first, last))


def slip_lines(work: Work, number: str) -> list[PaymentLine]:
    """Return the payments of a slip. Raises NotFound, NotAllowed."""
    found = _lines(work, Payment.slip == number)
    if not found or not number:
        raise NotFound
    return found


def receipt_line(work: Work, number: str) -> PaymentLine:
    """Return the payment that a receipt is for. Raises NotFound, NotAllowed."""
    found = _lines(work, Payment.receipt == number.strip().upper())
    if not number.strip() or not found:
        raise NotFound
    return found[0]


def payment_named(work: Work, typed: str) -> str:
    """Return the reference of a payment by it, by its receipt, or by the number of its cheque or operation where one alone has it.

    Raises NotFound, NotAllowed.
    """
    work.actor.require(*READERS)
    wanted = " ".join(typed.split())
    ends = Payment.reference.endswith(f" {wanted}", autoescape=True)
    query = select(Payment.reference).where(Payment.amount > 0, or_(Payment.reference == wanted, Payment.receipt == wanted.upper(), ends))
    found = list(work.session.scalars(query.limit(2)))
    if not wanted or len(found) != 1:
        raise NotFound
    return found[0]


def payments_of_actor(work: Work, most: int) -> list[PaymentLine]:
    """Return the newest payments of the acting guardian's own home, what was taken back included. Raises NotFound for who has none."""
    return _read(work, Payment.household_id == household_of_actor(work).id)[::-1][:most]


def receipt_of_actor(work: Work, number: str) -> PaymentLine:
    """Return the payment of the acting guardian's own home that a receipt is for. Raises NotFound alike for another home's."""
    found = _read(work, (Payment.household_id == household_of_actor(work).id) & (Payment.receipt == number))
    if not number or not found:
        raise NotFound
    return found[0]


def invoice_numbered(work: Work, number: str) -> Invoice:
    """Return an invoice by its number, to the office. Raises NotFound, NotAllowed."""
    work.actor.require(*READERS)
    row = work.session.scalars(select(Invoice).where(Invoice.number == number.strip().upper())).first()
    if row is None:
        raise NotFound
    return row


def total(lines: Sequence[PaymentLine]) -> Cents:
    """Return the sum of some payments."""
    return Cents(sum(one.amount for one in lines))


def _lines(work: Work, which: ColumnElement[bool]) -> list[PaymentLine]:
    work.actor.require(*READERS)
    return _read(work, which)


def _read(work: Work, which: ColumnElement[bool]) -> list[PaymentLine]:
    query = select(Payment, Invoice.number, Household.name).join(Household, Household.id == Payment.household_id)
    query = query.outerjoin(Invoice, Invoice.id == Payment.invoice_id).order_by(Payment.id)
    return [
        PaymentLine(row.paid_on, row.receipt, row.way, row.amount, row.reference, number or "", home, row.slip)
        for row, number, home in work.session.execute(query.where(which))
    ]
