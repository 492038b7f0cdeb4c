"""Wrong codes typed at the same instant are all counted, on both databases."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from tests.accounts.people import parents
from villars_core.accounts.invitations import invite, redeem_code
from villars_core.accounts.models import Account, WrongCodes
from villars_core.work import SYSTEM, Records


def test_four_wrong_codes_at_once_are_four(both_records: Records) -> None:
    def guess(_number: int) -> int:
        with both_records.writing(SYSTEM) as work:
            return redeem_code(work, "telegram", "77", "AAAA").left

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(guess, range(4))) == [1, 2, 3, 4]
    with both_records.reading(SYSTEM) as work:
        assert work.session.scalars(select(WrongCodes.failures)).one() == 4


def test_one_code_typed_twice_at_once_opens_once(both_records: Records) -> None:
    nadia, _ = parents(both_records)
    with both_records.writing(SYSTEM) as work:
        code = invite(work, work.session.get_one(Account, nadia)).code

    def try_it(number: int) -> bool:
        with both_records.writing(SYSTEM) as work:
            return redeem_code(work, "telegram", str(number), code).account is not None

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_it, range(4))) == [False, False, False, True]
