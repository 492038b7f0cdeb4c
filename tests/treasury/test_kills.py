"""kill -9 of the export at each step, then the same command again: the same number, the same bytes, nothing twice."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.billing.conftest import Months, school_days
from tests.treasury.conftest import give_mandate
from villars_core.clock import CLOCK_VARIABLE, PARIS, MovableClock
from villars_core.demo.cast import plant
from villars_core.failpoints import VARIABLE
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import open_vault
from villars_core.treasury.models import RevenueOrder, Slip
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
SEPTEMBER, NOW = date(2026, 9, 1), datetime(2026, 10, 1, 9, tzinfo=PARIS)
NAME = "PESORMC_21420330100010_2026_0000001.xml"


@dataclass(frozen=True)
class Town:
    """A town on disk whose bills wait for the Treasury."""

    folder: Path

    def export(self, failpoint: str = "") -> int:
        """Run the command in a process of its own; return its exit code."""
        out = self.folder / "out"
        command = [sys.executable, "-m", "villars_core.staff.main", "--config", str(self.folder / "villars.toml")]
        arguments = ["treasury", "export", "--as", "claire", "--month", "2026-09", "--out", str(out)]
        environment = os.environ | {VARIABLE: failpoint, CLOCK_VARIABLE: NOW.isoformat()}
        return subprocess.run([*command, *arguments], env=environment, check=False, capture_output=True).returncode

    def files(self) -> dict[str, bytes]:
        """Return what stands in the folder of the slips under a name."""
        out = self.folder / "out"
        return {one.name: one.read_bytes() for one in out.glob("*.xml")} if out.exists() else {}

    def counts(self) -> tuple[int, int]:
        """Return how many slips and orders are in the records."""
        with _records(self.folder).reading(SYSTEM) as work:
            slips = work.session.scalar(select(func.count()).select_from(Slip)) or 0
            return slips, work.session.scalar(select(func.count()).select_from(RevenueOrder)) or 0


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the town once."""
    folder = tmp_path_factory.mktemp("town")
    records = _records(folder, create=True)
    upgrade(records.engine)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    months = Months(records, MovableClock(datetime(2026, 9, 1, 8, tzinfo=PARIS), running=False), cast)
    months.eat(cast.lea, *school_days(9))
    months.eat(cast.awa, *school_days(9)[:12])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.issue(SEPTEMBER)
    with records.writing(SYSTEM) as work:
        give_mandate(work, months)
    records.engine.dispose()
    return folder


@pytest.fixture
def town(planted: Path, tmp_path: Path) -> Town:
    folder = tmp_path / "town"
    shutil.copytree(planted, folder)
    (folder / "villars.toml").write_text(
        f'[town]\ndemo = true\n[database]\nurl = "sqlite:///{folder}/town.db"\n[keys]\nfile = "{folder}/keys.toml"\n'
        f'[places]\ndata = "{folder}/data"\nlogs = "{folder}/logs"\n',
        encoding="utf-8",
    )
    return Town(folder)


@pytest.mark.slow_start
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_each_step_and_run_again(step: str, town: Town) -> None:
    assert town.export(f"{step}:kill") == -signal.SIGKILL
    slips, orders = town.counts()
    assert (slips, orders) in {(0, 0), (1, 2)}
    before = town.files()
    assert town.export() == 0
    first = town.files()
    assert list(first) == [NAME]
    assert before in ({}, first)
    assert first[NAME].endswith(b"</n:PES_Aller>\n")
    assert town.counts() == (1, 2)
    assert town.export() == 0
    assert town.files() == first
    assert town.counts() == (1, 2)


def _records(folder: Path, *, create: bool = False) -> Records:
    keys = folder / "keys.toml"
    return Records(open_engine(f"sqlite:///{folder}/town.db"), MovableClock(NOW, running=False), open_vault(keys, create=create))
