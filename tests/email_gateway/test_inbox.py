"""The office's mailbox on a real server: every message is taken once it is safe, none is lost, none is removed."""

import imaplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from imap_tools import BaseMailBox

from email_gateway import inbox
from email_gateway.inbox import Account, Ears, Folder, Watcher, drain, opened
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.programs import wait_until

_NAMES = count(1)
_STOP = threading.Event()


def _mail(text: str) -> bytes:
    return f"From: nadia@parents.example\r\nSubject: x\r\n\r\n{text}\r\n".encode()


@pytest.fixture
def account(mailboxes: Dovecot, request: pytest.FixtureRequest) -> Account:
    return Account("127.0.0.1", mailboxes.imap_port, "none", f"box{next(_NAMES)}-{abs(hash(request.node.nodeid)) % 10_000}", PASSWORD)


def _deliver(mailboxes: Dovecot, account: Account, *texts: str) -> None:
    for text in texts:
        mailboxes.deliver(_mail(text), f"{account.user}+token@villars.example")


def _count(account: Account, folder: str) -> int:
    with opened(account) as mailbox:
        mailbox.folder.set(folder)
        return len(mailbox.uids())


@contextmanager
def _watching(account: Account, watcher: Watcher, stop: threading.Event) -> Iterator[None]:
    thread = threading.Thread(target=watcher.run, name=f"watch {account.user}")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def test_messages_are_taken_in_order_and_moved(mailboxes: Dovecot, account: Account) -> None:
    _deliver(mailboxes, account, "un", "deux", "trois")
    seen: list[bytes] = []

    def take(raw: bytes) -> Folder:
        seen.append(raw)
        return Folder.LOOK if b"deux" in raw else Folder.DONE

    with opened(account) as mailbox:
        assert drain(mailbox, take, threading.Event()) == 3
    assert [raw.rsplit(b"\r\n", 2)[-2] for raw in seen] == [b"un", b"deux", b"trois"]
    assert (_count(account, "INBOX"), _count(account, "Traité"), _count(account, "À voir")) == (0, 2, 1)


@pytest.mark.parametrize("missing", [(), ("MOVE",), ("MOVE", "UIDPLUS")])
def test_what_people_marked_as_deleted_is_neither_read_nor_removed(missing: tuple[str, ...], mailboxes: Dovecot, account: Account) -> None:
    _deliver(mailboxes, account, "deleted by hand", "un")
    with opened(account) as mailbox:
        mailbox.client.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
        mailbox.client.capabilities = tuple(one for one in mailbox.client.capabilities if one not in missing)
        assert drain(mailbox, lambda _: Folder.DONE, _STOP) == 1
        assert drain(mailbox, lambda _: Folder.DONE, _STOP) == 0
        assert "1" in mailbox.uids("DELETED")
    assert _count(account, "Traité") == 1


def test_server_is_asked_what_it_can_do_after_the_login(account: Account) -> None:
    with opened(account) as mailbox:
        assert {"IDLE", "MOVE", "UIDPLUS"} <= set(mailbox.client.capabilities)


def test_message_that_could_not_be_stored_stays_unread_where_it_is(mailboxes: Dovecot, account: Account) -> None:
    _deliver(mailboxes, account, "un")

    def fail(raw: bytes) -> Folder:
        raise OSError(len(raw))

    with opened(account) as mailbox, pytest.raises(OSError, match=r"\d+"):
        drain(mailbox, fail, threading.Event())
    with opened(account) as mailbox:
        assert len(mailbox.uids("UNSEEN")) == 1
    assert _count(account, "Traité") == 0


