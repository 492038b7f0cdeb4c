"""Collecting the open invoices of a month by direct debit: prepared by one person, written by another, never twice.

The file's bytes are made once, when it is prepared, and kept sealed; writing asks that nothing has changed since, and gives these very
bytes, as often as they are asked for. Source: money formats §1; the 14 days of notice are the banks' rule.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from sqlalchemy import func, insert, select, update

from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.billing.paying import DebitNotice, debit_told
from villars_core.clock import PARIS
from villars_core.errors import NotFound, Refusal
from villars_core.failpoints import reached
from villars_core.families.models import Household
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import bank_day
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import RulesTable
from villars_core.sepa.models import Collection, CollectionFile, DirectDebit
from villars_core.sepa.notices import tell_of_debits
from villars_core.sepa.pain008 import Debit, Remittance, Version, pain008, plain
from villars_core.sepa.reasons import may_present_again
from villars_core.work import Work

ROLES = ("treasurer",)
LEAD = timedelta(days=2)
"""How long before the day the bank must have the file."""
TOO_SHORT, SUSPENDED, REJECTED_TWICE = "notice", "mandate", "rejected"
_AT_ONCE = 500


@dataclass(eq=False)
class NotCollectedHere(Refusal):
    """The Treasury presents the debits, not the town."""

    template: ClassVar[str] = N_("Ici, le Trésor public présente les prélèvements, avec les titres. Rien n’est à collecter.")


@dataclass(eq=False)
class NothingToCollect(Refusal):
    """No open invoice has a mandate that is ready; `left_out`: those that have a mandate, and why they wait."""

    template: ClassVar[str] = N_("Aucune facture de ce mois n’est à prélever.")
    left_out: "tuple[LeftOut, ...]" = ()


@dataclass(eq=False)
class TooSoon(Refusal):
    """The day asked for is one on which no bank debits, or comes too soon for the bank."""

    template: ClassVar[str] = N_("Ce jour n’est pas possible. Le premier possible est {day}.")
    day: date


@dataclass(eq=False)
class SamePerson(Refusal):
    """Who prepared a file does not write it."""

    template: ClassVar[str] = N_("Une autre personne que celle qui a préparé le fichier doit l’écrire.")


@dataclass(eq=False)
class ChangedSincePrepared(Refusal):
    """What would be written is not what was prepared."""

    template: ClassVar[str] = N_("Des données ont changé depuis la préparation. Préparez le fichier de nouveau.")


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a month by any of its days, the day of the debit or the first good one, the version of the file."""

    month: date
    on: date | None = None
    version: Version = "08"


@dataclass(frozen=True)
class Item:
    """One invoice to debit. `to_tell`: its payer was not told of this debit by the invoice itself."""

    invoice: Invoice
    mandate: Mandate
    amount: Cents
    attempt: int
    changed: bool
    to_tell: bool

    @property
    def reference(self) -> str:
        """Return the EndToEndId."""
        return f"{self.invoice.number}-{self.attempt}"


@dataclass(frozen=True)
class LeftOut:
    """An open invoice that is not debited, and why: its notice, its mandate, or two rejects."""

    number: str
    household_id: int
    amount: Cents
    reason: str


@dataclass(frozen=True)
class Prepared:
    """What a file holds, before it is written."""

    message_id: str
    collected_on: date
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    content: bytes = field(repr=False)

    @property
    def total(self) -> Cents:
        """Return what is collected in all."""
        return Cents(sum(one.amount for one in self.items))


def prepare(work: Work, wanted: Wanted) -> Prepared:
    """Make the file of a month and keep it for another person; a file that was prepared and not written gives way.

    Raises NotCollectedHere, NothingToCollect, TooSoon, NotWritable, NotAllowed.
    """
    work.actor.require(*ROLES)
    rules = rules_in_force(work)
    message_id = _message_id(work, rules, wanted.month)
    found = _made(work, rules, wanted, message_id)
    row = work.session.scalars(select(Collection).where(Collection.message_id == message_id).with_for_update()).first()
    if row is None:
        row = Collection(message_id=message_id)
        work.session.add(row)
    row.collected_on, row.total, row.state = found.collected_on, found.total, "prepared"
    row.prepared_at, row.prepared_by = work.now, work.actor.account_id
    row.digest = hashlib.sha256(found.content).hexdigest()
    work.session.flush()
    file = work.session.get(CollectionFile, row.id) or CollectionFile(collection_id=row.id)
    file.version = wanted.version
    file.seal("content", found.content, work.vault)
    work.session.add(file)
    work.session.flush()
    record(work, "sepa.prepare", Subject("collection", row.id), Change(after={"debits": len(found.items), "total": found.total}))
    reached("sepa.prepared")
    return found


