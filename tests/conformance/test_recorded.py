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
    record = tmp_path / "requests.jsonl"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not email and not terminal", *TESTS]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=os.environ | {RECORD_VARIABLE: str(record)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    contract = Contract.read(Path(os.environ["VILLARS_FORMATS"]))
    calls = [Call(**json.loads(line), at=0.0) for line in record.read_text(encoding="utf-8").splitlines()]
    assert {call.method for call in calls} >= EXPECTED
    assert [fault for call in calls for fault in contract.faults(call)] == []
