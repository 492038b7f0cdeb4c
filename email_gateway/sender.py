"""Handing mail to the town's server, step by step, so that it is known for each mail whether it was accepted."""

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from email_gateway.outbound import Envelope
from villars_core.notifications.sending import Outcome, Result

TIMEOUT_SECONDS = 30.0
GREYLIST_SECONDS = 300.0

_PERMANENT = 500
_READY_FOR_DATA = 354
_ADDRESS_IS_DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4")
_NO_SUCH_USER = (550, 551, 553)
_FAULTS = (smtplib.SMTPException, OSError, ssl.SSLError, ValueError)


@dataclass(frozen=True)
class Account:
    """Where mail is handed over; `name` is how we call ourselves, so that no name server is asked for it."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = "villars.invalid"
    access_token: Callable[[], str] | None = field(default=None, repr=False)
    """Gives an OAuth 2 token for XOAUTH2, where the provider takes no passwords; asked at each connection."""


class Transport:
    """One connection to the town's server, kept for a run of mails and opened again when it broke."""

    def __init__(self, account: Account) -> None:
        """Connect at the first mail only."""
        self._account = account
        self._smtp: smtplib.SMTP | None = None

    def deliver(self, envelope: Envelope) -> Outcome:
        """Hand over one mail and return what became of it; never raises for what the other side does.

        Refused for good: 5xx. To try again: 4xx, and no connection. Unknown: the connection broke after the whole mail was
        sent and before the server answered; it may be sent again, its Message-ID is the same.
        """
        try:
            smtp = self._connected()
        except _FAULTS as error:
            self.close()
            return _from_fault(error)
        try:
            outcome = _hand_over(smtp, envelope)
        except _FAULTS as error:
            outcome = _from_fault(error)
        if outcome.result is not Result.SENT:
            self.close()
        return outcome

    def close(self) -> None:
        """End the connection, politely where that still works."""
        if self._smtp is not None:
            with contextlib.suppress(*_FAULTS):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            with contextlib.suppress(*_FAULTS):
                if self._smtp.noop()[0] == 250:  # noqa: PLR2004 (SMTP's "done")
                    return self._smtp
            self.close()
        self._smtp = connect(self._account)
        return self._smtp


@contextlib.contextmanager
def transport(account: Account) -> Iterator[Transport]:
    """Give a transport that is closed at the end."""
    opened = Transport(account)
    try:
        yield opened
    finally:
        opened.close()


def connect(account: Account) -> smtplib.SMTP:
    """Return a connection that is ready for mail. Raises what smtplib, ssl and the socket raise."""
    context = ssl.create_default_context()
    if account.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, account.name, timeout=TIMEOUT_SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(account.host, account.port, account.name, timeout=TIMEOUT_SECONDS)
    try:
        if account.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if account.access_token is not None:
            token = account.access_token()
            smtp.auth("XOAUTH2", lambda _challenge=None: f"user={account.user}\x01auth=Bearer {token}\x01\x01")
        elif account.user:
            smtp.login(account.user, account.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _hand_over(smtp: smtplib.SMTP, envelope: Envelope) -> Outcome:
    options = ["body=8bitmime"] if smtp.has_extn("8bitmime") else []
    for code, text, about_recipient in (
        (*smtp.mail(envelope.sender, options), False),
        (*smtp.rcpt(envelope.recipient), True),
    ):
        if code // 100 != 2:  # noqa: PLR2004 (SMTP's "accepted")
            return _from_answer(code, text, about_recipient=about_recipient)
    code, text = smtp.docmd("DATA")
    if code != _READY_FOR_DATA:
        return _from_answer(code, text, about_recipient=False)
    try:
        smtp.send(_dotted(envelope.raw))
        code, text = smtp.getreply()
    except _FAULTS as error:
        return Outcome(Result.UNKNOWN, envelope.message_id, f"{type(error).__name__} after DATA")
    if code // 100 == 2:  # noqa: PLR2004 (SMTP's "accepted")
        return Outcome(Result.SENT, envelope.message_id, str(code))
    return _from_answer(code, text, about_recipient=False)


def _dotted(raw: bytes) -> bytes:
    """Return the mail as DATA wants it: lines end in CRLF, a dot at a line's start is doubled, a lone dot ends it (RFC 5321)."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines) + b".\r\n"


def _from_answer(code: int, text: bytes, *, about_recipient: bool) -> Outcome:
    said = text.decode("ascii", "replace")
    detail = f"{code} {said.split()[0] if said.split() else ''}".strip()[:40]
    if code < _PERMANENT:
        return Outcome(Result.RETRY, detail=detail, retry_after=GREYLIST_SECONDS)
    dead = about_recipient and (said.startswith(_ADDRESS_IS_DEAD) or (code in _NO_SUCH_USER and not said.startswith("5.7")))
    return Outcome(Result.REFUSED, detail=detail, unreachable=dead)


def _from_fault(error: Exception) -> Outcome:
    """Tell of a fault before the mail was sent: it may be tried again, whatever it was."""
    detail = f"SMTP {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else type(error).__name__
    return Outcome(Result.RETRY, detail="time-out" if isinstance(error, socket.timeout) else detail)
