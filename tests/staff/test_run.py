"""`villars run` and `villars worker` as programs: they say what they serve, serve, and end cleanly."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.servers.telegram import TOKEN, BotApi, bot_api
from tests.staff.terminal import Terminal, town
from villars_core.staff.models import TimerRun
from villars_core.work import SYSTEM

SERVED = "Villars est ouverte : telegram"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Give the terminal of an empty town."""
    opened = town(tmp_path)
    yield opened
    opened.records.engine.dispose()


@contextmanager
def running(terminal: Terminal, *arguments: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command as a program, and end it whatever happens."""
    line = [sys.executable, "-u", "-m", "villars_core.staff.main", "--config", str(terminal.config), *arguments]
    kept = {name: os.environ[name] for name in ("PATH", "HOME")}
    with subprocess.Popen(line, env=kept | more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def with_bot(api: BotApi, token: str = TOKEN) -> dict[str, str]:
    """Return the settings of a town whose bot talks to the loopback server, as variables."""
    return {
        "VILLARS_TELEGRAM__TOKEN": token,
        "VILLARS_TELEGRAM__BASE_URL": api.base_url,
        "VILLARS_TELEGRAM__BASE_FILE_URL": api.base_file_url,
        "VILLARS_EMAIL__ADDRESS": "",
    }


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_run_says_what_it_serves_runs_the_timers_and_ends_cleanly(terminal: Terminal, ended_by: signal.Signals) -> None:
    with bot_api() as api, running(terminal, "run", **with_bot(api)) as program:
        api.until(lambda one: bool(one.of("setMyCommands")), 60)
        program.send_signal(ended_by)
        out, err = program.communicate(timeout=30)
    assert program.returncode == 0, err
    assert SERVED in out
    assert "Traceback" not in err
    assert TOKEN not in out + err


def test_a_wrong_token_ends_the_program_with_one_message(terminal: Terminal) -> None:
    with bot_api() as api, running(terminal, "run", **with_bot(api, "1:wrong")) as program:
        _, err = program.communicate(timeout=60)
    assert program.returncode == 2
    assert "V2001" in err
    assert "Traceback" not in err


def test_without_any_door_the_operator_is_told_what_to_fill(terminal: Terminal) -> None:
    with running(terminal, "run", VILLARS_EMAIL__ADDRESS="") as program:
        _, err = program.communicate(timeout=30)
    assert program.returncode == 2
    assert "V2101" in err


def test_the_worker_runs_the_timers_alone(tmp_path: Path) -> None:
    terminal = town(tmp_path, demo=True)
    with running(terminal, "worker", VILLARS_CLOCK="2026-11-23T09:00:00+01:00") as program:
        for _ in range(300):
            if _ran(terminal):
                break
            try:
                program.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        program.send_signal(signal.SIGTERM)
        _, err = program.communicate(timeout=30)
    assert program.returncode == 0, err
    assert len(_ran(terminal)) > 0
    terminal.records.engine.dispose()


def _ran(terminal: Terminal) -> list[str]:
    with terminal.records.reading(SYSTEM) as work:
        return list(work.session.scalars(select(TimerRun.name)))
