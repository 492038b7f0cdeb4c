"""Every request that the bot sends in the tests of its door and in all walks is one that the official Bot API takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.bot_api import Contract
from tests.servers.telegram import RECORD_VARIABLE, Call

TESTS = ("tests/bot/test_sending.py", "tests/bot/test_door.py", "tests/bot/test_papers.py", "tests/walks")
EXPECTED = {
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "deleteMessage",
    "getFile",
    "leaveChat",
    "setWebhook",
    "setMyCommands",
    "sendPhoto",
    "sendDocument",
}


@pytest.mark.timeout(900)
def test_the_requests_of_the_doors_tests_are_the_official_ones(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "-k", "not email and not terminal", *TESTS]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], env=_outside(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    contract = Contract.read(Path(os.environ["VILLARS_FORMATS"]))
    lines = [line for file in tmp_path.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]
    calls = [Call(**json.loads(line), at=0.0) for line in lines]
    assert {call.method for call in calls} >= EXPECTED
    assert [fault for call in calls for fault in contract.faults(call)] == []


def _outside(folder: Path) -> dict[str, str]:
    """Return the surroundings of a run of its own, which is no worker of this one; its servers write into a folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return own | {RECORD_VARIABLE: str(folder)}
