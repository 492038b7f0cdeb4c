"""Ordinary replies by mail, from their bytes to what they change: read in a warm child, judged, understood, acted on, answered by a row.

Also a mail of 10 MB with photographs, to the document store. Floor: CPython's parsing of the same mails alone, in the same run.
"""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

from PIL import Image

from email_gateway.inbound import Trust
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.workers import Readers
from tests.email_gateway.corpus.cases import message
from tests.email_gateway.corpus.layouts import TUNED
from tests.email_gateway.corpus.material import PARENT_ADDRESS, TOKEN_ADDRESS
from villars_core.accounts.models import Account
from villars_core.clock import MovableClock
from villars_core.conversations.desk import Desk
from villars_core.demo.cast import Cast, plant
from villars_core.demo.temporary import START
from villars_core.families.models import Child
from villars_core.notifications.outbox import Lane, Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.reservations.queries import booked
from villars_core.storage.engine import open_engine, pragmas
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records

LEAST_A_SECOND, MOST_SECONDS = 50, 3
OFFICE = Office(Address.of("education@villars.example"))
WEEKS = (date(2026, 12, 7), date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25))
DAYS = [week + timedelta(days=day) for week in WEEKS for day in (0, 1, 3, 4)]
ENCODINGS = ("quoted-printable", "base64", "8bit", "windows-1252")
_FRENCH = [one for one in TUNED if one.language == "fr"]


def main() -> None:
    """Print the figures, their targets and what they were measured with."""
    with tempfile.TemporaryDirectory(dir=".") as folder, _town(Path(folder).resolve()) as (records, cast), Readers.opened() as readers:
        intake = Intake(records, Desk(records).receive, readers, OFFICE, Trust("mx.villars.example"), lambda _rows: None)
        homes = [(cast.nadia, (cast.lea, cast.tom)), (cast.fatou, (cast.awa, cast.moussa, cast.binta, cast.ibrahim))]
        mails = [raw for account, children in homes for raw in _answers(records, account, children)]
        for raw in mails[:8]:
            intake.take(raw)
        mails = mails[8:]
        wall, cpu = _measured(lambda: [intake.take(raw) for raw in mails])
        floor, _ = _measured(lambda: [BytesParser(policy=compat32).parsebytes(raw) for raw in mails])
        with records.reading(SYSTEM) as work:
            done = booked(work, [one.id for _, children in homes for one in children], DAYS[0], DAYS[-1])
        assert sum(len(days) for days in done.values()) == len(mails) + 8, "each answer booked its meal"
        print("PRAGMAs:", ", ".join(f"{name}={value}" for name, value in pragmas(records.engine).items()), "; load:", os.getloadavg()[0])
        print(f"{len(mails)} replies read, understood and acted on: {len(mails) / wall:.0f}/s (at least {LEAST_A_SECOND})")
        spent = cpu / len(mails) * 1000
        print(
            f"each: {wall / len(mails) * 1000:.1f} ms, of them {spent:.1f} ms of CPU with the child: {1000 / spent:.0f}/s by the processor"
        )
        print(f"CPython's parsing alone: {len(mails) / floor:.0f}/s; ratio {wall / floor:.0f}")
        large = _with_photographs(cast.nadia)
        wall, cpu = _measured(lambda: intake.take(large))
        print(f"a mail of {len(large) / 1e6:.1f} MB with photographs, kept: {wall:.2f} s, {cpu:.2f} s of CPU (at most {MOST_SECONDS} s)")


@contextmanager
def _town(folder: Path) -> Iterator[tuple[Records, Cast]]:
    engine = open_engine(f"sqlite:///{folder / 'town.db'}")
    upgrade(engine)
    name, key = new_key()
    records = Records(engine, MovableClock(START), Vault({name: key}, name))
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    yield records, cast
    engine.dispose()


def _answers(records: Records, account: Account, children: tuple[Child, ...]) -> Iterator[bytes]:
    """Send a reminder for each child and day, and give the answers to them, in the layouts of French parents."""
    for number, (child, day) in enumerate((child, day) for child in children for day in DAYS):
        facts = {"children": [child.id], "days": [day.isoformat()]}
        offers = (Offer("yes", "Réserver", "usual_week", facts, Role.PRIMARY), Offer("stop", "Ne plus le rappeler", "stop_nudges", {}))
        notice = Notice(Screen("Cantine", ("Réserver ?",)), "nudge", account.id, "email", account.email, Lane.NOTICE, offers=offers)
        with records.writing(SYSTEM) as work:
            token = post(work, notice).reply_token or ""
        written = _FRENCH[number % len(_FRENCH)].render(("Oui", "1", "oui merci")[number % 3])
        raw = message(written.text, written.html, ENCODINGS[number % len(ENCODINGS)], number)
        named = raw.replace(PARENT_ADDRESS.encode(), account.email.encode()).replace(
            TOKEN_ADDRESS.encode(), OFFICE.address.for_replies(token).encode()
        )
        yield _vouched(account) + named.replace(b"<c%d@" % number, b"<c%d.%d@" % (number, account.id), 1)


def _vouched(account: Account) -> bytes:
    return f"Authentication-Results: mx.villars.example; dmarc=pass header.from={account.email.partition('@')[2]}\r\n".encode()


def _with_photographs(account: Account) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = account.email, OFFICE.address.plain, "<photographs@parents.example>"
    mail["Subject"] = "Certificat"
    mail.set_content("Voici le certificat médical de Léa, absente jeudi dernier.")
    for number in range(3):
        # Noise does not compress: a photograph of 2.5 MB and more, like those that telephones send.
        noise = Image.frombytes("RGB", (1800, 1400), os.urandom(1800 * 1400 * 3))
        file = io.BytesIO()
        noise.save(file, "JPEG", quality=92)
        mail.add_attachment(file.getvalue(), "image", "jpeg", filename=f"IMG_{number}.jpg")
    return _vouched(account) + mail.as_bytes()


def _measured(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that passed, and the seconds of CPU of this process and its children that ended or still run."""
    before, began = _cpu(), time.perf_counter()
    act()
    return time.perf_counter() - began, _cpu() - before


def _cpu() -> float:
    own = sum(os.times()[:2])
    ticks = os.sysconf("SC_CLK_TCK")
    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split():
        parts = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        own += (int(parts[11]) + int(parts[12])) / ticks
    return own


if __name__ == "__main__":
    main()
