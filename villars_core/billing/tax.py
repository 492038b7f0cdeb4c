"""What homes paid in a year for the childcare of their young children, for the tax return: what was paid, never what was billed.

Sources: CGI 200 quater B and BOI-IR-RICI-300. A child counts who was under six on 1 January of the year; meals and penalties do
not count; only what was paid in the year does. An invoice that is paid in parts counts in parts, to the cent.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, insert, select
from sqlalchemy.sql import Select

from villars_core.attendance.rules import CHILDCARE
from villars_core.billing.explained import digest_of
from villars_core.billing.ledger import GIVEN_UP, OWED_AGAIN, PAYER
from villars_core.billing.models import Invoice, InvoiceCharge, LedgerEntry, TaxCertificate
from villars_core.billing.sources import LATE_BOOKING, LATE_PICKUP, MISSED, UNBOOKED
from villars_core.errors import NotFound
from villars_core.failpoints import reached
from villars_core.families.models import Child, Guardian, Household
from villars_core.journal.actions import Change, Subject, next_numbers, record
from villars_core.money import Cents
from villars_core.schools.queries import contacts, rules_in_force
from villars_core.tariffs.actions import household_of_actor
from villars_core.work import Work

SERIES = "AF"
ROLES = ("treasurer", "education_office")
AGE_LIMIT = 6
PENALTIES = (LATE_BOOKING, LATE_PICKUP, MISSED, UNBOOKED)
NOT_PAID = ("bill", GIVEN_UP, OWED_AGAIN)
"""Entries on a payer's account that are no money of the family's."""


@dataclass(frozen=True)
class PaidCare:
    """What was paid in a year for one child, and what of the paid bills does not count."""

    child: str
    born: date
    counted: Cents
    other: Cents


def share_paid(part: int, whole: int, paid: int) -> int:
    """Return how much of a part of a bill counts as paid once so much of the whole is, rounded towards nothing.

    `whole` and `paid` of a credit note are negative: a credit that is used takes back what was paid for the part.
    """
    if not whole or (whole < 0) != (paid < 0):
        return 0
    shared = abs(part) * min(abs(paid), abs(whole)) // abs(whole)
    return shared if part >= 0 else -shared


def paid_care(work: Work, year: int, household_id: int | None = None) -> dict[int, list[PaidCare]]:
    """Return what each home paid in a year for its children who count, by first name; two queries for all homes, or for one."""
    counted: dict[tuple[int, int], int] = defaultdict(int)
    other: dict[tuple[int, int], int] = defaultdict(int)
    moved = _moved(work, year, household_id)
    for (invoice, child), part in _parts(work, year, household_id, moved).items():
        then, now = moved[invoice]
        counted[part.home, child] += share_paid(part.care, part.whole, now) - share_paid(part.care, part.whole, then)
        other[part.home, child] += share_paid(part.rest, part.whole, now) - share_paid(part.rest, part.whole, then)
    children = {one.id: one for one in work.session.scalars(select(Child).where(Child.born >= oldest_birth(year)))} if counted else {}
    found: dict[int, list[PaidCare]] = defaultdict(list)
    for home, child in sorted(counted, key=lambda key: (key[0], children[key[1]].first_name, key[1])):
        if counted[home, child] > 0:
            one = children[child]
            name = f"{one.first_name} {one.last_name}"
            found[home].append(PaidCare(name, one.born, Cents(counted[home, child]), Cents(other[home, child])))
    return dict(found)


def certificate_of_actor(work: Work, year: int) -> TaxCertificate | None:
    """Return the numbered certificate of the acting guardian's home, the same one as long as nothing changed; None with nothing paid."""
    home = household_of_actor(work).id
    # One at a time for a home: two adults who ask at once get one number.
    work.session.execute(select(Household.id).where(Household.id == home).with_for_update())
    said = _said(work, year, home)
    _keep(work, year, said)
    return _newest(work, year, home).get(home) if said else None


def prepare(work: Work, year: int) -> int:
    """Make the certificates of a year for all homes, all or none; return how many are new. Made again, those that changed alone."""
    if work.actor.is_staff:
        work.actor.require(*ROLES)
    made = _keep(work, year, _said(work, year))
    reached("tax.before_commit")
    return made


def certificates(work: Work, year: int) -> list[TaxCertificate]:
    """Return the certificate of each home that counts for a year, by number. Raises NotAllowed."""
    work.actor.require(*ROLES)
    return sorted(_newest(work, year).values(), key=lambda one: one.number)


def sheet_for_actor(work: Work, certificate_id: int) -> dict[str, Any]:
    """Return what a certificate says, for the guardians of its home and the office. Raises NotFound."""
    row = work.session.get(TaxCertificate, certificate_id)
    if row is None or (not work.actor.roles.intersection(ROLES) and household_of_actor(work).id != row.household_id):
        raise NotFound
    return sheet_of(row)


def sheet_of(row: TaxCertificate) -> dict[str, Any]:
    """Return what a certificate says, as plain values."""
    sheet: dict[str, Any] = json.loads(row.sheet)
    return sheet


def newest_of_year(year: int) -> Select[int]:
    """Return the query of the ids of the certificates that count for a year."""
    return select(func.max(TaxCertificate.id)).where(TaxCertificate.year == year).group_by(TaxCertificate.household_id)


