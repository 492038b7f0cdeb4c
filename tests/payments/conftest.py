"""A town with September's invoices, whose online payments go to a service on the loopback."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.billing.conftest import Months, as_of, months, school_days
from tests.servers.payfip import Service, payfip
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.demo.cast import rules_text
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Parcel, parcel_of
from villars_core.payments import online
from villars_core.payments.models import OnlinePayment, Payment
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Work

__all__ = ["months"]
FIRST = date(2026, 9, 1)


@dataclass
class Office:
    """The town after September's bills: Nadia's home owes one invoice."""

    months: Months
    service: Service
    invoice: int
    amount: Cents

    def treasurer(self, work: Work) -> Work:
        """Return the same work as the treasurer's."""
        office = as_of(work, self.months.cast.claire)
        return replace(office, actor=replace(office.actor, roles=frozenset({"treasurer"})))

    def nadia(self, work: Work) -> Work:
        """Return the same work as a mother's."""
        return as_of(work, self.months.cast.nadia)

    def rules(self, more: str, billing: str = "") -> None:
        """Bring rules into force: the demo town's, with another table of PayFiP, and a line more about billing."""
        head, _, rest = rules_text().partition("[payfip]")
        _, _, tail = rest.partition("[treasury]")
        with self.months.records.writing(SYSTEM) as work:
            load_rules(work, f"{head}{more}\n[billing]\n{billing}\n[treasury]{tail}")

    def regie(self, form: str = "regie") -> None:
        """Use the web service on the loopback."""
        page = self.service.url.partition("/tpa")[0]
        back = 'notify = "https://villars.example/n"\nback = "https://villars.example/b"'
        self.rules(f'[payfip]\nform = "{form}"\nclient = "042390"\npage = "{page}"\nservice = "{self.service.url}"\n{back}')

    def ask(self) -> online.Link:
        """Ask for a link as Nadia."""
        with self.months.records.writing(SYSTEM) as work:
            return online.ask_link(self.nadia(work), self.invoice)

    def run(self, minutes: int = 0) -> int:
        """Let some minutes pass, then one look."""
        self.months.clock.move_to(self.months.clock.now() + timedelta(minutes=minutes))
        return online.run(self.months.records)

    def rows(self) -> list[OnlinePayment]:
        """Return the online payments."""
        with self.months.records.writing(SYSTEM) as work:
            return list(work.session.scalars(select(OnlinePayment).order_by(OnlinePayment.id)))

    def payments(self) -> list[Payment]:
        """Return the payments."""
        with self.months.records.writing(SYSTEM) as work:
            return list(work.session.scalars(select(Payment).order_by(Payment.id)))

    def open(self) -> int:
        """Return what is open of the invoice."""
        with self.months.records.reading(SYSTEM) as work:
            return open_amounts(work).get(self.invoice, Cents(0))

    def ledger_sum(self) -> int:
        """Return the sum of the whole ledger."""
        with self.months.records.reading(SYSTEM) as work:
            return sum(work.session.scalars(select(LedgerEntry.amount)))

    def parcels(self, kind: str) -> list[Parcel]:
        """Return what leaves of a kind, in order."""
        with self.months.records.reading(SYSTEM) as work:
            rows = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)).all()
            return [one for one in (parcel_of(work, row) for row in rows) if one is not None]

    def told(self, kind: str = "payment") -> list[str]:
        """Return the words that leave of a kind, in order."""
        return ["\n".join(one.screen.body) for one in self.parcels(kind)]


@pytest.fixture
def office(months: Months) -> Iterator[Office]:
    """Give the town on 1 October with one invoice, and PayFiP on the loopback."""
    for child in (months.cast.lea, months.cast.tom):
        months.eat(child, *school_days(9))
    months.call_the_roll(FIRST, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(FIRST)
    with months.records.writing(SYSTEM) as work:
        row = work.session.scalars(select(Invoice)).one()
    with payfip() as service:
        yield Office(months, service, row.id, row.charges)
