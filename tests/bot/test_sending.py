"""What becomes of a row that the door carries, whatever Telegram answers."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from tests.bot.house import NADIA, PAUL, QUESTION, StandIn, house_of, open_door, posted, row, rows
from tests.servers.telegram import BotApi, Fault
from villars_core.accounts.models import Account, ChannelLink
from villars_core.notifications.models import OutboxAttempt, OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Lane
from villars_core.notifications.screens import Screen
from villars_core.work import SYSTEM, Records

FAST = 0.001


@pytest.fixture
def open_bot(api: BotApi, records: Records, desk: StandIn) -> Iterator[None]:
    with open_door(house_of(api, records, desk), slot_seconds=FAST):
        yield


def _state(records: Records, number: int, *states: str, seconds: float = 20.0) -> OutboxRow:
    until = time.monotonic() + seconds
    while (found := row(records, number)).state not in states:
        assert time.monotonic() < until, (found.state, found.failure)
        time.sleep(0.02)
    return found


@contextmanager
def _linked(records: Records, person: int, email: str) -> Iterator[int]:
    with records.writing(SYSTEM) as work:
        account = Account(
            kind="guardian",
            identifier=email.partition("@")[0],
            email=email,
            name="Nadia Martin",
            activated_at=work.now,
        )
        work.session.add(account)
        work.session.flush()
        work.session.add(ChannelLink(account_id=account.id, channel="telegram", address=str(person), linked_at=work.now))
        found = account.id
    yield found


@pytest.mark.usefixtures("open_bot")
def test_a_long_text_comes_in_pieces_whose_last_carries_the_buttons(api: BotApi, records: Records) -> None:
    number = posted(records, screen=Screen("Règlement", tuple("mot " * 700 for _ in range(4)), QUESTION.rows))
    _state(records, number, "sent")
    shown = api.sent_to(NADIA)
    assert len(shown) > 1
    assert [bool(one.buttons) for one in shown] == [False] * (len(shown) - 1) + [True]


@pytest.mark.usefixtures("open_bot")
def test_an_edit_that_changes_nothing_counts_as_sent(api: BotApi, records: Records) -> None:
    first = _state(records, posted(records, dialogue_id=1, dialogue_revision=1), "sent")
    again = posted(records, edit=first.external_id, dialogue_id=1, dialogue_revision=1)
    _state(records, again, "sent")
    assert len(api.sent_to(NADIA)) == 1
    assert [one.status for one in api.of("editMessageText")] == [400]


@pytest.mark.usefixtures("open_bot")
def test_a_screen_that_is_gone_is_shown_anew(api: BotApi, records: Records) -> None:
    _state(records, posted(records, edit="99999"), "sent")
    assert [one.status for one in api.of("editMessageText")] == [400]
    assert len(api.sent_to(NADIA)) == 1


@pytest.mark.usefixtures("open_bot")
def test_who_blocked_the_bot_is_told_by_mail_and_goes_by_mail_from_then_on(api: BotApi, records: Records) -> None:
    api.fail(Fault("sendMessage", "403", chat=NADIA))
    with _linked(records, NADIA, "nadia@parents.example") as account:
        number = posted(records, account_id=account)
        assert _state(records, number, "failed").failure == "Forbidden"
        later = posted(records, account_id=account, channel="", address="")
        until = time.monotonic() + 10
        while row(records, later).channel != "email":
            assert time.monotonic() < until
            time.sleep(0.02)
    (copy,) = [one for one in rows(records) if one.fallback_of == number]
    assert (copy.channel, copy.address, copy.state) == ("email", "nadia@parents.example", "queued")


@pytest.mark.usefixtures("open_bot")
def test_a_refused_message_is_final_and_is_not_tried_again(api: BotApi, records: Records) -> None:
    api.fail(Fault("sendMessage", "400"))
    assert _state(records, posted(records), "failed").attempts == 1
    assert len(api.of("sendMessage")) == 1


@pytest.mark.parametrize("kind", ["429", "500", "502html"])
def test_a_refusal_that_passes_is_tried_again(api: BotApi, records: Records, kind: str) -> None:
    api.fail(Fault("sendMessage", kind))
    desk = StandIn(records)
    with open_door(house_of(api, records, desk), slot_seconds=FAST):
        assert _state(records, posted(records, lane=Lane.REPLY), "sent").attempts == 2
    assert len(api.sent_to(NADIA)) == 1


@pytest.mark.usefixtures("open_bot")
def test_a_message_that_never_left_is_tried_again(api: BotApi, records: Records) -> None:
    api.fail(Fault("sendMessage", "429", retry_after=1))
    number, other = posted(records), posted(records, address=str(PAUL))
    _state(records, number, "sent")
    _state(records, other, "sent")
    assert [len(api.sent_to(one)) for one in (NADIA, PAUL)] == [1, 1]


@pytest.mark.usefixtures("open_bot")
@pytest.mark.parametrize(("policy", "state", "shown"), [(AfterUnknown.NEVER, "unknown", 1), (AfterUnknown.REMIND, "sent", 2)])
def test_a_connection_cut_after_acceptance_follows_the_policy_of_the_kind(
    api: BotApi, records: Records, policy: AfterUnknown, state: str, shown: int
) -> None:
    api.fail(Fault("sendMessage", "drop"))
    number = posted(records, after_unknown=policy)
    _state(records, number, state)
    texts = [one.text for one in api.sent_to(NADIA)]
    assert len(texts) == shown
    assert [text.startswith("(rappel)") for text in texts] == [False, True][:shown]


@pytest.mark.usefixtures("open_bot")
def test_a_cut_edit_is_done_again_without_harm(api: BotApi, records: Records) -> None:
    first = _state(records, posted(records), "sent")
    api.fail(Fault("editMessageText", "drop"))
    changed = Screen("Reçu", ("C’est noté",))
    _state(records, posted(records, screen=changed, edit=first.external_id, after_unknown=AfterUnknown.NEVER), "sent")
    assert [one.text for one in api.sent_to(NADIA)] == ["Reçu\n\nC’est noté"]


@pytest.mark.usefixtures("open_bot")
def test_a_message_that_held_a_secret_is_deleted_before_the_answer(api: BotApi, records: Records) -> None:
    message = api.message(NADIA, text="Cantine2026")["message_id"]
    _state(records, posted(records, forget=(str(message),), holds_secret=True), "sent")
    assert (NADIA, message) in api.chats.deleted
    order = [one.method for one in api.calls if one.method in {"deleteMessage", "sendMessage"}]
    assert order == ["deleteMessage", "sendMessage"]


@pytest.mark.usefixtures("open_bot")
def test_each_attempt_is_written_before_it_is_made(api: BotApi, records: Records) -> None:
    api.fail(Fault("sendMessage", "500"))
    number = posted(records)
    _state(records, number, "sent")
    with records.reading(SYSTEM) as work:
        tries = work.session.scalars(select(OutboxAttempt).where(OutboxAttempt.outbox_id == number).order_by(OutboxAttempt.number)).all()
        assert [(one.number, one.result) for one in tries] == [(1, "retry"), (2, "sent")]
