"""The e-mail door as a walk sees it: a parent who writes, answers and picks a number, over real SMTP and IMAP."""

import re
import smtplib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
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
from tests.walks.papers import content_of, media_type_of
from tests.walks.seats import ShownScreen, missing
from villars_core.conversations.messages import Incoming, Reply
from villars_core.work import Records

_NUMBERED = re.compile(r"^(\d{1,2})\. (.+)$", re.MULTILINE)
_IDS = count(1)
_NAMES = frozenset(
    {"nadia", "paul", "sophie", "karim", "fatou", "olena", "claire", "marc", "léa", "tom", "inès", "danylo"}
    | {"martin", "roche", "haddad", "diallo", "kovalenko"}
)
NOBODY = Trust()
TRUSTED = Trust("mx.villars.example")
_VOUCHED = "mx.villars.example; dmarc=pass header.from="


@dataclass(frozen=True)
class Servers:
    """The real servers of the session."""

    mailboxes: Dovecot
    exchanger: Postfix
    readers: Readers | None = None
    """The processes that read mail, where they serve more than one walk."""

    def imap(self, user: str) -> inbox.Account:
        """Return how the mailbox of a user is read."""
        return inbox.Account("127.0.0.1", self.mailboxes.imap_port, "none", user, PASSWORD)

    @property
    def smtp(self) -> Account:
        """Return where mail is handed over."""
        return Account("127.0.0.1", self.exchanger.smtp_port, "none", name="villars.example")


