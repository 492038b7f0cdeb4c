"""An invitation opens an account once; guessing ends; a mailbox takes its own person's code only."""

from datetime import timedelta

import pytest

from tests.accounts.people import CHAT, NADIA, NOW, PAUL, parents
from villars_core.accounts.actions import end, release, unlock
from villars_core.accounts.invitations import Redeemed, invite, link, redeem_code, redeem_link
from villars_core.accounts.lockout import UNTIL_RELEASED
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of, identify, is_active
from villars_core.accounts.terms import accept, terms_pages
from villars_core.clock import MovableClock
from villars_core.errors import NotAllowed
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM, Assurance, Records


def invited(records: Records, account_id: int) -> tuple[str, str]:
    """Invite an account; return code and link token."""
    with records.writing(SYSTEM) as work:
        made = invite(work, work.session.get_one(Account, account_id))
        return made.code, made.link_token


def typed(records: Records, code: str, channel: str = "telegram", address: str = CHAT) -> Redeemed:
    """Type a code at a door, in a transaction of its own."""
    with records.writing(SYSTEM) as work:
        return redeem_code(work, channel, address, code)


def test_a_code_opens_the_account_however_it_is_typed_and_only_once(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    account = typed(records, f" {code.lower().replace('-', ' ')} ").account
    assert account is not None
    assert account.id == nadia
    assert typed(records, code).account is None


def test_a_link_opens_the_account_once_and_its_code_is_then_void(records: Records) -> None:
    nadia, _ = parents(records)
    code, token = invited(records, nadia)
    with records.writing(SYSTEM) as work:
        account = redeem_link(work, token)
        assert account is not None
        assert account.id == nadia
        assert redeem_link(work, token) is None
    assert typed(records, code).account is None


def test_a_new_invitation_makes_the_former_void(records: Records) -> None:
    nadia, _ = parents(records)
    old, _ = invited(records, nadia)
    new, _ = invited(records, nadia)
    assert typed(records, old).account is None
    assert typed(records, new).account is not None


def test_an_invitation_ends_after_sixty_days(records: Records, clock: MovableClock) -> None:
    nadia, _ = parents(records)
    code, token = invited(records, nadia)
    clock.move_to(NOW + timedelta(days=60))
    assert typed(records, code).account is None
    with records.writing(SYSTEM) as work:
        assert redeem_link(work, token) is None


def test_five_wrong_codes_stop_the_door_for_fifteen_minutes_even_for_the_right_code(records: Records, clock: MovableClock) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    assert [typed(records, "AAAA-AAAA-AAAA").left for _ in range(5)] == [4, 3, 2, 1, 0]
    assert typed(records, code).locked_until == NOW + timedelta(minutes=15)
    clock.move_to(NOW + timedelta(minutes=15))
    assert typed(records, code).account is not None


def test_another_chat_is_not_stopped(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    for _ in range(5):
        typed(records, "AAAA")
    assert typed(records, code, address="2002").account is not None


def test_after_ten_wrong_codes_only_the_office_opens_again_and_it_is_told(records: Records, clock: MovableClock) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    for _ in range(5):
        typed(records, "AAAA")
    clock.move_to(NOW + timedelta(minutes=16))
    for _ in range(5):
        typed(records, "AAAA")
    clock.move_to(NOW + timedelta(days=30))
    assert typed(records, code).locked_until == UNTIL_RELEASED
    with records.writing(SYSTEM) as work:
        assert [item.kind for item in waiting(work)] == ["locked_out"]
        assert release(work, "telegram", CHAT)
    assert typed(records, code).account is not None


def test_staff_open_the_mailbox_of_a_person_again(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    for _ in range(5):
        typed(records, "AAAA", "email", NADIA)
    with records.writing(SYSTEM) as work:
        assert unlock(work, work.session.get_one(Account, nadia))
    assert typed(records, code, "email", NADIA).account is not None


def test_a_guardian_cannot_open_a_door_again(records: Records) -> None:
    nadia, _ = parents(records)
    with records.reading(SYSTEM) as work:
        account = work.session.get_one(Account, nadia)
        actor = actor_of(account, "telegram", Assurance.LINKED)
    with records.writing(actor) as work, pytest.raises(NotAllowed):
        unlock(work, work.session.get_one(Account, nadia))


def test_a_mailbox_takes_its_own_persons_code_only_and_does_not_tell(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    foreign, made_up = typed(records, code, "email", PAUL), typed(records, "AAAA", "email", PAUL)
    assert foreign.account is None
    assert (foreign.left, made_up.left) == (4, 3)
    assert typed(records, code, "email", NADIA).account is not None


def test_a_parent_by_mail_is_active_once_the_terms_are_accepted(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    with records.writing(SYSTEM) as work:
        account = redeem_code(work, "email", NADIA, code).account
        assert account is not None
        link(work, account, "email", NADIA)
        assert not is_active(account)
        accept(work, account)
    with records.reading(SYSTEM) as work:
        found = identify(work, "email", NADIA.upper())
        assert found is not None
        assert is_active(found)
        assert found.secret_hash == ""


def test_terms_of_a_former_version_must_be_accepted_again(records: Records) -> None:
    nadia, _ = parents(records)
    with records.writing(SYSTEM) as work:
        account = work.session.get_one(Account, nadia)
        accept(work, account)
        account.terms_version = "2025-09"
        assert not is_active(account)
    assert len(terms_pages()) >= 2


def test_a_phone_that_changes_hands_is_the_new_persons(records: Records) -> None:
    nadia, paul = parents(records)
    with records.writing(SYSTEM) as work:
        link(work, work.session.get_one(Account, nadia), "telegram", CHAT)
        link(work, work.session.get_one(Account, paul), "telegram", CHAT)
        found = identify(work, "telegram", CHAT)
        assert found is not None
        assert found.id == paul


def test_neither_code_nor_token_is_kept_readable(records: Records) -> None:
    nadia, _ = parents(records)
    code, token = invited(records, nadia)
    with records.reading(SYSTEM) as work:
        kept = str(work.session.connection().exec_driver_sql("SELECT * FROM invitation").all())
    assert code not in kept
    assert token not in kept


def test_the_code_of_an_account_that_ended_opens_nothing(records: Records) -> None:
    nadia, _ = parents(records)
    code, _ = invited(records, nadia)
    with records.writing(SYSTEM) as work:
        end(work, work.session.get_one(Account, nadia))
    assert typed(records, code).account is None
