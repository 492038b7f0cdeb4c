"""Automatic mail is recognised; what a parent wrote is not mistaken for it."""

import pytest

from email_gateway.parsing import parse

_PLAIN = (
    "From: {sender}\r\nTo: education@villars.example\r\nSubject: {subject}\r\n{more}Content-Type: text/plain; "
    "charset=utf-8\r\n\r\n{text}\r\n"
)


def _mail(text: str = "Bonjour", *, subject: str = "Re: Cantine", sender: str = "Nadia <nadia@parents.example>", more: str = "") -> bytes:
    return _PLAIN.format(sender=sender, subject=subject, more=more, text=text).encode()


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: Cantine",
        "X-Auto-Response-Suppress: All",
        "X-Autoresponder: yes",
        "List-Id: <parents.villars.example>",
        "List-Unsubscribe: <mailto:x@y.example>",
        "Return-Path: <>",
        "X-Failed-Recipients: a@b.example",
        "X-Loop: parents@villars.example",
        "Feedback-ID: 1:2:3:x",
    ],
)
def test_headers_of_machines_are_automatic(header: str) -> None:
    assert parse(_mail(more=f"{header}\r\n")).automatic


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@mx.example",
        "no-reply@shop.example",
        "noreply@a.example",
        "ne-pas-repondre@caf.example",
        "parents-bounces@list.example",
        "postmaster@orange.example",
        "",
    ],
)
def test_senders_that_are_machines_are_automatic(sender: str) -> None:
    assert parse(_mail(sender=sender)).automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Réponse automatique : Cantine",
        "Automatic reply: Cantine",
        "Absence du bureau : Cantine",
        "Lu : Cantine",
        "Accusé de réception : Cantine",
        "Out of Office",
        "Accepté : sortie",
        "Message d'absence",
    ],
)
def test_subjects_of_machines_are_automatic(subject: str) -> None:
    assert parse(_mail(subject=subject)).automatic


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour,\nJe suis actuellement absente jusqu'au 4 janvier. Je prendrai connaissance de votre message à mon retour.",
        "Je suis en congés du 21 au 31 décembre.\nEn cas d'urgence, merci de contacter ma collègue.",
        "Bonjour, je suis absent du bureau. En mon absence vous pouvez contacter Mme Durand.",
        "Ceci est un message automatique, merci de ne pas y répondre.",
        "Nous avons bien reçu votre demande et nous vous répondrons dans les meilleurs délais.\nMerci de ne pas répondre à ce message.",
        "I am currently out of the office with limited access to email.",
        "Cette adresse n'est plus utilisée. Cette boîte mail n'est plus relevée. Réponse automatique.",
    ],
)
def test_vacation_texts_without_headers_are_automatic(text: str) -> None:
    assert parse(_mail(text)).automatic


@pytest.mark.parametrize(
    "text",
    [
        "Léa sera absente jeudi",
        "Je suis absente jeudi, c'est son père qui la prendra",
        "Nous sommes en vacances la semaine du 30, annulez tout",
        "En cas d'urgence vous pouvez joindre sa grand-mère au 06 12 34 56 78",
        "J'ai bien reçu votre message, merci. Oui pour mardi.",
        "Réponse : oui",
        "Je suis en vacances du 21 au 28 donc Léa ne mangera pas à la cantine",
        "Je suis actuellement en congés jusqu'au 4 janvier, annulez la garderie de Tom. À mon retour je vous appelle.",
        "Je suis absente jusqu'à vendredi, c'est mon mari qui viendra",
        "J'ai bien reçu votre demande, je vous envoie le quotient à mon retour",
        "À mon retour de voyage je vous envoie le certificat",
        "Tom est malade, il est absent jusqu'au 3 décembre",
        "Merci pour l'accusé de réception ! Annulez aussi vendredi.",
    ],
)
def test_words_of_parents_are_not_automatic(text: str) -> None:
    assert parse(_mail(text)).automatic == ""


