"""Two adults, and four programs, at once: nobody's act is lost, on both databases."""

import multiprocessing
import multiprocessing.synchronize
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from tests.conversations.people import MONDAY
from tests.databases import planted
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.families.models import Child
from villars_core.journal.models import JournalEntry
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.models import Reservation
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance, Records

PROCESSES, EACH = 4, 8
FIRST = date(2026, 11, 30)


def _days() -> list[date]:
    days = (FIRST + timedelta(days=one) for one in range(80))
    return [day for day in days if day.isoweekday() in {1, 2, 4, 5} and not date(2026, 12, 19) <= day <= date(2027, 1, 3)][
        : PROCESSES * EACH
    ]


def _book_many(url: str, guardian: int, child_id: int, number: int, start: "multiprocessing.synchronize.Event") -> None:
    name, key = new_key()
    records = Records(open_engine(url), MovableClock(MONDAY), Vault({name: key}, name))
    actor = Actor(ActorKind.GUARDIAN, guardian, None, frozenset(), Assurance.LINKED, "test")
    start.wait(30)
    for day in _days()[number::PROCESSES]:
        with records.writing(actor) as work:
            child = work.session.get_one(Child, child_id)
            book(work, child, [day])
            # All four want this one day: one booking must come of it.
            book(work, child, [_days()[0]])


def test_four_programs_that_book_at_once_lose_nothing(url: str) -> None:
    with planted(url, MovableClock(MONDAY)) as (records, cast):
        spawning = multiprocessing.get_context("spawn")
        start = spawning.Event()
        adults = [cast.nadia.guardian_id, cast.paul.guardian_id] * 2
        programs = [spawning.Process(target=_book_many, args=(url, adults[one], cast.lea.id, one, start)) for one in range(PROCESSES)]
        for program in programs:
            program.start()
        start.set()
        for program in programs:
            program.join(120)
        assert [program.exitcode for program in programs] == [0] * PROCESSES
        with records.reading(SYSTEM) as work:
            days = work.session.scalars(select(Reservation.day).where(Reservation.state == "booked").order_by(Reservation.day)).all()
            acts = work.session.scalar(select(func.count()).where(JournalEntry.act == "reservation.book"))
            numbers = work.session.scalars(
                select(JournalEntry.number).where(JournalEntry.act == "reservation.book").order_by(JournalEntry.number)
            ).all()
        assert list(days) == _days()
        assert acts == len(_days())
        assert all(int(str(after)[-5:]) - int(str(before)[-5:]) == 1 for before, after in pairwise(numbers))


def test_all_of_a_request_changes_or_none_of_it(url: str) -> None:
    with planted(url, MovableClock(MONDAY)) as (records, cast):
        nadia = actor_of(cast.nadia, "test", Assurance.LINKED)
        with pytest.raises(Exception, match="TooLate"), records.writing(nadia) as work:
            book(work, cast.lea, [date(2026, 11, 26), date(2026, 11, 30)])
        with records.reading(SYSTEM) as work:
            assert work.session.scalar(select(func.count()).select_from(Reservation)) == 0


def test_staff_may_act_after_the_deadline_and_parents_may_not(url: str) -> None:
    with planted(url, MovableClock(MONDAY)) as (records, cast):
        with records.writing(actor_of(cast.claire, "test", Assurance.LINKED)) as work:
            assert book(work, cast.lea, [date(2026, 11, 26)]).changed == (date(2026, 11, 26),)
        with pytest.raises(Exception, match="TooLate"), records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work:
            cancel(work, cast.lea, [date(2026, 11, 26)])
        with pytest.raises(Exception, match="NotFound"), records.writing(actor_of(cast.marc, "test", Assurance.LINKED)) as work:
            book(work, cast.lea, [date(2026, 12, 7)])
