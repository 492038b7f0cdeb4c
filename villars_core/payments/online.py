"""Paying online by a régie: a link asked for, made outside any transaction, and what came of it asked until it is known.

The row stands before the call. A program killed between the call and its note leaves a row that is asked anew: the first operation
was shown to nobody, so nobody can pay it. A notification of the service counts for nothing: only what the service answers does.
"""

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.billing.queries import invoice_for_actor
from villars_core.errors import NotFound, Refusal
from villars_core.failpoints import reached
from villars_core.i18n import N_
from villars_core.journal.actions import Subject, record
from villars_core.money import Cents
from villars_core.office_queue.actions import Posting, post
from villars_core.payments import notices
from villars_core.payments.actions import Receipt, settle
from villars_core.payments.models import OnlinePayment
from villars_core.payments.payfip import MODES, NOT_YET, TOO_OLD, UNKNOWN, Order, Paid, Payfip, PayfipFault, PayfipSilent, Result, link_of
from villars_core.payments.payfip_form import MOST as MOST_BY_FORM
from villars_core.payments.payfip_form import form_url
from villars_core.payments.rules import LEAST_ONLINE, MOST_ONLINE, NotOnline, check_online
from villars_core.schools.queries import rules_in_force
from villars_core.schools.treasury_tables import PayfipTable
from villars_core.work import SYSTEM, Records, Work

LINK_LIVES = timedelta(minutes=15)
ASKING = (0, 1, 2, 4)
"""Minutes to wait before each try to get a link; after the last the parent is told that there is none."""
LOOKING = (1, 1, 1, 2, 2, 5, 5, 10, 15, 30, 60)
"""Minutes to wait before each look at what came of a link; the last one repeats."""
GIVEN_UP_AFTER = timedelta(days=2)
MOST_AT_ONCE = 20
LIVE = ("asked", "open")
MISMATCH = N_("PayFiP annonce un paiement qui ne correspond pas à la facture {number}. Vérifiez avec la régie avant de l’enregistrer.")
UNDECIDED = N_("PayFiP ne dit pas ce qu’est devenu un paiement de la facture {number}. Vérifiez avec la régie.")
_WAYS = {Result.CARD: "card", Result.DEBIT: "debit"}
_log = logging.getLogger("villars.payfip")


@dataclass(frozen=True)
class Link:
    """Where a parent's wish to pay stands: `url` opens the payment page; empty while the link is being made, it comes as a message."""

    url: str = ""


def may_pay_online(work: Work, amount: Cents) -> bool:
    """Tell whether `ask_link` would take an open amount in this town."""
    table = rules_in_force(work).payfip
    most = MOST_BY_FORM if table.form == "regie_form" else MOST_ONLINE
    return table.form != "titre" and bool(table.client) and LEAST_ONLINE <= amount <= most


def ask_link(work: Work, invoice_id: int) -> Link:
    """Ask for a link to pay what is open of an invoice. A second wish gives the link that is still good, or waits for the first.

    Raises NotFound (not the actor's), NotOnline (another form of PayFiP, nothing open), AmountNotOnline.
    """
    invoice = invoice_for_actor(work, invoice_id)
    account = _payer(work)
    table = rules_in_force(work).payfip
    left = open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
    if table.form == "titre" or not table.client or left <= 0:
        raise NotOnline(invoice_id)
    check_online(left)
    if table.form == "regie_form":
        if left > MOST_BY_FORM:
            raise NotOnline(invoice_id)
        record(work, "payment.link", Subject("invoice", invoice.id))
        return Link(form_url(table, _order(table, invoice, left, account.email)))
    work.session.execute(select(Invoice.id).where(Invoice.id == invoice.id).with_for_update())
    live = select(OnlinePayment).where(OnlinePayment.invoice_id == invoice.id, OnlinePayment.state.in_(LIVE))
    for row in work.session.scalars(live.order_by(OnlinePayment.id.desc())):
        if row.account_id == account.id and row.state == "asked":
            return Link()
        if row.account_id == account.id and row.operation and row.link_until and work.now < row.link_until and row.amount == left:
            return Link(link_of(table, row.operation))
    work.session.add(OnlinePayment(invoice_id=invoice.id, account_id=account.id, amount=left, asked_at=work.now, looks=0))
    record(work, "payment.link", Subject("invoice", invoice.id))
    work.session.flush()
    return Link()


