"""Recording money: `settle` is the one way in, `reverse` the one way out; each a row and a posting, together or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from villars_core.billing.ledger import (
    BANK,
    CASH,
    OWED_AGAIN,
    PAYER,
    TREASURY,
    WRITTEN_OFF,
    Posting,
    Side,
    given_up,
    open_amounts,
    post_all,
)
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.errors import NotFound
from villars_core.failpoints import reached
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.money import Cents
from villars_core.payments import holds
from villars_core.payments.models import Payment
from villars_core.payments.rules import DEPOSITED, RECEIPTED, AlreadyDeposited, FutureDay, NoSuchPayment, ReferenceTaken, check_payment
from villars_core.work import Work

ROLES = ("treasurer",)
RECEIPTS, SLIPS = "RC", "BR"
_ACCOUNTS = {"card": BANK, "debit": BANK, "transfer": BANK, "cheque": BANK, "cash": CASH, "treasury": TREASURY}
_REVERSED = "reject "
_BACK, _AWAY = "owed again ", "no longer owed "


@dataclass(frozen=True)
class Receipt:
    """Money that came for an invoice: how much, how, on which day. `reference` names it once for ever ("payfip <id>", "cheque 12 …").

    At most 50 letters, digits, spaces and `.:/_-`. `way`: card, debit, cheque, cash, treasury, transfer. `note`: a few words.
    """

    invoice_id: int
    amount: Cents
    way: str
    reference: str
    paid_on: date
    note: str = ""


@dataclass(frozen=True)
class Settled:
    """What became of money that came: its row, what is still open of the invoice, what of it is a credit; `new`: not recorded before."""

    payment: Payment
    left: Cents
    credit: Cents
    new: bool


def settle(work: Work, receipt: Receipt) -> Settled:
    """Record money that came. The same again changes nothing and says so; what is more than was open becomes a credit.

    What comes of a debt that was given up brings that much of it back: it is no credit.

    Raises NotFound, NoSuchPayment, TooMuchCash, FutureDay, ReferenceTaken (the reference is another payment's), NotAllowed.
    """
    work.actor.require(*ROLES)
    check_payment(receipt.way, receipt.amount, receipt.reference)
    if receipt.paid_on > work.today:
        raise FutureDay
    # The invoice is locked first: two who record its money wait for each other.
    invoice = work.session.scalars(select(Invoice).where(Invoice.id == receipt.invoice_id).with_for_update()).first()
    if invoice is None or invoice.kind != "invoice":
        raise NotFound
    known = work.session.scalars(select(Payment).where(Payment.reference == receipt.reference)).first()
    if known is not None:
        return Settled(_same(known, receipt), _open(work, invoice), Cents(0), new=False)
    before = _open(work, invoice)
    row = _row(work, invoice, receipt)
    reached("payments.recorded")
    to, home = _ACCOUNTS[receipt.way], invoice.household_id
    back = Cents(min(max(receipt.amount - before, 0), given_up(work, home).get(invoice.id, Cents(0))))
    sides = (Side(to, home, receipt.amount, invoice.id), Side(PAYER, home, Cents(-receipt.amount), invoice.id))
    again = (Side(WRITTEN_OFF, home, Cents(-back), invoice.id), Side(PAYER, home, back, invoice.id))
    posting = Posting(f"payment {receipt.reference}", "payment", receipt.paid_on, sides)
    post_all(work, [posting, Posting(f"{_BACK}{receipt.reference}", OWED_AGAIN, receipt.paid_on, again)])
    after = {"amount": receipt.amount, "way": receipt.way}
    record(work, "payment.record", Subject("invoice", invoice.id), Change(after=after), row.receipt or None)
    holds.refresh(work, home)
    reached("payments.posted")
    left = before + back - receipt.amount
    return Settled(row, Cents(max(left, 0)), Cents(min(receipt.amount, max(-left, 0))), new=True)


def reverse(work: Work, reference: str, reason: str, day: date | None = None) -> Payment:
    """Take back money that did not come after all (a rejected debit, an unpaid cheque): a row and a posting of their own.

    The invoice is open again. The same again changes nothing. Raises NotFound, FutureDay, NotAllowed.
    """
    work.actor.require(*ROLES)
    on = day or work.today
    if on > work.today:
        raise FutureDay
    first = work.session.scalars(select(Payment).where(Payment.reference == reference).with_for_update()).first()
    if first is None or first.amount <= 0:
        raise NotFound
    name = _REVERSED + reference
    known = work.session.scalars(select(Payment).where(Payment.reference == name)).first()
    if known is not None:
        return known
    row = Payment(
        reference=name,
        household_id=first.household_id,
        invoice_id=first.invoice_id,
        way=first.way,
        amount=Cents(-first.amount),
        paid_on=on,
        at=work.now,
        by=work.actor.account_id,
        note=reason[:200],
    )
    work.session.add(row)
    work.session.flush()
    entries = work.session.scalars(select(LedgerEntry).where(LedgerEntry.posting == f"payment {reference}").order_by(LedgerEntry.id))
    gone = work.session.scalars(select(LedgerEntry).where(LedgerEntry.posting == f"{_BACK}{reference}").order_by(LedgerEntry.id))
    post_all(work, [Posting(name, "reject", on, _undone(entries)), Posting(f"{_AWAY}{reference}", OWED_AGAIN, on, _undone(gone))])
    record(work, "payment.reverse", Subject("invoice", first.invoice_id), Change(after={"amount": row.amount}))
    holds.refresh(work, first.household_id)
    reached("payments.reversed")
    return row


def deposit(work: Work, way: str, until: date) -> tuple[str, Sequence[Payment]]:
    """Put all cheques, or all cash, taken up to a day inclusive on a new slip. Raises AlreadyDeposited, NoSuchPayment, NotAllowed."""
    work.actor.require(*ROLES)
    if way not in DEPOSITED:
        raise NoSuchPayment
    reversed_ = select(Payment.reference).where(Payment.amount < 0)
    gone = {one.removeprefix(_REVERSED) for one in work.session.scalars(reversed_)}
    waiting = select(Payment).where(Payment.way == way, Payment.slip == "", Payment.amount > 0, Payment.paid_on <= until)
    rows = [
        one for one in work.session.scalars(waiting.order_by(Payment.paid_on, Payment.id).with_for_update()) if one.reference not in gone
    ]
    if not rows:
        raise AlreadyDeposited
    number = next_number(work, SLIPS)
    ids = [one.id for one in rows]
    for start in range(0, len(ids), 500):
        work.session.execute(update(Payment).where(Payment.id.in_(ids[start : start + 500])).values(slip=number))
    record(work, "payment.deposit", Subject("slip"), Change(after={"way": way, "payments": len(rows)}), number)
    reached("payments.deposited")
    return number, rows


def _undone(entries: Iterable[LedgerEntry]) -> tuple[Side, ...]:
    return tuple(Side(one.account, one.household_id, Cents(-one.amount), one.invoice_id) for one in entries)


def _same(known: Payment, receipt: Receipt) -> Payment:
    if (known.invoice_id, known.amount, known.way) != (receipt.invoice_id, receipt.amount, receipt.way):
        raise ReferenceTaken(receipt.reference)
    return known


def _row(work: Work, invoice: Invoice, receipt: Receipt) -> Payment:
    row = Payment(
        reference=receipt.reference,
        receipt=next_number(work, RECEIPTS) if receipt.way in RECEIPTED else "",
        household_id=invoice.household_id,
        invoice_id=invoice.id,
        way=receipt.way,
        amount=receipt.amount,
        paid_on=receipt.paid_on,
        at=work.now,
        by=work.actor.account_id,
        note=receipt.note[:200],
    )
    work.session.add(row)
    work.session.flush()
    return row


def _open(work: Work, invoice: Invoice) -> Cents:
    return open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
