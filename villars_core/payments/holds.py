"""Bookings that wait for a debt to be paid, where the town wants it ([billing] `hold_above`); off otherwise."""

from sqlalchemy import delete, func, insert, select

from villars_core.billing.ledger import PAYER
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.errors import NotFound
from villars_core.money import Cents
from villars_core.reservations.models import BookingHold
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work


def refresh(work: Work, household_id: int | None = None) -> int:
    """Set the holds to what is late now, for one home or for all; return how many homes were put on hold or freed.

    Late: open of invoices whose last day to pay is past. A home that owes nothing in all, credits included, is never held.
    """
    try:
        above = rules_in_force(work).billing.hold_above
    except NotFound:
        return 0
    if above is None and household_id is not None:
        return 0
    wanted = set() if above is None else _late(work, above, household_id)
    held = select(BookingHold.household_id)
    if household_id is not None:
        held = held.where(BookingHold.household_id == household_id)
    known = set(work.session.scalars(held))
    freed, new = sorted(known - wanted), sorted(wanted - known)
    for start in range(0, len(freed), 500):
        work.session.execute(delete(BookingHold).where(BookingHold.household_id.in_(freed[start : start + 500])))
    if new:
        work.session.execute(insert(BookingHold), [{"household_id": one, "since": work.now} for one in new])
    return len(freed) + len(new)


def _late(work: Work, above: Cents, household_id: int | None) -> set[int]:
    query = select(LedgerEntry.household_id).join(Invoice, Invoice.id == LedgerEntry.invoice_id)
    query = query.where(LedgerEntry.account == PAYER, Invoice.due_on < work.today)
    if household_id is not None:
        query = query.where(LedgerEntry.household_id == household_id)
    query = query.group_by(LedgerEntry.household_id).having(func.sum(LedgerEntry.amount) > above)
    owed = select(LedgerEntry.household_id).where(LedgerEntry.account == PAYER)
    owed = owed.group_by(LedgerEntry.household_id).having(func.sum(LedgerEntry.amount) > above)
    return set(work.session.scalars(query.where(LedgerEntry.household_id.in_(owed))))
