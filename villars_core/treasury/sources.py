"""What goes on a slip: the invoices of a period with an amount to collect, their debtors, and the mandates that are ready."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from villars_core.billing.bills import Period, period_at
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.billing.paying import debit_told
from villars_core.billing.references import References, references
from villars_core.families.models import Guardian
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import bank_day
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import RulesTable
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.treasury.pes_checks import Known
from villars_core.treasury.pes_ormc import DebitOrder, Debtor, Line, Piece, SlipFile
from villars_core.work import Work

REJECTED = "rejected"
PROGRAM = "VILLARS"
LEAD = timedelta(days=2)
"""How long before the day of a debit the Treasury must have the slip."""


@dataclass(frozen=True)
class Wanted:
    """A slip to be made: a day of the period, the day of the direct debits (else the one that each paper tells), and at least which number.

    A debit never comes before the day that the family was told.
    """

    day: date
    debit_on: date | None = None
    number: int = 1


@dataclass(frozen=True)
class Gathered:
    """A slip as it would leave, the invoices on it in the order of its pieces, and those under the floor, which stay.

    `to_tell`: the debits that no paper told of: mandate, number of the invoice, amount and day.
    """

    file: SlipFile
    invoices: tuple[Invoice, ...]
    under_floor: tuple[tuple[str, Cents], ...]
    known: Known
    to_tell: tuple[tuple[Mandate, str, Cents, date], ...] = ()


@dataclass(frozen=True)
class _People:
    """Who lives where, and the mandates that are ready, by household."""

    guardians: Mapping[int, Sequence[Guardian]]
    mandates: Mapping[int, Mandate]


def gather(work: Work, wanted: Wanted) -> Gathered | None:
    """Return the slip of what a period still has to send; None where nothing is left. A handful of queries for all pieces."""
    rules = rules_in_force(work)
    period = period_at(work, wanted.day)
    left = open_amounts(work)
    due = [(row, left[row.id]) for row in _waiting(work, period) if left.get(row.id, 0) > 0]
    low = tuple((row.number, amount) for row, amount in due if amount < rules.billing.floor)
    due = [(row, amount) for row, amount in due if amount >= rules.billing.floor]
    if not due:
        return None
    year = min(row.issued_on.year for row, _ in due)
    due = [(row, amount) for row, amount in due if row.issued_on.year == year]
    number = max(wanted.number, _last_number(work, year) + 1)
    people = _people(work, [row.household_id for row, _ in due])
    again = set(work.session.scalars(select(RevenueOrder.invoice_id).where(RevenueOrder.state == REJECTED)))
    placed = [
        _Placed(place, number, row, amount, people.mandates.get(row.household_id), wanted.debit_on, row.id in again)
        for place, (row, amount) in enumerate(due, 1)
    ]
    pieces = tuple(_piece(work, rules, people, one) for one in placed)
    to_tell = tuple(
        (one.mandate, piece.number, one.amount, piece.debit.day)
        for one, piece in zip(placed, pieces, strict=True)
        if one.mandate is not None and piece.debit is not None and one.told_on is None
    )
    name = f"PESORMC_{rules.treasury.siret}_{year}_{number:07d}.xml"
    text = f"CANTINE ET GARDERIE {period.first:%m/%Y}"
    file = SlipFile(name, year, number, work.today, text, rules.treasury, pieces, PROGRAM)
    return Gathered(file, tuple(row for row, _ in due), low, _known(work, [row.id for row, _ in due]), to_tell)


@dataclass(frozen=True)
class _Placed:
    """An invoice at its place on a slip, with what is to be collected. `again`: the Treasury rejected it before."""

    place: int
    slip: int
    invoice: Invoice
    amount: Cents
    mandate: Mandate | None
    debit_on: date | None
    again: bool

    @property
    def told_on(self) -> date | None:
        """Return the day of the debit that the family's paper tells of; None where it tells of none, or of another one."""
        told = debit_told(json.loads(self.invoice.sheet))
        if told is None or self.mandate is None or self.again:
            return None
        debit, amount = told
        return debit.on if debit.mandate == self.mandate.reference and self.amount <= amount else None