def run(records: Records) -> int:
    """Make the links that are asked for and look at those that are out; return how many rows were moved. Called again and again."""
    with records.reading(SYSTEM) as work:
        try:
            table = rules_in_force(work).payfip
        except NotFound:
            return 0
        due = _due(work) if table.form == "regie" else []
    if not due:
        return 0
    with Payfip(table) as service:
        desk = _Desk(records, table, service)
        return sum(desk.move(one) for one in due[:MOST_AT_ONCE])


@dataclass(frozen=True)
class _Asked:
    """A row as it was read: the order that a wish makes, or the operation of a link that is out."""

    id: int
    invoice_id: int
    reference: str
    operation: str = ""
    order: Order | None = None


@dataclass(frozen=True)
class _Desk:
    """Reads, calls, then writes: no transaction is open during a call."""

    records: Records
    table: PayfipTable
    service: Payfip

    def move(self, row_id: int) -> bool:
        """Move one row on; one that fails is written to the log and left for the next look."""
        try:
            with self.records.reading(SYSTEM) as work:
                asked = _read(work, self.table, row_id)
            if asked is None:
                with self.records.writing(SYSTEM) as work:
                    _nothing_left(work, row_id)
                return True
            if asked.order is None:
                self._look(asked)
            else:
                self._prepare(asked, asked.order)
        except Refusal as refusal:
            with self.records.writing(SYSTEM) as work:
                _failed(work, row_id, type(refusal).__name__)
        return True

    def _prepare(self, asked: _Asked, order: Order) -> None:
        """Look at the invoice's other links first, so that what was paid just now is not asked for twice; then make the link."""
        others = self._others(asked)
        for other in others:
            self._look(other)
        if others:
            with self.records.reading(SYSTEM) as work:
                again = _read(work, self.table, asked.id)
            if again is None or again.order is None:
                with self.records.writing(SYSTEM) as work:
                    _nothing_left(work, asked.id)
                return
            order = again.order
        try:
            operation = self.service.prepare(order)
        except PayfipFault as fault:
            _log.warning("PayFiP refused a link: %s", fault.code)
            with self.records.writing(SYSTEM) as work:
                _failed(work, asked.id, fault.code)
            return
        except PayfipSilent as silent:
            _log.warning("PayFiP did not answer: %s", silent)
            with self.records.writing(SYSTEM) as work:
                _tried(work, asked.id)
            return
        reached("payfip.prepared")
        with self.records.writing(SYSTEM) as work:
            _opened(work, self.table, asked.id, (operation, order.amount))
            reached("payfip.opened")

    def _look(self, asked: _Asked) -> None:
        """Ask what came of a link that is out, and note it."""
        try:
            paid = self.service.result(asked.operation)
        except PayfipFault as fault:
            with self.records.writing(SYSTEM) as work:
                _unknown(work, asked.id, fault.code)
            return
        except PayfipSilent as silent:
            _log.warning("PayFiP did not answer: %s", silent)
            with self.records.writing(SYSTEM) as work:
                _unknown(work, asked.id, NOT_YET, silent=True)
            return
        reached("payfip.looked")
        with self.records.writing(SYSTEM) as work:
            _decided(work, self.table, asked, paid)
            reached("payfip.decided")

    def _others(self, asked: _Asked) -> list[_Asked]:
        query = select(OnlinePayment.id).where(OnlinePayment.invoice_id == asked.invoice_id, OnlinePayment.state == "open")
        with self.records.reading(SYSTEM) as work:
            found = [_read(work, self.table, one) for one in work.session.scalars(query)]
        return [one for one in found if one is not None]


def _payer(work: Work) -> Account:
    account = work.session.get(Account, work.actor.account_id) if work.actor.account_id is not None else None
    if account is None:
        raise NotFound
    return account


def _order(table: PayfipTable, invoice: Invoice, amount: Cents, email: str) -> Order:
    reference = _reference(invoice)
    return Order(
        client=table.client,
        year=str(invoice.issued_on.year),
        reference=reference,
        subject=f"Facture {reference}",
        amount=amount,
        email=email,
        mode=MODES[table.mode],
        notify=table.notify,
        back=table.back,
    )


def _reference(invoice: Invoice) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", invoice.number)


def _due(work: Work) -> list[int]:
    rows = work.session.scalars(select(OnlinePayment).where(OnlinePayment.state.in_(LIVE)).order_by(OnlinePayment.id))
    # A link that is asked for goes before one that is looked at: somebody waits for it.
    return [one.id for one in sorted(rows, key=lambda one: (one.state != "asked", one.id)) if work.now >= _next_time(one)]


