"""What the office and the treasurer ask at the end of a month: billed by activity, bracket and school; paid, due and late; meals a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from villars_core.billing.ledger import given_up, open_amounts
from villars_core.billing.models import BilledPupil, Explanation, Invoice, InvoiceCharge
from villars_core.billing.sources import ADULT_MEAL, MEAL
from villars_core.families.models import Household
from villars_core.i18n import N_, Translator
from villars_core.money import Cents
from villars_core.schools.models import Activity
from villars_core.tariffs import rules as prices
from villars_core.work import Work

READERS = ("treasurer", "education_office")
_BRACKETS = {
    prices.IN_BAND: N_("{low} à {high}"),
    prices.IN_LAST_BAND: N_("{low} et plus"),
    prices.BY_RATE: N_("taux d’effort"),
    prices.WITHOUT_QUOTIENT: N_("sans quotient"),
}


_EATER = func.coalesce(InvoiceCharge.child_id, -InvoiceCharge.household_id)
"""Who ate: a child, or the adult of a household."""


@dataclass(frozen=True)
class Billed:
    """What was billed of one activity, at one price, in one school: units, who ate, cents. `bracket`: of the quotient, "" for none."""

    activity: str
    school: str
    label: str
    bracket: str
    unit: Cents
    quantity: int
    children: int
    amount: Cents


@dataclass(frozen=True)
class Due:
    """An invoice with what was paid of it, and what the town or the Treasury no longer asks for."""

    number: str
    household: str
    amount: Cents
    paid: Cents
    open: Cents
    due_on: date
    late: bool
    given_up: Cents


@dataclass(frozen=True)
class MonthReport:
    """A month's report: what was billed, what came in, and the meals of each day."""

    first: date
    last: date
    billed: tuple[Billed, ...]
    due: tuple[Due, ...]
    meals: tuple[tuple[date, int], ...]

    @property
    def total(self) -> Cents:
        """Return the sum billed."""
        return Cents(sum(one.amount for one in self.billed))


def month_report(work: Work, first: date, last: date) -> MonthReport:
    """Return the report of a period, both days inclusive: five queries."""
    work.actor.require(*READERS)
    return MonthReport(first, last, tuple(_billed(work, first)), tuple(_due(work, first)), tuple(_meals(work, first, last)))


def revenue(work: Work, first: date, last: date) -> list[tuple[date, Cents]]:
    """Return what was billed in each period that begins between two days, in order."""
    work.actor.require(*READERS)
    query = select(Invoice.first, func.sum(Invoice.charges)).where(Invoice.first.between(first, last))
    return [(month, Cents(int(amount))) for month, amount in work.session.execute(query.group_by(Invoice.first).order_by(Invoice.first))]


def _billed(work: Work, first: date) -> list[Billed]:
    columns = (
        InvoiceCharge.activity,
        func.coalesce(BilledPupil.school, ""),
        InvoiceCharge.label,
        InvoiceCharge.unit,
        InvoiceCharge.explanation_id,
        _EATER,
    )
    query = (
        select(*columns, func.sum(InvoiceCharge.quantity), func.sum(InvoiceCharge.amount))
        .join(Invoice, Invoice.id == InvoiceCharge.invoice_id)
        .outerjoin(BilledPupil, (BilledPupil.run_id == Invoice.run_id) & (BilledPupil.child_id == InvoiceCharge.child_id))
        .where(Invoice.first == first)
        .group_by(*columns)
    )
    brackets = _brackets(work, first)
    names: dict[str, str] = dict(work.session.execute(select(Activity.code, Activity.name)).all())
    sums: dict[tuple[str, str, str, str, int], list[int]] = defaultdict(lambda: [0, 0])
    eaters: dict[tuple[str, str, str, str, int], set[int]] = defaultdict(set)
    for activity, school, label, unit, explanation, child, quantity, amount in work.session.execute(query):
        key = (names.get(activity, activity), school, label, brackets[explanation], int(unit))
        sums[key][0] += int(quantity)
        sums[key][1] += int(amount)
        eaters[key].add(int(child))
    return [
        Billed(activity, school, label, bracket, Cents(unit), quantity, len(eaters[activity, school, label, bracket, unit]), Cents(amount))
        for (activity, school, label, bracket, unit), (quantity, amount) in sorted(sums.items())
    ]


def _brackets(work: Work, first: date) -> dict[int, str]:
    """Return the bracket of the quotient that each explanation of a period's bills tells of."""
    used = select(InvoiceCharge.explanation_id).join(Invoice, Invoice.id == InvoiceCharge.invoice_id).where(Invoice.first == first)
    rows = work.session.execute(select(Explanation.id, Explanation.reasons).where(Explanation.id.in_(used)))
    return {one: _bracket(reasons) for one, reasons in rows}


def _bracket(reasons: Sequence[Sequence[Any]]) -> str:
    """Return the bracket of packed reasons, as the report writes it: "600 à 849"."""
    words = Translator()
    for template, facts in reasons:
        if template in _BRACKETS:
            return words.t(_BRACKETS[template], **{name: facts[name] for name in ("low", "high") if name in facts})
    return ""


def _due(work: Work, first: date) -> list[Due]:
    left, gone = open_amounts(work), given_up(work)
    query = select(Invoice.id, Invoice.number, Household.name, Invoice.charges, Invoice.due_on).join(
        Household, Household.id == Invoice.household_id
    )
    found = []
    for invoice, number, home, amount, due_on in work.session.execute(query.where(Invoice.first == first).order_by(Invoice.number)):
        still = left.get(invoice, Cents(0))
        off = gone.get(invoice, Cents(0))
        found.append(Due(number, home, amount, Cents(amount - still - off), still, due_on, still > 0 and due_on < work.today, off))
    return found


def _meals(work: Work, first: date, last: date) -> Sequence[tuple[date, int]]:
    query = select(InvoiceCharge.day, func.count(_EATER.distinct()))
    query = query.where(InvoiceCharge.item.in_((MEAL, ADULT_MEAL)), InvoiceCharge.day.between(first, last), InvoiceCharge.amount > 0)
    return [(day, int(count)) for day, count in work.session.execute(query.group_by(InvoiceCharge.day).order_by(InvoiceCharge.day))]
