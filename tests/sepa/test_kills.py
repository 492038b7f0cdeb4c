"""kill -9 at each step of a file of debits and of a bank's file: the same bytes, nothing twice, nothing half."""

import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.billing.conftest import SEPTEMBER as MORNING
from tests.billing.conftest import Months
from tests.conftest import _PROVE
from tests.databases import BOTH
from tests.faults.program import Program, in_turn, named, town_on_disk
from tests.sepa.bank import pain002
from tests.sepa.conftest import SEPTEMBER, Office, open_office
from villars_core.clock import MovableClock
from villars_core.demo.cast import plant
from villars_core.sepa import collecting
from villars_core.sepa.collecting import Wanted
from villars_core.sepa.models import BankReport, Collection, CollectionFile
from villars_core.work import SYSTEM

DATABASES = BOTH if _PROVE else BOTH[:1]
NAME = "VILLARS-202609-01"
WRITING = ("sepa.before_write", "sepa.before_commit", "sepa.committed")
READING = ("sepa.report_kept", "sepa.report_before_commit")


@dataclass
class Machine:
    """A town on disk, and the program that is run there, and killed."""

    folder: Path
    office: Office

    def runs(self, *arguments: str, who: str, failpoint: str = "") -> int:
        """Run `villars sepa …` as somebody; return how it ended."""
        now = self.office.months.clock.now()
        done = Program(self.folder).run(now, "sepa", *arguments, "--as", who, failpoint=failpoint)
        assert failpoint or done.returncode == 0, done.stdout + done.stderr
        return done.returncode

    @property
    def file(self) -> Path:
        """Return where the file of debits is written."""
        return self.folder / "out" / f"{NAME}.xml"


@pytest.fixture(params=DATABASES)
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    url = f"sqlite:///{tmp_path / 'town.db'}" if request.param == "sqlite" else request.getfixturevalue("server").new_database()
    clock = MovableClock(MORNING, running=False)
    records = town_on_disk(tmp_path, url, clock)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    yield Machine(tmp_path, open_office(Months(records, clock, cast)))
    records.engine.dispose()


@pytest.mark.slow_start
@pytest.mark.parametrize("steps", in_turn(WRITING), ids=named)
def test_a_killed_writer_leaves_the_same_file_to_write(machine: Machine, steps: Sequence[str]) -> None:
    with machine.office.as_first() as work:
        collecting.prepare(work, Wanted(SEPTEMBER))
    with machine.office.months.records.reading(SYSTEM) as work:
        prepared = work.session.query(CollectionFile).one().unseal("content", work.vault)
    write = ("write", NAME, "--out", str(machine.file.parent))
    for step in steps:
        assert machine.runs(*write, who="luc", failpoint=f"{step}:kill") == -signal.SIGKILL, step
        assert not machine.file.exists(), step
    machine.office.months.at(2026, 10, 2)
    machine.runs(*write, who="luc")
    assert machine.file.read_bytes() == prepared
    assert machine.file.stat().st_mode & 0o777 == 0o600
    assert len(machine.office.debits()) == 2


@pytest.mark.slow_start
def test_a_killed_preparation_leaves_nothing(machine: Machine) -> None:
    collect = ("collect", "--month", "2026-09")
    assert machine.runs(*collect, who="claire", failpoint="sepa.prepared:kill") == -signal.SIGKILL
    with machine.office.months.records.reading(SYSTEM) as work:
        assert work.session.query(Collection).count() == 0
    machine.runs(*collect, who="claire")
    with machine.office.months.records.reading(SYSTEM) as work:
        assert work.session.query(Collection).one().message_id == NAME


@pytest.mark.slow_start
@pytest.mark.parametrize("steps", in_turn(READING), ids=named)
def test_a_killed_reader_takes_the_banks_file_once(machine: Machine, steps: Sequence[str]) -> None:
    machine.office.collect()
    machine.office.months.at(2026, 10, 22)
    report = machine.folder / "banque.xml"
    report.write_bytes(pain002(("FA-2026-00001-1", "AC04")))
    for step in steps:
        assert machine.runs("take", str(report), who="claire", failpoint=f"{step}:kill") == -signal.SIGKILL, step
        assert [state for _, state, _ in machine.office.debits()] == ["written", "written"], step
    for _ in range(2):
        machine.runs("take", str(report), who="claire")
    assert [state for _, state, _ in machine.office.debits()] == ["rejected", "written"]
    with machine.office.months.records.reading(SYSTEM) as work:
        assert work.session.query(BankReport).count() == 1