def _newest(work: Work, year: int, household_id: int | None = None) -> dict[int, TaxCertificate]:
    wanted = newest_of_year(year)
    if household_id is not None:
        wanted = wanted.where(TaxCertificate.household_id == household_id)
    return {row.household_id: row for row in work.session.scalars(select(TaxCertificate).where(TaxCertificate.id.in_(wanted)))}


def _keep(work: Work, year: int, said: Mapping[int, Mapping[str, Any]]) -> int:
    """Write the certificates that say something new, each with its number; return how many."""
    known = dict(
        work.session.execute(
            select(TaxCertificate.household_id, TaxCertificate.digest).where(TaxCertificate.id.in_(newest_of_year(year)))
        ).all()
    )
    digests = {home: digest_of(facts) for home, facts in sorted(said.items())}
    new = [home for home, digest in digests.items() if known.get(home) != digest]
    rows = []
    for home, number in zip(new, next_numbers(work, SERIES, len(new)), strict=True):
        sheet = {**said[home], "number": number, "day": work.today.isoformat()}
        written = json.dumps(sheet, ensure_ascii=False, sort_keys=True)
        rows.append({"number": number, "household_id": home, "year": year, "made_at": work.now, "sheet": written, "digest": digests[home]})
    if rows:
        work.session.execute(insert(TaxCertificate), rows)
        subject = Subject("household", new[0]) if len(new) == 1 else Subject("tax_certificate")
        record(work, "tax_certificate.make", subject, Change(after={"year": year, "count": len(rows)}), str(rows[0]["number"]))
    return len(rows)


def _said(work: Work, year: int, household_id: int | None = None) -> dict[int, dict[str, Any]]:
    """Return what the certificate of each home says, besides its number and its day."""
    found = paid_care(work, year, household_id)
    if not found:
        return {}
    rules, office = rules_in_force(work), contacts(work).get("office", "")
    adults: dict[int, list[str]] = defaultdict(list)
    named = select(Guardian.household_id, Guardian.first_name, Guardian.last_name).order_by(Guardian.id)
    homes = select(Household)
    if household_id is not None:
        named, homes = named.where(Guardian.household_id == household_id), homes.where(Household.id == household_id)
    for home, first, last in work.session.execute(named):
        adults[home].append(f"{first} {last}")
    return {
        home.id: {
            "household": home.id,
            "year": year,
            "town": rules.town.name,
            "siret": rules.treasury.siret,
            "office": office,
            "to": " et ".join(adults[home.id]),
            "address": [home.street, f"{home.postcode} {home.city}"],
            "children": [
                {"name": one.child, "born": one.born.isoformat(), "counted": one.counted, "other": one.other} for one in found[home.id]
            ],
            "total": sum(one.counted for one in found[home.id]),
        }
        for home in work.session.scalars(homes)
        if home.id in found
    }


@dataclass(frozen=True)
class _Part:
    """What of an invoice is one child's: childcare that counts, and the rest."""

    home: int
    whole: int
    care: int
    rest: int


def _moved(work: Work, year: int, household_id: int | None) -> dict[int, tuple[int, int]]:
    """Return how much of each invoice was paid before a year and by its end, where the two differ."""
    before = func.sum(case((LedgerEntry.day < date(year, 1, 1), LedgerEntry.amount), else_=0))
    query = select(LedgerEntry.invoice_id, before, func.sum(LedgerEntry.amount)).where(
        LedgerEntry.account == PAYER,
        LedgerEntry.kind.not_in(NOT_PAID),
        LedgerEntry.invoice_id.is_not(None),
        LedgerEntry.day <= date(year, 12, 31),
    )
    if household_id is not None:
        query = query.where(LedgerEntry.household_id == household_id)
    rows = work.session.execute(query.group_by(LedgerEntry.invoice_id).having(func.sum(LedgerEntry.amount) != before))
    return {invoice: (-int(then), -int(now)) for invoice, then, now in rows if invoice is not None}


def _parts(work: Work, year: int, household_id: int | None, moved: Collection[int]) -> dict[tuple[int, int], _Part]:
    """Return what of each of these invoices is a young child's."""
    if not moved:
        return {}
    counts = (InvoiceCharge.activity == CHILDCARE) & InvoiceCharge.item.not_in(PENALTIES)
    of = (InvoiceCharge.invoice_id, InvoiceCharge.child_id, Invoice.household_id, Invoice.charges)
    query = (
        select(*of, func.sum(case((counts, InvoiceCharge.amount), else_=0)), func.sum(case((counts, 0), else_=InvoiceCharge.amount)))
        .join(Invoice, Invoice.id == InvoiceCharge.invoice_id)
        .join(Child, Child.id == InvoiceCharge.child_id)
        .where(Child.born >= oldest_birth(year))
    )
    if household_id is not None:
        query = query.where(Invoice.household_id == household_id)
    return {
        (invoice, child): _Part(home, int(whole), int(care), int(rest))
        for invoice, child, home, whole, care, rest in work.session.execute(query.group_by(*of))
        if invoice in moved
    }


def oldest_birth(year: int) -> date:
    """Return the first birthday that counts in a year: under six on 1 January, or born on that very day six years before."""
    return date(year - AGE_LIMIT, 1, 1)
