"""A day that is closed while somebody books it: the booking waits, reads the calendar again, and is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from queue import Queue
from threading import Event, Thread

from sqlalchemy import select

from tests.databases import planted
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_queries import Scope
from villars_core.clock import MovableClock
from villars_core.families.models import Child
from villars_core.reservations.actions import book
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import calendar_of
from villars_core.reservations.rules import NotAServiceDay
from villars_core.work import SYSTEM, Assurance, Records, Work

DAY = date(2026, 11, 30)
CLOCK = MovableClock(datetime(2026, 11, 23, 8, tzinfo=UTC), running=False)
LONG_ENOUGH = 0.5


def _as(work: Work, account: Account) -> Work:
    return replace(work, actor=actor_of(account, "telegram", Assurance.LINKED))


def _book(records: Records, parent: Account, child: Child, read: Event, told: "Queue[object]") -> None:
    """Read the calendar as a message does, then book; on SQLite one waits before it reads."""
    try:
        with records.writing(SYSTEM) as work:
            mine = _as(work, parent)
            calendar_of(mine, child)
            read.set()
            told.put(book(mine, child, [DAY]))
    except NotAServiceDay as refusal:
        told.put(refusal)


def test_a_day_that_closes_meanwhile_is_not_booked(url: str) -> None:
    read, told = Event(), Queue[object]()
    with planted(url, CLOCK) as (records, cast):
        with records.writing(SYSTEM) as work:
            office = _as(work, cast.claire)
            event = events.prepare(office, Draft("closure", Scope("town"), (DAY,), effect="cancel"))
            work.session.flush()
            events.confirm(office, event.id)
            other = Thread(target=_book, args=(records, cast.nadia, cast.lea, read, told))
            other.start()
            read.wait(LONG_ENOUGH)
        other.join(30)
        assert isinstance(told.get(timeout=1), NotAServiceDay)
        with records.reading(SYSTEM) as work:
            assert list(work.session.scalars(select(Reservation.id).where(Reservation.day == DAY, Reservation.state == "booked"))) == []
