"""The ledger: double entry for each household, append only; what is owed is a sum, never a field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select

from villars_core.billing.models import LedgerEntry
from villars_core.money import Cents
from villars_core.work import Work

PAYER, REVENUE, TREASURY, BANK, CASH, WRITTEN_OFF = "payer", "revenue", "treasury", "bank", "cash", "write_off"
GIVEN_UP, OWED_AGAIN = "write_off", "owed_again"
"""Kinds of postings: what is no longer asked for, and what of it is owed again because it was paid after all."""
ACCOUNTS = frozenset({PAYER, REVENUE, TREASURY, BANK, CASH, WRITTEN_OFF})


@dataclass(frozen=True)
class Side:
    """One amount on one account of a household, for an invoice where it belongs to one."""

    account: str
    household_id: int
    amount: Cents
    invoice_id: int | None = None


@dataclass(frozen=True)
class Posting:
    """One fact with its sides, which add up to nothing; `name` is given once for ever."""

    name: str
    kind: str
    day: date
    sides: tuple[Side, ...]

    def __post_init__(self) -> None:
        """Refuse a posting that makes or loses a cent."""
        if sum(one.amount for one in self.sides) or not {one.account for one in self.sides} <= ACCOUNTS:
            message = f"the posting {self.name} does not add up to nothing"
            raise ValueError(message)


def post_all(work: Work, postings: Iterable[Posting]) -> None:
    """Write postings in one statement; one that was written before violates the unique constraint."""
    rows = [
        {
            "posting": one.name,
            "kind": one.kind,
            "account": side.account,
            "household_id": side.household_id,
            "invoice_id": side.invoice_id,
            "day": one.day,
            "at": work.now,
            "amount": side.amount,
        }
        for one in postings
        for side in one.sides
        if side.amount
    ]
    if rows:
        work.session.execute(insert(LedgerEntry), rows)


def balances(work: Work, household_ids: Collection[int] | None = None, until: date | None = None) -> dict[int, Cents]:
    """Return what each household owes (positive), or has in credit (negative), up to a day inclusive."""
    query = select(LedgerEntry.household_id, func.sum(LedgerEntry.amount)).where(LedgerEntry.account == PAYER)
    if household_ids is not None:
        query = query.where(LedgerEntry.household_id.in_(household_ids))
    if until is not None:
        query = query.where(LedgerEntry.day <= until)
    return {home: Cents(int(amount)) for home, amount in work.session.execute(query.group_by(LedgerEntry.household_id))}


def given_up(work: Work, household_id: int | None = None) -> dict[int, Cents]:
    """Return what the town or the Treasury gave up of each invoice, less what was paid of it after all."""
    amount = func.sum(LedgerEntry.amount)
    query = select(LedgerEntry.invoice_id, amount).where(LedgerEntry.account == WRITTEN_OFF, LedgerEntry.invoice_id.is_not(None))
    if household_id is not None:
        query = query.where(LedgerEntry.household_id == household_id)
    rows = work.session.execute(query.group_by(LedgerEntry.invoice_id).having(amount != 0))
    return {invoice: Cents(int(sum_)) for invoice, sum_ in rows if invoice is not None}


def open_amounts(work: Work, household_id: int | None = None) -> dict[int, Cents]:
    """Return what is still open of each invoice (positive) and credit note (negative); those that are settled are left out."""
    query = select(LedgerEntry.invoice_id, func.sum(LedgerEntry.amount)).where(
        LedgerEntry.account == PAYER, LedgerEntry.invoice_id.is_not(None)
    )
    if household_id is not None:
        query = query.where(LedgerEntry.household_id == household_id)
    query = query.group_by(LedgerEntry.invoice_id).having(func.sum(LedgerEntry.amount) != 0).order_by(LedgerEntry.invoice_id)
    return {invoice: Cents(int(amount)) for invoice, amount in work.session.execute(query) if invoice is not None}


def credits_left(work: Work) -> dict[int, dict[int | None, Cents]]:
    """Return what each household has to its good, by the credit note or overpaid invoice that it comes from, the oldest first.

    What was paid without naming an invoice has no id, and comes last.
    """
    amount = func.sum(LedgerEntry.amount)
    query = select(LedgerEntry.household_id, LedgerEntry.invoice_id, amount).where(LedgerEntry.account == PAYER)
    rows = work.session.execute(query.group_by(LedgerEntry.household_id, LedgerEntry.invoice_id).having(amount < 0))
    found: dict[int, dict[int | None, Cents]] = {}
    for home, invoice, left in sorted(rows, key=lambda row: (row[0], row[1] is None, row[1] or 0)):
        found.setdefault(home, {})[invoice] = Cents(int(left))
    return found