def write(work: Work, message_id: str) -> bytes:
    """Note the debits of a prepared file as written, tell who was not told yet, and return the file's bytes.

    A file that was written gives its bytes again and changes nothing. Raises NotFound, SamePerson, ChangedSincePrepared, TooSoon.
    """
    work.actor.require(*ROLES)
    row = work.session.scalars(select(Collection).where(Collection.message_id == message_id).with_for_update()).first()
    file = work.session.get(CollectionFile, row.id) if row is not None else None
    if row is None or file is None:
        raise NotFound
    content = file.unseal("content", work.vault) or b""
    if row.state == "written":
        return content
    if work.actor.account_id == row.prepared_by:
        raise SamePerson
    version: Version = "02" if file.version == "02" else "08"
    found = _made(work, rules_in_force(work), Wanted(_month_of(message_id), row.collected_on, version), message_id, row)
    if hashlib.sha256(found.content).hexdigest() != row.digest or found.content != content:
        raise ChangedSincePrepared
    reached("sepa.before_write")
    _keep(work, row, found.items)
    tell_of_debits(
        work, row.collected_on, [(one.mandate, one.invoice.number, one.amount, one.reference) for one in found.items if one.to_tell]
    )
    row.state, row.written_at, row.written_by = "written", work.now, work.actor.account_id
    record(work, "sepa.write", Subject("collection", row.id), Change(after={"debits": len(found.items), "total": row.total}))
    reached("sepa.before_commit")
    return content


def _keep(work: Work, row: Collection, items: Sequence[Item]) -> None:
    """Write the debits, and on their mandates when they were presented last."""
    same = {"collection_id": row.id, "state": "written", "reason": ""}
    rows = [
        {
            **same,
            "mandate_id": one.mandate.id,
            "invoice_id": one.invoice.id,
            "reference": one.reference,
            "sequence": _sequence(work, one),
            "amount": one.amount,
        }
        for one in items
    ]
    work.session.execute(insert(DirectDebit), rows)
    ids = sorted({one.mandate.id for one in items})
    for start in range(0, len(ids), _AT_ONCE):
        some = Mandate.id.in_(ids[start : start + _AT_ONCE])
        work.session.execute(update(Mandate).where(some).values(last_debit_on=row.collected_on, amended_at=None))


def _made(work: Work, rules: RulesTable, wanted: Wanted, message_id: str, row: Collection | None = None) -> Prepared:
    """Choose what is debited and make the file; `row`: one that was prepared, whose instant the file tells."""
    if rules.treasury.form != "regie":
        raise NotCollectedHere
    candidates, left_out = _candidates(work, wanted.month)
    sheets = {one.invoice.id: debit_told(json.loads(one.invoice.sheet)) for one in candidates}
    first = bank_day(work.today + LEAD)
    notice = timedelta(days=rules.creditor.notice_days)
    papers = [told[0].on for one in candidates if one.attempt == 1 and (told := sheets[one.invoice.id]) is not None]
    # Where no paper tells of it (presented again, a mandate given since) everybody is told now, and the day leaves them time.
    on = wanted.on or bank_day(max([first, *papers] if papers else [first, work.today + notice]))
    if on < first or bank_day(on) != on:
        raise TooSoon(bank_day(max(first, on)))
    items = []
    for one in candidates:
        to_tell = not _was_told(one, sheets[one.invoice.id], on, notice)
        if to_tell and work.today + notice > on:
            left_out.append(LeftOut(one.invoice.number, one.invoice.household_id, one.amount, TOO_SHORT))
        else:
            items.append(Item(one.invoice, one.mandate, one.amount, one.attempt, one.changed, to_tell))
    if not items:
        raise NothingToCollect(tuple(left_out))
    debits = tuple(_debit(work, rules, one) for one in items)
    made_at = (row.prepared_at if row is not None else work.now).astimezone(PARIS)
    remittance = Remittance(message_id, made_at, on, rules.creditor, debits, rules.creditor.ultimate)
    ordered = tuple(sorted(left_out, key=lambda one: one.number))
    return Prepared(message_id, on, tuple(items), ordered, pain008(remittance, wanted.version))


