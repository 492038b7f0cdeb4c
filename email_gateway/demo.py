"""What the demo's mailbox needs of this door: the very bytes that would be sent, shown, answered, and read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import make_msgid
from typing import Protocol

from email_gateway import inbound, outbound, parsing
from email_gateway.inbound import Trust
from email_gateway.keys import Address
from email_gateway.outbound import Office
from villars_core.conversations.messages import Incoming
from villars_core.conversations.papers import Paper
from villars_core.notifications.sending import ToSend
from villars_core.work import Records


class Written(Protocol):
    """What a person writes: from which address, the words, and a file where there is one."""

    @property
    def person(self) -> str:
        """Return the address."""
        ...

    @property
    def words(self) -> str:
        """Return the words."""
        ...

    @property
    def file(self) -> Paper | None:
        """Return the file."""
        ...


@dataclass(frozen=True)
class ShownMail:
    """One mail as a mailbox shows it; `html` is to be shown in a frame that runs nothing."""

    subject: str
    sender: str
    answer_to: str
    text: str
    html: str
    attachments: tuple[str, ...]
    message_id: str


@dataclass(frozen=True)
class Mailbox:
    """The office's mail without servers."""

    office: Office

    @classmethod
    def of(cls, address: str, name: str = "", town: str = "Villars") -> "Mailbox":
        """Return the mailbox of an office by its address."""
        return cls(Office(Address.of(address), name, town))

    def compose(self, item: ToSend, now: datetime, papers: Sequence[Paper] = ()) -> bytes:
        """Return the bytes that would be handed to the town's server."""
        return outbound.compose(item, self.office, now, papers).raw

    def paper(self, raw: bytes, number: int) -> Paper | None:
        """Return one of a mail's files, counted from 0; None past the last."""
        files = list(message_from_bytes(raw, policy=default).iter_attachments())
        if number >= len(files):
            return None
        content = files[number].get_payload(decode=True)
        return Paper(files[number].get_filename() or "", files[number].get_content_type(), content if isinstance(content, bytes) else b"")

    def show(self, raw: bytes) -> ShownMail:
        """Return what a mailbox shows of these bytes."""
        message = message_from_bytes(raw, policy=default)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        return ShownMail(
            subject=str(message["Subject"] or ""),
            sender=str(message["From"] or ""),
            answer_to=_answer_to(message),
            text=str(text.get_content()) if text else "",
            html=str(html.get_content()) if html else "",
            attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
            message_id=str(message["Message-ID"] or "").strip("<> "),
        )

    def answer(self, raw: bytes, written: Written, when: str) -> bytes:
        """Return the bytes of a person's answer to a mail, quoted as webmails do; `when` is the date written above the quotation."""
        shown = self.show(raw)
        quoted = "\n".join(f"> {line}" for line in shown.text.splitlines())
        body = f"{written.words}\n\nLe {when}, {self.office.name or self.office.town} <{shown.answer_to}> a écrit :\n{quoted}\n"
        subject = shown.subject if shown.subject.lower().startswith("re:") else f"Re: {shown.subject}"
        mail = _mail(written, shown.answer_to, subject, body)
        if shown.message_id:
            mail["In-Reply-To"] = mail["References"] = f"<{shown.message_id}>"
        return mail.as_bytes()

    def first(self, subject: str, written: Written) -> bytes:
        """Return the bytes of a mail that a person writes of their own accord."""
        return _mail(written, self.office.address.plain, subject, written.words).as_bytes()

    def read(self, raw: bytes, records: Records) -> Incoming | None:
        """Return the message for the desk, or None for what no person wrote; the demo's own mail is small, it is read in place."""
        parsed = parsing.parse(raw, frozenset({self.office.address.plain}))
        if parsed.refused is not None or parsed.automatic:
            return None
        answered = inbound.answered_by(records, inbound.token_of(parsed, self.office), self.office)
        return inbound.to_incoming(raw, parsed, self.office, Trust(), answered)


def _mail(written: Written, to: str, subject: str, body: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = written.person, to, subject
    mail["Message-ID"] = make_msgid(domain=written.person.rpartition("@")[2] or "parents.example")
    mail.set_content(body)
    if written.file is not None:
        maintype, _, subtype = written.file.media_type.partition("/")
        mail.add_attachment(written.file.content, maintype, subtype or "octet-stream", filename=written.file.name)
    return mail


def _answer_to(message: EmailMessage) -> str:
    header = message["Reply-To"] or message["From"]
    return str(header.addresses[0].addr_spec) if header is not None and header.addresses else ""


mailbox = Mailbox.of
