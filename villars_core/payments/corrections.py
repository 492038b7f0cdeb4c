"""What no payment is: a bill that the town gives up, and a credit that it pays back. Each a posting of its own; nothing is erased."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from villars_core.billing.ledger import BANK, GIVEN_UP, PAYER, WRITTEN_OFF, Posting, Side, open_amounts, post_all
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.errors import NotFound, Refusal
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.money import Cents
from villars_core.payments import holds
from villars_core.payments.actions import ROLES
from villars_core.payments.models import Payment
from villars_core.payments.notices import tell_refund
from villars_core.payments.rules import FutureDay
from villars_core.work import Work

LONGEST_REASON = 200


@dataclass(eq=False)
class NothingOpen(Refusal):
    """A bill on which nothing is left to give up."""

    template: ClassVar[str] = N_("Rien ne reste à payer sur {number}.")
    number: str


@dataclass(eq=False)
class NoCredit(Refusal):
    """A bill or credit note that has nothing to the family's good."""

    template: ClassVar[str] = N_("Il n’y a pas d’avoir à rembourser sur {number}.")
    number: str


@dataclass(frozen=True)
class Forgone:
    """What somebody else gave up of an invoice: how much at most (None: all that is open), since which day, under which name for ever."""

    number: str
    reference: str
    day: date
    reason: str
    most: Cents | None = None


def write_off(work: Work, number: str, reason: str) -> Cents:
    """Give up what is open of an invoice; return how much. It counts as paid nowhere. Raises NotFound, NothingOpen, NotAllowed."""
    left = forgo(work, Forgone(number, f"write-off {number} {work.today}", work.today, reason))
    if left <= 0:
        raise NothingOpen(number)
    return left


def forgo(work: Work, told: Forgone) -> Cents:
    """Close what was given up of an invoice, never more than is open; return how much: nothing where it is known or nothing is open.

    Raises NotFound, FutureDay, NotAllowed.
    """
    work.actor.require(*ROLES)
    if told.day > work.today:
        raise FutureDay
    invoice = _locked(work, told.number)
    home, left = invoice.household_id, open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
    amount = left if told.most is None else Cents(min(left, told.most))
    known = select(LedgerEntry.id).where(LedgerEntry.posting == told.reference).limit(1)
    if amount <= 0 or work.session.scalar(known) is not None:
        return Cents(0)
    sides = (Side(WRITTEN_OFF, home, amount, invoice.id), Side(PAYER, home, Cents(-amount), invoice.id))
    post_all(work, [Posting(told.reference, GIVEN_UP, told.day, sides)])
    after = {"amount": amount, "reason": told.reason[:LONGEST_REASON]}
    record(work, "payment.write_off", Subject("invoice", invoice.id), Change(after=after))
    holds.refresh(work, home)
    return amount


def refund(work: Work, number: str, reason: str, day: date | None = None) -> Cents:
    """Note that a credit was paid back by transfer on a day; return how much. The family is told.

    `number`: of the credit note, or of the invoice that was overpaid. Raises NotFound, NoCredit, FutureDay, NotAllowed.
    """
    work.actor.require(*ROLES)
    on = day or work.today
    if on > work.today:
        raise FutureDay
    invoice = _locked(work, number)
    left = open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
    if left >= 0:
        raise NoCredit(number)
    home, name = invoice.household_id, f"refund {number} {on}"
    work.session.add(
        Payment(
            reference=name,
            household_id=home,
            invoice_id=invoice.id,
            way="transfer",
            amount=left,
            paid_on=on,
            at=work.now,
            by=work.actor.account_id,
            note=reason[:LONGEST_REASON],
        )
    )
    sides = (Side(BANK, home, left, invoice.id), Side(PAYER, home, Cents(-left), invoice.id))
    post_all(work, [Posting(name, "refund", on, sides)])
    record(work, "payment.refund", Subject("invoice", invoice.id), Change(after={"amount": -left}))
    tell_refund(work, invoice, Cents(-left), name)
    return Cents(-left)


def _locked(work: Work, number: str) -> Invoice:
    row = work.session.scalars(select(Invoice).where(Invoice.number == number).with_for_update()).first()
    if row is None:
        raise NotFound
    return row
