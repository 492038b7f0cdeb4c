"""Whatever happens in whatever order: lines add up to the bill, the ledger to nothing, numbers have no gap, reasons lead to the price."""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.billing.conftest import SEPTEMBER, Months
from tests.conftest import _PROVE
from villars_core.absences.actions import Handed, Missing, excuse, justify, report, withdraw
from villars_core.absences.rules import NothingToJustify
from villars_core.attendance.actions import point
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.billing import run
from villars_core.billing.check import findings
from villars_core.billing.explained import unpacked
from villars_core.billing.ledger import PAYER, WRITTEN_OFF, Posting, Side, open_amounts, post_all
from villars_core.billing.models import Explanation, Invoice, InvoiceCharge, LedgerEntry, PayerShare
from villars_core.billing.sources import ABSENCE, SHARE, SURCHARGE, due_of
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import LAST_DAY, Cast, plant, rules_text
from villars_core.errors import Refusal
from villars_core.families.models import Child, Guardian, Guardianship, Household
from villars_core.health.actions import set_plan
from villars_core.health.rules import Plan
from villars_core.i18n import Amount
from villars_core.money import Cents, rounded
from villars_core.payments.actions import Receipt, reverse, settle
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.models import Reservation
from villars_core.schools.actions import load_rules
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.tariffs.actions import Certificate, enter, set_residence
from villars_core.tariffs.quotients import first_of_next
from villars_core.tariffs.rules import AT_LEAST, AT_MOST, BY_RATE, DISCOUNT, IN_BAND, IN_LAST_BAND, ONE_PRICE, WITHOUT_QUOTIENT, Reason
from villars_core.work import SYSTEM, Records, Work

MONTHS = tuple(date(2026, month, 1) for month in (9, 10, 11, 12))
DAYS = tuple(day for day in (date(2026, 9, 1) + timedelta(days=one) for one in range(46)) if day.isoweekday() in {1, 2, 4, 5})
HOMES = ("Famille Martin", "Sophie Roche", "Karim Haddad", "Famille Diallo", "Olena Kovalenko")
VOTED = (Path(__file__).parents[1] / "money_year" / "rules_of_january.toml").read_text(encoding="utf-8")
RULES = rules_text() + VOTED.replace("2027-01-01", "2026-10-01")
"""From October on: an effort rate, reductions for siblings, and surcharges in percent, counted, or for absences."""

children, days, homes = st.integers(0, 7), st.sampled_from(DAYS), st.sampled_from(HOMES)
ACTS = {
    "eat": (children, days, st.integers(1, 12)),
    "book": (children, days, st.integers(1, 5)),
    "cancel": (children, days, st.integers(1, 5)),
    "excuse": (children, days, st.integers(1, 5)),
    "report": (children, days),
    "justify": (children, days),
    "withdraw": (children, days),
    "absent": (children, days),
    "unexpected": (children, days),
    "stay": (children, days, st.integers(16 * 60 + 31, 18 * 60 + 50)),
    "quotient": (homes, st.integers(0, 2000), days),
    "move": (homes, days, st.booleans()),
    "share": (children, st.integers(0, 4), st.integers(1, 99), days),
    "own_meal": (children, days),
    "pay": (st.integers(1, 150), st.sampled_from(("cheque", "card", "transfer"))),
    "reject": (st.integers(0, 5),),
    "give_up": (st.integers(1, 100),),
    "bill": (),
}
MONEY = {"pay", "reject", "give_up", "bill"}
"""What writes to the books; whatever else happens shows in them with the next bill."""
acts = st.one_of(*(st.tuples(st.just(name), *facts) for name, facts in ACTS.items()))

_MONDAY, _THURSDAY, _LATER = date(2026, 9, 7), date(2026, 9, 10), date(2026, 10, 8)
EACH = [
    ("eat", 0, _MONDAY, 12),
    ("eat", 3, _MONDAY, 12),
    ("book", 1, _LATER, 5),
    ("cancel", 0, _MONDAY, 1),
    ("excuse", 3, _MONDAY, 1),
    ("report", 0, _LATER),
    ("withdraw", 0, _LATER),
    ("justify", 0, _THURSDAY),
    ("absent", 3, _THURSDAY),
    ("unexpected", 4, _MONDAY),
    ("stay", 0, _MONDAY, 18 * 60 + 40),
    ("quotient", "Famille Martin", 900, _MONDAY),
    ("move", "Famille Diallo", _MONDAY, True),
    ("share", 3, 1, 67, _MONDAY),
    ("own_meal", 4, _LATER),
    ("bill",),
    ("quotient", "Famille Martin", 200, _MONDAY),
    ("pay", 150, "cheque"),
    ("pay", 50, "card"),
    ("reject", 0),
    ("give_up", 30),
    ("bill",),
]
"""A story in which everything happens."""


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
        load_rules(work, RULES, "villars-rules.toml")
    engine.dispose()
    return Planted(file, vault, cast)


