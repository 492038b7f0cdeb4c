"""Carrying the outbox by mail: nothing lost, nothing sent twice under two names, answers before announcements."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from email_gateway import outgoing
from email_gateway.outgoing import Postman
from email_gateway.sender import Account
from tests.conversations.people import town_in
from tests.email_gateway.scripted import Other, serving
from tests.email_gateway.test_intake import NADIA, NOW, OFFICE, SCREEN, records_in
from villars_core.accounts.models import ChannelLink
from villars_core.clock import MovableClock
from villars_core.demo.cast import NADIA_CHAT
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Lane, Notice, post
from villars_core.notifications.screens import Attachment, Screen
from villars_core.notifications.sending import MAX_ATTEMPTS
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM, Records


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with records_in(tmp_path) as opened:
        yield opened


def _post(records: Records, *, address: str = NADIA, lane: Lane = Lane.REPLY, screen: Screen = SCREEN) -> int:
    with records.writing(SYSTEM) as work:
        return post(work, Notice(screen, "reply", channel="email", address=address, lane=lane, after_unknown=AfterUnknown.RESEND)).id


def _states(records: Records) -> list[str]:
    with records.reading(SYSTEM) as work:
        return list(work.session.scalars(select(OutboxRow.state).order_by(OutboxRow.id)))


def _postman(records: Records, other: Other) -> Postman:
    return Postman(records, OFFICE, Account("127.0.0.1", other.port, "none"), "test")


def _ids(other: Other) -> list[str]:
    return [message_from_bytes(raw)["Message-ID"] for raw in other.received]


def _later(records: Records, **time: int) -> None:
    assert isinstance(records.clock, MovableClock)
    records.clock.move_to(records.clock.now() + timedelta(**time))


def test_greylisted_mail_is_tried_again_and_arrives_once(records: Records) -> None:
    row = _post(records)
    with serving(Other(rcpt=["450 4.2.0 come back later"])) as other:
        postman = _postman(records, other)
        assert postman.send_now([row]) == 0
        assert _states(records) == ["queued"]
        assert postman.send_now([row]) == 0, "not before the pause is over"
        _later(records, hours=1)
        assert postman.send_now([row]) == 1
    assert _states(records) == ["sent"]
    assert len(other.received) == 1


def test_drop_after_the_whole_mail_is_sent_again_under_the_same_id(records: Records) -> None:
    row = _post(records)
    with serving(Other(data=["drop"])) as other:
        postman = _postman(records, other)
        postman.send_now([row])
        _later(records, hours=1)
        postman.send_now([row])
    assert _states(records) == ["sent"]
    first, second = _ids(other)
    assert first == second


def test_refusal_for_good_is_not_tried_again(records: Records) -> None:
    row = _post(records)
    with serving(Other(rcpt=["550 5.1.1 no such user"])) as other:
        postman = _postman(records, other)
        postman.send_now([row])
        _later(records, days=1)
        assert postman.send_now([row]) == 0
    assert _states(records)[0] == "failed"
    assert other.received == []


def test_one_bad_address_does_not_stop_the_others(records: Records) -> None:
    rows = [_post(records, address=f"p{number}@parents.example") for number in range(3)]
    with serving(Other(rcpt=["250 OK", "550 5.7.1 no", "250 OK"])) as other:
        assert _postman(records, other).send_now(rows) == 2
    assert sorted(_states(records)) == ["failed", "sent", "sent"]


def test_mail_goes_without_the_document_that_cannot_be_made(records: Records) -> None:
    screen = Screen("x", ("Voici la facture.",), attachments=(Attachment("a.pdf", "application/pdf", "no such paper"),))
    with serving(Other()) as other:
        assert _postman(records, other).send_now([_post(records, screen=screen)]) == 1
    body = message_from_bytes(other.received[0], policy=default).get_body(("plain",))
    text = body.get_content() if body else ""
    assert "Voici la facture." in text
    assert "Le document « a.pdf » n’a pas pu être joint." in text


def test_date_of_a_mail_is_the_towns_clock(records: Records) -> None:
    with serving(Other()) as other:
        _postman(records, other).send_now([_post(records)])
    assert message_from_bytes(other.received[0])["Date"] == "Tue, 24 Nov 2026 10:00:00 +0100"
    assert NOW.hour == 9


def test_a_server_that_says_later_is_asked_for_two_days_with_the_same_mail(records: Records) -> None:
    row = _post(records)
    begin = records.clock.now()
    with serving(Other(rcpt=["451 4.3.0 later"] * 11)) as other:
        postman = _postman(records, other)
        while _states(records) == ["queued"]:
            _later(records, minutes=30)
            postman.send_now([row])
    assert _states(records) == ["sent"]
    assert records.clock.now() - begin >= timedelta(hours=48)
    assert len(other.received) == 1


def test_a_server_that_is_away_is_waited_for_as_long() -> None:
    pauses = outgoing.SECONDS_BEFORE_NEXT
    assert len(pauses) >= MAX_ATTEMPTS - 1
    assert sum(pauses[: MAX_ATTEMPTS - 1]) >= 48 * 3600


def test_drop_before_the_mail_is_tried_again_and_arrives_once(records: Records) -> None:
    row = _post(records)
    with serving(Other(rcpt=["drop"])) as other:
        postman = _postman(records, other)
        assert postman.send_now([row]) == 0
        _later(records, hours=1)
        assert postman.send_now([row]) == 1
    assert _states(records) == ["sent"]
    assert len(other.received) == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "554 5.7.1 refused by policy"])
def test_refusal_for_good_is_told_in_the_chat(answer: str, tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        with town.records.writing(SYSTEM) as work:
            row = post(work, Notice(SCREEN, "notice", town.cast.nadia.id, "email", town.cast.nadia.email)).id
        with serving(Other(rcpt=[answer])) as other:
            assert _postman(town.records, other).send_now([row]) == 0
        refused, told = town.rows()
    assert (refused.state, refused.attempts) == ("failed", 1)
    assert (told.channel, told.address, told.state, told.fallback_of) == ("telegram", str(NADIA_CHAT), "queued", row)
    assert other.received == []


def test_refusal_for_good_without_a_chat_is_a_letter_of_the_office(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        with town.records.writing(SYSTEM) as work:
            work.session.execute(delete(ChannelLink).where(ChannelLink.account_id == town.cast.nadia.id))
            row = post(work, Notice(SCREEN, "notice", town.cast.nadia.id, "email", town.cast.nadia.email)).id
        with serving(Other(rcpt=["550 5.1.1 no such user"])) as other:
            _postman(town.records, other).send_now([row])
        with town.records.reading(SYSTEM) as work:
            items = list(work.session.scalars(select(QueueItem.kind)))
    assert items == ["unreachable"]
