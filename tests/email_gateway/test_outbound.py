"""What leaves as mail: one screen as text and HTML, addresses that know what they answer, headers that machines respect."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from email_gateway.keys import Address, is_our_bounce_key, outbox_id_of_bounce, token_in
from email_gateway.outbound import Envelope, Office, compose, sent_text
from email_gateway.parsing import parse
from email_gateway.quoting import subtract
from villars_core.conversations.papers import Paper
from villars_core.notifications.outbox import Lane, Parcel
from villars_core.notifications.screens import Choice, Expect, Offer, Screen
from villars_core.notifications.sending import ToSend

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TOKEN = "abcdefghijklmnopqrstuvwxyz"
OFFICE = Office(Address.of("Education@villars.example"))
SCREEN = Screen(
    title="Cantine : à confirmer",
    body=("Bonjour Nadia,", "Léa mange lundi <30> & mardi.\n- lundi\n- mardi"),
    rows=((Choice("yes", "Confirmer"), Choice("no", "Tout annuler")), (Choice("pay", "Payer", url="https://pay.example/?a=1&b=2"),)),
    expect=Expect.CHOICE,
)
ITEM = ToSend(
    id=41,
    attempt_id=1,
    number=1,
    kind="reply",
    lane=int(Lane.REPLY),
    channel="email",
    address="nadia@parents.example",
    language="fr",
    parcel=Parcel(SCREEN),
    reminder=False,
    account_id=1,
    campaign_id=None,
    dialogue_id=7,
    dialogue_revision=2,
    reply_token=TOKEN,
    thread="dialogue-7",
    in_reply_to="q1@parents.example",
    created_at=NOW,
)


def _message(envelope: Envelope) -> EmailMessage:
    message = message_from_bytes(envelope.raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def _bodies(envelope: Envelope) -> tuple[str, str]:
    message = _message(envelope)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def test_same_screen_is_told_as_text_and_as_html() -> None:
    text, html = _bodies(compose(ITEM, OFFICE, NOW))
    for words in (
        "Répondez au-dessus de cette ligne.",
        "Bonjour Nadia,",
        "- mardi",
        "Confirmer",
        "Tout annuler",
        "Service Éducation de Villars",
    ):
        assert words in text
        assert words in html
    assert "1. Confirmer" in text
    assert "3. Payer : https://pay.example/?a=1&b=2" in text


def test_html_escapes_what_it_shows() -> None:
    _, html = _bodies(compose(ITEM, OFFICE, NOW))
    assert "lundi &lt;30&gt; &amp; mardi" in html
    assert 'id="villars-notice"' in html
    assert 'lang="fr"' in html


def test_addresses_carry_the_token_and_bounces_another_key() -> None:
    envelope = compose(ITEM, OFFICE, NOW)
    message = _message(envelope)
    assert message["Reply-To"].addresses[0].addr_spec == f"education+{TOKEN}@villars.example"
    assert message["From"].addresses[0].addr_spec == "education@villars.example"
    assert message["Message-ID"] == f"<v41.{TOKEN}@villars.example>"
    assert TOKEN not in envelope.sender
    key = envelope.sender.partition("+b-")[2].partition("@")[0]
    assert outbox_id_of_bounce(key) == 41
    assert is_our_bounce_key(key, 41, TOKEN)
    assert not is_our_bounce_key(key, 42, TOKEN)


def test_every_attempt_has_the_same_message_id() -> None:
    assert compose(ITEM, OFFICE, NOW).message_id == compose(replace(ITEM, number=5), OFFICE, NOW).message_id


def test_threads_are_kept_by_subject_and_by_answer() -> None:
    message = _message(compose(ITEM, OFFICE, NOW))
    assert message["In-Reply-To"] == "<q1@parents.example>"
    assert message["References"].split()[-1] == "<q1@parents.example>"
    assert message["Subject"] == "Re: Cantine : à confirmer"
    other = _message(compose(replace(ITEM, id=42, in_reply_to=""), OFFICE, NOW))
    assert other["References"] == message["References"].split()[0]


@pytest.mark.parametrize("hostile", ["a b@c", "x\r\nBcc: e@f.example", "é@x.example", '"q"@x'])
def test_hostile_message_id_is_not_repeated(hostile: str) -> None:
    raw = compose(replace(ITEM, in_reply_to=hostile), OFFICE, NOW).raw
    assert b"Bcc" not in raw
    assert hostile.encode() not in raw


def test_machines_are_told_that_a_machine_wrote() -> None:
    message = _message(compose(ITEM, OFFICE, NOW))
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Precedence"] is None
    notice = _message(compose(replace(ITEM, lane=int(Lane.NOTICE)), OFFICE, NOW))
    assert notice["Auto-Submitted"] == "auto-generated"
    assert notice["List-Unsubscribe"] is None


def test_announcements_alone_offer_to_unsubscribe() -> None:
    message = _message(compose(replace(ITEM, lane=int(Lane.ANNOUNCEMENT)), OFFICE, NOW))
    assert message["List-Unsubscribe"] == f"<mailto:education+u-{TOKEN}@villars.example?subject=desinscription>"


def test_our_own_mail_coming_back_is_a_loop() -> None:
    assert parse(compose(ITEM, OFFICE, NOW).raw, frozenset({"education@villars.example"})).automatic


def test_one_tap_answers_carry_the_number_alone() -> None:
    _, html = _bodies(compose(ITEM, OFFICE, NOW))
    assert f"mailto:education+{TOKEN}@villars.example?subject=" in html
    assert "&amp;body=2" in html


def test_answer_that_quotes_everything_without_marks_keeps_only_the_parents_words() -> None:
    text, _ = _bodies(compose(ITEM, OFFICE, NOW))
    ours = sent_text(SCREEN, [], "fr", OFFICE)
    flat = "2 mais gardez jeudi\n" + text.replace("Répondez au-dessus de cette ligne.", "")
    assert subtract(flat, ours) == "2 mais gardez jeudi"


def test_offers_of_a_notice_are_numbered_after_its_choices() -> None:
    item = replace(ITEM, parcel=Parcel(SCREEN, (Offer("absence", "Signaler une absence", "report_absence"),)))
    text, _ = _bodies(compose(item, OFFICE, NOW))
    assert "4. Signaler une absence" in text


def test_secrets_are_never_asked_by_email() -> None:
    item = replace(ITEM, parcel=Parcel(Screen(title="Votre code", body=("Choisissez un code.",), expect=Expect.SECRET)))
    text, _ = _bodies(compose(item, OFFICE, NOW))
    assert "n’y écrivez jamais de code secret" in text
    assert "au-dessus de cette ligne" not in text


def test_a_diary_is_published_and_invites_nobody() -> None:
    message = _message(compose(ITEM, OFFICE, NOW, [Paper("cantine.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n")]))
    (part,) = message.iter_attachments()
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "PUBLISH")


def test_a_request_that_waits_is_not_taken_for_its_receipt() -> None:
    asking = replace(ITEM, parcel=replace(ITEM.parcel, screen=replace(ITEM.parcel.screen, rows=((Choice("ok", "Valider"),),))))
    assert "Rien n’est encore fait" in _bodies(compose(asking, OFFICE, NOW))[0]


def test_no_line_of_html_begins_with_a_sign() -> None:
    screen = replace(ITEM.parcel.screen, body=("Est-ce « oui » ? À 17 h 30 : 12,50 €", "a ;b"))
    _, html = _bodies(compose(replace(ITEM, parcel=replace(ITEM.parcel, screen=screen)), OFFICE, NOW))
    assert "«\u00a0oui\u00a0»\u00a0? À 17\u00a0h\u00a030\u00a0: 12,50\u00a0€" in html
    assert "a\u00a0;b" in html


def test_papers_are_attached_with_their_names() -> None:
    message = _message(compose(ITEM, OFFICE, NOW, [Paper("facture été.pdf", "application/pdf", b"%PDF-1.7")]))
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "facture été.pdf"
    assert attached.get_content() == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("recipients", "references", "token"),
    [
        ([f"education+{TOKEN}@villars.example"], [], TOKEN),
        ([f"Education+{TOKEN.upper()}@villars.example"], [], TOKEN),
        (["education@villars.example"], ["x@y", f"v41.{TOKEN}@villars.example"], TOKEN),
        (["education+b-abc@villars.example"], [], ""),
        (["education+short@villars.example"], [f"x{TOKEN}@villars.example"], ""),
    ],
)
def test_token_is_found_in_the_address_or_in_the_references(recipients: list[str], references: list[str], token: str) -> None:
    assert token_in(recipients, references) == token
