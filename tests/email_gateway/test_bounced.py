"""A proven bounce ends an address, at once or after a few; people are told another way, and so is the office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from email_gateway import bounced
from email_gateway.inbound import Trust
from email_gateway.inbox import Folder
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.parsed import Bounce
from email_gateway.parsing import parse
from email_gateway.workers import Readers
from tests.conversations.people import Town, town_in
from villars_core.accounts.models import Account, ChannelLink
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Screen
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM

OFFICE = Office(Address.of("education@villars.example"))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_in(tmp_path) as opened:
        yield opened


def _sent(town: Town) -> OutboxRow:
    """Send Nadia one mail and return its row."""
    with town.records.writing(SYSTEM) as work:
        notice = Notice(Screen("Cantine", ("Le menu change.",)), "x", town.cast.nadia.id, "email", "nadia@parents.example")
        row = post(work, notice)
        row.state, row.external_id = "sent", OFFICE.address.message_id(row.id, row.reply_token or "")
        work.session.flush()
        work.session.expunge(row)
        return row


def _comes_back(town: Town, kind: str) -> int:
    row = _sent(town)
    for _ in range(2):  # servers report the same message more than once
        bounced.note(town.records, Bounce(kind, row.address, "5.1.1" if kind == "hard" else "5.2.2", original_id=row.external_id))
    return row.id


def _kinds(town: Town) -> list[str]:
    with town.records.reading(SYSTEM) as work:
        return list(work.session.scalars(select(QueueItem.kind).order_by(QueueItem.id)))


def _is_blocked(town: Town) -> bool:
    with town.records.reading(SYSTEM) as work:
        query = select(ChannelLink.blocked_at).where(ChannelLink.channel == "email", ChannelLink.account_id == town.cast.nadia.id)
        return any(work.session.scalars(query))


def test_a_hard_bounce_marks_the_address_goes_to_the_chat_and_tells_the_office(town: Town) -> None:
    number = _comes_back(town, "hard")
    (again,) = town.rows(fallback_of=number)
    assert (again.channel, again.address) == ("telegram", "1001")
    assert _is_blocked(town)
    assert _kinds(town) == ["dead_address"]


def test_without_a_chat_the_office_has_a_letter_to_send(town: Town) -> None:
    with town.records.writing(SYSTEM) as work:
        work.session.delete(work.session.scalars(select(ChannelLink).where(ChannelLink.account_id == town.cast.nadia.id)).one())
    _comes_back(town, "hard")
    assert _kinds(town) == ["unreachable"]
    with town.records.reading(SYSTEM) as work:
        assert "Lettre à envoyer" in work.session.scalars(select(QueueItem.summary)).one()


def test_soft_bounces_end_an_address_only_at_the_third_message(town: Town) -> None:
    _comes_back(town, "soft")
    _comes_back(town, "soft")
    assert (_is_blocked(town), _kinds(town)) == (False, [])
    _comes_back(town, "soft")
    assert (_is_blocked(town), _kinds(town)) == (True, ["dead_address"])


@pytest.mark.parametrize("kind", ["none", "unknown"])
def test_other_reports_change_nothing(town: Town, kind: str) -> None:
    _comes_back(town, kind)
    assert (_is_blocked(town), _kinds(town)) == (False, [])


def test_the_other_parent_keeps_his_address(town: Town) -> None:
    _comes_back(town, "hard")
    with town.records.reading(SYSTEM) as work:
        paul = work.session.get_one(Account, town.cast.paul.id)
        assert work.session.scalars(select(ChannelLink).where(ChannelLink.address == paul.email)).first() is None


_DAEMON = "MAILER-DAEMON@mx.example"
BOUNCES = [
    (sender, subject, text)
    for sender, subject, text in (
        (
            _DAEMON,
            "Undelivered Mail Returned to Sender",
            "This is the mail system.\n<x@orange.fr>: host said: 550 5.1.1 unknown",
        ),
        (_DAEMON, "Delivery Status Notification (Failure)", "Address not found. Your message wasn't delivered to x@gmail.com"),
        (_DAEMON, "Delivery Status Notification (Delay)", "There was a temporary problem delivering your message"),
        (_DAEMON, "failure notice", "Hi. This is the qmail-send program at yahoo. <x@yahoo.fr>: 554 delivery error"),
        (_DAEMON, "Returned mail: User unknown", "The following addresses had permanent fatal errors"),
        (_DAEMON, "Returned mail: see transcript for details", "550 5.1.1 User unknown"),
        (_DAEMON, "Mail delivery failed: returning message to sender", "A message that you sent could not be delivered"),
        (_DAEMON, "Warning: message 1abc delayed 24 hours", "This message was created automatically by mail delivery software (Exim)"),
        (_DAEMON, "Mail System Error - Returned Mail", "Recipient: <x@free.fr> Reason: User unknown"),
        ("postmaster@outlook.example", "Non remis : Cantine", "Votre message n’a pas pu être remis à x@hotmail.fr"),
        ("postmaster@outlook.example", "Undeliverable: Cantine", "Your message to x@hotmail.fr couldn't be delivered"),
        ("postmaster@outlook.example", "Remise retardée : Cantine", "La remise aux destinataires suivants est retardée"),
        ("postmaster@laposte.example", "Échec de la remise", "Le message n'a pas pu être distribué : boîte pleine"),
        ("postmaster@laposte.example", "Notification de non-remise", "Utilisateur inconnu"),
        ("mailer-daemon@orange.example", "Message non distribué", "Le destinataire est inconnu"),
        ("mailer-daemon@wanadoo.example", "Rapport de non-remise", "La boîte aux lettres est saturée"),
        ("MAILER-DAEMON@free.example", "Avis de non-remise", "550 5.2.1 This mailbox has been blocked due to inactivity"),
        ("mailer-daemon@sfr.example", "Erreur de distribution", "L’adresse n’existe plus"),
        ("mailer-daemon@bbox.example", "Échec d'envoi", "Quota dépassé : 552 5.2.2"),
        ("Mail Delivery System <mailer-daemon@numericable.example>", "Mail delivery failed", "mailbox unavailable"),
        ("Mail Delivery Subsystem <mailer-daemon@googlemail.example>", "Message non remis", "L’adresse est introuvable"),
        ("postmaster@icloud.example", "Undelivered Mail Returned to Sender", "user is over quota"),
        ("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mairie.example", "Non remis : Cantine", "Le destinataire n’existe pas"),
        ("mmdf@old.example", "Failed mail (msg.a001)", "Your message could not be delivered"),
        ("postmaster@mdaemon.example", "Permanent Delivery Failure", "The attached message had PERMANENT fatal delivery errors!"),
        ("postmaster@lotus.example", "DELIVERY FAILURE: User x not listed in Domino Directory", "Your message was not delivered"),
        ("bounces@relay.example", "Impossible de remettre votre message", "Adresse inconnue"),
        ("mailer-daemon@tiscali.example", "Mancato recapito", "casella piena"),
        ("mailer-daemon@gmx.example", "Unzustellbar: Cantine", "550 mailbox unavailable"),
        ("mailer-daemon@terra.example", "Correo rebotado", "no se puede entregar"),
        ("abuse@orange.example", "Message bloqué", "Votre message a été refusé : 554 5.7.1"),
        ("no-reply@mailinblack.example", "Authentifiez-vous", "Votre message est en attente, cliquez pour prouver que vous êtes humain"),
    )
]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers.opened() as pool:
        yield pool


@pytest.mark.parametrize("null_sender", [True, False], ids=["null sender", "no return path"])
@pytest.mark.parametrize(("sender", "subject", "text"), BOUNCES, ids=[f"{subject}, {sender[-24:]}" for sender, subject, _ in BOUNCES])
def test_no_bounce_is_answered_or_acts(town: Town, readers: Readers, sender: str, subject: str, text: str, null_sender: bool) -> None:  # noqa: FBT001 (a table's column)
    token = _sent(town).reply_token
    path = "Return-Path: <>\r\n" if null_sender else ""
    quoted = "Subject: Cantine\r\n\r\nAnnule la cantine de Léa jeudi. Oui."
    raw = (
        f"{path}From: {sender}\r\nTo: education+{token}@villars.example\r\nSubject: {subject}\r\nMessage-ID: <b1@mx.example>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\r\n--- Message d'origine ---\r\n{quoted}\r\n"
    ).encode()
    before, booked = len(town.rows()), town.booked(town.cast.lea.id)
    intake = Intake(town.records, town.desk.receive, readers, OFFICE, Trust(), lambda _: None)
    assert intake.take(raw) is Folder.DONE
    assert parse(raw).automatic
    assert [row.kind for row in town.rows()[before:] if row.fallback_of is None] == []
    assert town.booked(town.cast.lea.id) == booked


def test_a_whole_iban_or_a_code_goes_to_be_erased_and_the_office_is_told_once(town: Town, readers: Readers) -> None:
    intake = Intake(town.records, town.desk.receive, readers, OFFICE, Trust(), lambda _: None)
    head = b"From: stranger@exemple.fr\r\nTo: education@villars.example\r\nMessage-ID: <i1@x>\r\n\r\n"
    raw = head + b"Mon IBAN : FR76 3000 6000 0112 3456 7890 189\r\n"
    assert [intake.take(raw), intake.take(raw)] == [Folder.ERASE, Folder.ERASE]
    assert _kinds(town).count("to_erase") == 1
