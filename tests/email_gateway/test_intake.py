"""One mail from its bytes to its folder: stored once, judged, handed to the desk, answered by a mail in the same thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from email_gateway.inbound import Trust, external_id, is_too_long, may_hold_iban, to_incoming
from email_gateway.inbox import Folder
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office, compose
from email_gateway.parsing import parse
from email_gateway.workers import Readers
from tests.databases import migrated
from tests.email_gateway import hostile
from villars_core.clock import MovableClock
from villars_core.conversations.messages import Incoming, Reply
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Lane, Notice, post
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.notifications.sending import Claim, Outcome, Result, claim, settle
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM, Assurance, Records

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OFFICE = Office(Address.of("education@villars.example"))
NADIA = "nadia@parents.example"
SCREEN = Screen(
    title="Cantine : à confirmer",
    body=("Léa : annuler le jeudi 3 décembre ?",),
    rows=((Choice("yes", "Confirmer l’annulation"), Choice("no", "Ne rien changer")),),
    expect=Expect.CHOICE,
)


@dataclass
class Town:
    """Records, what the desk was told, what it answers, which rows were sent at once."""

    records: Records
    told: list[Incoming] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    before: Callable[[Incoming], None] = lambda _: None
    answer_to: str = ""

    def receive(self, incoming: Incoming) -> list[Reply]:
        """Answer as a desk does: one row in the outbox."""
        self.before(incoming)
        self.told.append(incoming)
        with self.records.writing(SYSTEM) as work:
            notice = Notice(
                SCREEN,
                "reply",
                channel="email",
                address=self.answer_to or incoming.address,
                lane=Lane.REPLY,
                in_reply_to=incoming.message_ref,
            )
            return [Reply(post(work, notice).id)]

    def row(self) -> OutboxRow:
        """Return the last row that was posted."""
        with self.records.reading(SYSTEM) as work:
            row = work.session.scalars(select(OutboxRow).order_by(OutboxRow.id.desc()).limit(1)).one()
            work.session.expunge(row)
            return row


@contextmanager
def records_in(folder: Path) -> Iterator[Records]:
    """Give empty records of a town in a folder, on a clock that stands still."""
    with migrated(f"sqlite:///{folder / 'town.db'}", MovableClock(NOW, running=False)) as records:
        yield records


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with records_in(tmp_path) as records:
        yield Town(records)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers.opened() as pool:
        yield pool


@pytest.fixture
def intake(town: Town, readers: Readers) -> Intake:
    return Intake(town.records, town.receive, readers, OFFICE, Trust(), town.sent.extend)


def _mail(text: str, *, to: str = "education@villars.example", more: str = "", number: int = 1, sender: str = NADIA) -> bytes:
    head = f"From: {sender}\r\nTo: {to}\r\nSubject: Re: Cantine\r\nMessage-ID: <n{number}@parents.example>\r\n{more}"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def _sent_to_nadia(town: Town) -> str:
    """Send one message of ours and return its token."""
    with town.records.writing(SYSTEM) as work:
        row = post(work, Notice(SCREEN, "reply", channel="email", address=NADIA))
        return row.reply_token or ""


def test_answer_reaches_the_desk_with_its_token_and_is_answered_at_once(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    assert intake.take(_mail("1\r\n\r\n> Confirmer l’annulation", to=f"education+{token}@villars.example")) is Folder.DONE
    (incoming,) = town.told
    assert (incoming.address, incoming.text, incoming.token) == (NADIA, "1", token)
    assert incoming.assurance is Assurance.LINKED
    assert town.sent == [town.row().id]


def test_token_is_found_in_the_references_when_the_address_was_rewritten(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    intake.take(_mail("oui", more=f"In-Reply-To: <v1.{token}@villars.example>\r\n"))
    assert town.told[0].token == token


def test_token_at_another_domain_is_not_ours(town: Town, intake: Intake) -> None:
    intake.take(_mail("oui", to="education+abcdefghijklmnopqrstuvwxyz@evil.example"))
    assert town.told[0].token == ""
    assert town.told[0].assurance is Assurance.CLAIMED


def test_token_of_another_parent_takes_all_trust_away(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    intake.take(_mail("1", to=f"education+{token}@villars.example", sender="karim@parents.example"))
    assert (town.told[0].address, town.told[0].assurance) == ("karim@parents.example", Assurance.NONE)


def test_token_we_never_gave_counts_for_nothing(town: Town, intake: Intake) -> None:
    intake.take(_mail("1", to="education+abcdefghijklmnopqrstuvwxyz@villars.example"))
    assert town.told[0].assurance is Assurance.CLAIMED


def test_several_senders_are_nobody(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    intake.take(_mail("1", to=f"education+{token}@villars.example", sender=f"{NADIA}, karim@parents.example"))
    assert town.told[0].assurance is Assurance.NONE


def test_long_text_acts_only_after_a_confirmation(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    intake.take(_mail("\r\n".join(f"phrase {number}" for number in range(20)), to=f"education+{token}@villars.example"))
    assert town.told[0].assurance is Assurance.CLAIMED


@pytest.mark.parametrize(("word", "assurance"), [("pass", Assurance.LINKED), ("fail", Assurance.NONE)])
def test_word_of_the_towns_server_decides(word: str, assurance: Assurance, town: Town, readers: Readers) -> None:
    intake = Intake(town.records, town.receive, readers, OFFICE, Trust("mx.villars.example"), town.sent.extend)
    token = _sent_to_nadia(town)
    results = f"Authentication-Results: mx.villars.example; dmarc={word} header.from=parents.example\r\nReceived: from x\r\n"
    forged = "Authentication-Results: mx.villars.example; dmarc=pass header.from=parents.example\r\n"
    raw = (results + forged).encode() + _mail("1", to=f"education+{token}@villars.example")
    intake.take(raw)
    assert town.told[0].assurance is assurance


def test_our_own_lines_never_reach_the_desk(town: Town, intake: Intake) -> None:
    token = _sent_to_nadia(town)
    text = "gardez jeudi\r\nLéa : annuler le jeudi 3 décembre ?\r\n1. Confirmer l’annulation\r\n2. Ne rien changer"
    intake.take(_mail(text, to=f"education+{token}@villars.example"))
    assert town.told[0].text == "gardez jeudi"


def test_same_mail_twice_has_the_same_name_for_the_desk(town: Town, intake: Intake) -> None:
    raw = _mail("Annule jeudi pour Léa")
    assert intake.take(raw) is Folder.DONE
    intake.take(raw)
    assert {one.external_id for one in town.told} == {"n1@parents.example"}


def test_same_id_with_other_words_is_held_for_the_office(town: Town, intake: Intake) -> None:
    intake.take(_mail("Annule jeudi pour Léa"))
    assert intake.take(_mail("Annule tout")) is Folder.LOOK
    assert [one.text for one in town.told] == ["Annule jeudi pour Léa"]


def test_mail_of_machines_is_neither_told_nor_answered(town: Town, intake: Intake) -> None:
    assert intake.take(_mail("Je suis absente jusqu'au 4, je prendrai connaissance de votre message à mon retour")) is Folder.LOOK
    assert intake.take(_mail("oui", more="Auto-Submitted: auto-replied\r\n", number=2)) is Folder.DONE
    assert intake.take(_mail("oui", sender="education@villars.example", number=3)) is Folder.DONE
    assert town.told == []
    assert town.sent == []


@pytest.mark.parametrize("name", ["nested parts, 10,000", "headers, 100,000", "beyond 25 MB"])
def test_refused_mail_goes_to_the_office_and_the_next_one_is_read(name: str, town: Town, intake: Intake) -> None:
    assert intake.take(hostile.MAILS[name]()) is Folder.LOOK
    assert intake.replay() == 0
    assert town.told == []
    assert intake.take(_mail("oui")) is Folder.DONE
    assert len(town.told) == 1


def test_failed_desk_leaves_the_mail_and_comes_again(town: Town, intake: Intake) -> None:
    def fail_once(_: Incoming) -> None:
        town.before = lambda _: None
        raise RuntimeError

    town.before = fail_once
    with pytest.raises(RuntimeError):
        intake.take(_mail("oui"))
    assert town.told == []
    assert intake.replay() == 1
    assert [one.text for one in town.told] == ["oui"]


def test_the_desk_is_told_which_files_the_door_did_not_take(town: Town, intake: Intake) -> None:
    raw = (
        f"From: {NADIA}\r\nTo: education@villars.example\r\nMessage-ID: <z@x>\r\n".encode()
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nvoici\r\n--b\r\n'
        b'Content-Type: application/zip; name="papiers.zip"\r\n\r\nPK\x03\x04\r\n--b\r\n'
        b'Content-Type: application/pdf; name="certificat.pdf"\r\n\r\n%PDF-1.4\r\n--b--\r\n'
    )
    intake.take(raw)
    (told,) = town.told
    assert [(one.name, one.trouble, bool(one.content)) for one in told.files] == [
        ("papiers.zip", "archive", False),
        ("certificat.pdf", "", True),
    ]


@pytest.mark.parametrize("number", ["FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 188"])
def test_mail_with_an_account_number_goes_to_be_erased_right_or_mistyped(number: str, intake: Intake, town: Town) -> None:
    assert intake.take(_mail(f"Mon IBAN : {number} merci")) is Folder.ERASE
    with town.records.reading(SYSTEM) as work:
        assert list(work.session.scalars(select(QueueItem.kind))) == ["to_erase"]


@pytest.mark.parametrize(
    "text",
    [
        "FR7630006000011234567890189",
        "FR76 3000 6000 0112 3456 7890 189 et voilà",
        "FR76 3000 6000 0112 3456 7890 188",
        "fr 76 3000 6000 0112 3456 7890 18",
        "FR76-3000-6000-0112-3456-7890-1890",
        "FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0188",
        "iban FR14 2004 1010 0505 0001 3M02 606.",
        "de89 3704 0044 0532 0130 01",
        "BE68 5390 0754 7034",
    ],
)
def test_account_numbers_are_known_even_mistyped(text: str) -> None:
    assert may_hold_iban(text)


@pytest.mark.parametrize(
    "text",
    [
        "rendez-vous le 24 11 2026",
        "FR64ZZZ657682",
        "RUM FR64ZZZ6576520000000000000000000012",
        "de 12 enfants pour 24 repas le 3 et 4 decembre 2026",
        "06 12 34 56 78 et 04 77 00 00 00",
        "de 2026 11 24 10 12 30 33 12 45 67 89 10",
        "facture FR 2026 11 000123",
    ],
)
def test_dates_and_our_own_references_are_no_account_numbers(text: str) -> None:
    assert not may_hold_iban(text)


@pytest.mark.parametrize(("text", "folder"), [("Je suis absent du bureau. En mon absence, contactez Mme Durand.", Folder.LOOK)])
def test_what_only_sounds_like_a_machine_is_left_for_people_to_see(text: str, folder: Folder, intake: Intake, town: Town) -> None:
    assert intake.take(_mail(text)) is folder
    assert town.told == []


def test_mail_without_body_speaks_by_its_subject() -> None:
    raw = f"From: {NADIA}\r\nSubject: =?utf-8?q?Annuler_L=C3=A9a_mardi?=\r\nMessage-ID: <a@b>\r\n\r\n\r\n".encode()
    assert to_incoming(raw, parse(raw), OFFICE, Trust()).text == "Annuler Léa mardi"


def test_answer_without_body_says_nothing() -> None:
    raw = _mail("> bonjour", to="education+abcdefghijklmnopqrstuvwxyz@villars.example")
    assert to_incoming(raw, parse(raw), OFFICE, Trust()).text == ""


def test_mail_without_id_is_named_by_its_bytes() -> None:
    raw = f"From: {NADIA}\r\n\r\noui".encode()
    assert external_id(parse(raw)).startswith("sha256:")


def test_sixteen_lines_are_too_many_to_guess_at() -> None:
    assert not is_too_long("a\n\n" * 15)
    assert is_too_long("a\n" * 16)


def _bounce(to: str, original: str) -> bytes:
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; {NADIA}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{original}>\r\n\r\nx\r\n--b--\r\n"
    ).encode()


def _send(town: Town) -> tuple[OutboxRow, str]:
    """Post one message, say that it was sent, and return its row and its envelope's sender."""
    _sent_to_nadia(town)
    (item,) = claim(town.records, Claim("email", "test"), lambda _: None)
    envelope = compose(item, OFFICE, NOW)
    settle(town.records, item, Outcome(Result.SENT, envelope.message_id), lambda *_: None)
    return town.row(), envelope.sender


@pytest.mark.parametrize("by", ["envelope", "message id"])
def test_proven_bounce_ends_the_message(by: str, town: Town, intake: Intake) -> None:
    row, envelope_sender = _send(town)
    to, original = (envelope_sender, "x@y") if by == "envelope" else ("education@villars.example", row.external_id)
    assert intake.take(_bounce(to, original)) is Folder.DONE
    assert town.row().state == "failed"
    assert town.told == []


@pytest.mark.parametrize(
    "original", ["v1.abcdefghijklmnopqrstuvwxyz@villars.example", "v99.abcdefghijklmnopqrstuvwxyz@villars.example", "x@y"]
)
def test_forged_bounce_changes_nothing(original: str, town: Town, intake: Intake) -> None:
    _send(town)
    forged = "education+b-aaaaaaabaaaaaaaaaaaaaaaaaaaa@villars.example"
    assert intake.take(_bounce(forged, original)) is Folder.DONE
    assert town.row().state == "sent"
