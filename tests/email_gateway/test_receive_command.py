"""`villars email receive < message`: what a mail server's pipe hands over is stored, acted on once, or kept by the server."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.databases import write_migrated
from tests.email_gateway import hostile
from villars_core.clock import SystemClock
from villars_core.conversations.models import InboxRow
from villars_core.demo.cast import Cast, plant
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records

_ROOT = Path(__file__).parents[2]
_LATER = 75


@dataclass(frozen=True)
class Pipe:
    """A town on disk and its command."""

    config: Path
    records: Records
    cast: Cast

    def hands_over(self, raw: bytes) -> "subprocess.CompletedProcess[bytes]":
        """Run the command as a mail server does, without a terminal and nearly without an environment."""
        code = "from villars_core.staff.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, "--config", str(self.config), "email", "receive"],
            input=raw,
            capture_output=True,
            check=False,
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin"},
            timeout=120,
        )

    def states(self) -> list[tuple[str, str]]:
        """Return how each kept mail stands."""
        with self.records.reading(SYSTEM) as work:
            return [(row.channel, row.state) for row in work.session.scalars(select(InboxRow).order_by(InboxRow.id))]

    def answers(self) -> list[str]:
        """Return what is said in each answer, oldest first."""
        with self.records.reading(SYSTEM) as work:
            parcels = [parcel_of(work, row) for row in work.session.scalars(select(OutboxRow).order_by(OutboxRow.id))]
        return [" ".join(one.screen.body) for one in parcels if one is not None]


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipe]:
    data, keys, config = tmp_path / "data", tmp_path / "keys.toml", tmp_path / "villars.toml"
    config.write_text(
        f'[places]\ndata = "{data}"\n[keys]\nfile = "{keys}"\n'
        '[email]\naddress = "education@villars.example"\nauthserv_id = "mx.villars.example"\n'
    )
    write_migrated(f"sqlite:///{data / 'villars.db'}")
    engine = open_engine(f"sqlite:///{data / 'villars.db'}")
    records = Records(engine, SystemClock(), open_vault(keys, create=True))
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    yield Pipe(config, records, cast)
    engine.dispose()


def _mail(pipe: Pipe, text: str, sender: str = "") -> bytes:
    """Return a mail as a pipe gives it: an envelope line first, lines that end in a line feed."""
    sender = sender or pipe.cast.nadia.email
    return (
        f"From {sender}  Tue Nov 24 10:12:00 2026\nFrom: {sender}\nTo: education@villars.example\nMessage-ID: <p1@parents.example>\n"
        f"Subject: Cantine\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    ).encode()


def test_a_mail_is_stored_and_answered_once(pipe: Pipe) -> None:
    raw = _mail(pipe, "Je voudrais parler au service")
    for _ in range(2):
        done = pipe.hands_over(raw)
        assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, "pris", b"")
    assert pipe.states() == [("email", "done")]
    assert len(pipe.answers()) == 1


def test_a_mail_with_a_whole_iban_is_taken_and_to_be_erased(pipe: Pipe) -> None:
    done = pipe.hands_over(_mail(pipe, "Mon IBAN : FR76 3000 6000 0112 3456 7890 189"))
    assert (done.returncode, done.stdout.decode().strip()) == (0, "pris, à effacer")


@pytest.mark.parametrize("name", ["nested parts, 10,000", "headers, 100,000", "beyond 25 MB"])
def test_what_is_not_read_is_put_aside(name: str, pipe: Pipe) -> None:
    done = pipe.hands_over(hostile.MAILS[name]())
    assert (done.returncode, done.stdout.decode().strip()) == (0, "mis de côté")
    assert [channel for channel, _ in pipe.states()] == ["email-aside"]
    assert pipe.answers() == []


@pytest.mark.parametrize("name", ["nothing", "one byte", "random bytes", "NUL bytes", "charset b'undefined'", "comments in From"])
def test_any_bytes_are_taken_without_a_word_to_anybody(name: str, pipe: Pipe) -> None:
    done = pipe.hands_over(hostile.MAILS[name]())
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert len(pipe.answers()) <= 1


def test_a_house_that_is_closed_leaves_the_mail_with_the_server(pipe: Pipe) -> None:
    database = next(pipe.config.parent.glob("data/villars.db"))
    database.rename(database.with_name("elsewhere.db"))
    done = pipe.hands_over(_mail(pipe, "Annule jeudi"))
    assert done.returncode == _LATER
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["[email", '[email]\nadress = "x"\n'])
def test_settings_that_are_wrong_leave_the_mail_with_the_server(line: str, pipe: Pipe) -> None:
    pipe.config.write_text(line)
    assert pipe.hands_over(_mail(pipe, "Annule jeudi")).returncode == _LATER


def test_a_full_disk_leaves_the_mail_with_the_server(pipe: Pipe) -> None:
    with pipe.records.writing(SYSTEM) as work:
        work.session.connection().exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    done = pipe.hands_over(_mail(pipe, "Annule jeudi"))
    assert (done.returncode, pipe.states()) == (_LATER, [])
