"""`villars demo` as a program: it prints its address, serves, ends on a signal, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS = 30
pytestmark = pytest.mark.slow_start


@contextmanager
def _started(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VILLARS_")} | {"TMPDIR": str(folder)}
    command = [sys.executable, "-u", "-m", "villars_core.staff.main", "demo", *arguments]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=environment)
    assert running.stdout is not None
    try:
        yield running, running.stdout.readline()
    finally:
        running.kill()
        running.wait(SECONDS)
        running.stdout.close()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_demo_serves_until_it_is_told_to_stop_and_leaves_nothing(tmp_path: Path, ending: signal.Signals) -> None:
    with _started(tmp_path) as (running, first):
        address = first.split(" : ")[1].strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}api/view", timeout=SECONDS) as answer:  # noqa: S310 (loopback)
            assert answer.status == 200
        assert list(tmp_path.glob("villars-demo-*"))
        running.send_signal(ending)
        said, _ = running.communicate(timeout=SECONDS)
        assert running.returncode == 0
        assert "rien n’est gardé" in said
    assert list(tmp_path.iterdir()) == []


def test_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with _started(tmp_path, "--port", str(taken.getsockname()[1])) as (running, first):
            rest, _ = running.communicate(timeout=SECONDS)
            assert running.returncode == 2
            assert "La page ne peut pas être servie." in first + rest
            assert "Traceback" not in first + rest
    assert list(tmp_path.iterdir()) == []
