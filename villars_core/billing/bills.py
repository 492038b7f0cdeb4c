"""The bills of a period before they are issued: what is new for each household, what is carried over, what looks wrong."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from villars_core.billing.explained import digest_of
from villars_core.billing.ledger import balances, credits_left
from villars_core.billing.models import BilledPupil, BillingRun, Invoice, InvoiceCharge
from villars_core.billing.rules import ADULT, Billed, Charge, ChargeKey, Line, by_household, differences, lines_of, total
from villars_core.billing.sources import Anomaly, due_of
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.schools.tariff_tables import BillingTable
from villars_core.tariffs.queries import Pupil, pupils_now, quotients_of
from villars_core.tariffs.quotients import add_months, quotient_on
from villars_core.work import Work

LOOKED_BACK = 12
"""Months of issued bills that a run compares again with what is due of them."""

UNUSUAL = 2
"""A bill so many times the household's last one is shown to the office."""


@dataclass(frozen=True)
class Period:
    """The months that a bill is for, first and last day inclusive."""

    first: date
    last: date


@dataclass(frozen=True)
class Bill:
    """What one household would get: its new charges, their lines, its balance, and what is to be paid.

    `credit`: what earlier bills left to its good, zero or less. `carried`: the bill is under the floor and waits.
    """

    household_id: int
    charges: tuple[Charge, ...]
    lines: tuple[Line, ...]
    amount: Cents
    balance: Cents
    credit: Cents
    carried: bool

    @property
    def to_pay(self) -> Cents:
        """Return what is to be paid for this bill, less a credit from before; debts from before are bills of their own."""
        return Cents(max(0, self.amount + self.credit))

    @property
    def is_of_children(self) -> bool:
        """Tell whether a child's days are on it, whose price may depend on the quotient."""
        return any(one.key.child_id != ADULT for one in self.charges)

    @property
    def is_credit(self) -> bool:
        """Tell whether the household gets a credit note."""
        return self.amount < 0


@dataclass(frozen=True)
class Preview:
    """The bills of a period as they would be issued now, and what the office should look at first.

    `before`: each household's last invoice; `total_before`: of the period before; `without_quotient`: the homes that are billed and
    had no valid quotient at the end of the period.
    """

    period: Period
    bills: tuple[Bill, ...]
    anomalies: tuple[Anomaly, ...]
    pupils: Mapping[int, Pupil]
    before: Mapping[int, Cents]
    total_before: Cents
    without_quotient: frozenset[int]

    @property
    def issued(self) -> tuple[Bill, ...]:
        """Return the bills that go out."""
        return tuple(one for one in self.bills if not one.carried)

    @property
    def total(self) -> Cents:
        """Return the sum of the bills that go out."""
        return Cents(sum(one.amount for one in self.issued))

    @property
    def unusual(self) -> tuple[Bill, ...]:
        """Return the bills of much more than the household's last one."""
        return tuple(one for one in self.issued if 0 < self.before.get(one.household_id, 0) * UNUSUAL < one.amount)

    @property
    def digest(self) -> str:
        """Return the digest of all that would be issued."""
        return digest_of(
            [[one.household_id, one.balance, one.credit, one.carried, [_plain(item) for item in one.charges]] for one in self.bills]
        )


def _plain(one: Charge) -> list[object]:
    key = one.key
    return [key.child_id, key.day.toordinal(), key.activity, key.item, one.label, one.quantity, one.unit, one.amount]


