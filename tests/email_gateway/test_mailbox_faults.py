"""A real mailbox that breaks at each step of taking a mail, with the real desk behind it: nothing lost, nothing acted on twice."""

import os
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from imap_tools import BaseMailBox
from sqlalchemy import func, select

from email_gateway import inbox
from email_gateway.inbound import Trust
from email_gateway.inbox import Account, Folder, drain, opened
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.workers import Readers
from tests.conversations.people import Town, town_in
from tests.servers.dovecot import PASSWORD, Dovecot
from villars_core.conversations import desk
from villars_core.conversations import inbox as kept
from villars_core.conversations.models import InboxRow
from villars_core.journal.models import JournalEntry
from villars_core.notifications.models import OutboxRow
from villars_core.work import SYSTEM

_NAMES = count(1)
_STOP = threading.Event()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_in(tmp_path) as opened_town:
        yield opened_town


@pytest.fixture
def account(mailboxes: Dovecot) -> Account:
    return Account("127.0.0.1", mailboxes.imap_port, "none", f"faults{next(_NAMES)}", PASSWORD)


@pytest.fixture
def intake(town: Town) -> Iterator[Intake]:
    with Readers.opened() as readers:
        office = Office(Address.of("education@villars.example"))
        yield Intake(town.records, town.desk.receive, readers, office, Trust(), lambda _: None)


def _deliver(mailboxes: Dovecot, account: Account, town: Town, text: str, token: str = "") -> None:
    detail = f"+{token}" if token else ""
    raw = (
        f"From: {town.cast.nadia.email}\r\nTo: education{detail}@villars.example\r\nSubject: Cantine\r\n"
        f"Message-ID: <f{next(_NAMES)}@parents.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
    mailboxes.deliver(raw.encode(), f"{account.user}@villars.example")


def _take_all(account: Account, intake: Intake) -> None:
    """Do what the door does at each connection."""
    intake.replay()
    with opened(account) as mailbox:
        drain(mailbox, intake.take, _STOP)


def _recap(mailboxes: Dovecot, account: Account, town: Town, intake: Intake) -> str:
    """Let Nadia ask for a meal, and return the token of the recap that she is sent."""
    _deliver(mailboxes, account, town, "Réserve la cantine de Léa jeudi 3 décembre")
    _take_all(account, intake)
    return town.rows()[-1].reply_token or ""


def _count(account: Account, folder: str) -> int:
    with opened(account) as mailbox:
        mailbox.folder.set(folder)
        return len(mailbox.uids())


def _done_once(town: Town) -> None:
    with town.records.reading(SYSTEM) as work:
        booked = work.session.scalars(select(JournalEntry.number).where(JournalEntry.number.startswith("R-"))).all()
        answers = work.session.execute(
            select(InboxRow.state, func.count(OutboxRow.id)).join(OutboxRow, OutboxRow.inbox_id == InboxRow.id).group_by(InboxRow.id)
        ).all()
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]
    assert len(booked) == 1
    assert [tuple(one) for one in answers] == [("done", 1), ("done", 1)]


def _drop(*_: object) -> None:
    message = "the connection broke"
    raise OSError(message)


def _at(name: str) -> Callable[[str], None]:
    return lambda reached: _drop() if reached == name else None


def _moved_unheard(mailbox: BaseMailBox, uid: str, folder: Folder) -> None:
    mailbox.move([uid], folder.value)
    _drop()


MOMENTS: dict[str, tuple[ModuleType, str, Callable[..., None]]] = {
    "before the fetch": (inbox, "_fetched", _drop),
    "before it is stored": (kept, "keep", _drop),
    "before the commit": (desk, "reached", _at("desk.before_commit")),
    "after the commit": (desk, "reached", _at("desk.committed")),
    "before the move": (inbox, "_move", _drop),
    "after the move, unheard": (inbox, "_move", _moved_unheard),
}


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_mail_is_acted_on_once_whenever_the_taking_breaks(
    moment: str, mailboxes: Dovecot, account: Account, town: Town, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    _deliver(mailboxes, account, town, "oui", _recap(mailboxes, account, town, intake))
    with monkeypatch.context() as patch:
        patch.setattr(*MOMENTS[moment])
        with pytest.raises(OSError, match="broke"):
            _take_all(account, intake)
    _take_all(account, intake)
    _take_all(account, intake)
    _done_once(town)
    assert (_count(account, "INBOX"), _count(account, Folder.DONE)) == (0, 2)


def test_mailbox_that_numbers_its_messages_anew_loses_nothing_and_repeats_nothing(
    mailboxes: Dovecot, account: Account, town: Town, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = _recap(mailboxes, account, town, intake)
    _deliver(mailboxes, account, town, "oui", token)
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "_move", _drop)
        with pytest.raises(OSError, match="broke"):
            _take_all(account, intake)
    before = _validity(account)
    _number_anew(mailboxes, account)
    assert _validity(account) != before
    _take_all(account, intake)
    _done_once(town)
    assert (_count(account, "INBOX"), _count(account, Folder.DONE)) == (0, 2)


def test_mailbox_that_is_numbered_anew_while_it_is_read_is_read_to_the_end(
    mailboxes: Dovecot, account: Account, town: Town, intake: Intake
) -> None:
    for text in ("Bonjour", "Réserve la cantine de Léa jeudi 3 décembre", "Mes factures"):
        _deliver(mailboxes, account, town, text)
    seen: list[bytes] = []

    def take(raw: bytes) -> Folder:
        seen.append(raw)
        if len(seen) == 1:
            _number_anew(mailboxes, account)
        return intake.take(raw)

    for _ in range(4):  # the server may end the connection, or answer that a message is not there any more
        try:
            with opened(account) as mailbox:
                drain(mailbox, take, _STOP)
        except inbox._FAULTS:
            continue
    assert len(set(seen)) == 3
    assert _count(account, "INBOX") == 0
    with town.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(InboxRow.state)).all() == ["done"] * 3
        assert len(work.session.scalars(select(OutboxRow.id)).all()) == 3


def _validity(account: Account) -> int:
    with opened(account) as mailbox:
        return int(mailbox.folder.status("INBOX", ["UIDVALIDITY"])["UIDVALIDITY"])


def _number_anew(mailboxes: Dovecot, account: Account) -> None:
    """Let the server forget its numbers, as a restored or moved mailbox does; the next ones begin in another second."""
    folder = mailboxes.folder / "mail" / account.user
    validity = next(word for word in (folder / "dovecot-uidlist").read_text().split() if word.startswith("V"))
    for file in folder.glob("dovecot*"):
        file.unlink()
    # A mailbox that comes back from a copy has another number; Dovecot takes the one that its list begins with.
    numbers = folder / "dovecot-uidlist"
    numbers.write_text(f"3 V{int(validity[1:]) + 1} N1000 G{uuid4().hex}\n")
    os.chown(numbers, folder.stat().st_uid, folder.stat().st_gid)