@contextmanager
def office_open(
    servers: Servers, records: Records, receive: Callable[[Incoming], list[Reply]], user: str = "education", trust: Trust = NOBODY
) -> Iterator[Office]:
    """Run the whole door for one mailbox, as the program does, until the end of the walk."""
    stop = threading.Event()
    office = Office(Address.of(f"{user}@villars.example"))
    postman = Postman(records, office, servers.smtp, f"walk-{user}", stop=stop)
    with Readers.opened() if servers.readers is None else nullcontext(servers.readers) as readers:
        intake = Intake(records, receive, readers, office, trust, postman.wake)
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
    before: int = field(default=0, init=False)
    """Mails of other walks in the same mailbox."""

    kept_out: frozenset[str] = field(default=_NAMES, init=False)
    """Names that no subject may hold; a walk in a town that allows them leaves this empty."""

    _sent: list[EmailMessage] = field(default_factory=list, init=False)
    _shown: list[EmailMessage] = field(default_factory=list, init=False)
    _read: dict[str, EmailMessage] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Leave out what is in the mailbox already."""
        self.before = len(self.servers.mailboxes.mails_of(self.address.partition("@")[0])) if self.address else 0

    def say(self, text: str) -> None:
        """Answer the mail that was shown last, its text quoted, or write a first one; wait for the answer."""
        self._say(text, self._newest())

    def send(self, name: str, content: bytes, text: str) -> None:
        """Answer, or write first, with a file beside the words."""
        self._say(text, self._newest(), (name, content))

    def send_all(self, text: str, names: Sequence[str], logo: bytes) -> None:
        """Answer, or write first, with several files beside the words, and the picture of a signature inside them."""
        mail = self._written(text, self._newest())
        for name in names:
            maintype, subtype = media_type_of(name).split("/")
            mail.add_attachment(_bytes_of(name), maintype, subtype, filename=name)
        mail.add_attachment(logo, "image", "png", filename="logo.png", disposition="inline", cid="<logo@parents.example>")
        self._sent_and_answered(mail)

    def newest(self) -> EmailMessage:
        """Return the mail that is seen, whole."""
        return self._shown[-1]

    def press(self, label: str) -> None:
        """Answer with the number that stands before a label."""
        self.say(_number_of(self.screen(), label))

    def press_old(self, label: str) -> None:
        """Answer the mail before the last one with a number."""
        old = self._shown[-2]
        self._say(_number_of(_screen_of(old), label), old)

    def again(self) -> None:
        """Deliver the last mail once more, as servers do, and another one behind it; both are handled when that is answered."""
        shown = list(self._shown)
        self._transmit(self._sent[-1])
        self._say("/aide", None)
        self._shown = shown

    def notice(self, text: str) -> None:
        """Wait for a mail that says something, wherever it stands."""
        wait_until(lambda: any(text in one for one in self.all_texts()), f"a mail that says {text!r}")
        self._shown.append([one for one in self._mails() if text in _text_of(one)][-1])

    def _newest(self) -> EmailMessage | None:
        mails = self._shown or self._mails()
        return mails[-1] if mails else None

    def _say(self, text: str, answered: EmailMessage | None, file: tuple[str, bytes] | None = None) -> None:
        mail = self._written(text, answered)
        if file is not None:
            maintype, subtype = media_type_of(file[0]).split("/")
            mail.add_attachment(file[1], maintype, subtype, filename=file[0])
        self._sent_and_answered(mail)

    def _sent_and_answered(self, mail: EmailMessage) -> None:
        self._sent.append(mail)
        self._transmit(mail)
        found: list[EmailMessage] = []

        def came() -> bool:
            found[:] = [one for one in self._mails() if one["In-Reply-To"] == mail["Message-ID"]]
            return bool(found)

        wait_until(came, f"an answer to {self.address}")
        self._shown.append(found[-1])

    def screen(self) -> ShownScreen:
        """Return the newest answer, or the newest mail of all where nothing was said yet, as its text part shows it."""
        newest = self._newest()
        return _screen_of(newest) if newest is not None else ShownScreen("", [])

    def all_texts(self) -> list[str]:
        """Return the text of every mail in the mailbox, oldest first."""
        return [_text_of(mail) for mail in self._mails()]

    def wait_for_mail(self, many: int) -> None:
        """Wait until so many mails are there (notices come without being asked for)."""
        wait_until(lambda: len(self._mails()) >= many, f"{many} mails for {self.address}")

    def _written(self, text: str, answered: EmailMessage | None) -> EmailMessage:
        mail = EmailMessage()
        mail["Authentication-Results"] = _VOUCHED + self.address.rpartition("@")[2]
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
        return mail

    def _transmit(self, mail: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.servers.exchanger.smtp_port, "parents.example") as smtp:
            smtp.send_message(mail)

    def _mails(self) -> list[EmailMessage]:
        """Return the mails as the server keeps them, oldest first; looking there is no work for it."""
        for file in self.servers.mailboxes.mails_of(self.address.partition("@")[0])[self.before :]:
            name = file.name.partition(":")[0]
            if name not in self._read:
                self._read[name] = message_from_bytes(file.read_bytes(), policy=default)
                _names_nobody(str(self._read[name]["Subject"]), self.kept_out)
        return list(self._read.values())


def _names_nobody(subject: str, kept_out: frozenset[str]) -> None:
    """Hold that a subject, which a locked telephone shows, holds nobody's name."""
    named = kept_out & set(re.findall(r"\w+", subject.casefold()))
    assert not named, f"a subject names {named}: {subject}"


def _screen_of(mail: EmailMessage) -> ShownScreen:
    text = _text_of(mail)
    files = [f"📄 {part.get_filename()}" for part in mail.iter_attachments()]
    return ShownScreen("\n".join([text, *files]), [label for _, label in _NUMBERED.findall(text)])


def _number_of(shown: ShownScreen, label: str) -> str:
    if label not in shown.choices:
        raise missing(label, shown.choices)
    return str(shown.choices.index(label) + 1)


def _bytes_of(name: str) -> bytes:
    """Return a file as its name promises: what opens no program here begins as such a file does."""
    begins = {"dat": b"\x78\x9f\x3e\x22", "zip": b"PK\x03\x04", "docx": b"PK\x03\x04"}.get(name.rpartition(".")[2])
    return content_of(name) if begins is None else begins + name.encode()


def _text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return text.replace("\r\n", "\n").replace(MARKER, "").strip()
