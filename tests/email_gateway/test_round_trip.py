"""The whole way on real servers: a parent's mail goes in by SMTP, is heard by IDLE, and the answer arrives in the parent's mailbox."""

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from pathlib import Path

import pytest

from email_gateway import inbox
from email_gateway.inbound import Trust
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.outgoing import Postman
from email_gateway.sender import Account
from email_gateway.workers import Readers
from tests.email_gateway.test_intake import Town, records_in
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.programs import wait_until


@dataclass(frozen=True)
class _Post:
    """The servers, and the names that this test uses on them."""

    mailboxes: Dovecot
    exchanger: Postfix
    office: str
    parent: str

    def write(self, text: str, to: str, *, number: int = 1, more: str = "") -> None:
        """Send one mail of the parent through the real server."""
        head = f"From: {self.parent}@parents.example\r\nTo: {to}\r\nSubject: Cantine\r\nMessage-ID: <m{number}@parents.example>\r\n{more}"
        raw = f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        with smtplib.SMTP("127.0.0.1", self.exchanger.smtp_port, "parents.example") as smtp:
            smtp.sendmail(f"{self.parent}@parents.example", [to], raw.encode())

    def received(self) -> list[EmailMessage]:
        """Return what is in the parent's mailbox."""
        with inbox.opened(self._account(self.parent)) as mailbox:
            bodies = [mailbox.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1] for uid in mailbox.uids()]
        return [message_from_bytes(body, policy=default) for body in bodies]

    def office_account(self) -> inbox.Account:
        """Return how the office's mailbox is read."""
        return self._account(self.office)

    def _account(self, user: str) -> inbox.Account:
        return inbox.Account("127.0.0.1", self.mailboxes.imap_port, "none", user, PASSWORD)


@pytest.fixture
def mail(mailboxes: Dovecot, exchanger: Postfix, request: pytest.FixtureRequest) -> _Post:
    mark = f"{abs(hash(request.node.nodeid)) % 100_000}"
    return _Post(mailboxes, exchanger, f"office{mark}", f"nadia{mark}")


@contextmanager
def _office_open(mail: _Post, town: Town) -> Iterator[None]:
    stop = threading.Event()
    office = Office(Address.of(f"{mail.office}@villars.example"))
    postman = Postman(
        town.records, office, Account("127.0.0.1", mail.exchanger.smtp_port, "none", name="villars.example"), "test", stop=stop
    )
    with Readers.opened() as readers:
        intake = Intake(town.records, town.receive, readers, office, Trust(), postman.send_now)
        watcher = inbox.Watcher(mail.office_account(), intake.take, stop)
        threads = [threading.Thread(target=work) for work in (watcher.run, postman.run)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(15)
            assert not any(thread.is_alive() for thread in threads)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with records_in(tmp_path) as records:
        yield Town(records)


def test_mail_is_answered_in_its_thread_and_the_answer_is_understood(mail: _Post, town: Town) -> None:
    with _office_open(mail, town):
        mail.write("Annule jeudi pour Léa", f"{mail.office}@villars.example")
        wait_until(lambda: len(mail.received()) == 1, "the first answer")
        (first,) = mail.received()
        assert first["In-Reply-To"] == "<m1@parents.example>"
        reply_to = first["Reply-To"].addresses[0].addr_spec
        quoted = "\r\n".join(f"> {line}" for line in first.get_body(("plain",)).get_content().splitlines())  # type: ignore[union-attr]
        mail.write(f"1\r\n\r\nLe 24/11/2026 à 10:12, Service a écrit :\r\n{quoted}", reply_to, number=2)
        wait_until(lambda: len(mail.received()) == 2, "the second answer")
    assert [one.text for one in town.told] == ["Annule jeudi pour Léa", "1"]
    assert town.told[1].token == reply_to.partition("+")[2].partition("@")[0]


def test_ten_mails_at_once_are_each_answered_once(mail: _Post, town: Town) -> None:
    with _office_open(mail, town):
        for number in range(10):
            mail.write(f"message {number}", f"{mail.office}@villars.example", number=number)
        wait_until(lambda: len(mail.received()) >= 10, "ten answers")
    assert sorted(one.text for one in town.told) == [f"message {number}" for number in range(10)]
    assert len(mail.received()) == 10


def test_vacation_reply_to_our_mail_starts_no_loop(mail: _Post, town: Town) -> None:
    with _office_open(mail, town):
        mail.write("Annule jeudi", f"{mail.office}@villars.example")
        wait_until(lambda: len(mail.received()) == 1, "the answer")
        back = mail.received()[0]["Reply-To"].addresses[0].addr_spec
        mail.write("Je suis en congés du 21 au 31. En cas d'urgence, contacter ma collègue.", back, number=2)
        mail.write("Et Tom aussi", f"{mail.office}@villars.example", number=3)
        wait_until(lambda: len(mail.received()) == 2, "the second answer")
    assert [one.text for one in town.told] == ["Annule jeudi", "Et Tom aussi"]


def test_mail_that_came_while_the_office_was_closed_is_read_when_it_opens(mail: _Post, town: Town) -> None:
    mail.write("Annule jeudi", f"{mail.office}@villars.example")
    with _office_open(mail, town):
        wait_until(lambda: len(mail.received()) == 1, "the answer")
    with _office_open(mail, town):
        mail.write("Et Tom aussi", f"{mail.office}@villars.example", number=2)
        wait_until(lambda: len(mail.received()) == 2, "the second answer")
    assert [one.text for one in town.told] == ["Annule jeudi", "Et Tom aussi"]


def test_dead_address_is_refused_for_good(mail: _Post, town: Town) -> None:
    stranger = partial(mail.write, to=f"{mail.office}@villars.example", more="")
    with _office_open(mail, town):
        stranger("Annule jeudi")
        wait_until(lambda: len(mail.received()) == 1, "the answer")
        town.answer_to = "nobody@elsewhere.example"
        stranger("Et Tom aussi", number=2)
        wait_until(lambda: town.row().state == "failed", "the refusal")
    assert town.row().attempts == 1
