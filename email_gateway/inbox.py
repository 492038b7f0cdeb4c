"""The office's mailbox over IMAP: read before and after each IDLE, moved to a folder once taken, never emptied by us."""

import contextlib
import imaplib
import random
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from email_gateway.limits import MAX_BYTES

IDLE_SECONDS = 5 * 60
"""Some servers end an IDLE before ten minutes."""
SOCKET_SECONDS = 30.0
_POLL_SECONDS = 1.0
_SECONDS_WITHOUT_IDLE = 60.0
_MOST_ROUNDS = 5
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 300.0
_FAULTS = (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError)


class Folder(StrEnum):
    """Where a message goes once it was taken."""

    DONE = "Traité"
    LOOK = "À voir"
    """Quarantine and held messages: the office looks at it."""
    ERASE = "À effacer"
    """It holds a secret or a full IBAN: the office erases it."""


Take = Callable[[bytes], Folder]
"""Stores and handles one message; returns only when it is safe in the records. What it raises leaves the message where it is."""


@dataclass(frozen=True)
class Account:
    """One mailbox to read."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    access_token: Callable[[], str] | None = field(default=None, repr=False)
    """Gives an OAuth 2 token for XOAUTH2, where the provider takes no passwords; asked at each connection."""


@dataclass(frozen=True)
class Ears:
    """Who listens to the mailbox's life: each successful round, and each fault (a word, no personal data)."""

    beat: Callable[[], None] = lambda: None
    fault: Callable[[str], None] = lambda _: None


class Watcher:
    """Reads one mailbox until it is told to stop; runs in a thread of its own."""

    def __init__(self, account: Account, take: Take, stop: threading.Event, ears: Ears | None = None) -> None:
        """Keep what is needed; nothing is opened before `run`."""
        self._account = account
        self._take = take
        self._stop = stop
        self._ears = ears or Ears()

    def run(self) -> None:
        """Read, wait, read again; on any fault connect anew, after a pause that grows to five minutes."""
        failures = 0
        while not self._stop.is_set():
            try:
                with opened(self._account) as mailbox:
                    while not self._stop.is_set():
                        drain(mailbox, self._take, self._stop)
                        failures = 0
                        self._ears.beat()
                        wait_for_news(mailbox, self._stop)
            except _FAULTS as error:
                failures += 1
                self._ears.fault(type(error).__name__)
                self._stop.wait(_pause(failures))


@contextlib.contextmanager
def opened(account: Account) -> Iterator[BaseMailBox]:
    """Give a mailbox logged in, its folder selected and our folders there; it is logged out at the end."""
    kinds = {"tls": MailBox, "starttls": MailBoxStartTls, "none": MailBoxUnencrypted}
    mailbox: BaseMailBox = kinds[account.security](account.host, account.port, timeout=SOCKET_SECONDS)
    try:
        if account.access_token is not None:
            mailbox.xoauth2(account.user, account.access_token(), initial_folder=None)
        else:
            mailbox.login(account.user, account.password, initial_folder=None)
        mailbox.client.capabilities = _capabilities(mailbox.client)
        _make_folders(mailbox)
        mailbox.folder.set(account.folder)
        yield mailbox
    finally:
        with contextlib.suppress(*_FAULTS):
            mailbox.logout()
        with contextlib.suppress(*_FAULTS):
            mailbox.client.shutdown()  # a logout that failed leaves the connection open


def drain(mailbox: BaseMailBox, take: Take, stop: threading.Event) -> int:
    """Take every message of the folder, oldest first, and move each one after it was taken; return how many.

    The folder itself says what is left: no number is kept here, so a change of UIDVALIDITY changes nothing, and a message
    seen twice (the connection broke before it was moved) is recognised by its digest.
    """
    taken = 0
    held_back: set[str] = set()
    while not stop.is_set():
        waiting = _waiting(mailbox, held_back)
        if not waiting:
            return taken
        for uid in waiting:
            if stop.is_set():
                return taken
            held_back.add(uid)
            raw = _fetched(mailbox, uid)
            if raw is not None:
                _move(mailbox, uid, take(raw))
                taken += 1
    return taken