def _candidates(work: Work, month: date) -> tuple[list[Item], list[LeftOut]]:
    """Return the open invoices of a month, and earlier ones that were rejected, which have a mandate: to debit, and not to debit."""
    left = {one: amount for one, amount in open_amounts(work).items() if amount > 0}
    query = select(Invoice, Mandate).join(Mandate, Mandate.household_id == Invoice.household_id)
    query = query.where(Invoice.kind == "invoice", Invoice.first <= month, Mandate.state.in_(("ready", "suspended")))
    before = _debits(work, month)
    items, left_out = [], []
    for invoice, mandate in work.session.execute(query.order_by(Invoice.number)):
        states, codes = before.get(invoice.id, ((), ()))
        if invoice.id not in left or set(states) & {"written", "settled"} or (invoice.last < month and not codes):
            continue
        amount = left[invoice.id]
        if mandate.state != "ready" or not may_present_again(codes):
            reason = SUSPENDED if mandate.state != "ready" else REJECTED_TWICE
            left_out.append(LeftOut(invoice.number, invoice.household_id, amount, reason))
            continue
        changed = mandate.amended_at is not None and mandate.last_debit_on is not None
        items.append(Item(invoice, mandate, amount, len(states) + 1, changed, to_tell=True))
    return items, left_out


def _debits(work: Work, month: date) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the states and the reasons of the debits of each invoice up to a month, the oldest first."""
    query = select(DirectDebit.invoice_id, DirectDebit.state, DirectDebit.reason).join(Invoice, Invoice.id == DirectDebit.invoice_id)
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for invoice_id, state, reason in work.session.execute(query.where(Invoice.first <= month).order_by(DirectDebit.id)):
        states, codes = found.get(invoice_id, ((), ()))
        found[invoice_id] = ((*states, state), (*codes, reason) if state == "rejected" else codes)
    return found


def _was_told(one: Item, told: tuple[DebitNotice, Cents] | None, on: date, notice: timedelta) -> bool:
    """Tell whether the paper announced this debit in time; a debit that is presented again is always told of anew."""
    if told is None or one.attempt > 1:
        return False
    debit, amount = told
    in_time = debit.on <= on and one.invoice.issued_on + notice <= on
    return in_time and one.amount <= amount and debit.mandate == one.mandate.reference


def _debit(work: Work, rules: RulesTable, one: Item) -> Debit:
    mandate = one.mandate
    if mandate.signed_on is None:
        message = f"the mandate {mandate.id} is ready and not signed"
        raise ValueError(message)
    return Debit(
        one.reference,
        one.amount,
        mandate.reference,
        mandate.signed_on,
        mandate.holder,
        mandate.unseal_text("iban", work.vault),
        mandate.bic,
        _sequence(work, one),
        f"{rules.town.name} facture {one.invoice.number}",
        one.changed,
    )


def _sequence(work: Work, one: Item) -> str:
    """Return the sequence: the town's for the first debit of a mandate, RCUR for the others."""
    return rules_in_force(work).creditor.first if one.mandate.last_debit_on is None else "RCUR"


def _message_id(work: Work, rules: RulesTable, month: date) -> str:
    """Return the next id of a month's file: the town, the month, and a number that goes on once a file is written."""
    town = re.sub(r"[^A-Z0-9]", "", plain(rules.town.name).upper())[:18]
    name = f"{town}-{month:%Y%m}"
    query = select(func.count()).select_from(Collection).where(Collection.message_id.startswith(f"{name}-"), Collection.state == "written")
    return f"{name}-{(work.session.scalar(query) or 0) + 1:02d}"


def _month_of(message_id: str) -> date:
    digits = message_id.rsplit("-", 2)[1]
    return date(int(digits[:4]), int(digits[4:]), 1)


def homes_of(work: Work, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of some households."""
    wanted, found = sorted(set(ids)), {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(Household.id, Household.name).where(Household.id.in_(wanted[start : start + _AT_ONCE]))
        found.update(dict(work.session.execute(query).all()))
    return found
