"""Codes, locks and sessions are forgotten in time, and an ended account's names after a year."""

from datetime import timedelta

from sqlalchemy import func, select

from tests.accounts.people import NADIA, NOW, parents
from villars_core.accounts.actions import end
from villars_core.accounts.invitations import invite, redeem_code
from villars_core.accounts.lockout import Door, missed, tries
from villars_core.accounts.models import Account, Invitation, WrongCodes
from villars_core.accounts.retention import forget
from villars_core.clock import MovableClock
from villars_core.work import SYSTEM, Records


def left(records: Records, table: type[Invitation | WrongCodes]) -> int:
    """Forget, then return how many rows are left."""
    with records.writing(SYSTEM) as work:
        forget(work)
        return work.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_used_code_is_forgotten_after_a_month(both_records: Records, clock: MovableClock) -> None:
    nadia, _ = parents(both_records)
    with both_records.writing(SYSTEM) as work:
        redeem_code(work, "email", NADIA, invite(work, work.session.get_one(Account, nadia)).code)
    clock.move_to(NOW + timedelta(days=30))
    assert left(both_records, Invitation) == 1
    clock.move_to(NOW + timedelta(days=31))
    assert left(both_records, Invitation) == 0


def test_a_pause_is_forgotten_but_not_a_lock_that_the_office_must_open(both_records: Records, clock: MovableClock) -> None:
    with both_records.writing(SYSTEM) as work:
        for count, address in ((5, "1"), (10, "2")):
            for _ in range(count):
                missed(work, Door("telegram", address))
    clock.move_to(NOW + timedelta(days=100))
    assert left(both_records, WrongCodes) == 1
    with both_records.reading(SYSTEM) as work:
        assert tries(work, Door("telegram", "2")).locked_until is not None


def test_an_ended_account_loses_its_names_after_a_year(both_records: Records, clock: MovableClock) -> None:
    nadia, _ = parents(both_records)
    with both_records.writing(SYSTEM) as work:
        end(work, work.session.get_one(Account, nadia))
    for days, gone in ((365, 0), (366, 1), (367, 0)):
        clock.move_to(NOW + timedelta(days=days))
        with both_records.writing(SYSTEM) as work:
            assert forget(work) == gone
    with both_records.reading(SYSTEM) as work:
        account = work.session.get_one(Account, nadia)
        assert "nadia" not in f"{account.identifier} {account.name} {account.email}".lower()
