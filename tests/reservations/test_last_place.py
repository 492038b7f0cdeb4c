"""Four programs that want the last places at once, on both databases: never more children than places, and nobody is lost."""

import multiprocessing
import multiprocessing.synchronize
from datetime import date

from sqlalchemy import func, select

from tests.conversations.people import MONDAY
from tests.databases import planted
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.families.models import Child
from villars_core.reservations import waiting
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.models import Reservation, WaitingPlace
from villars_core.reservations.places import Place, set_capacity, site_of
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Actor, Assurance, Records

PLACES, ROUNDS = 2, 6
DAYS = (date(2026, 12, 7), date(2026, 12, 8))


def _want(url: str, actor: Actor, child_id: int, start: "multiprocessing.synchronize.Event") -> None:
    """Book, look, give back and book again, as a family that cannot decide."""
    name, key = new_key()
    records = Records(open_engine(url), MovableClock(MONDAY), Vault({name: key}, name))
    start.wait(30)
    for _ in range(ROUNDS):
        for act in (book, cancel, book):
            with records.writing(actor) as work:
                act(work, work.session.get_one(Child, child_id), DAYS)
                _never_over(records)
        with records.writing(SYSTEM) as work:
            waiting.move_on(work)


def _never_over(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        query = select(Reservation.day, func.count()).where(Reservation.state == "booked").group_by(Reservation.day)
        assert all(count <= PLACES for _, count in work.session.execute(query))


def test_the_last_places_are_never_given_twice(url: str) -> None:
    with planted(url, MovableClock(MONDAY)) as (records, cast):
        with records.writing(SYSTEM) as work:
            site = site_of(work, cast.lea)
            assert site is not None
            set_capacity(work, Place(site), DAYS[0], DAYS[-1], PLACES)
        spawning = multiprocessing.get_context("spawn")
        start = spawning.Event()
        wanted = [(cast.nadia, cast.lea), (cast.fatou, cast.awa), (cast.fatou, cast.moussa), (cast.fatou, cast.binta)]
        programs = [
            spawning.Process(target=_want, args=(url, actor_of(account, "test", Assurance.LINKED), child.id, start))
            for account, child in wanted
        ]
        for program in programs:
            program.start()
        start.set()
        for program in programs:
            program.join(180)
        assert [program.exitcode for program in programs] == [0] * len(programs)
        _never_over(records)
        with records.reading(SYSTEM) as work:
            live = set(work.session.execute(select(Reservation.child_id, Reservation.day).where(Reservation.state == "booked")))
            waits = set(
                work.session.execute(select(WaitingPlace.child_id, WaitingPlace.day).where(WaitingPlace.state.in_(("waiting", "offered"))))
            )
            # Each family's last word was "book": every child has its place or waits for one, and never both.
            assert {tuple(one) for one in live | waits} == {(child.id, day) for _, child in wanted for day in DAYS}
            assert not live & waits
