"""The real bot in a process of its own, that a test kills; a keeper starts it again, as the machine's service manager does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.faults.program import Program, town_on_disk
from tests.servers.telegram import TOKEN, BotApi
from villars_core.clock import CLOCK_VARIABLE, PARIS, MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.failpoints import VARIABLE
from villars_core.work import SYSTEM, Records

START = datetime(2026, 11, 24, 9, 50, tzinfo=PARIS)
AFTER_A_KILL = timedelta(minutes=2)
"""The clock of the next process: what the killed one had in hand is nobody's by then."""

_TELEGRAM = """
[telegram]
token = "{token}"
base_url = "{api.base_url}"
base_file_url = "{api.base_file_url}"
"""


@dataclass
class Killed:
    """A bot that is started again whenever it was killed; any other end is a fault."""

    folder: Path
    failpoint: str = ""
    kills: int = 0
    ended: list[str] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def kill(self) -> None:
        """Kill the process that runs now."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)

    def keep(self) -> None:
        """Start the bot, and again after each kill, until told to stop."""
        failpoint = self.failpoint
        while not self._stop.is_set():
            with (self.folder / "output").open("ab") as output:
                self._process = self._started(failpoint, output.fileno())
                while self._process.poll() is None and not self._stop.is_set():
                    time.sleep(0.02)
            if self._stop.is_set():
                break
            if self._process.returncode != -signal.SIGKILL:
                self.ended.append((self.folder / "output").read_text(errors="replace")[-1500:])
                return
            self.kills, failpoint = self.kills + 1, ""
        self.kill()
        if self._process is not None:
            self._process.wait()

    def stop(self) -> None:
        """End the keeper and its process."""
        self._stop.set()

    def _started(self, failpoint: str, output: int) -> subprocess.Popen[bytes]:
        now = START + AFTER_A_KILL * self.kills
        environment = os.environ | {VARIABLE: failpoint, CLOCK_VARIABLE: now.isoformat()}
        command = Program(self.folder).command("bot")
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)


@contextmanager
def town_in(folder: Path, api: BotApi, url: str) -> Iterator[tuple[Records, Cast]]:
    """Give a planted town in an empty database, with the settings in a folder of a bot that talks to the loopback server."""
    records = town_on_disk(folder, url, MovableClock(START), _TELEGRAM.format(token=TOKEN, api=api))
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    yield records, cast
    records.engine.dispose()


@contextmanager
def running(bot: Killed) -> Iterator[Killed]:
    """Keep a bot running for the time of the context."""
    keeper = threading.Thread(target=bot.keep, name="keeper")
    keeper.start()
    try:
        yield bot
    finally:
        bot.stop()
        keeper.join(20)
    assert not bot.ended, bot.ended
