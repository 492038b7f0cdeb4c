"""The e-mail door as a walk sees it: a parent who writes, answers and picks a number, over real SMTP and IMAP."""

import re
import smtplib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count

from email_gateway import inbox
from email_gateway.inbound import Trust
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import MARKER, Office
from email_gateway.outgoing import Postman
from email_gateway.sender import Account
from email_gateway.workers import Readers
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.programs import wait_until
from villars_core.conversations.messages import Incoming, Reply
from villars_core.work import Records

_NUMBERED = re.compile(r"^(\d{1,2})\. (.+)$", re.MULTILINE)
_IDS = count(1)


@dataclass(frozen=True)
class Servers:
    """The real servers of the session."""

    mailboxes: Dovecot
    exchanger: Postfix

    def imap(self, user: str) -> inbox.Account:
        """Return how the mailbox of a user is read."""
        return inbox.Account("127.0.0.1", self.mailboxes.imap_port, "none", user, PASSWORD)

    @property
    def smtp(self) -> Account:
        """Return where mail is handed over."""
        return Account("127.0.0.1", self.exchanger.smtp_port, "none", name="villars.example")


@dataclass(frozen=True)
class ShownScreen:
    """What a person sees last."""

    text: str
    choices: list[str]


@contextmanager
def office_open(
    servers: Servers, records: Records, receive: Callable[[Incoming], list[Reply]], user: str = "education"
) -> Iterator[Office]:
    """Run the whole door for one mailbox, as the program does, until the end of the walk."""
    stop = threading.Event()
    office = Office(Address.of(f"{user}@villars.example"))
    postman = Postman(records, office, servers.smtp, f"walk-{user}", stop=stop)
    with Readers.opened() as readers:
        intake = Intake(records, receive, readers, office, Trust(), postman.wake)
        watcher = inbox.Watcher(servers.imap(user), intake.take, stop)
        threads = [threading.Thread(target=work, name=f"walk {user}") for work in (watcher.run, postman.run)]
        for thread in threads:
            thread.start()
        try:
            yield office
        finally:
            stop.set()
            for thread in threads:
                thread.join(20)


@dataclass
class EmailDriver:
    """One person with a mailbox; `address` must be at a domain that the tests' server delivers."""

    servers: Servers
    office: Office
    address: str
    _seen: int = field(default=0)

    def say(self, text: str) -> None:
        """Answer the newest mail with its text quoted, or write a first one; wait for the answer."""
        mails = self._mails()
        self._seen = len(mails)
        self._send(text, mails[-1] if mails else None)
        wait_until(lambda: len(self._mails()) > self._seen, f"an answer to {self.address}")

    def press(self, label: str) -> None:
        """Answer with the number that stands before a label."""
        shown = self.screen()
        if label not in shown.choices:
            message = f"no choice {label!r} among {shown.choices}"
            raise LookupError(message)
        self.say(str(shown.choices.index(label) + 1))

    def screen(self) -> ShownScreen:
        """Return the newest mail, as its text part shows it."""
        texts = self.all_texts()
        text = texts[-1] if texts else ""
        return ShownScreen(text, [label for _, label in _NUMBERED.findall(text)])

    def all_texts(self) -> list[str]:
        """Return the text of every mail in the mailbox, oldest first."""
        return [_text_of(mail) for mail in self._mails()]

    def wait_for_mail(self, many: int) -> None:
        """Wait until so many mails are there (notices come without being asked for)."""
        wait_until(lambda: len(self._mails()) >= many, f"{many} mails for {self.address}")

    def _send(self, text: str, answered: EmailMessage | None) -> None:
        mail = EmailMessage()
        mail["From"], mail["Message-ID"] = self.address, f"<w{next(_IDS)}.{self.address}>"
        mail["Subject"] = f"Re: {answered['Subject']}" if answered else "Cantine"
        mail["To"] = (answered["Reply-To"] or answered["From"]).addresses[0].addr_spec if answered else self.office.address.plain
        quoted = ""
        if answered is not None:
            mail["In-Reply-To"] = mail["References"] = answered["Message-ID"]
            quoted = f"\n\nLe 24/11/2026 à 10:12, {self.office.town} a écrit :\n" + "\n".join(
                f"> {line}" for line in _text_of(answered).split("\n")
            )
        mail.set_content(text + quoted + "\n")
        with smtplib.SMTP("127.0.0.1", self.servers.exchanger.smtp_port, "parents.example") as smtp:
            smtp.send_message(mail)

    def _mails(self) -> list[EmailMessage]:
        with inbox.opened(self.servers.imap(self.address.partition("@")[0])) as mailbox:
            raws = [mailbox.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1] for uid in mailbox.uids()]
        return [message_from_bytes(raw, policy=default) for raw in raws]


def _text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return text.replace("\r\n", "\n").replace(MARKER, "").strip()
