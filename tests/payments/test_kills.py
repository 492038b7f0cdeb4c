"""kill -9 at each step of money that comes, goes back, is deposited, or is asked of PayFiP: nothing lost, nothing twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.billing.conftest import SEPTEMBER as MORNING
from tests.billing.conftest import Months, as_of, school_days
from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.faults.program import Program, town_on_disk
from tests.payments.conftest import Office
from tests.servers.payfip import payfip
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import plant
from villars_core.journal.models import JournalEntry
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.payments import online
from villars_core.payments.models import OnlinePayment, Payment
from villars_core.work import SYSTEM

DATABASES = BOTH if _PROVE else BOTH[:1]
FIRST, NOW = date(2026, 9, 1), datetime(2026, 10, 5, 10, tzinfo=PARIS)
_LOOK = """
from villars_core.payments import online
print(online.run(records))
"""


@dataclass(frozen=True)
class Town:
    """A town on disk with one invoice, and its program."""

    office: Office
    program: Program

    def written(self) -> dict[str, int]:
        """Return how many rows of each kind there are, the journal's included."""
        with self.office.months.records.reading(SYSTEM) as work:
            tables = (Payment, LedgerEntry, OnlinePayment, OutboxRow, JournalEntry)
            return {one.__tablename__: work.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}

    def look(self, minutes: int, failpoint: str = "") -> int:
        """Let the program look at the online payments at an instant; return how it ended."""
        return self.program.script(NOW + timedelta(minutes=minutes), _LOOK, failpoint=failpoint).returncode

    def killed_looking(self, minutes: int, step: str) -> None:
        """Kill the program at a step of a look."""
        assert self.look(minutes, f"{step}:kill") == -9, f"{step} was not reached"


@pytest.fixture(params=DATABASES)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    url = f"sqlite:///{tmp_path}/town.db" if request.param == "sqlite" else request.getfixturevalue("server").new_database()
    clock = MovableClock(MORNING, running=False)
    records = town_on_disk(tmp_path, url, clock)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    months = Months(records, clock, cast)
    months.eat(cast.lea, *school_days(9))
    months.call_the_roll(FIRST, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(FIRST)
    clock.move_to(NOW)
    with records.reading(SYSTEM) as work:
        invoice, amount = work.session.execute(select(Invoice.id, Invoice.charges)).one()
    with payfip() as service:
        yield Town(Office(months, service, invoice, amount), Program(tmp_path))
    records.engine.dispose()


@pytest.mark.slow_start
def test_a_killed_record_of_money_leaves_nothing_and_the_same_again_counts_once(town: Town) -> None:
    record = ("payments", "record", "FA-2026-00001", "--way", "cheque", "--amount", "10,00", "--number", "17", "--as", "claire")
    before = town.written()
    for step in ("payments.recorded", "payments.posted"):
        town.program.killed(NOW, *record, step=step)
        assert town.written() == before, step
    assert "RC-2026-00001" in town.program.done(NOW, *record)
    once = town.written()
    assert "Déjà enregistré" in town.program.done(NOW, *record)
    assert (town.written(), town.office.open(), town.office.ledger_sum()) == (once, town.office.amount - 1000, 0)


@pytest.mark.slow_start
def test_a_killed_deposit_and_a_killed_reversal_leave_nothing_and_count_once(town: Town) -> None:
    for number in ("17", "18"):
        town.program.done(
            NOW, "payments", "record", "FA-2026-00001", "--way", "cheque", "--amount", "10,00", "--number", number, "--as", "claire"
        )
    before = town.written()
    back = ("payments", "reverse", "cheque FA-2026-00001 18", "--reason", "sans provision", "--as", "claire")
    town.program.killed(NOW, *back, step="payments.reversed")
    assert town.written() == before
    for _ in range(2):
        town.program.done(NOW, *back)
    assert (town.office.open(), town.office.ledger_sum()) == (town.office.amount - 1000, 0)
    slip = ("payments", "slip", "--way", "cheque", "--as", "claire")
    town.program.killed(NOW, *slip, step="payments.deposited")
    assert [one.slip for one in town.office.payments()] == ["", "", ""]
    assert "BR-2026-00001 : 1 paiement" in town.program.done(NOW, *slip)
    assert [one.slip for one in town.office.payments()] == ["BR-2026-00001", "", ""]


@pytest.mark.slow_start
def test_a_killed_wish_to_pay_is_asked_anew_and_one_link_is_told(town: Town) -> None:
    office = town.office
    office.regie()
    with office.months.records.writing(SYSTEM) as work:
        online.ask_link(as_of(work, office.months.cast.nadia), office.invoice)
    before = town.written()
    for step in ("payfip.prepared", "payfip.opened"):
        town.killed_looking(1, step)
        assert town.written() == before, step
    assert town.look(2) == 0
    (row,) = office.rows()
    assert (row.state, len(office.service.orders), list(office.service.orders)[-1]) == ("open", 3, row.operation)
    assert len(office.parcels("payment")) == 1
    first, *_ = office.service.orders
    office.service.results[first] = "P"
    assert town.look(4) == 0
    assert (office.rows()[0].state, office.open()) == ("open", office.amount), "nobody was shown the first operation"


@pytest.mark.slow_start
def test_a_killed_look_at_what_was_paid_looks_again_and_records_it_once(town: Town) -> None:
    office = town.office
    office.regie()
    with office.months.records.writing(SYSTEM) as work:
        online.ask_link(as_of(work, office.months.cast.nadia), office.invoice)
    assert town.look(1) == 0
    office.service.results[office.rows()[0].operation or ""] = "P"
    before = town.written()
    for step in ("payfip.looked", "payments.recorded", "payments.posted", "payfip.decided"):
        town.killed_looking(3, step)
        assert town.written() == before, step
    for minutes in (3, 5):
        assert town.look(minutes) == 0
    (paid,) = office.payments()
    assert (paid.amount, office.rows()[0].state, office.open(), office.ledger_sum()) == (office.amount, "paid", 0, 0)
    assert len(office.parcels("payment")) == 2
    with office.months.records.reading(SYSTEM) as work:
        assert open_amounts(work).get(office.invoice, Cents(0)) == 0
