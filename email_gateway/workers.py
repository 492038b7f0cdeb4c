"""Child processes that read mail: bounded in memory and time per mail, killed when they exceed it, renewed after a while."""

import contextlib
import json
import multiprocessing
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from typing import Literal

from email_gateway import limits, parsing
from email_gateway.parsed import ParsedEmail

MEMORY_BYTES = 256 * 1024 * 1024
"""Address space that a worker may take on top of what it has at its start."""

CPU_SECONDS = 1.5
CPU_SECONDS_PER_MEGABYTE = 0.1
WALL_SECONDS = 15.0
MAILS_PER_WORKER = 500

Start = Literal["program", "fork"]
"""`program`: a fresh interpreter, from a program with threads (multiprocessing's forkserver would run the whole main
module again in each child); `fork`: from a command that has no threads, because it starts at once."""

_CHILD = "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from email_gateway.workers import main; main(*sys.argv[2:])"


@dataclass(frozen=True)
class Limits:
    """What one mail may cost a worker."""

    memory_bytes: int = MEMORY_BYTES
    cpu_seconds: float = CPU_SECONDS
    wall_seconds: float = WALL_SECONDS
    mails_per_worker: int = MAILS_PER_WORKER


class _Worker:
    """One child and the pipe to it."""

    def __init__(self, start: Start, bounds: Limits) -> None:
        self._bounds = bounds
        self._done = 0
        ours, theirs = socket.socketpair()
        self._pipe = Connection(ours.detach())
        with theirs:
            self._process = _forked(theirs, self._pipe, bounds) if start == "fork" else _program(theirs, bounds)

    @property
    def is_spent(self) -> bool:
        return self._done >= self._bounds.mails_per_worker

    def read(self, raw: bytes, own: frozenset[str]) -> ParsedEmail | None:
        """Return what the child understood, or None when it died or did not answer in time: it is then ended."""
        self._done += 1
        try:
            self._pipe.send((raw, own))
            if self._pipe.poll(self._bounds.wall_seconds):
                answer = self._pipe.recv()
                return answer if isinstance(answer, ParsedEmail) else None
        except (OSError, EOFError):
            return None
        return None

    def end(self) -> int:
        """End the child at once, wait for it and return its exit code."""
        self._pipe.close()
        if isinstance(self._process, subprocess.Popen):
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._process.wait(_SECONDS_TO_END)
            self._process.kill()
            return self._process.wait()
        self._process.join(_SECONDS_TO_END)
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


class CannotRead(RuntimeError):
    """No child process reads mail on this machine: it is the machine's fault, no mail is to be put aside for it."""


class Readers:
    """A small pool of workers; `read` may be called from several threads and never raises because of a mail."""

    def __init__(self, size: int = 1, *, start: Start = "program", bounds: Limits | None = None) -> None:
        """Keep the pool empty until mail comes; `warm` starts the workers ahead."""
        self._start: Start = start
        self._bounds = bounds or Limits()
        self._slots: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(size):
            self._slots.put(None)

    def warm(self) -> None:
        """Start a worker and let it read one small mail, so that the first real one does not wait."""
        self.read(b"From: a@b.example\r\n\r\nbonjour\r\n")

    def read(self, raw: bytes, own: frozenset[str] = frozenset()) -> ParsedEmail:
        """Return what was understood; a mail that costs too much comes back refused.

        Raises CannotRead and OSError where no child can be started.
        """
        why = limits.check(raw)
        if why is not None:
            return parsing.refused(raw, why)
        worker = self._slots.get() or _Worker(self._start, self._bounds)
        answer = worker.read(raw, own)
        if answer is not None and not worker.is_spent:
            self._slots.put(worker)
            return answer
        code = worker.end()
        self._slots.put(None)
        if answer is None and code == _COULD_NOT_START:
            message = "the child process that reads mail does not start"
            raise CannotRead(message)
        return answer or parsing.refused(raw, limits.Refused.TOO_MUCH_MEMORY if code == _OUT_OF_MEMORY else limits.Refused.TOO_SLOW)

    def close(self) -> None:
        """End the workers that are not reading."""
        while not self._slots.empty():
            worker = self._slots.get()
            if worker is not None:
                worker.end()

    @classmethod
    @contextlib.contextmanager
    def opened(cls, size: int = 1, *, start: Start = "program", bounds: Limits | None = None) -> Iterator["Readers"]:
        """Give a pool that is closed at the end."""
        pool = cls(size, start=start, bounds=bounds)
        try:
            yield pool
        finally:
            pool.close()


_COULD_NOT_START = 1
"""Python's exit code for an error that nothing caught: past its start, a child catches them all."""

_OUT_OF_MEMORY = 77
_SECONDS_TO_END = 0.3


def main(descriptor: str, bounds: str) -> None:
    """Run a worker in a fresh interpreter: the number of its pipe, and its limits as JSON."""
    _serve(Connection(int(descriptor)), Limits(**json.loads(bounds)))


def _forked(pipe: socket.socket, parents: Connection, bounds: Limits) -> multiprocessing.context.ForkProcess:
    process = multiprocessing.get_context("fork").Process(target=_serve_copy, args=(pipe, parents, bounds), daemon=True)
    process.start()
    return process


def _serve_copy(pipe: socket.socket, parents: Connection, bounds: Limits) -> None:
    # The copy of the parent's end is closed: held open here, it would hide that the parent is done, and the parent would wait.
    parents.close()
    _serve(Connection(pipe.detach()), bounds)


def _program(pipe: socket.socket, bounds: Limits) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", _CHILD, json.dumps(sys.path), str(pipe.fileno()), json.dumps(asdict(bounds))]
    return subprocess.Popen(arguments, pass_fds=[pipe.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603 (our own interpreter and code)


def _serve(pipe: Connection, bounds: Limits) -> None:
    """Read mail until the pipe closes; a timer on processor time ends the process without asking Python."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _bound_memory(bounds.memory_bytes)
    try:
        while True:
            raw, own = pipe.recv()
            signal.setitimer(signal.ITIMER_PROF, bounds.cpu_seconds + CPU_SECONDS_PER_MEGABYTE * len(raw) / 1_000_000)
            answer = _parsed(raw, own)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(answer)
    except (EOFError, OSError):
        return
    except MemoryError:
        raise SystemExit(_OUT_OF_MEMORY) from None


def _parsed(raw: bytes, own: frozenset[str]) -> ParsedEmail:
    try:
        return parsing.parse(raw, own)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (whatever a crafted mail raises, it is put aside and the next one is read)
        return parsing.refused(raw, limits.Refused.UNREADABLE)


def _bound_memory(extra: int) -> None:
    used = _address_space()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + extra, hard))


def _address_space() -> int:
    """Return the bytes of address space in use now (Linux; elsewhere a generous guess)."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 512 * 1024 * 1024
