"""Hostile mail at the whole door, with the real desk behind it: nothing raises, nothing is ever done, nobody else is written to."""

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from email_gateway.inbound import Trust
from email_gateway.inbox import Folder
from email_gateway.intake import Intake
from email_gateway.outbound import compose
from email_gateway.workers import Limits, Readers
from tests.conversations.people import Town, town_in
from tests.email_gateway import hostile
from tests.email_gateway.test_who_may_do_what import OFFICE, Post
from villars_core.accounts.models import Account
from villars_core.clock import MovableClock
from villars_core.journal.models import JournalEntry
from villars_core.notifications.sending import Claim, claim
from villars_core.work import SYSTEM

NADIA = "nadia@parents.example"
_PATIENT = Limits(cpu_seconds=15.0, wall_seconds=60.0)
_IDS = count(1)
_PASS = "mx.villars.example; dmarc=pass header.from=parents.example"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Give a town in which Nadia's mailbox is the one that hostile mail claims to come from, with an open recap in it."""
    with town_in(Path(tmp_path_factory.mktemp("hostile"))) as town, Readers.opened(bounds=_PATIENT) as readers:
        with town.records.writing(SYSTEM) as work:
            work.session.get_one(Account, town.cast.nadia.id).email = NADIA
        intake = Intake(town.records, town.desk.receive, readers, OFFICE, Trust("mx.villars.example"), lambda _: None)
        opened = Post(town, intake)
        (recap,) = opened.mail("Réserve la cantine de Léa jeudi 3 décembre", sender=NADIA)
        opened.tokens["recap"] = recap.reply_token or ""
        opened.tokens["karim"] = opened.told(town.cast.karim)
        yield opened


@pytest.mark.parametrize("name", list(hostile.MAILS))
def test_hostile_mail_does_nothing(name: str, office: Post) -> None:
    before = office.records()
    assert office.intake.take(hostile.MAILS[name]()) in set(Folder)
    assert office.records() == before
    _only_parents_are_written_to(office.town)


def _only_parents_are_written_to(town: Town) -> None:
    """Compose what was answered as it would leave: one recipient, no header that came in with a mail."""
    assert isinstance(town.clock, MovableClock)
    for item in claim(town.records, Claim("email", "test", 50), lambda _: None):
        sent = message_from_bytes(compose(item, OFFICE, town.clock.now()).raw, policy=default)
        assert not sent.defects
        assert [one.addr_spec for one in sent["To"].addresses] == [item.address]
        assert sent["Bcc"] is None
        assert sent["Cc"] is None


def _raw(text: str, *, to: str = "", sender: str = NADIA, top: str = "", below: str = "", name: str = "") -> bytes:
    head = f"{top}Received: from mx.villars.example\r\n{below}From: {sender}\r\nTo: education{to}@villars.example\r\n"
    name = name or f"x{next(_IDS)}@parents.example"
    return f"{head}Message-ID: <{name}>\r\nSubject: Cantine\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def _results(value: str) -> str:
    return f"Authentication-Results: {value}\r\n"


FORGED: dict[str, Callable[[Post], bytes]] = {
    "token of nobody": lambda _: _raw("oui", to=f"+{'a' * 26}", top=_results(_PASS)),
    "token of another parent": lambda office: _raw("oui", to=f"+{office.tokens['karim']}", top=_results(_PASS)),
    "token with a letter changed": lambda office: _raw(
        "oui", to=f"+{office.tokens['recap'][:-1]}{'a' if office.tokens['recap'][-1] != 'a' else 'b'}", top=_results(_PASS)
    ),
    "token from another address": lambda office: _raw(
        "oui", to=f"+{office.tokens['recap']}", sender="voleur@ailleurs.example", top=_results(_PASS.replace("parents", "ailleurs"))
    ),
    "token, two senders": lambda office: _raw(
        "oui", to=f"+{office.tokens['recap']}", sender=f"{NADIA}, voleur@ailleurs.example", top=_results(_PASS)
    ),
    "token, refused by the town's server": lambda office: _raw(
        "oui", to=f"+{office.tokens['recap']}", top=_results(_PASS.replace("pass", "fail"))
    ),
    "token, refused, a forged pass below": lambda office: _raw(
        "oui", to=f"+{office.tokens['recap']}", top=_results(_PASS.replace("pass", "fail")), below=_results(_PASS)
    ),
    "token, refused, a forged pass of another server above": lambda office: _raw(
        "oui",
        to=f"+{office.tokens['recap']}",
        top=_results(_PASS.replace("mx.villars", "mx.evil")) + _results(_PASS.replace("pass", "fail")),
    ),
    "bounce key as a token": lambda office: _raw("oui", to=f"+b-{office.tokens['recap']}", top=_results(_PASS)),
    "token at another domain": lambda office: _raw(
        "oui", below=f"Cc: education+{office.tokens['recap']}@evil.example\r\n", top=_results(_PASS)
    ),
    "yes without token, a forged pass": lambda _: _raw("oui", below=_results(_PASS)),
    "yes without token, a forged pass of a server with a longer name": lambda _: _raw("oui", top=_results(f"mx.villars.example.{_PASS}")),
    "yes without token, many forged passes": lambda _: _raw("oui", below=_results(_PASS) * 50),
    "yes in the name of the office": lambda _: _raw("oui", sender="education@villars.example", top=_results(_PASS)),
    "a report of absence with a forged pass": lambda _: _raw("Léa est malade demain", below=_results(_PASS)),
}


@pytest.mark.parametrize("name", list(FORGED))
def test_forged_mail_does_nothing(name: str, office: Post) -> None:
    before = office.records()
    assert office.intake.take(FORGED[name](office)) in set(Folder)
    assert office.records() == before
    _only_parents_are_written_to(office.town)


def test_id_of_another_mail_is_held_and_a_replayed_token_acts_once(tmp_path: Path, office: Post) -> None:
    with town_in(tmp_path) as town:
        with town.records.writing(SYSTEM) as work:
            work.session.get_one(Account, town.cast.nadia.id).email = NADIA
        own = Intake(town.records, town.desk.receive, office.intake.readers, OFFICE, Trust("mx.villars.example"), lambda _: None)
        post = Post(town, own)
        (recap,) = post.mail("Réserve la cantine de Léa jeudi 3 décembre", sender=NADIA)
        answer = _raw("oui", to=f"+{recap.reply_token}", top=_results(_PASS), name="same@parents.example")
        for _ in range(3):
            assert own.take(answer) is Folder.DONE
        assert own.take(_raw("Annule tout", top=_results(_PASS), name="same@parents.example")) is Folder.LOOK
        before = post.records()
        for _ in range(3):
            own.take(_raw("oui", to=f"+{recap.reply_token}", top=_results(_PASS)))
        assert post.records() == before
        with town.records.reading(SYSTEM) as work:
            numbers = work.session.scalars(select(JournalEntry.number).where(JournalEntry.number.startswith("R-"))).all()
        assert len(numbers) == 1
        assert town.booked(town.cast.lea.id) == ["2026-12-03"]