@pytest.mark.parametrize("moment", ["fetch", "take", "move"])
def test_connection_that_drops_at_any_step_loses_nothing(
    moment: str, mailboxes: Dovecot, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    _deliver(mailboxes, account, "un")
    stored: list[bytes] = []

    def take(raw: bytes) -> Folder:
        stored.append(raw)
        return Folder.DONE

    with opened(account) as mailbox, monkeypatch.context() as patch:
        _drop_at(moment, mailbox, patch)
        with pytest.raises((OSError, imaplib.IMAP4.error)):
            drain(mailbox, take, threading.Event())
    with opened(account) as mailbox:
        drain(mailbox, take, threading.Event())
    assert len(stored) == (1 if moment == "fetch" else 2)
    assert len(set(stored)) == 1, "the same bytes both times, so that the records know them again"
    assert (_count(account, "INBOX"), _count(account, "Traité")) == (0, 1)


def _drop_at(moment: str, mailbox: BaseMailBox, patch: pytest.MonkeyPatch) -> None:
    """Break the connection just before one step: the fetch, or the move (after the message was stored)."""
    names = {"fetch": "_fetched", "take": "_move", "move": "_move"}
    step = getattr(inbox, names[moment])

    def dropped(*arguments: object) -> object:
        if moment == "move":
            mailbox.client.sock.shutdown(socket.SHUT_WR)
        else:
            mailbox.client.shutdown()
        return step(*arguments)

    patch.setattr(inbox, names[moment], dropped)


def test_new_mail_ends_the_waiting(mailboxes: Dovecot, account: Account) -> None:
    stop = threading.Event()
    seen: list[bytes] = []
    beats: list[int] = []

    def take(raw: bytes) -> Folder:
        seen.append(raw)
        return Folder.DONE

    watcher = Watcher(account, take, stop, Ears(beat=lambda: beats.append(1)))
    with _watching(account, watcher, stop):
        wait_until(lambda: len(beats) > 0, "the first round")
        _deliver(mailboxes, account, "un")
        wait_until(lambda: len(seen) == 1, "the message")
        _deliver(mailboxes, account, "deux")
        wait_until(lambda: len(seen) == 2, "the second message")
    assert _count(account, "Traité") == 2


def test_message_that_the_server_tells_of_beside_an_empty_answer_is_taken(
    mailboxes: Dovecot, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def take(raw: bytes) -> Folder:
        seen.append(raw)
        return Folder.DONE

    with opened(account) as mailbox:
        search = mailbox.uids

        def late(*arguments: str) -> list[str]:
            # The server answers from what it saw last, and only tells that there is more: IDLE would not say it again.
            if not seen:
                _deliver(mailboxes, account, "un")
                monkeypatch.setattr(mailbox, "uids", search)
            return search(*arguments)

        monkeypatch.setattr(mailbox, "uids", late)
        assert drain(mailbox, take, threading.Event()) == 1
    assert len(seen) == 1


def test_message_that_comes_between_the_reading_and_the_waiting_is_heard(
    mailboxes: Dovecot, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "IDLE_SECONDS", 10)
    with opened(account) as mailbox:
        assert drain(mailbox, lambda _: Folder.DONE, _STOP) == 0
        _deliver(mailboxes, account, "un")
        assert inbox.wait_for_news(mailbox, _STOP), "the server tells it with its first answer to IDLE"
        assert drain(mailbox, lambda _: Folder.DONE, _STOP) == 1


def test_quiet_mailbox_is_read_again_after_a_while(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "IDLE_SECONDS", 1)
    with opened(account) as mailbox:
        assert not inbox.wait_for_news(mailbox, _STOP)
        assert drain(mailbox, lambda _: Folder.DONE, _STOP) == 0


def test_fault_while_taking_is_told_and_the_message_comes_again(mailboxes: Dovecot, account: Account) -> None:
    stop = threading.Event()
    faults: list[str] = []
    seen: list[bytes] = []
    _deliver(mailboxes, account, "un")

    def take(raw: bytes) -> Folder:
        seen.append(raw)
        if len(seen) == 1:
            raise OSError
        return Folder.DONE

    with _watching(account, Watcher(account, take, stop, Ears(fault=faults.append)), stop):
        wait_until(lambda: len(seen) == 2, "the second try")
    assert faults == ["OSError"]


def test_server_that_is_not_there_is_told_and_waited_for() -> None:
    stop = threading.Event()
    faults: list[str] = []
    account = Account("127.0.0.1", 1, "none", "x", "y")
    with _watching(account, Watcher(account, lambda _: Folder.DONE, stop, Ears(fault=faults.append)), stop):
        wait_until(lambda: bool(faults), "the fault")
    assert faults[0] == "ConnectionRefusedError"
