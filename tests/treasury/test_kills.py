"""kill -9 of the export at each step, then the same command again: the same number, the same bytes, nothing twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.billing.conftest import Months, school_days
from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.faults.program import Program, in_turn, named, town_on_disk
from tests.treasury.answers import Told, retour
from tests.treasury.conftest import give_mandate
from villars_core.billing.models import LedgerEntry
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import plant
from villars_core.notifications.models import OutboxRow
from villars_core.payments.models import Payment
from villars_core.treasury.models import RevenueOrder, Slip, TreasuryFile
from villars_core.work import SYSTEM, Records

STEPS = (
    "treasury.before_checks",
    "treasury.slip_kept",
    "treasury.orders_kept",
    "treasury.before_commit",
    "treasury.committed",
    "treasury.half_written",
    "treasury.before_rename",
    "treasury.renamed",
)
DATABASES = BOTH if _PROVE else BOTH[:1]
SEPTEMBER, NOW = date(2026, 9, 1), datetime(2026, 10, 1, 9, tzinfo=PARIS)
LATER = datetime(2026, 10, 26, 9, tzinfo=PARIS)
NAME = "PESORMC_21420330100010_2026_0000001.xml"


@dataclass(frozen=True)
class Town:
    """A town on disk whose bills wait for the Treasury."""

    folder: Path
    records: Records

    @property
    def program(self) -> Program:
        """Return the town's program."""
        return Program(self.folder)

    @property
    def export(self) -> tuple[str, ...]:
        """Return the command that writes the slip."""
        return ("treasury", "export", "--as", "claire", "--month", "2026-09", "--out", str(self.folder / "out"))

    def files(self) -> dict[str, bytes]:
        """Return what stands in the folder of the slips under a name."""
        out = self.folder / "out"
        return {one.name: one.read_bytes() for one in out.glob("*.xml")} if out.exists() else {}

    def counts(self) -> tuple[int, ...]:
        """Return how many slips, orders, words about debits, payments, entries and files of the Treasury are in the records."""
        with self.records.reading(SYSTEM) as work:
            told = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "debit")
            counted = [select(func.count()).select_from(table) for table in (Slip, RevenueOrder, Payment, LedgerEntry, TreasuryFile)]
            slips, orders, *others = (work.session.scalar(one) or 0 for one in counted)
            return slips, orders, work.session.scalar(told) or 0, *others


@pytest.fixture(params=DATABASES)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    url = f"sqlite:///{tmp_path}/town.db" if request.param == "sqlite" else request.getfixturevalue("server").new_database()
    clock = MovableClock(NOW, running=False)
    records = town_on_disk(tmp_path, url, clock)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    months = Months(records, clock, cast)
    months.eat(cast.lea, *school_days(9))
    months.eat(cast.awa, *school_days(9)[:12])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.issue(SEPTEMBER)
    with records.writing(SYSTEM) as work:
        give_mandate(work, months)
    yield Town(tmp_path, records)
    records.engine.dispose()


@pytest.mark.slow_start
@pytest.mark.parametrize("steps", in_turn(STEPS), ids=named)
def test_killed_at_each_step_and_run_again(steps: Sequence[str], town: Town) -> None:
    for step in steps:
        town.program.killed(NOW, *town.export, step=step)
        assert town.counts()[:3] == ((1, 2, 2) if STEPS.index(step) >= STEPS.index("treasury.committed") else (0, 0, 0)), step
    before = town.files()
    town.program.done(NOW, *town.export)
    first, counts = town.files(), town.counts()
    assert list(first) == [NAME]
    assert before in ({}, first)
    assert first[NAME].endswith(b"</n:PES_Aller>\n")
    assert counts[:3] == (1, 2, 2)
    town.program.done(NOW, *town.export)
    assert (town.files(), town.counts()) == (first, counts)


@pytest.mark.slow_start
def test_killed_papers_are_drawn_again_to_the_same_bytes(town: Town) -> None:
    town.program.done(NOW, *town.export)
    slip = set(town.files())
    papers = ("treasury", "papers", "--as", "claire", "--month", "2026-09", "--out", str(town.folder / "out"))
    for step in ("treasury.papers_drawn", "treasury.half_written", "treasury.before_rename"):
        town.program.killed(NOW, *papers, step=step)
        assert set(town.files()) == slip, step
    town.program.done(NOW, *papers)
    first = town.files()
    assert len(first) > len(slip)
    town.program.done(NOW, *papers)
    assert town.files() == first


@pytest.mark.slow_start
def test_a_killed_reader_takes_what_the_treasury_says_once(town: Town) -> None:
    town.program.done(NOW, *town.export)
    with town.records.reading(SYSTEM) as work:
        debts = list(work.session.scalars(select(RevenueOrder.debt).order_by(RevenueOrder.place)))
    paid = (("10", "2026-10-20", "10.00"),)
    raw = retour(Told(debts[0], collected="10.00", paid=paid), Told(debts[1], place=2, state="04", line="01", codes="17"))
    (town.folder / "retour.xml").write_bytes(raw)
    take = ("treasury", "import", str(town.folder / "retour.xml"), "--as", "claire")
    before = town.counts()
    for step in ("payments.recorded", "payments.posted", "treasury.return_noted", "treasury.return_before_commit"):
        town.program.killed(LATER, *take, step=step)
        assert town.counts() == before, step
    for _ in range(2):
        town.program.done(LATER, *take)
        assert [after - then for after, then in zip(town.counts(), before, strict=True)] == [0, 0, 0, 1, 2, 1]
    with town.records.reading(SYSTEM) as work:
        assert list(work.session.scalars(select(RevenueOrder.state).order_by(RevenueOrder.place))) == ["taken", "rejected"]
        assert sum(work.session.scalars(select(LedgerEntry.amount))) == 0
