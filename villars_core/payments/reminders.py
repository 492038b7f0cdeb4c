"""Reminders of invoices that are late: proposed each day by the town's stages, approved by the office, then sent."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from villars_core.accounts.models import Account
from villars_core.billing.ledger import balances, open_amounts
from villars_core.billing.models import Invoice
from villars_core.clock import paris_day
from villars_core.errors import NotFound
from villars_core.families.models import Guardian, Household
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.money import Cents
from villars_core.office_queue.actions import Posting, close, post
from villars_core.office_queue.models import QueueItem
from villars_core.payments import notices
from villars_core.payments.models import Reminder
from villars_core.payments.rules import LEAST_REMINDED, stage_due
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

ROLES = ("treasurer", "education_office")
SEND = "send_reminders"
TO_APPROVE = N_("Relances à approuver : {count}")


@dataclass(frozen=True)
class Proposed:
    """A reminder that waits for the office: which invoice, which stage, what is open."""

    id: int
    number: str
    household: str
    household_id: int
    stage: int
    due_on: date
    left: Cents


def propose(work: Work, apart: Collection[int] = ()) -> int:
    """Propose the reminders whose stage has come, each once for ever; return how many. `apart`: invoices that a debit will take.

    A stage that a later one has overtaken is left out; so is what is under 1 €, and a home that owes nothing in all.
    """
    try:
        stages = rules_in_force(work).reminders
    except NotFound:
        return 0
    known = {(invoice, stage) for invoice, stage in work.session.execute(select(Reminder.invoice_id, Reminder.stage))}
    due = [(one, stage_due(stages, one.due_on, work.today)) for one, _ in _late(work, apart)]
    rows = [{"invoice_id": one.id, "stage": stage, "proposed_at": work.now} for one, stage in due if stage and (one.id, stage) not in known]
    if rows:
        work.session.execute(insert(Reminder), rows)
        ids = sorted(one.id for one in proposed(work, apart))
        post(work, Posting("reminder", work.t(TO_APPROVE, count=len(ids)), action=SEND, facts={"reminders": ids}))
    return len(rows)


def proposed(work: Work, apart: Collection[int] = ()) -> list[Proposed]:
    """Return the reminders that wait for the office and still hold, the latest stage of each invoice alone."""
    work.actor.require(*ROLES)
    late = {one.id: (one, left) for one, left in _late(work, apart)}
    names = dict(work.session.execute(select(Household.id, Household.name)).all())
    newest: dict[int, Reminder] = {}
    for row in work.session.scalars(select(Reminder).order_by(Reminder.stage)):
        newest[row.invoice_id] = row
    waiting = [row for row in newest.values() if row.approved_at is None and row.invoice_id in late]
    found = []
    for row in waiting:
        invoice, left = late[row.invoice_id]
        found.append(Proposed(row.id, invoice.number, names[invoice.household_id], invoice.household_id, row.stage, invoice.due_on, left))
    return sorted(found, key=lambda one: (-one.stage, one.number))


def approve(work: Work, ids: Iterable[int], apart: Collection[int] = ()) -> int:
    """Send reminders in the office's name, each once; what was paid meanwhile is not sent. Return how many leave. Raises NotAllowed."""
    work.actor.require(*ROLES)
    wanted = set(ids)
    texts = [one.text for one in rules_in_force(work).reminders]
    sent = 0
    for one in proposed(work, apart):
        if one.id not in wanted:
            continue
        row = work.session.scalars(select(Reminder).where(Reminder.id == one.id, Reminder.approved_at.is_(None)).with_for_update()).first()
        if row is None:
            continue
        row.approved_at, row.approved_by = work.now, work.actor.account_id
        text = texts[row.stage - 1] if row.stage <= len(texts) else ""
        notices.remind(work, work.session.get_one(Invoice, row.invoice_id), row.stage, one.left, text)
        record(work, "reminder.send", Subject("invoice", row.invoice_id), Change(after={"stage": row.stage, "amount": one.left}))
        sent += 1
    work.session.flush()
    _close_done(work)
    return sent


@dataclass(frozen=True)
class Late:
    """A reminder that goes by letter: whose, of which invoice, at which stage. `address`: names first, then street and town."""

    number: str
    month: date
    stage: int
    due_on: date
    left: Cents
    reference: str
    address: tuple[str, ...]


def by_letter(work: Work, since: date) -> list[Late]:
    """Return the reminders approved since a day, of homes where nobody has an account: they reached nobody. By invoice."""
    work.actor.require(*ROLES)
    reached = select(Guardian.household_id).join(Account, Account.guardian_id == Guardian.id).where(Account.ended_at.is_(None))
    query = select(Reminder, Invoice, Household).join(Invoice, Invoice.id == Reminder.invoice_id)
    query = query.join(Household, Household.id == Invoice.household_id).where(Invoice.household_id.not_in(reached))
    left, found = open_amounts(work), dict[int, Late]()
    for row, invoice, home in work.session.execute(query.where(Reminder.approved_at.is_not(None)).order_by(Invoice.number, Reminder.stage)):
        still = left.get(invoice.id, Cents(0))
        if row.approved_at is None or paris_day(row.approved_at) < since or still < LEAST_REMINDED:
            continue
        address = (json.loads(invoice.sheet)["household"]["to"], home.street, f"{home.postcode} {home.city}".strip())
        found[invoice.id] = Late(invoice.number, invoice.first, row.stage, invoice.due_on, still, home.reference, address)
    return list(found.values())


def _close_done(work: Work) -> None:
    """Close the items of the office's queue whose reminders are all approved or settled: nothing of them waits any more."""
    waiting = set(work.session.scalars(select(Reminder.id).where(Reminder.approved_at.is_(None))))
    items = select(QueueItem).where(QueueItem.action == SEND, QueueItem.state.in_(("open", "taken")))
    for item in work.session.scalars(items).all():
        if not waiting & set(item.facts["reminders"]):
            close(work, item.id, "accepted")


def forget_settled(work: Work) -> None:
    """Drop the reminders that were never approved and have nothing left to remind of, so that the list stays short."""
    open_now = {one for one, left in open_amounts(work).items() if left >= LEAST_REMINDED}
    waiting = work.session.execute(select(Reminder.id, Reminder.invoice_id).where(Reminder.approved_at.is_(None)))
    ids = [one for one, invoice in waiting if invoice not in open_now]
    for start in range(0, len(ids), 500):
        work.session.execute(delete(Reminder).where(Reminder.id.in_(ids[start : start + 500])))


def _late(work: Work, apart: Collection[int]) -> list[tuple[Invoice, Cents]]:
    """Return the invoices past their last day with what is open of them, of homes that owe something in all."""
    left = open_amounts(work)
    owed = balances(work)
    rows = work.session.scalars(select(Invoice).where(Invoice.kind == "invoice", Invoice.due_on < work.today).order_by(Invoice.id))
    found = ((one, left.get(one.id, Cents(0))) for one in rows if one.id not in apart)
    return [(one, amount) for one, amount in found if amount >= LEAST_REMINDED and owed.get(one.household_id, Cents(0)) > 0]
