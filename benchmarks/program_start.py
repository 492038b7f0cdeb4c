"""How long `villars run` and `villars bot` take from their start to the first getUpdates, and the memory they hold then.

Floor: a bare interpreter that imports the five fixed libraries, in the same run.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers.telegram import TOKEN, BotApi, bot_api

RUNS = 5
TARGETS = {"run": (2.0, 180), "bot": (1.5, 150)}
PROGRAM = Path(sys.executable).parent / "villars"
FLOOR = "import telegram.ext, sqlalchemy.orm, babel.dates, dateparser, reportlab.pdfgen.canvas"


def main() -> None:
    """Print each figure, its target and its ratio to the floor."""
    floor = min(_timed([sys.executable, "-c", FLOOR]) for _ in range(RUNS))
    print(f"floor: the five fixed libraries imported in {floor:.2f} s")
    with tempfile.TemporaryDirectory() as folder, bot_api() as api:
        given = _town(Path(folder), api)
        for command, (seconds, megabytes) in TARGETS.items():
            found = [_started(command, given, api) for _ in range(RUNS)]
            best, memory = min(one for one, _ in found), max(two for _, two in found)
            print(
                f"villars {command}: first getUpdates after {best:.2f} s (at most {seconds}; {best / floor:.1f} x the floor), "
                f"{memory:.0f} MB (at most {megabytes})"
            )


def _town(folder: Path, api: BotApi) -> dict[str, str]:
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "VILLARS_TELEGRAM__TOKEN": TOKEN,
        "VILLARS_TELEGRAM__BASE_URL": api.base_url,
        "VILLARS_TELEGRAM__BASE_FILE_URL": api.base_file_url,
    }
    for arguments in (("keys", "create"), ("db", "upgrade")):
        subprocess.run([PROGRAM, *arguments], env=given, check=True, capture_output=True, cwd=folder)
    return given


def _started(command: str, given: dict[str, str], api: BotApi) -> tuple[float, float]:
    before = len(api.of("getUpdates")) + api.polls
    began = time.perf_counter()
    with subprocess.Popen(
        [PROGRAM, command], env=given, cwd=given["HOME"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        while len(api.of("getUpdates")) + api.polls == before:
            time.sleep(0.005)
        took = time.perf_counter() - began
        time.sleep(1)
        memory = _resident(program.pid)
        program.terminate()
        program.wait(20)
    return took, memory


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
