"""Measures how long the small commands take from the shell to their answer, process included."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
VILLARS = shutil.which("villars", path=str(Path(sys.executable).parent)) or "villars"
RULES = Path(__file__).parents[1] / "villars_core/demo/villars-rules.toml"
COMMANDS = {
    "--help": ["--help"],
    "understand": ["understand", "Annule la cantine de Léa jeudi"],
    "deadline": ["deadline", "--config", str(RULES), "--day", "2026-12-07"],
    "email read": ["email", "read"],
}
GOAL_SECONDS = 0.4


def seconds(arguments: list[str]) -> float:
    """Return the best of some runs: the others are the machine's."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([VILLARS, *arguments], input=b"Subject: x\n\nBonjour", capture_output=True, check=True)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    """Print each command's best time; return 1 when one misses the goal."""
    slow = False
    for name, arguments in COMMANDS.items():
        took = seconds(arguments)
        slow = slow or took > GOAL_SECONDS
        print(f"villars {name:12} {took * 1000:5.0f} ms (goal {GOAL_SECONDS * 1000:.0f})")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
