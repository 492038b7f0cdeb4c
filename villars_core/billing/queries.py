"""Invoices as people may see them: a guardian those of the own home, the office all; what is open of each, and the why of each day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from villars_core.absences.queries import decided
from villars_core.attendance.queries import Served, served
from villars_core.billing.explained import unpacked
from villars_core.billing.ledger import given_up, open_amounts
from villars_core.billing.models import Explanation, Invoice, InvoiceCharge
from villars_core.errors import NotFound
from villars_core.families.custody import users_of
from villars_core.families.models import Child, Guardian
from villars_core.money import Cents
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.rules import days_between
from villars_core.tariffs.actions import household_of_actor
from villars_core.tariffs.rules import Reason
from villars_core.work import SYSTEM, ActorKind, Work

NOTHING = Cents(0)
READERS = frozenset({"treasurer", "education_office", "administrator"})
SETTLED, OPEN, LATE, CREDIT, GIVEN_UP = "settled", "open", "late", "credit", "given_up"


@dataclass(frozen=True)
class Bill:
    """An invoice or credit note with what is still open of it, in cents (negative: a credit that is left).

    `given_up`: what the town or the Treasury no longer asks for.
    """

    id: int
    number: str
    kind: str
    household_id: int
    first: date
    last: date
    issued_on: date
    due_on: date
    amount: Cents
    open: Cents
    today: date
    given_up: Cents = NOTHING

    @property
    def state(self) -> str:
        """Return where it stands: settled, given up, open, late, or a credit that is left."""
        if self.open < 0:
            return CREDIT
        if self.open == 0:
            return GIVEN_UP if self.given_up > 0 else SETTLED
        return LATE if self.today > self.due_on else OPEN


@dataclass(frozen=True)
class DayLine:
    """What an invoice says of one item of a child's day, and why."""

    child: str
    day: date
    activity: str
    item: str
    label: str
    quantity: int
    unit: Cents
    amount: Cents
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class DayMatch:
    """A child's day of a month as three accounts of it: booked, what happened, what was billed."""

    child: str
    day: date
    booked: bool
    happened: str
    billed: Cents


def bills_of_actor(work: Work) -> list[Bill]:
    """Return the bills of the acting guardian's own home, the newest first."""
    return _bills(work, household_of_actor(work).id)


def sheets_of_actor(work: Work, most: int) -> list[tuple[Bill, dict[str, Any]]]:
    """Return the newest bills of the acting guardian's own home, each with its frozen sheet."""
    home = household_of_actor(work).id
    left = _Left.of(work, home)
    rows = work.session.scalars(select(Invoice).where(Invoice.household_id == home).order_by(Invoice.id.desc()).limit(most))
    return [(_bill(row, left, work.today), json.loads(row.sheet)) for row in rows]


def days_billed(work: Work, day: int, month: int = 0) -> list[tuple[Bill, date]]:
    """Return the bills of the actor's own home that say something of a day of a month (`month` 0: of any), the newest day first."""
    home = household_of_actor(work).id
    query = select(InvoiceCharge.invoice_id, InvoiceCharge.day).where(InvoiceCharge.household_id == home).distinct()
    of_day = [
        (invoice, one) for invoice, one in work.session.execute(query) if one.day == day and month in {0, one.month} and one <= work.today
    ]
    bills = {one.id: one for one in _bills(work, home)}
    return [(bills[invoice], one) for invoice, one in sorted(of_day, key=lambda both: (both[1], both[0]), reverse=True)]


def bill_for_actor(work: Work, invoice_id: int) -> Bill:
    """Return a bill that the actor may see. Raises NotFound alike for one that does not exist and one that is not theirs."""
    row = invoice_for_actor(work, invoice_id)
    return _bill(row, _Left.of(work, row.household_id), work.today)


def invoice_for_actor(work: Work, invoice_id: int) -> Invoice:
    """Return the frozen invoice that the actor may see. Raises NotFound."""
    row = work.session.get(Invoice, invoice_id)
    if row is None or not _may_see(work, row):
        raise NotFound
    return row


def sheet_for_actor(work: Work, invoice_id: int) -> dict[str, Any]:
    """Return the sheet of an invoice that the actor may see. Raises NotFound."""
    sheet: dict[str, Any] = json.loads(invoice_for_actor(work, invoice_id).sheet)
    return sheet


def lines_of_day(work: Work, invoice_id: int, day: date) -> list[DayLine]:
    """Return what an invoice says of one day, with the reasons of each price. Raises NotFound."""
    invoice_for_actor(work, invoice_id)
    query = (
        select(InvoiceCharge, _eater(), Explanation.reasons)
        .outerjoin(Child, Child.id == InvoiceCharge.child_id)
        .join(Explanation, Explanation.id == InvoiceCharge.explanation_id)
        .where(InvoiceCharge.invoice_id == invoice_id, InvoiceCharge.day == day)
        .order_by(_eater(), InvoiceCharge.activity, InvoiceCharge.item)
    )
    return [_day_line(charge, child, reasons) for charge, child, reasons in work.session.execute(query)]


def reasons_of(work: Work, invoice_id: int) -> list[DayLine]:
    """Return one example of each different price of an invoice, with its reasons. Raises NotFound."""
    invoice_for_actor(work, invoice_id)
    query = (
        select(InvoiceCharge, _eater(), Explanation.reasons)
        .outerjoin(Child, Child.id == InvoiceCharge.child_id)
        .join(Explanation, Explanation.id == InvoiceCharge.explanation_id)
        .where(InvoiceCharge.invoice_id == invoice_id)
        .order_by(_eater(), InvoiceCharge.day, InvoiceCharge.id)
    )
    found: dict[tuple[str, str, str, int], DayLine] = {}
    for charge, child, reasons in work.session.execute(query):
        found.setdefault((child, charge.activity, charge.label, charge.unit), _day_line(charge, child, reasons))
    return list(found.values())


