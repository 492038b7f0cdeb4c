"""kill -9 of a billing run at each step: run again, it gives the same numbers and the same bytes, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.servers.postgresql import Postgresql
from villars_core.billing.check import findings
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import BillingRun, Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.run import issue, look
from villars_core.clock import CLOCK_VARIABLE, PARIS, MovableClock
from villars_core.demo.town import Size, fill
from villars_core.demo.year import Year
from villars_core.failpoints import VARIABLE
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records, Work

STEPS = ("billing.before_write", "billing.invoices_written", "billing.before_commit")
DATABASES = BOTH if _PROVE else BOTH[:1]
CHILDREN = 100 if _PROVE else 8
BEGINS, OCTOBER = datetime(2026, 9, 1, 7, tzinfo=PARIS), datetime(2026, 10, 2, 9, tzinfo=PARIS)
SEPTEMBER = date(2026, 9, 1)

_ISSUE = """
import sys
from datetime import date
from pathlib import Path
from villars_core.billing.run import issue, look
from villars_core.clock import clock_for
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records

records = Records(open_engine(sys.argv[1]), clock_for(demo=True), open_vault(Path(sys.argv[2])))
month = date.fromisoformat(sys.argv[3])
with records.writing(SYSTEM) as work:
    look(work, month)
with records.writing(SYSTEM) as work:
    print(*issue(work, month))
"""


@dataclass(frozen=True)
class Town:
    """A town whose September is over and pointed."""

    url: str
    records: Records
    keys: Path

    def issue(self, failpoint: str = "") -> subprocess.CompletedProcess[str]:
        """Bill September in a process of its own."""
        environment = os.environ | {VARIABLE: failpoint, CLOCK_VARIABLE: OCTOBER.isoformat()}
        command = [sys.executable, "-c", _ISSUE, self.url, str(self.keys), SEPTEMBER.isoformat()]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

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

    def counts(self) -> list[int]:
        """Return how many issued runs, invoices, charges and entries there are."""
        with self.records.reading(SYSTEM) as work:
            issued = work.session.scalars(select(BillingRun.id).where(BillingRun.state == "issued")).all()
            return [len(issued), *(len(work.session.scalars(select(table.id)).all()) for table in (Invoice, InvoiceCharge, LedgerEntry))]


@pytest.fixture(params=DATABASES)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    running: Postgresql | None = request.getfixturevalue("server") if request.param != "sqlite" else None
    url = running.new_database() if running else f"sqlite:///{tmp_path / 'town.db'}"
    engine, clock = open_engine(url), MovableClock(BEGINS, running=False)
    upgrade(engine)
    records = Records(engine, clock, open_vault(tmp_path / "keys.toml", create=True))
    with records.writing(SYSTEM) as work:
        fill(work, Size(CHILDREN, SEPTEMBER))
    year = Year.of(records, clock, 7)
    year.begin()
    year.live(SEPTEMBER)
    clock.move_to(OCTOBER)
    yield Town(url, records, tmp_path / "keys.toml")
    engine.dispose()


@pytest.mark.slow_start
@pytest.mark.parametrize("step", STEPS)
def test_killed_between_two_steps(step: str, town: Town) -> None:
    expected = town.rehearsed()
    assert len(expected) > 1
    assert town.counts() == [0, 0, 0, 0]
    assert town.issue(f"{step}:kill").returncode == -signal.SIGKILL
    assert town.counts() == [0, 0, 0, 0]
    again = town.issue()
    assert again.stdout.split() == list(expected), again.stderr
    assert town.kept() == expected
    counts = town.counts()
    assert "AlreadyIssued" in town.issue().stderr
    assert town.counts() == counts
    with town.records.reading(SYSTEM) as work:
        assert list(findings(work)) == []


def _papers(work: Work) -> dict[str, tuple[str, bytes]]:
    rows = work.session.execute(select(Invoice.number, Invoice.sheet).order_by(Invoice.id)).all()
    return {number: (sheet, invoice_pdf(json.loads(sheet))) for number, sheet in rows}
