"""What a home paid in a year for the childcare of its young children, for the tax return: what was paid, never what was billed.

Sources: CGI 200 quater B and BOI-IR-RICI-300. A child counts who was under six on 1 January of the year; meals and penalties do
not count; only what was paid in the year does. An invoice that is paid in parts counts in parts, to the cent.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from villars_core.attendance.rules import CHILDCARE
from villars_core.billing.ledger import PAYER
from villars_core.billing.models import Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.sources import LATE_BOOKING, LATE_PICKUP, MISSED, UNBOOKED
from villars_core.families.models import Child, Guardian, Household
from villars_core.journal.actions import Subject, next_number, record
from villars_core.money import Cents
from villars_core.schools.queries import contacts, rules_in_force
from villars_core.tariffs.actions import household_of_actor
from villars_core.work import Work

SERIES = "AF"
AGE_LIMIT = 6
PENALTIES = (LATE_BOOKING, LATE_PICKUP, MISSED, UNBOOKED)
BILL = "bill"


@dataclass(frozen=True)
class PaidCare:
    """What was paid in a year for one child, and what of the paid bills does not count."""

    child: str
    born: date
    counted: Cents
    other: Cents


def counts_for(born: date, year: int) -> bool:
    """Tell whether a child was under six on 1 January of a year; one born on that very day six years before still counts."""
    return born >= date(year - AGE_LIMIT, 1, 1)


def share_paid(part: int, whole: int, paid: int) -> int:
    """Return how much of a part of a bill counts as paid once so much of the whole is, rounded towards nothing.

    `whole` and `paid` of a credit note are negative: a credit that is used takes back what was paid for the part.
    """
    if not whole or (whole < 0) != (paid < 0):
        return 0
    shared = abs(part) * min(abs(paid), abs(whole)) // abs(whole)
    return shared if part >= 0 else -shared


def paid_care(work: Work, household_id: int, year: int) -> list[PaidCare]:
    """Return what a home paid in a year for each child who counts, by first name."""
    before, until = _paid(work, household_id, date(year - 1, 12, 31)), _paid(work, household_id, date(year, 12, 31))
    wholes = dict(work.session.execute(select(Invoice.id, Invoice.charges).where(Invoice.household_id == household_id)).all())
    counted: dict[int, int] = defaultdict(int)
    other: dict[int, int] = defaultdict(int)
    for (invoice, child), (care, rest) in _parts(work, household_id).items():
        whole, then, now = int(wholes[invoice]), before.get(invoice, 0), until.get(invoice, 0)
        counted[child] += share_paid(care, whole, now) - share_paid(care, whole, then)
        other[child] += share_paid(rest, whole, now) - share_paid(rest, whole, then)
    children = work.session.scalars(select(Child).where(Child.id.in_(counted)).order_by(Child.first_name, Child.id))
    return [
        PaidCare(f"{one.first_name} {one.last_name}", one.born, Cents(counted[one.id]), Cents(other[one.id]))
        for one in children
        if counts_for(one.born, year) and counted[one.id] > 0
    ]


def certificate_of_actor(work: Work, year: int) -> dict[str, Any] | None:
    """Return the numbered certificate of the acting guardian's home, as plain facts that its paper freezes; None with nothing paid."""
    return certificate(work, household_of_actor(work), year)


def certificate(work: Work, home: Household, year: int) -> dict[str, Any] | None:
    """Return a home's numbered certificate, or None where nothing was paid that counts."""
    found = paid_care(work, home.id, year)
    if not found:
        return None
    number = next_number(work, SERIES)
    rules = rules_in_force(work)
    adults = work.session.scalars(select(Guardian).where(Guardian.household_id == home.id).order_by(Guardian.id))
    record(work, "tax_certificate.make", Subject("household", home.id), number=number)
    return {
        "number": number,
        "household": home.id,
        "year": year,
        "day": work.today.isoformat(),
        "town": rules.town.name,
        "siret": rules.treasury.siret,
        "office": contacts(work).get("office", ""),
        "to": " et ".join(f"{one.first_name} {one.last_name}" for one in adults),
        "address": [home.street, f"{home.postcode} {home.city}"],
        "children": [{"name": one.child, "born": one.born.isoformat(), "counted": one.counted, "other": one.other} for one in found],
        "total": sum(one.counted for one in found),
    }


def _parts(work: Work, household_id: int) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return, for each invoice and child, what is childcare of it and what is not."""
    columns = (InvoiceCharge.invoice_id, InvoiceCharge.child_id, InvoiceCharge.activity, InvoiceCharge.item.in_(PENALTIES))
    query = select(*columns, func.sum(InvoiceCharge.amount)).where(InvoiceCharge.household_id == household_id).group_by(*columns)
    found: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for invoice, child, activity, penalty, amount in work.session.execute(query):
        care, rest = found[invoice, child]
        counts = activity == CHILDCARE and not penalty
        found[invoice, child] = (care + int(amount), rest) if counts else (care, rest + int(amount))
    return found


def _paid(work: Work, household_id: int, until: date) -> dict[int, int]:
    """Return how much of each invoice was paid up to a day: by money, or by a credit of an earlier bill that money had paid."""
    query = select(LedgerEntry.invoice_id, func.sum(LedgerEntry.amount)).where(
        LedgerEntry.account == PAYER,
        LedgerEntry.household_id == household_id,
        LedgerEntry.kind != BILL,
        LedgerEntry.invoice_id.is_not(None),
        LedgerEntry.day <= until,
    )
    return {
        invoice: -int(amount) for invoice, amount in work.session.execute(query.group_by(LedgerEntry.invoice_id)) if invoice is not None
    }