@pytest.mark.parametrize(
    "subject",
    [
        "Absence de réponse",
        "Re: Accusé de réception : réservation",
        "RE: Invitation : réunion",
        "Re: Réponse automatique",
        "Absence de Léa jeudi",
        "Absent jeudi",
        "Absence",
        "Re: Accueil du matin",
        "Lundi",
        "Annulation cantine",
        "Invitation à la réunion",
    ],
)
def test_subjects_of_parents_are_not_automatic(subject: str) -> None:
    assert parse(_mail(subject=subject)).automatic == ""


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Feedback-ID: 20711332:user:proton"])
def test_headers_of_people_are_not_automatic(header: str) -> None:
    """Proton counts the complaints about its users by a header that senders of lists write too."""
    assert parse(_mail(more=f"{header}\r\n")).automatic == ""


def test_our_own_address_is_a_loop() -> None:
    assert parse(_mail(sender="education@villars.example"), frozenset({"education@villars.example"})).automatic == "own loop"


def test_answer_of_a_calendar_is_automatic() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: text/calendar; method=REPLY; "
        b"charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"
    )
    assert parse(raw).automatic == "calendar reply"


def test_read_receipt_is_automatic_and_no_bounce() -> None:
    raw = (
        b'From: a@b.example\r\nSubject: vu\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nlu\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: "
        b"manual-action; displayed\r\n--b--\r\n"
    )
    read = parse(raw)
    assert read.automatic
    assert read.bounce is None


_REPORT = (
    "From: {sender}\r\nTo: education+b-abcdefghijklmnopqrstuvwxyz@villars.example\r\nSubject: {subject}\r\nContent-Type: "
    'multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nLe message n'a pas pu être remis.\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; "
    "Nadia@Parents.example\r\nAction: {action}\r\nStatus: {status}\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <t.abc@villars.example>\r\nSubject: Cantine\r\n\r\nBonjour, annulez "
    "tout\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", "hard"),
        ("failed", "5.2.2", "soft"),
        ("delayed", "4.4.1", "soft"),
        ("delivered", "2.0.0", "none"),
        ("failed", "4.2.2", "soft"),
    ],
)
def test_reports_of_rfc_3464_say_who_and_why(action: str, status: str, kind: str) -> None:
    read = parse(
        _REPORT.format(
            sender="Mail Delivery System <MAILER-DAEMON@mx.example>", subject="Undelivered", action=action, status=status
        ).encode()
    )
    assert read.bounce is not None
    assert (read.bounce.kind, read.bounce.recipient, read.bounce.status) == (kind, "nadia@parents.example", status)
    assert read.bounce.original_id == "t.abc@villars.example"
    assert read.bounce.key == "abcdefghijklmnopqrstuvwxyz"
    assert read.automatic == "bounce"


@pytest.mark.parametrize(
    ("sender", "subject", "text", "kind"),
    [
        (
            "MAILER-DAEMON@orange.example",
            "Message non distribué",
            "L'adresse <nadia@parents.example> n'existe pas : destinataire inconnu",
            "hard",
        ),
        (
            "postmaster@laposte.example",
            "Échec de la remise",
            "Votre message n'a pas pu être remis à <nadia@parents.example> : boîte pleine",
            "soft",
        ),
        (
            "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
            "Delivery Status Notification (Failure)",
            "550 5.1.1 The email account <nadia@parents.example> does not exist",
            "hard",
        ),
        ("postmaster@free.example", "Undelivered Mail Returned to Sender", "<nadia@parents.example>: 452 4.2.2 mailbox full", "soft"),
        (
            "Service de messagerie <ne-pas-repondre@sfr.example>",
            "Avis de non-remise",
            "Le message destiné à <nadia@parents.example> n'a pas été distribué.",
            "hard",
        ),
    ],
)
def test_free_forms_of_bounces_are_known(sender: str, subject: str, text: str, kind: str) -> None:
    read = parse(_mail(text, subject=subject, sender=sender))
    assert read.bounce is not None
    assert (read.bounce.kind, read.bounce.recipient) == (kind, "nadia@parents.example")


def test_parent_who_speaks_of_a_bounce_is_no_bounce() -> None:
    read = parse(_mail("Mon message n'a pas été distribué hier je crois, je vous le renvoie : annulez jeudi", subject="Cantine"))
    assert read.bounce is None
    assert read.automatic == ""
