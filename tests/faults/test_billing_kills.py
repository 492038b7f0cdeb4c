"""kill -9 of a billing run at each step: run again, it gives the same numbers and the same bytes, and nothing twice."""

import json
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.faults.program import Done, Program, in_turn, named, town_on_disk
from tests.servers.postgresql import Postgresql
from villars_core.billing import tax
from villars_core.billing.check import findings
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import BillingRun, Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.run import issue, look
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.town import Size, fill
from villars_core.demo.year import Year
from villars_core.payments.actions import Receipt, settle
from villars_core.work import SYSTEM, Records, Work

STEPS = ("billing.before_write", "billing.invoices_written", "billing.before_commit")
DATABASES = BOTH if _PROVE else BOTH[:1]
CHILDREN = 100 if _PROVE else 8
BEGINS, OCTOBER = datetime(2026, 9, 1, 7, tzinfo=PARIS), datetime(2026, 10, 2, 9, tzinfo=PARIS)
SEPTEMBER, APRIL = date(2026, 9, 1), datetime(2027, 4, 2, 9, tzinfo=PARIS)

_ISSUE = """
from datetime import date
from villars_core.billing.run import issue, look

month = date.fromisoformat(arguments[0])
with records.writing(SYSTEM) as work:
    look(work, month)
with records.writing(SYSTEM) as work:
    print(*issue(work, month))
"""

_CERTIFY = """
from villars_core.billing import tax

with records.writing(SYSTEM) as work:
    print(tax.prepare(work, 2026))
"""


@dataclass(frozen=True)
class Town:
    """A town whose September is over and pointed."""

    records: Records
    folder: Path

    def issue(self, failpoint: str = "") -> Done:
        """Bill September in a process of its own."""
        return Program(self.folder).script(OCTOBER, _ISSUE, SEPTEMBER.isoformat(), failpoint=failpoint)

    def rehearsed(self) -> dict[str, tuple[str, bytes]]:
        """Return what an undisturbed run writes, and leave no trace of it."""
        with self.records.writing(SYSTEM, rehearsal=True) as work:
            look(work, SEPTEMBER)
            issue(work, SEPTEMBER)
            return _papers(work)

    def kept(self) -> dict[str, tuple[str, bytes]]:
        """Return what is written."""
        with self.records.reading(SYSTEM) as work:
            return _papers(work)

    def certificates(self) -> list[tuple[str, str]]:
        """Return number and digest of each tax certificate."""
        with self.records.reading(SYSTEM) as work:
            return [(one.number, one.digest) for one in tax.certificates(work, 2026)]

    def counts(self) -> list[int]:
        """Return how many issued runs, invoices, charges and entries there are."""
        with self.records.reading(SYSTEM) as work:
            issued = work.session.scalars(select(BillingRun.id).where(BillingRun.state == "issued")).all()
            return [len(issued), *(len(work.session.scalars(select(table.id)).all()) for table in (Invoice, InvoiceCharge, LedgerEntry))]


@pytest.fixture(params=DATABASES)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    running: Postgresql | None = request.getfixturevalue("server") if request.param != "sqlite" else None
    url = running.new_database() if running else f"sqlite:///{tmp_path / 'town.db'}"
    clock = MovableClock(BEGINS, running=False)
    records = town_on_disk(tmp_path, url, clock)
    with records.writing(SYSTEM) as work:
        fill(work, Size(CHILDREN, SEPTEMBER))
    year = Year.of(records, clock, 7)
    year.begin()
    year.live(SEPTEMBER)
    clock.move_to(OCTOBER)
    yield Town(records, tmp_path)
    records.engine.dispose()


@pytest.mark.slow_start
@pytest.mark.parametrize("steps", in_turn(STEPS), ids=named)
def test_killed_between_two_steps(steps: Sequence[str], town: Town) -> None:
    expected = town.rehearsed()
    assert len(expected) > 1
    assert town.counts() == [0, 0, 0, 0]
    for step in steps:
        assert town.issue(f"{step}:kill").returncode == -signal.SIGKILL, step
        assert town.counts() == [0, 0, 0, 0], step
    again = town.issue()
    assert again.stdout.split() == list(expected), again.stderr
    assert town.kept() == expected
    counts = town.counts()
    assert "AlreadyIssued" in town.issue().stderr
    assert town.counts() == counts
    with town.records.reading(SYSTEM) as work:
        assert [one for one in findings(work) if not one.pending] == [], "what is under the floor waits for the next bill"


@pytest.mark.slow_start
def test_killed_certificates_are_made_all_of_them_with_the_same_numbers(town: Town) -> None:
    town.issue()
    with town.records.writing(SYSTEM) as work:
        for invoice, amount in open_amounts(work).items():
            if amount > 0:
                settle(work, Receipt(invoice, amount, "card", f"card {invoice}", work.today))
    with town.records.writing(SYSTEM, rehearsal=True) as work:
        tax.prepare(work, 2026)
        expected = [(one.number, one.digest) for one in tax.certificates(work, 2026)]
    program = Program(town.folder)
    assert program.script(APRIL, _CERTIFY, failpoint="tax.before_commit:kill").returncode == -signal.SIGKILL
    assert town.certificates() == []
    done = program.script(APRIL, _CERTIFY)
    assert done.stdout.split() == [str(len(expected))], done.stderr
    assert program.script(APRIL, _CERTIFY).stdout.split() == ["0"]
    assert [(number.replace("2027", "2026"), digest) for number, digest in town.certificates()] == expected
    assert expected


def _papers(work: Work) -> dict[str, tuple[str, bytes]]:
    rows = work.session.execute(select(Invoice.number, Invoice.sheet).order_by(Invoice.id)).all()
    return {number: (sheet, invoice_pdf(json.loads(sheet))) for number, sheet in rows}
