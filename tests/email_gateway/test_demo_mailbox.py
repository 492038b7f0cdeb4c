"""The demo's mailbox shows the very bytes that leave, and its answers come back as a parent's do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from email_gateway.demo import Mailbox
from tests.email_gateway.test_intake import NADIA, NOW, SCREEN, records_in
from villars_core.demo.sides import Written
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.sending import Claim, claim
from villars_core.work import SYSTEM, Records

MAILBOX = Mailbox.of("education@villars.example")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with records_in(tmp_path) as opened:
        yield opened


def _mail(records: Records) -> bytes:
    with records.writing(SYSTEM) as work:
        post(work, Notice(SCREEN, "reply", channel="email", address=NADIA))
    (item,) = claim(records, Claim("email", "demo"), lambda _: None)
    return MAILBOX.compose(item, NOW)


def test_mail_is_shown_as_it_leaves(records: Records) -> None:
    shown = MAILBOX.show(_mail(records))
    assert shown.subject == "Cantine : à confirmer"
    assert "1. Confirmer l’annulation" in shown.text
    assert "Confirmer l’annulation" in shown.html


def test_answer_comes_back_with_its_token_and_without_the_quotation(records: Records) -> None:
    mail = _mail(records)
    incoming = MAILBOX.read(
        MAILBOX.answer(mail, Written(NADIA, "finalement Léa mangera mardi 1er décembre"), "24/11/2026 à 10:12"), records
    )
    assert incoming is not None
    assert incoming.text == "finalement Léa mangera mardi 1er décembre"
    assert incoming.token
    assert f"+{incoming.token}@" in MAILBOX.show(mail).answer_to


def test_first_mail_of_a_person_is_read(records: Records) -> None:
    incoming = MAILBOX.read(MAILBOX.first("Cantine", Written(NADIA, "Annule jeudi")), records)
    assert incoming is not None
    assert (incoming.address, incoming.text, incoming.subject) == (NADIA, "Annule jeudi", "Cantine")


def test_our_own_mail_is_not_read_as_a_persons(records: Records) -> None:
    assert MAILBOX.read(_mail(records), records) is None