@pytest.mark.timeout(3600 if _PROVE else 300)
@settings(max_examples=200 if _PROVE else 12)
@given(story=st.lists(acts, min_size=4, max_size=30))
@example(story=EACH)
def test_no_order_of_things_loses_or_makes_a_cent(planted: Planted, story: Sequence[tuple[object, ...]]) -> None:
    planted.used += 1
    copy = planted.file.with_name(f"town-{planted.used}.db")
    shutil.copy(planted.file, copy)
    engine, clock = open_engine(f"sqlite:///{copy}"), MovableClock(SEPTEMBER, running=False)
    teller = Teller(Months(Records(engine, clock, planted.vault), clock, planted.cast))
    for act, *facts in story:
        teller.tell(str(act), facts)
        if act in MONEY:
            teller.holds()
    floorless = teller.billed < len(MONTHS)
    while teller.billed < len(MONTHS):
        teller.tell("bill", [Cents(0)])
        teller.holds()
    with teller.months.records.reading(SYSTEM) as work:
        assert not floorless or list(findings(work)) == [], "a last bill without a floor leaves nothing"
    if list(story) == EACH:
        assert set(ACTS) - set(teller.done) == set()
    engine.dispose()
    copy.unlink()


@dataclass
class Teller:
    """Lets things happen in a town, and looks whether its books hold."""

    months: Months
    billed: int = 0
    paid: int = 0
    payments: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def tell(self, act: str, facts: Sequence[object]) -> None:
        """Let one thing happen, at the end of the month that is not billed yet; a refusal changes nothing."""
        month = MONTHS[min(self.billed, len(MONTHS) - 1)]
        self.months.clock.move_to(datetime(2026, month.month, 30, 20, tzinfo=PARIS))
        if act == "bill":
            self._bill(month, *facts)  # type: ignore[arg-type]
            return
        try:
            with self.months.records.writing(SYSTEM) as work:
                getattr(self, f"_{act}")(self.months.as_office(work), *facts)
        except Refusal:
            return
        self.done[act] += 1

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
                price, percent = recomputed(unpacked(reasons))
                assert abs(price * percent - charge.unit * 100) < 100, reasons
                assert percent < 100 or price == charge.unit, reasons
            for one in MONTHS[: self.billed]:
                self._shares_are_wholes(work, one)

    def _shares_are_wholes(self, work: Work, month: date) -> None:
        """Look whether the homes that share a thing pay the whole of it, to the cent, where their prices are the same."""
        parts: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
        for one in due_of(work, month, first_of_next(month) - timedelta(days=1)).charges:
            price, percent = recomputed(one.reasons)
            if percent < 100:
                parts[one.key[1:]].append((price, one.unit))
        for key, found in parts.items():
            if len({price for price, _ in found}) == 1 and len(found) > 1:
                assert sum(unit for _, unit in found) == found[0][0], key

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

    def _book(self, work: Work, number: int, first: date, count: int) -> None:
        book(work, self._child(number), [day for day in DAYS if 0 <= (day - first).days < count], at=SEPTEMBER - timedelta(days=14))

    def _cancel(self, work: Work, number: int, first: date, count: int) -> None:
        child = self._child(number)
        query = select(Reservation.day).where(Reservation.child_id == child.id, Reservation.state == "booked")
        booked = {day for day in work.session.scalars(query) if 0 <= (day - first).days < count}
        if not booked:
            raise NothingToJustify(())
        cancel(work, child, booked, at=SEPTEMBER - timedelta(days=14))

    def _report(self, work: Work, number: int, day: date) -> None:
        report(work, Missing(self._child(number), (day,)))

    def _justify(self, work: Work, number: int, day: date) -> None:
        justify(work, Missing(self._child(number), (day,)), Handed(()))

    def _withdraw(self, work: Work, number: int, day: date) -> None:
        withdraw(work, self._child(number), [day])

    def _stay(self, work: Work, number: int, day: date, left: int) -> None:
        if day <= work.today:
            fact = Fact(PRESENT, left=time(*divmod(left, 60)))
            point(work, self._child(number), Moment(day, "childcare", "evening"), fact, "vu au passage")

    def _move_home(self, work: Work, name: str) -> Household:
        return work.session.scalars(select(Household).where(Household.name == name)).one()

    def _move(self, work: Work, name: str, since: date, resident: bool) -> None:  # noqa: FBT001 (a fact of the story)
        set_residence(work, self._move_home(work, name), since, resident=resident)

    def _share(self, work: Work, number: int, other: int, percent: int, since: date) -> None:
        """Let two homes share a child's charges from a day on, once."""
        child = self._child(number)
        query = select(Guardian.household_id).join(Guardianship, Guardianship.guardian_id == Guardian.id)
        own = work.session.scalars(query.where(Guardianship.child_id == child.id)).first()
        home = self._move_home(work, HOMES[other]).id
        if own == home or work.session.scalars(select(PayerShare).where(PayerShare.child_id == child.id)).first() is not None:
            raise NothingToJustify(())
        parts = ((own, percent), (home, 100 - percent))
        work.session.add_all(PayerShare(child_id=child.id, household_id=one, percent=part, since=since) for one, part in parts)

    def _own_meal(self, work: Work, number: int, since: date) -> None:
        set_plan(work, self._child(number), Plan(since, LAST_DAY, own_meal=True))

    def _pay(self, work: Work, percent: int, way: str) -> None:
        """Pay a part of the oldest open bill, or more than it; told twice it counts once."""
        for invoice, owed in list(open_amounts(work).items())[:1]:
            if owed <= 0:
                raise NothingToJustify(())
            self.paid += 1
            receipt = Receipt(invoice, Cents(max(1, owed * percent // 100)), way, f"{way} {self.paid}", work.today)
            assert settle(work, receipt).new
            assert not settle(work, receipt).new
            self.payments.append(receipt.reference)

    def _reject(self, work: Work, which: int) -> None:
        """Take a payment back; told twice it counts once."""
        if not self.payments:
            raise NothingToJustify(())
        reference = self.payments.pop(which % len(self.payments))
        assert reverse(work, reference, "impayé").id == reverse(work, reference, "impayé").id

    def _give_up(self, work: Work, percent: int) -> None:
        """Give up a part of the newest open bill."""
        for invoice, owed in list(open_amounts(work).items())[-1:]:
            if owed > 0:
                self.paid += 1
                home, amount = work.session.get_one(Invoice, invoice).household_id, Cents(max(1, owed * percent // 100))
                sides = (Side(WRITTEN_OFF, home, amount, invoice), Side(PAYER, home, Cents(-amount), invoice))
                post_all(work, [Posting(f"write-off {self.paid}", "write_off", work.today, sides)])

    def _bill(self, month: date, floor: Cents | None = None) -> None:
        if self.billed < len(MONTHS):
            after = first_of_next(month)
            self.months.call_the_roll(month, after - timedelta(days=1))
            self.months.at(after.year, after.month, 2)
            with self.months.records.writing(SYSTEM) as work:
                run.look(self.months.as_office(work), month, floor=floor)
            with self.months.records.writing(SYSTEM) as work:
                run.issue(self.months.as_office(work), month, floor=floor)
            self.billed += 1
            self.done["bill"] += 1


def recomputed(reasons: Sequence[Reason]) -> tuple[int, int]:
    """Follow the reasons of a price step by step; each step must say what it comes to. Return it, and the percent of it that is owed."""
    price, percent = 0, 100
    for one in reasons:
        facts = one.facts
        named = facts.get("price")
        told = named.cents if isinstance(named, Amount) else None
        if one.template in {ONE_PRICE, WITHOUT_QUOTIENT, SURCHARGE}:
            price = told or 0
        elif one.template in {IN_BAND, IN_LAST_BAND}:
            assert int(str(facts["low"])) <= int(str(facts["quotient"])) <= int(str(facts.get("high", facts["quotient"])))
            price = told or 0
        elif one.template == BY_RATE:
            price = rounded(Decimal(str(facts["quotient"])) * _number(facts["rate"]))
            assert price == told
        elif one.template in {AT_LEAST, AT_MOST}:
            assert told is not None
            assert (price < told) == (one.template == AT_LEAST)
            price = told
        elif one.template in {DISCOUNT, ABSENCE}:
            share = _number(facts["percent"])
            price = rounded(Decimal(price) * (share if one.template == ABSENCE else 100 - share) / 100)
            assert price == told
        elif one.template == SHARE:
            percent = int(str(facts["percent"]))
    return price, percent


def _number(written: object) -> Decimal:
    return Decimal(str(written).replace(",", "."))
