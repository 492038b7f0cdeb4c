"""The schema: what the migrations make is what the models say, and no row is lost on the way."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.demo.cast import plant
from villars_core.families.models import Child
from villars_core.journal.models import JournalEntry
from villars_core.reservations.actions import book
from villars_core.reservations.models import Reservation
from villars_core.staff.all_models import all_tables
from villars_core.storage.engine import open_engine, pragmas
from villars_core.storage.upgrade import upgrade
from villars_core.work import SYSTEM, Records, Work

CLOCK = MovableClock(MONDAY, running=False)


def test_the_migrations_make_what_the_models_say(url: str) -> None:
    with migrated(url, CLOCK) as records, records.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), all_tables()) == []


def test_upgrading_twice_changes_nothing_and_loses_no_row(url: str) -> None:
    with migrated(url, CLOCK) as records:
        with records.writing(SYSTEM) as work:
            plant(work)
        before = _counts(records)
        upgrade(records.engine)
        assert _counts(records) == before
        assert before["child"] == 8


def test_the_database_itself_keeps_the_journal(url: str) -> None:
    with migrated(url, CLOCK) as records:
        with records.writing(SYSTEM) as work:
            plant(work)
        for statement in ("DELETE FROM journal", "UPDATE journal SET act = 'x'"):
            with pytest.raises(DBAPIError, match="append only"), records.writing(SYSTEM) as work:
                work.session.execute(text(statement))


def test_a_child_has_one_live_booking_a_day_whatever_writes_it(url: str) -> None:
    with migrated(url, CLOCK) as records:
        with records.writing(SYSTEM) as work:
            lea = plant(work).lea
            book(work, lea, [MONDAY.date().replace(day=30)])
            row = work.session.scalars(select(Reservation)).one()
        copy = {
            "child_id": row.child_id,
            "day": row.day,
            "activity": "canteen",
            "state": "booked",
            "booked_at": MONDAY,
            "booking_number": "X",
        }
        with pytest.raises(IntegrityError), records.writing(SYSTEM) as work:
            work.session.add(Reservation(**copy))


def test_a_savepoint_that_fails_takes_back_its_own_rows_only(url: str) -> None:
    with migrated(url, CLOCK) as records, records.writing(SYSTEM) as work:
        work.session.add(_entry("kept"))
        work.session.flush()
        with pytest.raises(RuntimeError):
            _lose(work)
        assert list(work.session.scalars(select(JournalEntry.act))) == ["kept"]


def test_a_rehearsal_leaves_no_trace(url: str) -> None:
    with migrated(url, CLOCK) as records:
        with records.writing(SYSTEM, rehearsal=True) as work:
            plant(work)
        with records.reading(SYSTEM) as work:
            assert work.session.scalar(select(func.count()).select_from(Child)) == 0


def test_sqlite_is_durable_and_keeps_foreign_keys(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'town.db'}")
    upgrade(engine)
    found = pragmas(engine)
    assert (found["journal_mode"], found["synchronous"], found["foreign_keys"]) == ("wal", "2", "1")
    engine.dispose()


def _lose(work: Work) -> None:
    with work.session.begin_nested():
        work.session.add(_entry("lost"))
        work.session.flush()
        raise RuntimeError


def _entry(act: str) -> JournalEntry:
    return JournalEntry(at=MONDAY, actor_kind="system", door="test", act=act, subject_kind="test", before={}, after={})


def _counts(records: Records) -> dict[str, int]:
    with records.reading(SYSTEM) as work:
        return {table.name: work.session.scalar(select(func.count()).select_from(table)) or 0 for table in all_tables().sorted_tables}
