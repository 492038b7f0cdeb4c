"""What no payment is: a bill that the town gives up, and a credit that it pays back. Each a posting of its own; nothing is erased."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from villars_core.billing.ledger import BANK, PAYER, WRITTEN_OFF, Posting, Side, open_amounts, post_all
from villars_core.billing.models import Invoice
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


def write_off(work: Work, number: str, reason: str) -> Cents:
    """Give up what is open of an invoice; return how much. It counts as paid nowhere. Raises NotFound, NothingOpen, NotAllowed."""
    work.actor.require(*ROLES)
    invoice = _locked(work, number)
    left = open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
    if left <= 0:
        raise NothingOpen(number)
    home = invoice.household_id
    sides = (Side(WRITTEN_OFF, home, left, invoice.id), Side(PAYER, home, Cents(-left), invoice.id))
    post_all(work, [Posting(f"write-off {number} {work.today}", "write_off", work.today, sides)])
    record(work, "payment.write_off", Subject("invoice", invoice.id), Change(after={"amount": left, "reason": reason[:LONGEST_REASON]}))
    holds.refresh(work, home)
    return left


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
