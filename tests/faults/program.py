"""The program in a process of its own, on a town that lives in a folder: run at an instant, and killed at a step."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.conftest import _PROVE
from tests.databases import write_migrated
from tests.faults import child
from villars_core.clock import CLOCK_VARIABLE, Clock
from villars_core.failpoints import VARIABLE
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import Records

_SETTINGS = """
[town]
demo = true
[database]
url = "{url}"
[keys]
file = "{folder}/keys.toml"
[places]
data = "{folder}/data"
logs = "{folder}/logs"
"""

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.faults.child"])


@dataclass(frozen=True)
class Done:
    """How a process ended: below zero by a signal; and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Program:
    """The `villars` command of a town in a folder."""

    folder: Path

    def command(self, *arguments: str) -> list[str]:
        """Return what starts the command."""
        return [sys.executable, "-m", "villars_core.staff.main", "--config", str(self.folder / "villars.toml"), *arguments]

    def run(self, now: datetime, *arguments: str, failpoint: str = "") -> Done:
        """Run a command at an instant; return how it ended."""
        return self._ran(child.command, now, ["--config", str(self.folder / "villars.toml"), *arguments], failpoint)

    def script(self, now: datetime, code: str, *arguments: str, failpoint: str = "") -> Done:
        """Run a piece of code at an instant, on `records` of the town, with its `arguments`; return how it ended."""
        return self._ran(child.script, now, [str(self.folder), code, *arguments], failpoint)

    def _ran(self, what: Callable[..., None], now: datetime, arguments: list[str], failpoint: str) -> Done:
        """Make a process from one that has loaded the program already, and wait for its end."""
        output = str(self.folder / "run")
        environment = {VARIABLE: failpoint, CLOCK_VARIABLE: now.isoformat()}
        process = _PROCESSES.Process(target=what, args=(environment, arguments, output))
        process.start()
        process.join(120)
        assert process.exitcode is not None, "it goes on for ever"
        return Done(process.exitcode, *(Path(f"{output}.{name}").read_text(encoding="utf-8") for name in ("out", "err")))

    def killed(self, now: datetime, *arguments: str, step: str) -> None:
        """Run a command that must be killed at a step."""
        done = self.run(now, *arguments, failpoint=f"{step}:kill")
        assert done.returncode == -signal.SIGKILL, f"{step} was not reached: {done.stdout}{done.stderr}"

    def done(self, now: datetime, *arguments: str) -> str:
        """Run a command that must succeed; return what it says."""
        done = self.run(now, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def write_settings(folder: Path, url: str, more: str = "") -> None:
    """Write the settings of a town whose keys, data and logs are in a folder; `more`: other tables."""
    (folder / "villars.toml").write_text(_SETTINGS.format(url=url, folder=folder) + more, encoding="utf-8")


def town_on_disk(folder: Path, url: str, clock: Clock, more: str = "") -> Records:
    """Write the settings of a town, and give its records, migrated and empty, by the same keys as the program's."""
    write_settings(folder, url, more)
    write_migrated(url)
    return Records(open_engine(url), clock, open_vault(folder / "keys.toml", create=True))


def in_turn(steps: Sequence[str]) -> list[Sequence[str]]:
    """Return the steps to be killed at, one after the other in one town; in the full counts also each in a town of its own."""
    return [steps, *([one] for one in steps)] if _PROVE else [steps]


def named(steps: Sequence[str]) -> str:
    """Return the name of a case of `in_turn`."""
    return steps[0] if len(steps) == 1 else "in turn"
