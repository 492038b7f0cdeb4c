"""By which way a notice reaches a person, on both databases: chat, else mail, else the office is told."""

import time

import pytest
from sqlalchemy import event, select

from tests.accounts.people import CHAT, NADIA, parents
from villars_core.accounts.actions import end
from villars_core.accounts.invitations import link
from villars_core.accounts.models import Account
from villars_core.accounts.routing import AT_ONCE, assign, blocked, fall_back, unblocked
from villars_core.accounts.terms import accept
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import MAIL_ONLY, Lane, Notice, parcel_of, post
from villars_core.notifications.screens import Screen
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM, Records

SCREEN = Screen("Cantine", ("Léa mange jeudi.",))


@pytest.fixture
def nadia(both_records: Records) -> int:
    """Give Nadia's account, activated, with a linked chat."""
    account_id, _ = parents(both_records)
    with both_records.writing(SYSTEM) as work:
        account = work.session.get_one(Account, account_id)
        accept(work, account)
        link(work, account, "telegram", CHAT)
    return account_id


def posted(both_records: Records, **more: object) -> int:
    """Post one notice; return its row."""
    with both_records.writing(SYSTEM) as work:
        return post(work, Notice(SCREEN, "notice", **more)).id  # type: ignore[arg-type]


def routed(both_records: Records, row_id: int) -> OutboxRow:
    """Assign what is to be assigned and return a row."""
    with both_records.writing(SYSTEM) as work:
        assign(work)
    with both_records.reading(SYSTEM) as work:
        row = work.session.get_one(OutboxRow, row_id)
        work.session.expunge(row)
        return row


def test_a_linked_chat_comes_first(both_records: Records, nadia: int) -> None:
    row = routed(both_records, posted(both_records, account_id=nadia))
    assert (row.channel, row.address, row.reply_token) == ("telegram", CHAT, None)


def test_without_a_chat_it_goes_by_mail_with_a_token_for_answers(both_records: Records) -> None:
    account_id, _ = parents(both_records)
    row = routed(both_records, posted(both_records, account_id=account_id))
    assert (row.channel, row.address) == ("email", NADIA)
    assert row.reply_token
    assert row.reply_until is not None


def test_a_chat_whose_owner_has_not_accepted_the_terms_is_told_by_mail(both_records: Records, nadia: int) -> None:
    with both_records.writing(SYSTEM) as work:
        work.session.get_one(Account, nadia).terms_version = "2025-09"
    assert routed(both_records, posted(both_records, account_id=nadia)).channel == "email"


def test_a_blocked_chat_is_passed_over_until_it_receives_again(both_records: Records, nadia: int) -> None:
    with both_records.writing(SYSTEM) as work:
        blocked(work, "telegram", CHAT)
    assert routed(both_records, posted(both_records, account_id=nadia)).channel == "email"
    with both_records.writing(SYSTEM) as work:
        unblocked(work, "telegram", CHAT)
    assert routed(both_records, posted(both_records, account_id=nadia)).channel == "telegram"


def test_when_no_way_is_left_the_row_fails_and_the_office_is_told(both_records: Records, nadia: int) -> None:
    with both_records.writing(SYSTEM) as work:
        blocked(work, "telegram", CHAT)
        blocked(work, "email", NADIA.upper())
        blocked(work, "email", NADIA)
    assert routed(both_records, posted(both_records, account_id=nadia)).state == "failed"
    with both_records.reading(SYSTEM) as work:
        assert [(item.kind, item.account_id) for item in waiting(work)] == [("unreachable", nadia)]


def test_an_account_that_ended_is_told_nothing_more(both_records: Records, nadia: int) -> None:
    row_id = posted(both_records, account_id=nadia)
    with both_records.writing(SYSTEM) as work:
        end(work, work.session.get_one(Account, nadia))
    assert routed(both_records, row_id).state == "withdrawn"


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.NOTICE])
def test_what_a_chat_refused_goes_by_mail_once(both_records: Records, nadia: int, lane: Lane) -> None:
    assert nadia
    row_id = posted(both_records, channel="telegram", address=CHAT, lane=lane)
    with both_records.writing(SYSTEM) as work:
        copy = fall_back(work, work.session.get_one(OutboxRow, row_id))
        assert copy is not None
        assert (copy.channel, copy.address, copy.fallback_of, copy.lane) == ("email", NADIA, row_id, lane)
        assert copy.reply_token
        parcel = parcel_of(work, copy)
        assert parcel is not None
        assert parcel.screen == SCREEN
        assert fall_back(work, copy) is None


def test_what_a_mailbox_refused_goes_to_the_chat(both_records: Records, nadia: int) -> None:
    row_id = posted(both_records, account_id=nadia, channel="email", address=NADIA)
    with both_records.writing(SYSTEM) as work:
        copy = fall_back(work, work.session.get_one(OutboxRow, row_id))
        assert copy is not None
        assert (copy.channel, copy.address) == ("telegram", CHAT)


def test_a_secret_is_never_told_a_second_way(both_records: Records, nadia: int) -> None:
    row_id = posted(both_records, account_id=nadia, channel="email", address=NADIA, holds_secret=True)
    with both_records.writing(SYSTEM) as work:
        assert fall_back(work, work.session.get_one(OutboxRow, row_id)) is None


def test_what_is_for_the_mailbox_alone_is_never_told_in_a_chat_which_says_that_it_did_not_arrive(both_records: Records, nadia: int) -> None:
    row_id = posted(both_records, account_id=nadia, channel="email", address=NADIA, about={MAIL_ONLY: True})
    with both_records.writing(SYSTEM) as work:
        copy = fall_back(work, work.session.get_one(OutboxRow, row_id))
        assert copy is not None
        assert copy.channel == "telegram"
        parcel = parcel_of(work, copy)
    assert parcel is not None
    assert "Léa" not in str(parcel.screen)
    assert "n’a pas pu être remis" in parcel.screen.body[0]


def test_a_stranger_is_not_told_another_way(both_records: Records) -> None:
    row_id = posted(both_records, channel="telegram", address="77", lane=Lane.REPLY)
    with both_records.writing(SYSTEM) as work:
        assert fall_back(work, work.session.get_one(OutboxRow, row_id)) is None


def test_a_thousand_rows_are_routed_with_a_few_queries(both_records: Records, nadia: int) -> None:
    with both_records.writing(SYSTEM) as work:
        for _ in range(1000):
            post(work, Notice(SCREEN, "announcement", account_id=nadia, lane=Lane.ANNOUNCEMENT))
    statements: list[str] = []
    event.listen(both_records.engine, "before_cursor_execute", lambda _c, _cur, statement, *_: statements.append(statement))
    began = time.perf_counter()
    counts = []
    for _ in range(3):
        with both_records.writing(SYSTEM) as work:
            counts.append(assign(work))
    assert counts == [AT_ONCE, AT_ONCE, 0]
    assert len([one for one in statements if "outbox" in one]) <= 10
    assert time.perf_counter() - began < 5
    with both_records.reading(SYSTEM) as work:
        assert set(work.session.scalars(select(OutboxRow.channel))) == {"telegram"}
