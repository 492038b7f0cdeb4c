"""A town whose month can be lived through: meals booked, roll called, bills made; on each database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from tests.databases import planted
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.attendance.models import RollCall
from villars_core.billing import run
from villars_core.billing.bills import Preview
from villars_core.billing.ledger import balances
from villars_core.billing.models import Invoice, InvoiceCharge
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import Cast
from villars_core.families.models import Child, Household
from villars_core.money import Cents
from villars_core.reservations.models import Reservation
from villars_core.schools.models import SchoolClass
from villars_core.work import SYSTEM, Assurance, Records, Work

SEPTEMBER = datetime(2026, 9, 1, 8, 0, tzinfo=PARIS)


@dataclass
class Months:
    """The town, its people and its clock."""

    records: Records
    clock: MovableClock
    cast: Cast

    def at(self, year: int, month: int, day: int, hour: int = 9) -> None:
        """Move the clock."""
        self.clock.move_to(datetime(year, month, day, hour, tzinfo=PARIS))

    def eat(self, child: Child, *days: date) -> None:
        """Book meals, whatever the deadline was."""
        row = {"child_id": child.id, "activity": "canteen", "state": "booked", "booked_at": SEPTEMBER, "booking_number": "R"}
        with self.records.writing(SYSTEM) as work:
            work.session.execute(insert(Reservation), [{**row, "day": day} for day in days])

    def call_the_roll(self, first: date, last: date) -> None:
        """Say of each class and day that the roll was called, and of the childcare that nobody was there."""
        days = [first + timedelta(days=one) for one in range((last - first).days + 1)]
        with self.records.writing(SYSTEM) as work:
            classes = work.session.execute(select(SchoolClass.id, SchoolClass.school_id)).all()
            same = {"state": "done", "at": SEPTEMBER, "reason": ""}
            meals = [{"school_id": school, "class_id": one, "activity": "canteen", "part": "", **same} for one, school in classes]
            care = [
                {"school_id": school, "class_id": None, "activity": "childcare", "part": part, **same}
                for school in {school for _, school in classes}
                for part in ("morning", "evening")
            ]
            work.session.execute(insert(RollCall), [{**one, "day": day} for one in meals + care for day in days])

    def look(self, day: date) -> Preview:
        """Preview a month's bills, as the office does."""
        with self.records.writing(SYSTEM) as work:
            return run.look(self.as_office(work), day)

    def issue(self, day: date) -> list[str]:
        """Preview and issue a month's bills."""
        self.look(day)
        with self.records.writing(SYSTEM) as work:
            return run.issue(self.as_office(work), day)

    def as_office(self, work: Work) -> Work:
        """Return the same work as the office's."""
        return as_of(work, self.cast.claire)

    def home_of(self, name: str) -> int:
        """Return a household's id by its name."""
        with self.records.reading(SYSTEM) as work:
            return work.session.scalars(select(Household.id).where(Household.name == name)).one()

    def invoices(self) -> list[tuple[str, str, int]]:
        """Return number, household and amount of each invoice, in the order in which they were written."""
        query = select(Invoice.number, Household.name, Invoice.charges).join(Household, Household.id == Invoice.household_id)
        with self.records.reading(SYSTEM) as work:
            return [(number, name, int(amount)) for number, name, amount in work.session.execute(query.order_by(Invoice.id))]

    def charges(self, number: str) -> list[tuple[date, str, int]]:
        """Return day, item and amount of each charge of an invoice."""
        query = select(InvoiceCharge.day, InvoiceCharge.item, InvoiceCharge.amount).join(Invoice, Invoice.id == InvoiceCharge.invoice_id)
        with self.records.reading(SYSTEM) as work:
            rows = work.session.execute(query.where(Invoice.number == number).order_by(InvoiceCharge.day, InvoiceCharge.id))
            return [(day, item, int(amount)) for day, item, amount in rows]

    def owed(self, name: str) -> Cents:
        """Return what a household owes."""
        home = self.home_of(name)
        with self.records.reading(SYSTEM) as work:
            return balances(work).get(home, Cents(0))


def as_of(work: Work, account: Account) -> Work:
    """Return the same work as another person's."""
    return replace(work, actor=actor_of(account, "terminal", Assurance.STEPPED_UP))


def school_days(month: int, year: int = 2026) -> list[date]:
    """Return the Mondays, Tuesdays, Thursdays and Fridays of a month."""
    first = date(year, month, 1)
    days: Collection[date] = [first + timedelta(days=one) for one in range(31)]
    return [day for day in days if day.month == month and day.isoweekday() in {1, 2, 4, 5}]


@pytest.fixture
def months(url: str) -> Iterator[Months]:
    """Give a planted town on 1 September 2026."""
    clock = MovableClock(SEPTEMBER, running=False)
    with planted(url, clock) as (records, cast):
        yield Months(records, clock, cast)
