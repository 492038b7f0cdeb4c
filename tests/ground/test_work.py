"""The unit of work: everything commits together or leaves no trace, and reading waits for nobody."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.errors import NotAllowed
from villars_core.journal.models import NumberSeries
from villars_core.work import SYSTEM, Actor, ActorKind, Records, Work


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Give empty records on each database."""
    with migrated(url, MovableClock(MONDAY, running=False)) as opened:
        yield opened


def count(records: Records) -> int:
    """Return how many rows there are."""
    with records.reading(SYSTEM) as work:
        return work.session.scalar(select(func.count()).select_from(NumberSeries)) or 0


def add(work: Work, series: str) -> None:
    """Write one row."""
    work.session.add(NumberSeries(series=series, year=2026, last=0))
    work.session.flush()


def test_what_fails_leaves_no_trace(records: Records) -> None:
    with pytest.raises(IntegrityError), records.writing(SYSTEM) as work:
        work.session.execute(insert(NumberSeries), [{"series": "A", "year": 2026, "last": 0}, {"series": "A", "year": 2026, "last": 0}])
    assert count(records) == 0


def test_a_rehearsal_sees_its_own_rows_and_leaves_no_trace(records: Records) -> None:
    with records.writing(SYSTEM, rehearsal=True) as work:
        add(work, "A")
        assert work.session.scalar(select(func.count()).select_from(NumberSeries)) == 1
        assert work.rehearsal
    assert count(records) == 0


def test_what_is_written_while_reading_is_not_kept(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        add(work, "A")
    assert count(records) == 0


def test_reading_waits_for_no_writer_and_sees_what_is_committed(records: Records) -> None:
    seen: list[int] = []
    with records.writing(SYSTEM) as work:
        add(work, "A")
        reader = threading.Thread(target=lambda: seen.append(count(records)))
        reader.start()
        reader.join(10)
        assert seen == [0]
    assert count(records) == 1


def test_writers_at_once_lose_nothing(records: Records) -> None:
    with records.writing(SYSTEM) as work:
        add(work, "A")

    def grow() -> None:
        for _ in range(20):
            with records.writing(SYSTEM) as work:
                row = work.session.get_one(NumberSeries, ("A", 2026), with_for_update=True)
                row.last += 1

    writers = [threading.Thread(target=grow) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    with records.reading(SYSTEM) as work:
        assert work.session.get_one(NumberSeries, ("A", 2026)).last == 80


def test_one_message_has_one_instant_and_its_day_in_paris(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        assert (work.now, work.today) == (MONDAY, MONDAY.date())


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (Actor(ActorKind.STAFF, 1, roles=frozenset({"kitchen"})), True),
        (Actor(ActorKind.STAFF, 1, roles=frozenset({"administrator"})), True),
        (SYSTEM, True),
        (Actor(ActorKind.STAFF, 1, roles=frozenset({"treasurer"})), False),
        (Actor(ActorKind.GUARDIAN, 1, roles=frozenset({"kitchen"})), False),
        (Actor(ActorKind.STRANGER), False),
    ],
)
def test_a_role_is_asked_of_staff_alone(actor: Actor, *, may: bool) -> None:
    if may:
        actor.require("kitchen")
    else:
        with pytest.raises(NotAllowed):
            actor.require("kitchen")


def test_what_was_read_while_something_was_tried_and_undone_is_read_again(records: Records) -> None:
    with records.writing(SYSTEM) as work:
        count = select(func.count()).select_from(NumberSeries)
        with work.session.begin_nested() as tried:
            work.session.execute(insert(NumberSeries).values(series="X", year=2026, last=1))
            assert work.once("numbers", lambda: work.session.scalar(count)) == 1
            tried.rollback()
        assert work.once("numbers", lambda: work.session.scalar(count)) == 0


def test_behind_a_lock_is_read_again_what_another_writer_may_have_written(records: Records) -> None:
    with records.writing(SYSTEM) as work:
        assert work.once("seen", lambda: 1) == 1
        work.forget_as_of_a_lock()
        alone = records.engine.dialect.name == "sqlite"
        assert work.once("seen", lambda: 2) == (1 if alone else 2)
