"""Timers: once for each business day in Paris, in both nights on which the clock moves, whoever looks and however often."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import PARIS, MovableClock
from villars_core.conversations.models import Dialogue, InboxRow
from villars_core.office_queue.models import QueueItem
from villars_core.school_calendar.models import SchoolYear
from villars_core.staff.models import TimerRun
from villars_core.staff.timers import TIMERS, WATCHES, Timer, blank_old_messages, expire_dialogues, run_due, warn_of_calendar
from villars_core.work import SYSTEM, Records, Work

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)


@pytest.fixture
def clock() -> MovableClock:
    """Give a clock that stands still until it is moved."""
    return MovableClock(MONDAY, running=False)


@pytest.fixture
def records(url: str, clock: MovableClock) -> Iterator[Records]:
    """Give migrated records on each database."""
    with migrated(url, clock) as opened:
        yield opened


def nothing(_: Work) -> None:
    """Do nothing."""


def test_no_timer_is_due_in_the_hour_that_some_nights_have_twice_or_not_at_all() -> None:
    assert all(not time(2) <= one.at < time(3) for one in TIMERS)


@pytest.mark.parametrize("night", [AUTUMN, SPRING])
@pytest.mark.parametrize("at", [time(1, 30), time(2, 30), time(3, 30)])
def test_in_a_night_on_which_the_clock_moves_each_day_runs_once(records: Records, clock: MovableClock, night: date, at: time) -> None:
    timer, ran = Timer("nightly", at, nothing), []
    instant = datetime.combine(night - timedelta(days=1), time(), tzinfo=PARIS).astimezone(UTC)
    for _ in range(3 * 24 * 6 + 12):
        clock.move_to(instant)
        ran += [day for _, day in run_due(records, (timer,))]
        instant += timedelta(minutes=10)
    assert ran[:3] == [night - timedelta(days=1), night, night + timedelta(days=1)]
    assert len(ran) == len(set(ran))


def test_days_on_which_the_program_was_off_are_made_up_for_a_week_back(records: Records, clock: MovableClock) -> None:
    timer = Timer("nightly", time(3, 30), nothing)
    run_due(records, (timer,))
    clock.move_to(MONDAY + timedelta(days=3))
    assert [day for _, day in run_due(records, (timer,))] == [MONDAY.date() + timedelta(days=one) for one in (1, 2, 3)]
    clock.move_to(MONDAY + timedelta(days=60))
    assert len(run_due(records, (timer,))) == 8


def test_several_workers_at_once_run_a_timer_once(records: Records) -> None:
    ran: list[object] = []
    start = threading.Barrier(6)

    def act(work: Work) -> None:
        work.session.add(TimerRun(name="mark", day=date(2026, 1, 1) + timedelta(days=len(ran)), ran_at=work.now))

    def look() -> None:
        start.wait(20)
        ran.extend(run_due(records, (Timer("nightly", time(3, 30), act),)))

    workers = [threading.Thread(target=look) for _ in range(6)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(60)
    assert len(ran) == 1
    with records.reading(SYSTEM) as work:
        assert list(work.session.scalars(select(TimerRun.name).where(TimerRun.name == "mark"))) == ["mark"]


def test_a_timer_that_fails_leaves_no_trace_keeps_nobody_waiting_and_is_tried_again(records: Records) -> None:
    tried = []

    def fail(_: Work) -> None:
        tried.append(1)
        raise RuntimeError

    timers = (Timer("broken", time(1), fail), Timer("well", time(1), nothing))
    assert [name for name, _ in run_due(records, timers)] == ["well"]
    assert run_due(records, timers) == []
    assert len(tried) == 2


def test_after_thirty_days_a_message_is_emptied_and_that_it_came_stays(records: Records, clock: MovableClock) -> None:
    with records.writing(SYSTEM) as work:
        for number, (state, age) in enumerate([("done", 31), ("done", 29), ("waiting", 31)]):
            row = InboxRow(channel="email", external_id=str(number), digest="d", state=state, received_at=MONDAY - timedelta(days=age))
            row.seal("raw", b"words", work.vault)
            work.session.add(row)
    with records.writing(SYSTEM) as work:
        blank_old_messages(work)
    with records.reading(SYSTEM) as work:
        kept = [row.raw is not None for row in work.session.scalars(select(InboxRow).order_by(InboxRow.external_id))]
    assert kept == [False, True, True]
    assert clock.now() == MONDAY


def test_a_form_that_nobody_went_on_with_is_closed(records: Records) -> None:
    with records.writing(SYSTEM) as work:
        for person, hours in (("old", -1), ("new", 1)):
            given = {"channel": "telegram", "flow": "book", "opened_at": MONDAY, "updated_at": MONDAY}
            work.session.add(Dialogue(person=person, expires_at=MONDAY + timedelta(hours=hours), **given))
    with records.writing(SYSTEM) as work:
        expire_dialogues(work)
    with records.reading(SYSTEM) as work:
        states = {one.person: one.state for one in work.session.scalars(select(Dialogue))}
    assert states == {"old": "cancelled", "new": "active"}


@pytest.mark.parametrize(("left", "warnings"), [(121, 0), (120, 1), (5, 1)])
def test_the_office_is_warned_once_before_the_calendar_ends(records: Records, left: int, warnings: int) -> None:
    with records.writing(SYSTEM) as work:
        work.session.add(SchoolYear(first=date(2026, 9, 1), last=work.today + timedelta(days=left)))
    for _ in range(2):
        with records.writing(SYSTEM) as work:
            warn_of_calendar(work)
    with records.reading(SYSTEM) as work:
        assert len(list(work.session.scalars(select(QueueItem)))) == warnings


def test_a_town_without_its_rules_has_nothing_due(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        assert [watch.is_due(work) for watch in WATCHES] == [False] * len(WATCHES)