def _next_time(row: OnlinePayment) -> datetime:
    waits = ASKING if row.state == "asked" else LOOKING
    return (row.looked_at or row.asked_at) + timedelta(minutes=waits[min(row.looks, len(waits) - 1)])


def _read(work: Work, table: PayfipTable, row_id: int) -> _Asked | None:
    """Return what a row asks; None for one that asks for a link of an invoice on which nothing is open any more."""
    row = work.session.get_one(OnlinePayment, row_id)
    invoice = work.session.get_one(Invoice, row.invoice_id)
    if row.state != "asked":
        return _Asked(row.id, invoice.id, _reference(invoice), row.operation or "")
    account = work.session.get(Account, row.account_id)
    amount = open_amounts(work, invoice.household_id).get(invoice.id, Cents(0))
    if account is None or amount <= 0:
        return None
    return _Asked(row.id, invoice.id, _reference(invoice), order=_order(table, invoice, amount, account.email))


def _locked(work: Work, row_id: int, state: str) -> OnlinePayment | None:
    """Return a row that is still in a state; another worker may have been first."""
    query = select(OnlinePayment).where(OnlinePayment.id == row_id, OnlinePayment.state == state)
    return work.session.scalars(query.with_for_update()).first()


def _opened(work: Work, table: PayfipTable, row_id: int, made: tuple[str, Cents]) -> None:
    row = _locked(work, row_id, "asked")
    if row is None:
        return
    operation, row.amount = made
    row.state, row.operation = "open", operation
    row.link_until, row.looked_at, row.looks = work.now + LINK_LIVES, work.now, 0
    notices.tell_link(work, row, _number(work, row), link_of(table, operation))


def _tried(work: Work, row_id: int) -> None:
    row = _locked(work, row_id, "asked")
    if row is None:
        return
    row.looks, row.looked_at = row.looks + 1, work.now
    if row.looks >= len(ASKING):
        row.state, row.fault = "failed", "silent"
        notices.tell_no_link(work, row)


def _failed(work: Work, row_id: int, fault: str) -> None:
    row = _locked(work, row_id, "asked")
    if row is not None:
        row.state, row.fault = "failed", fault[:40]
        notices.tell_no_link(work, row)


def _nothing_left(work: Work, row_id: int) -> None:
    """End a wish for a link of an invoice that was settled meanwhile, and tell whoever waits for it."""
    row = work.session.get_one(OnlinePayment, row_id, with_for_update=True)
    if row.state in LIVE:
        row.state = "cancelled"
        notices.tell_nothing_left(work, row)


def _unknown(work: Work, row_id: int, fault: str, *, silent: bool = False) -> None:
    """Note that nothing is known yet, or that the link is dead: never opened (P1, the next day), or too late (P4)."""
    row = _locked(work, row_id, "open")
    if row is None:
        return
    row.looks, row.looked_at, row.fault = row.looks + 1, work.now, fault[:40]
    is_over = row.link_until is not None and work.now > row.link_until
    if fault in {UNKNOWN, TOO_OLD} and is_over:
        row.state = "expired"
    elif work.now > row.asked_at + GIVEN_UP_AFTER:
        row.state = "expired"
        if silent or fault != NOT_YET:
            _warn(work, row, UNDECIDED)


def _decided(work: Work, table: PayfipTable, asked: _Asked, paid: Paid) -> None:
    """Note what the service says of a link; money that does not match is for the office, and is not recorded."""
    row = _locked(work, asked.id, "open")
    if row is None:
        return
    row.looks, row.looked_at, row.result, row.fault = row.looks + 1, work.now, paid.result.value, ""
    if paid.result not in _WAYS:
        row.state = "cancelled" if paid.result is Result.CANCELLED else "refused"
        if row.state == "refused":
            notices.tell_refused(work, row, _number(work, row))
        return
    expected = (row.amount, asked.reference, table.client, MODES[table.mode])
    if (paid.amount, paid.reference, paid.client, paid.mode) != expected:
        row.state, row.fault = "failed", "mismatch"
        _warn(work, row, MISMATCH)
        return
    day = min(paid.day or work.today, work.today)
    settled = settle(work, Receipt(row.invoice_id, row.amount, _WAYS[paid.result], f"payfip {row.operation}", day, paid.number))
    row.state = "paid"
    notices.tell_paid(work, row, _number(work, row), settled)


def _warn(work: Work, row: OnlinePayment, template: str) -> None:
    post(work, Posting("payment", work.t(template, number=_number(work, row)), account_id=row.account_id))


def _number(work: Work, row: OnlinePayment) -> str:
    return work.session.get_one(Invoice, row.invoice_id).number