def wait_for_news(mailbox: BaseMailBox, stop: threading.Event) -> bool:
    """Wait until the server tells something, `IDLE_SECONDS` at most; False when it told nothing. The folder is read after it anyway."""
    if "IDLE" not in mailbox.client.capabilities:
        stop.wait(_SECONDS_WITHOUT_IDLE)
        return False
    mailbox.idle.start()  # type: ignore[no-untyped-call]
    try:
        for _ in range(int(IDLE_SECONDS / _POLL_SECONDS)):
            if stop.is_set():
                return False
            if _line_at_hand(mailbox.client) or mailbox.idle.poll(timeout=_POLL_SECONDS):
                return True
    finally:
        with contextlib.suppress(*_FAULTS):
            mailbox.idle.stop()  # type: ignore[no-untyped-call]
    return False


def _line_at_hand(client: imaplib.IMAP4) -> bytes:
    """Return a line that came already, or b"".

    What came together with the server's last answer stands in the reader, where polling the socket does not see it: a mail that
    arrives just before IDLE is told so, and is told once.
    """
    patience = client.sock.gettimeout()
    client.sock.settimeout(0)
    try:
        line: bytes = client.readline()
    except (BlockingIOError, ssl.SSLWantReadError):
        line = b""
    finally:
        client.sock.settimeout(patience)
    return line if line.endswith(b"\n") or not line else line + client.readline()


def _waiting(mailbox: BaseMailBox, held_back: set[str]) -> list[str]:
    """Return the messages of the folder that are not held back, asked for again where the server told of another one beside its answer.

    A server answers from what it knew before the question, and tells of a new message once: after it, IDLE is silent about it.
    """
    found: list[str] = []
    for _ in range(_MOST_ROUNDS):
        mailbox.client.response("EXISTS")
        found = [uid for uid in mailbox.uids("UNDELETED") if uid not in held_back]
        if found or mailbox.client.response("EXISTS")[1] == [None]:
            break
    return found


def _capabilities(client: imaplib.IMAP4) -> tuple[str, ...]:
    """Return what the server can do for who is logged in: most tell little before (no MOVE), and imaplib asks before only."""
    _, answer = client.capability()
    return tuple(answer[-1].decode("ascii", "replace").upper().split()) if answer and answer[-1] else client.capabilities


def _make_folders(mailbox: BaseMailBox) -> None:
    for folder in Folder:
        if not mailbox.folder.exists(folder.value):
            with contextlib.suppress(ImapToolsError):  # another program made it meanwhile
                mailbox.folder.create(folder.value)


def _fetched(mailbox: BaseMailBox, uid: str) -> bytes | None:
    """Return the bytes of a message, at most one more than is allowed, without setting a flag."""
    status, data = mailbox.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MAX_BYTES + 1}>)")
    if status != "OK":
        message = f"FETCH answered {status}"
        raise OSError(message)
    parts = [part[1] for part in data or [] if isinstance(part, tuple)]
    return parts[0] if parts and isinstance(parts[0], bytes) else None


def _move(mailbox: BaseMailBox, uid: str, folder: Folder) -> None:
    """Move one message, and touch no other: what people marked as deleted is theirs to remove."""
    client = mailbox.client
    if "MOVE" in client.capabilities:
        mailbox.move([uid], folder.value)
        return
    mailbox.copy([uid], folder.value)
    status, _ = client.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")  # the library's own way ends in an EXPUNGE
    if status != "OK":
        message = f"STORE answered {status}"
        raise OSError(message)
    if "UIDPLUS" in client.capabilities:
        client.uid("EXPUNGE", uid)  # without UIDPLUS it stays, marked: an EXPUNGE would remove what others marked


def _pause(failures: int) -> float:
    longest: float = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(failures - 1, 10))
    return longest * (0.5 + random.random() / 2)  # noqa: S311 (spreads reconnections, no secret)
