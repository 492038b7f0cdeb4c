"""Mail written to break a reader: no exception, bounded memory and time, always an answer that can be printed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from email_gateway.limits import Refused
from email_gateway.workers import CannotRead, Limits, Readers
from tests.email_gateway import hostile

_MEGABYTES = 300
ROOT = Path(__file__).parents[2]
_LARGEST_WORKER = """
import re, resource
from pathlib import Path
from email_gateway.workers import Limits, Readers
from tests.email_gateway import hostile
with Readers.opened(bounds=Limits(cpu_seconds=15.0, wall_seconds=60.0)) as pool:
    for mail in hostile.MAILS.values():
        pool.read(mail())
own = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
_PATIENT = Limits(cpu_seconds=15.0, wall_seconds=60.0)
"""On a busy machine a second of work takes three; how long each mail takes on a quiet one is measured in benchmarks."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers.opened(bounds=_PATIENT) as pool:
        pool.warm()
        yield pool


@pytest.mark.parametrize("name", list(hostile.MAILS))
def test_hostile_mail_is_read_or_refused(name: str, readers: Readers) -> None:
    read = readers.read(hostile.MAILS[name]())
    printed = json.dumps(read.to_json(), ensure_ascii=False).encode("utf-8")
    assert isinstance(json.loads(printed)["reply_text"], str)
    assert "\n" not in read.subject
    assert read.refused not in (Refused.TOO_SLOW, Refused.UNREADABLE)


def test_neither_the_door_nor_a_worker_took_more_memory_than_allowed() -> None:
    # In a process of its own: the system remembers the largest child of a process, whatever test started it.
    # Its own memory is read where the system forgets what the process was before it became this program.
    done = subprocess.run([sys.executable, "-c", _LARGEST_WORKER], capture_output=True, text=True, cwd=ROOT, timeout=240, check=True)
    assert all(0 < int(kilobytes) / 1024 <= _MEGABYTES for kilobytes in done.stdout.split())


def test_worker_out_of_memory_is_replaced_and_the_mailbox_goes_on() -> None:
    with Readers.opened(bounds=Limits(memory_bytes=40_000_000)) as pool:
        refused = pool.read(hostile.MAILS["one line of 20 MB"]())
        assert refused.refused in (Refused.TOO_MUCH_MEMORY, Refused.TOO_SLOW)
        assert pool.read(b"From: a@b.example\r\n\r\noui\r\n").reply_text == "oui"


def test_slow_worker_is_ended_and_the_mailbox_goes_on() -> None:
    with Readers.opened(bounds=Limits(cpu_seconds=0.02)) as pool:
        assert pool.read(hostile.MAILS["entities, 300,000"]()).refused is Refused.TOO_SLOW
    with Readers.opened(bounds=Limits(wall_seconds=0.001)) as pool:
        assert pool.read(hostile.MAILS["entities, 300,000"]()).refused is Refused.TOO_SLOW


def test_child_that_cannot_start_puts_no_mail_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("email_gateway.workers._CHILD", "raise ImportError")
    with Readers.opened() as pool, pytest.raises(CannotRead):
        pool.read(b"From: a@b.example\r\n\r\noui\r\n")


def test_workers_are_renewed() -> None:
    with Readers.opened(bounds=Limits(mails_per_worker=2)) as pool:
        assert [pool.read(b"From: a@b.example\r\n\r\n%d\r\n" % number).reply_text for number in range(5)] == ["0", "1", "2", "3", "4"]


def test_line_breaks_hidden_in_a_subject_open_no_header() -> None:
    with Readers.opened() as pool:
        read = pool.read(hostile.MAILS["header injection in an encoded word"]())
    assert read.subject in ("cantine", "a Bcc: x@y.z")