def reconciliation(work: Work, invoice_id: int) -> list[DayMatch]:
    """Return, day by day of an invoice's period, what was booked, what happened and what this invoice bills. Raises NotFound."""
    invoice = invoice_for_actor(work, invoice_id)
    query = select(InvoiceCharge.child_id, InvoiceCharge.day, InvoiceCharge.amount).where(
        InvoiceCharge.invoice_id == invoice_id,
        InvoiceCharge.day.between(invoice.first, invoice.last),
        InvoiceCharge.activity == "canteen",
    )
    billed: dict[tuple[int, date], int] = {}
    for child, day, amount in work.session.execute(query):
        if child is not None:
            billed[child, day] = billed.get((child, day), 0) + amount
    children = {child for child, _ in billed}
    names = dict(work.session.execute(select(Child.id, Child.first_name).where(Child.id.in_(children))).all())
    booked = _booked(work, children, invoice)
    happened = {
        (one.child_id, one.day): one.state for one in _served(work, invoice) if one.child_id in children and one.activity == "canteen"
    }
    excused = {(one.child_id, one.day) for one in decided(work, invoice.first, invoice.last, children) if one.share.percent == 0}
    own = _days_of_home(work, children, invoice)
    days = sorted((one for one in {*billed, *booked, *happened} if one in billed or one in own), key=lambda one: (names[one[0]], one[1]))
    return _own_days(work, invoice_id) + [
        DayMatch(names[key[0]], key[1], key in booked, "excused" if key in excused else happened.get(key, ""), Cents(billed.get(key, 0)))
        for key in days
    ]


def _own_days(work: Work, invoice_id: int) -> list[DayMatch]:
    """Return the days of the adult whose own meals an invoice bills: what was entered was eaten, and is what is billed."""
    query = select(_eater(), InvoiceCharge.day, InvoiceCharge.amount).outerjoin(Child, Child.id == InvoiceCharge.child_id)
    rows = work.session.execute(
        query.where(InvoiceCharge.invoice_id == invoice_id, InvoiceCharge.child_id.is_(None)).order_by(InvoiceCharge.day)
    )
    return [DayMatch(name, day, amount > 0, "present" if amount > 0 else "absent", amount) for name, day, amount in rows]


def _bills(work: Work, household_id: int) -> list[Bill]:
    left = _Left.of(work, household_id)
    rows = work.session.scalars(select(Invoice).where(Invoice.household_id == household_id).order_by(Invoice.id.desc()))
    return [_bill(row, left, work.today) for row in rows]


@dataclass(frozen=True)
class _Left:
    """What is open of each invoice of a home, and what was given up of it."""

    open: Mapping[int, Cents]
    given_up: Mapping[int, Cents]

    @classmethod
    def of(cls, work: Work, household_id: int) -> "_Left":
        return cls(open_amounts(work, household_id), given_up(work, household_id))


def _bill(row: Invoice, left: _Left, today: date) -> Bill:
    still, gone = left.open.get(row.id, Cents(0)), left.given_up.get(row.id, Cents(0))
    said = (row.id, row.number, row.kind, row.household_id, row.first, row.last, row.issued_on, row.due_on, row.charges)
    return Bill(*said, still, today, gone)


def _may_see(work: Work, row: Invoice) -> bool:
    if work.actor.kind is ActorKind.SYSTEM or (work.actor.is_staff and work.actor.roles & READERS):
        return True
    return work.actor.kind is ActorKind.GUARDIAN and household_of_actor(work).id == row.household_id


def _eater() -> ColumnElement[str]:
    """Return the first name of who ate: the child, or the adult whose household is billed."""
    first = select(func.min(Guardian.id)).where(Guardian.household_id == InvoiceCharge.household_id).correlate(InvoiceCharge)
    adult = select(Guardian.first_name).where(Guardian.id == first.scalar_subquery()).scalar_subquery()
    return func.coalesce(Child.first_name, adult)


def _day_line(charge: InvoiceCharge, child: str, reasons: Sequence[Any]) -> DayLine:
    return DayLine(
        child,
        charge.day,
        charge.activity,
        charge.item,
        charge.label,
        charge.quantity,
        charge.unit,
        charge.amount,
        unpacked(reasons),
    )


def _days_of_home(work: Work, children: set[int], invoice: Invoice) -> set[tuple[int, date]]:
    """Return the days of the period that custody gives to the home of the invoice: nothing is said of those of the other home."""
    adults = set(work.session.scalars(select(Guardian.id).where(Guardian.household_id == invoice.household_id)))
    users = users_of(work, children)
    return {(one, day) for one in children for day in days_between(invoice.first, invoice.last) if adults & set(users[one].on(day))}


def _booked(work: Work, children: set[int], invoice: Invoice) -> set[tuple[int, date]]:
    query = select(Reservation.child_id, Reservation.day).where(
        Reservation.child_id.in_(children),
        Reservation.day.between(invoice.first, invoice.last),
        Reservation.activity == "canteen",
        Reservation.state == "booked",
    )
    return {(child, day) for child, day in work.session.execute(query)}


def _served(work: Work, invoice: Invoice) -> list[Served]:
    """Read the roll-calls in the house's own name: who may see the invoice may know what happened on its days."""
    return served(replace(work, actor=SYSTEM), invoice.first, invoice.last)
