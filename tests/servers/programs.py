"""What both servers need: programs that are there, ports that are free, processes that end."""

import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path

PACKAGES = "apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd postfix"
_PATIENCE = 120.0
_PAUSE = 0.02


def program(name: str) -> str:
    """Return where a server's program is; without it the tests fail with one sentence, they are never skipped."""
    found = shutil.which(name) or shutil.which(f"/usr/sbin/{name}")
    if found is None:
        message = f"{name} is not installed: these tests need real mail servers; as root: {PACKAGES}"
        raise RuntimeError(message)
    return found


def free_port() -> int:
    """Return a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], what: str) -> None:
    """Wait until something is so; fail with what was waited for."""
    deadline = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            message = f"waited {_PATIENCE:.0f} s for {what}"
            raise RuntimeError(message)
        time.sleep(_PAUSE)


def answers(port: int, greeting: bytes) -> bool:
    """Tell whether a server greets on a port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(200).startswith(greeting)
    except OSError:
        return False


def last_lines(log: Path) -> str:
    """Return the end of a log, for the message of a failure."""
    return log.read_text(errors="replace")[-1500:] if log.exists() else "(no log)"