def period_of(rules: BillingTable, day: date) -> Period:
    """Return the period that a day belongs to: its month, or in towns that bill every two months two of them, from September on."""
    first = day.replace(day=1)
    if rules.months == 2 and day.month % 2 == 0:  # noqa: PLR2004 (September and October are billed together)
        first = add_months(first, -1)
    last = add_months(first, rules.months) - timedelta(days=1)
    return Period(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def period_at(work: Work, day: date) -> Period:
    """Return the period of a day: the one that was issued with it, else what no issued one holds of the period by the town's rules.

    A town may bill every month and then every two, or the other way: no day is billed twice, and none is left out.
    """
    period = period_of(rules_in_force(work).billing, day)
    query = select(BillingRun.first, BillingRun.last).where(
        BillingRun.state == "issued", BillingRun.first <= period.last, BillingRun.last >= period.first
    )
    first, last = period.first, period.last
    for began, ended in work.session.execute(query):
        if began <= day <= ended:
            return Period(began, ended)
        first = max(first, ended + timedelta(days=1)) if ended < day else first
        last = min(last, began - timedelta(days=1)) if began > day else last
    return Period(first, last)


def preview(work: Work, day: date, *, floor: Cents | None = None) -> Preview:
    """Return the bills of the period of a day; `floor`: another one than the town's, such as nothing for the last bill of the year."""
    rules = rules_in_force(work).billing
    period = period_at(work, day)
    due = due_of(work, period.first, period.last)
    charges = list(due.charges)
    earlier = [run for run in _earlier(work, period.first) if run.first < period.first]
    for run in earlier:
        charges += due_of(work, run.first, run.last, billed_pupils(work, run.id)).charges
    since = min((run.first for run in earlier), default=period.first)
    new = by_household(differences(charges, billed_sums(work, since, period.last)))
    owed, credit = balances(work), {home: Cents(sum(left.values())) for home, left in credits_left(work).items()}
    least = rules.floor if floor is None else floor
    none = Cents(0)
    bills = tuple(_bill(home, mine, period, (owed.get(home, none), credit.get(home, none)), least) for home, mine in new.items())
    quotients = quotients_of(work, period.last)
    of_children = [one.household_id for one in bills if one.is_of_children]
    without = frozenset(one for one in of_children if quotient_on(quotients.get(one, ()), period.last) is None)
    looked_at = (_last_amounts(work, period.first), _total_before(work, period.first), without)
    return Preview(period, bills, tuple(dict.fromkeys(due.anomalies)), pupils_now(work), *looked_at)


def _bill(household_id: int, charges: Sequence[Charge], period: Period, before: tuple[Cents, Cents], floor: Cents) -> Bill:
    """Return a household's bill; `before`: its balance, and the part of it that is to its good."""
    amount = total(charges)
    balance, credit = before
    carried = amount >= 0 and 0 <= amount + credit < floor
    return Bill(household_id, tuple(charges), tuple(lines_of(charges, period.first)), amount, balance, credit, carried)


def _earlier(work: Work, first: date) -> list[BillingRun]:
    since = add_months(first, -LOOKED_BACK)
    query = select(BillingRun).where(BillingRun.state == "issued", BillingRun.first >= since, BillingRun.first <= first)
    return list(work.session.scalars(query.order_by(BillingRun.first)))


def billed_pupils(work: Work, run_id: int) -> dict[int, Pupil]:
    """Return the level and the school of each child as a run knew them."""
    query = select(BilledPupil.child_id, BilledPupil.level, BilledPupil.school).where(BilledPupil.run_id == run_id)
    return {child: Pupil(level, school) for child, level, school in work.session.execute(query)}


def billed_sums(work: Work, first: date, last: date) -> dict[ChargeKey, Billed]:
    """Return what all invoices together say of each thing of a period."""
    columns = (InvoiceCharge.household_id, InvoiceCharge.child_id, InvoiceCharge.day, InvoiceCharge.activity, InvoiceCharge.item)
    query = select(*columns, func.sum(InvoiceCharge.amount), func.max(InvoiceCharge.label)).group_by(*columns)
    rows = work.session.execute(query.where(InvoiceCharge.day.between(first, last)))
    return {ChargeKey(row[0], row[1] or ADULT, *row[2:5]): Billed(Cents(int(row[5])), row[6]) for row in rows}


def _total_before(work: Work, first: date) -> Cents:
    """Return the sum of the bills of the period that ends before a day."""
    query = select(func.coalesce(func.sum(Invoice.charges), 0)).where(Invoice.last == first - timedelta(days=1))
    return Cents(int(work.session.scalar(query) or 0))


def _last_amounts(work: Work, first: date) -> dict[int, Cents]:
    """Return the amount of each household's last invoice before a period."""
    query = select(Invoice.household_id, Invoice.charges).where(Invoice.kind == "invoice", Invoice.first < first)
    return dict(work.session.execute(query.order_by(Invoice.first, Invoice.id)).all())