def _waiting(work: Work, period: Period) -> Iterable[Invoice]:
    """Return the invoices of a period that never went to the Treasury, or that it rejected; credit notes are no negative lines."""
    query = (
        select(Invoice)
        .outerjoin(RevenueOrder, RevenueOrder.invoice_id == Invoice.id)
        .where(Invoice.kind == "invoice", Invoice.first <= period.last, Invoice.last >= period.first)
        .where(or_(RevenueOrder.id.is_(None), RevenueOrder.state == REJECTED))
        .order_by(Invoice.number)
    )
    return work.session.scalars(query)


def _last_number(work: Work, year: int) -> int:
    return work.session.scalar(select(func.max(Slip.number)).where(Slip.year == year)) or 0


def _known(work: Work, again: Collection[int]) -> Known:
    """Return what went before, but for the invoices that are sent again after a rejection."""
    slips = {(year, number) for year, number in work.session.execute(select(Slip.year, Slip.number))}
    rejected = select(RevenueOrder.invoice_id, RevenueOrder.debt)
    debts = {debt for invoice, debt in work.session.execute(rejected) if invoice not in again}
    return Known(slips, debts)


def _people(work: Work, homes: Sequence[int]) -> _People:
    guardians: dict[int, list[Guardian]] = {}
    for guardian in work.session.scalars(select(Guardian).order_by(Guardian.id)):
        guardians.setdefault(guardian.household_id, []).append(guardian)
    wanted = set(homes)
    ready = work.session.scalars(select(Mandate).where(Mandate.state == "ready"))
    return _People(guardians, {one.household_id: one for one in ready if one.household_id in wanted})


def _piece(work: Work, rules: RulesTable, people: _People, placed: _Placed) -> Piece:
    invoice = placed.invoice
    sheet: dict[str, Any] = json.loads(invoice.sheet)
    text = f"CANTINE ET GARDERIE {invoice.first:%m/%Y} FACTURE {invoice.number}"
    mandate = placed.mandate
    debtor = _debtor(sheet["household"], people.guardians.get(invoice.household_id, ()), mandate)
    return Piece(
        placed.place,
        invoice.number,
        text,
        _references(rules, invoice, sheet, placed.slip),
        (Line(text, placed.amount),),
        debtor,
        None if mandate is None else _debit(work, mandate, debtor, placed),
    )


def _references(rules: RulesTable, invoice: Invoice, sheet: Mapping[str, Any], slip: int) -> References:
    """Return the references that the family's paper says; where the first key is over the slip, the paper could not know it."""
    if sheet.get("keys") and rules.treasury.key_item == "nature":
        return References(invoice.issued_on.year, sheet["period"], sheet["debt"], *sheet["keys"])
    return references(rules.treasury, invoice.number, invoice.issued_on, invoice.first, slip)


def _debtor(home: Mapping[str, str], guardians: Sequence[Guardian], mandate: Mandate | None) -> Debtor:
    """Return who owes: the adult who gave the mandate, else the first of the home; the address is the bill's."""
    chosen = next((one for one in guardians if mandate is not None and one.id == mandate.guardian_id), guardians[0] if guardians else None)
    return Debtor(
        home["reference"],
        chosen.title if chosen else "",
        chosen.last_name if chosen else home["name"],
        chosen.first_name if chosen else "",
        home["street"],
        home["postcode"],
        home["city"],
    )


def _debit_day(work: Work, placed: _Placed) -> date:
    """Return the day of a debit: the one that the paper tells, else one that leaves the family time once it is told now."""
    notice = timedelta(days=rules_in_force(work).creditor.notice_days)
    told_on = placed.told_on
    least = told_on or work.today + notice
    wanted = placed.debit_on or told_on or placed.invoice.due_on
    return bank_day(max(least, wanted, work.today + LEAD))


def _debit(work: Work, mandate: Mandate, debtor: Debtor, placed: _Placed) -> DebitOrder:
    names = f"{debtor.first_name} {debtor.last_name}".casefold()
    return DebitOrder(
        mandate.reference,
        mandate.signed_on or date.max,
        _debit_day(work, placed),
        mandate.unseal_text("iban", work.vault),
        mandate.bic,
        mandate.holder,
        f"CANTINE ET GARDERIE {placed.invoice.number}",
        changed=mandate.amended_at is not None,
        previous_iban=mandate.unseal_text("previous_iban", work.vault) if mandate.amended_at else "",
        other_holder=sorted(mandate.holder.casefold().split()) != sorted(names.split()),
    )
