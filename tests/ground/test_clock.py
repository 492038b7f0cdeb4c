"""The clock: one place, Paris days, and an hour of one's own for demo towns only."""

from datetime import UTC, date, datetime, timedelta

import pytest

from villars_core.clock import CLOCK_VARIABLE, ClockRefused, MovableClock, SystemClock, clock_for, paris_day, school_year_of

STARTED = {CLOCK_VARIABLE: "2026-11-23T09:00:00+01:00"}


def test_a_demo_town_starts_its_clock_where_it_is_told_and_lets_it_run() -> None:
    now = clock_for(demo=True, environment=STARTED).now()
    assert timedelta() <= now - datetime(2026, 11, 23, 8, tzinfo=UTC) < timedelta(minutes=1)


def test_a_real_town_keeps_the_hour_of_the_machine() -> None:
    with pytest.raises(ClockRefused):
        clock_for(demo=False, environment=STARTED)
    assert isinstance(clock_for(demo=False, environment={}), SystemClock)


@pytest.mark.parametrize("text", ["demain", "2026-11-23T09:00:00", "23/11/2026"])
def test_an_instant_without_an_offset_is_refused(text: str) -> None:
    with pytest.raises(ClockRefused):
        clock_for(demo=True, environment={CLOCK_VARIABLE: text})


def test_a_clock_that_stands_still_is_moved() -> None:
    clock = MovableClock(datetime(2026, 11, 23, tzinfo=UTC), running=False)
    clock.move_to(datetime(2027, 1, 1, tzinfo=UTC))
    assert clock.now() == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_is_the_one_of_paris(instant: datetime, day: date) -> None:
    assert paris_day(instant) == day


@pytest.mark.parametrize(("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)])
def test_a_school_year_begins_in_september(day: date, year: int) -> None:
    assert school_year_of(day) == year
