"""Checks the books: every invoice against its charges and what is due, every posting, every number; the first cent that differs is told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select

from villars_core.billing.bills import billed_pupils, billed_sums
from villars_core.billing.explained import digest_of
from villars_core.billing.ledger import PAYER
from villars_core.billing.models import BillingRun, Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.rules import differences
from villars_core.billing.sources import due_of
from villars_core.work import Work


@dataclass(frozen=True)
class Finding:
    """One thing that does not add up, by how many cents; `pending`: no fault, the next bill will correct it."""

    what: str
    where: str
    cents: int = 0
    pending: bool = False


def findings(work: Work) -> Iterator[Finding]:
    """Give everything that does not add up, in the order in which bills were made."""
    yield from _charges(work)
    yield from _sheets(work)
    yield from _ledger(work)
    yield from _numbers(work)
    yield from _sources(work)


def _charges(work: Work) -> Iterator[Finding]:
    """Compare each invoice with the sum of its charges."""
    total = func.coalesce(func.sum(InvoiceCharge.amount), 0)
    query = select(Invoice.number, Invoice.charges, total).outerjoin(InvoiceCharge, InvoiceCharge.invoice_id == Invoice.id)
    for number, charges, found in work.session.execute(query.group_by(Invoice.id, Invoice.number, Invoice.charges).order_by(Invoice.id)):
        if charges != found:
            yield Finding("invoice", number, int(charges - found))


def _sheets(work: Work) -> Iterator[Finding]:
    """Compare each frozen sheet with its digest, its lines and its invoice."""
    for number, charges, text, digest in work.session.execute(
        select(Invoice.number, Invoice.charges, Invoice.sheet, Invoice.digest).order_by(Invoice.id)
    ):
        sheet = json.loads(text)
        lines = sum(line["amount"] for line in sheet["lines"])
        if digest_of(sheet) != digest or lines != charges or sheet["amount"] != charges:
            yield Finding("sheet", number, int(lines - charges))


def _ledger(work: Work) -> Iterator[Finding]:
    """Look for postings that do not add up to nothing, and for invoices that the ledger knows with another amount."""
    totals = func.sum(LedgerEntry.amount)
    for posting, amount in work.session.execute(select(LedgerEntry.posting, totals).group_by(LedgerEntry.posting).having(totals != 0)):
        yield Finding("posting", posting, int(amount))
    entries = select(LedgerEntry.invoice_id, totals.label("amount")).where(LedgerEntry.kind == "bill", LedgerEntry.account == PAYER)
    owed = entries.group_by(LedgerEntry.invoice_id).subquery()
    query = select(Invoice.number, Invoice.charges, func.coalesce(owed.c.amount, 0)).outerjoin(owed, owed.c.invoice_id == Invoice.id)
    for number, charges, amount in work.session.execute(query.order_by(Invoice.id)):
        if charges != amount:
            yield Finding("ledger", number, int(amount - charges))


def _numbers(work: Work) -> Iterator[Finding]:
    """Look for a number that is missing in its series."""
    series: dict[str, list[int]] = {}
    for number in work.session.scalars(select(Invoice.number).order_by(Invoice.id)):
        name, place = number.rsplit("-", 1)
        series.setdefault(name, []).append(int(place))
    for name, places in series.items():
        for before, after in pairwise([0, *sorted(places)]):
            if after != before + 1:
                yield Finding("number", f"{name}-{before + 1:05d}")


def _sources(work: Work) -> Iterator[Finding]:
    """Reckon every issued period again from what happened; what differs now is corrected by the next bill."""
    for run in work.session.scalars(select(BillingRun).where(BillingRun.state == "issued").order_by(BillingRun.first)):
        due = due_of(work, run.first, run.last, billed_pupils(work, run.id)).charges
        for one in differences(due, billed_sums(work, run.first, run.last)):
            yield Finding("due", f"{one.key.day:%d/%m/%Y} {one.key.item} {one.key.child_id}", one.amount, pending=True)
