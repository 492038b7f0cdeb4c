"""Whatever happens in whatever order: lines add up to the bill, the ledger to nothing, numbers have no gap, reasons lead to the price."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.billing.conftest import SEPTEMBER, Months
from tests.conftest import _PROVE
from villars_core.absences.actions import excuse
from villars_core.attendance.actions import point
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.billing.check import findings
from villars_core.billing.explained import unpacked
from villars_core.billing.ledger import BANK, PAYER, Posting, Side, open_amounts, post_all
from villars_core.billing.models import Explanation, Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.sources import ABSENCE, SURCHARGE
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.families.models import Child, Household
from villars_core.i18n import Amount
from villars_core.money import Cents, rounded
from villars_core.reservations.models import Reservation
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.tariffs.actions import Certificate, enter
from villars_core.tariffs.rules import DISCOUNT, IN_BAND, IN_LAST_BAND, ONE_PRICE, WITHOUT_QUOTIENT, Reason
from villars_core.work import SYSTEM, Records, Work

MONTHS = tuple(date(2026, month, 1) for month in (9, 10, 11, 12))
DAYS = tuple(day for day in (date(2026, 9, 1) + timedelta(days=one) for one in range(46)) if day.isoweekday() in {1, 2, 4, 5})
HOMES = ("Famille Martin", "Sophie Roche", "Karim Haddad", "Famille Diallo", "Olena Kovalenko")

children, days = st.integers(0, 7), st.sampled_from(DAYS)
acts = st.one_of(
    st.tuples(st.just("eat"), children, days, st.integers(1, 12)),
    st.tuples(st.just("excuse"), children, days, st.integers(1, 5)),
    st.tuples(st.just("absent"), children, days),
    st.tuples(st.just("unexpected"), children, days),
    st.tuples(st.just("quotient"), st.sampled_from(HOMES), st.integers(0, 2000), days),
    st.tuples(st.just("pay"), st.integers(1, 150)),
    st.tuples(st.just("reject")),
    st.tuples(st.just("bill")),
)


@dataclass
class Planted:
    """A planted town in a file, that each example copies."""

    file: Path
    vault: Vault
    cast: Cast
    used: int = 0


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    file = tmp_path_factory.mktemp("planted") / "town.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    name, key = new_key()
    vault = Vault({name: key}, name)
    with Records(engine, MovableClock(SEPTEMBER, running=False), vault).writing(SYSTEM) as work:
        cast = plant(work)
    engine.dispose()
    return Planted(file, vault, cast)


@settings(max_examples=200 if _PROVE else 12)
@given(story=st.lists(acts, min_size=4, max_size=24))
def test_no_order_of_things_loses_or_makes_a_cent(planted: Planted, story: Sequence[tuple[object, ...]]) -> None:
    planted.used += 1
    copy = planted.file.with_name(f"town-{planted.used}.db")
    shutil.copy(planted.file, copy)
    engine, clock = open_engine(f"sqlite:///{copy}"), MovableClock(SEPTEMBER, running=False)
    teller = Teller(Months(Records(engine, clock, planted.vault), clock, planted.cast))
    for act, *facts in story:
        teller.tell(str(act), facts)
        teller.holds()
    teller.tell("bill", [])
    teller.holds()
    engine.dispose()
    copy.unlink()


@dataclass
class Teller:
    """Lets things happen in a town, and looks whether its books hold."""

    months: Months
    billed: int = 0
    paid: int = 0
    payments: list[tuple[int, int, Cents]] = field(default_factory=list)

    def tell(self, act: str, facts: Sequence[object]) -> None:
        """Let one thing happen, at the end of the month that is not billed yet."""
        month = MONTHS[min(self.billed, len(MONTHS) - 1)]
        self.months.clock.move_to(datetime(2026, month.month, 30, 20, tzinfo=PARIS))
        if act == "bill":
            self._bill(month)
            return
        with self.months.records.writing(SYSTEM) as work:
            getattr(self, f"_{act}")(self.months.as_office(work), *facts)

    def holds(self) -> None:
        """Look at everything that must be true at any time."""
        with self.months.records.reading(SYSTEM) as work:
            assert [one for one in findings(work) if not one.pending] == []
            assert work.session.scalar(select(func.sum(LedgerEntry.amount))) in {0, None}
            for invoice in work.session.scalars(select(Invoice)):
                sheet = json.loads(invoice.sheet)
                assert sum(line["amount"] for line in sheet["lines"]) == invoice.charges
                assert sheet["to_pay"] <= max(0, invoice.charges)
            query = select(InvoiceCharge, Explanation.reasons).join(Explanation, Explanation.id == InvoiceCharge.explanation_id)
            for charge, reasons in work.session.execute(query.where(InvoiceCharge.quantity > 0)):
                assert recomputed(unpacked(reasons)) == charge.unit, reasons

    def _child(self, number: int) -> Child:
        cast = self.months.cast
        return (cast.lea, cast.tom, cast.ines, cast.awa, cast.moussa, cast.binta, cast.ibrahim, cast.danylo)[number]

    def _eat(self, work: Work, number: int, first: date, count: int) -> None:
        child = self._child(number)
        known = set(work.session.scalars(select(Reservation.day).where(Reservation.child_id == child.id)))
        row = {"child_id": child.id, "activity": "canteen", "state": "booked", "booked_at": work.now, "booking_number": "R"}
        work.session.add_all(
            Reservation(**row, day=day) for day in DAYS if day >= first and day not in known and count > (day - first).days
        )

    def _excuse(self, work: Work, number: int, first: date, count: int) -> None:
        excuse(work, [self._child(number)], [day for day in DAYS if 0 <= (day - first).days < count], "strike")

    def _absent(self, work: Work, number: int, day: date) -> None:
        self._noted(work, number, day, ABSENT)

    def _unexpected(self, work: Work, number: int, day: date) -> None:
        self._noted(work, number, day, PRESENT)

    def _noted(self, work: Work, number: int, day: date, state: str) -> None:
        if day <= work.today:
            point(work, self._child(number), Moment(day, "canteen"), Fact(state), "vu au passage")

    def _quotient(self, work: Work, name: str, value: int, since: date) -> None:
        home = work.session.scalars(select(Household).where(Household.name == name)).one()
        enter(work, home, Certificate(value, "CAF", date(2026, 9, 1)), since)

    def _pay(self, work: Work, percent: int) -> None:
        """Pay a part of the oldest open bill, or more than it."""
        for invoice, owed in list(open_amounts(work).items())[:1]:
            if owed > 0:
                home = work.session.get_one(Invoice, invoice).household_id
                amount = Cents(max(1, owed * percent // 100))
                self._move(work, "payment", home, invoice, amount)
                self.payments.append((home, invoice, amount))

    def _reject(self, work: Work) -> None:
        if self.payments:
            home, invoice, amount = self.payments.pop()
            self._move(work, "reject", home, invoice, Cents(-amount))

    def _move(self, work: Work, kind: str, home: int, invoice: int, amount: Cents) -> None:
        self.paid += 1
        sides = (Side(BANK, home, amount, invoice), Side(PAYER, home, Cents(-amount), invoice))
        post_all(work, [Posting(f"{kind} {self.paid}", kind, work.today, sides)])

    def _bill(self, month: date) -> None:
        if self.billed < len(MONTHS):
            after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
            self.months.call_the_roll(month, after - timedelta(days=1))
            self.months.at(after.year, after.month, 2)
            self.months.issue(month)
            self.billed += 1


def recomputed(reasons: Sequence[Reason]) -> int:
    """Follow the reasons of a price step by step; each step must say what it comes to."""
    price = 0
    for one in reasons:
        facts = one.facts
        named = facts.get("price")
        told = named.cents if isinstance(named, Amount) else None
        if one.template in {ONE_PRICE, WITHOUT_QUOTIENT, SURCHARGE}:
            price = told or 0
        elif one.template in {IN_BAND, IN_LAST_BAND}:
            assert int(str(facts["low"])) <= int(str(facts["quotient"])) <= int(str(facts.get("high", facts["quotient"])))
            price = told or 0
        elif one.template in {DISCOUNT, ABSENCE}:
            percent = Decimal(str(facts["percent"]).replace(",", "."))
            price = rounded(Decimal(price) * (percent if one.template == ABSENCE else 100 - percent) / 100)
            assert price == told
    return price
