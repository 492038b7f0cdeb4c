"""Every anchor on every day of five years, against plain counting written apart: holidays, public holidays, nights of the clock change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from vacances_scolaires_france import SchoolHolidayDates

from villars_core.clock import PARIS
from villars_core.reservations.rules import MINUTE, DeadlineRule, deadline_for, in_time
from villars_core.school_calendar.rules import OpeningDays, Period

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
FOUR_DAYS = frozenset({1, 2, 4, 5})
ONE_DAY = timedelta(days=1)
PUBLIC = holidays.country_holidays("FR", years=range(2023, 2030))
OPENINGS = {"weekends", "public_holidays", "holidays", "closed"}


def _all_days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += ONE_DAY


@cache
def _calendar() -> OpeningDays:
    """Take the holidays of zone A from the ministry's data, as one period for each run of days."""
    ministry = SchoolHolidayDates()
    off = sorted(day for year in range(2023, 2029) for day in ministry.holidays_for_year_and_zone(year, "A"))
    starts = [off[0], *(after for before, after in pairwise(off) if after - before > ONE_DAY)]
    ends = [*(before for before, after in pairwise(off) if after - before > ONE_DAY), off[-1]]
    runs = tuple(Period(first, last, "Vacances") for first, last in zip(starts, ends, strict=True))
    return OpeningDays((Period(date(2023, 9, 1), date(2029, 7, 5)),), FOUR_DAYS, runs)


def _counts(day: date, skip: frozenset[str]) -> bool:
    """Tell apart from the program whether a walk counts a day."""
    calendar = _calendar()
    off = any(one.first <= day <= one.last for one in calendar.holidays) or not date(2023, 9, 1) <= day <= date(2029, 7, 5)
    served = day.isoweekday() in FOUR_DAYS and day not in PUBLIC and not off
    return not (
        ("weekends" in skip and day.isoweekday() > 5)
        or ("public_holidays" in skip and day in PUBLIC)
        or ("holidays" in skip and off)
        or ("closed" in skip and not served)
    )


def _back(day: date, count: int, skip: frozenset[str]) -> date:
    counted: list[date] = []
    while len(counted) < count:
        day -= ONE_DAY
        if _counts(day, skip):
            counted.append(day)
    return counted[-1] if counted else day


SKIPS = st.frozensets(st.sampled_from(sorted(OPENINGS)))
DAYS = st.dates(FIRST, LAST)
TIMES = st.times(time(0), time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))


@pytest.mark.parametrize("skip", [frozenset(), frozenset({"weekends", "public_holidays"}), frozenset({"holidays"}), frozenset(OPENINGS)])
def test_days_before_on_every_day_of_five_years(skip: frozenset[str]) -> None:
    rule = DeadlineRule("days_before", time(9, 30), 2, skip=skip)
    for day in _all_days():
        assert deadline_for(day, rule, _calendar()).strftime("%Y-%m-%dT%H:%M") == f"{_back(day, 2, skip)}T09:30"


def test_the_last_open_day_before_on_every_day_of_five_years() -> None:
    rule = DeadlineRule("open_days_before", time(23, 59))
    for day in _all_days():
        assert deadline_for(day, rule, _calendar()).date() == _back(day, 1, frozenset({"closed"}))


@pytest.mark.parametrize("weekday", range(1, 8))
def test_weekdays_before_on_every_day_of_five_years(weekday: int) -> None:
    week, previous = (DeadlineRule(anchor, time(12), weekday=weekday) for anchor in ("week_before", "previous_weekday"))
    for day in _all_days():
        of_week, last = (deadline_for(day, rule, _calendar()).date() for rule in (week, previous))
        assert of_week.isoweekday() == last.isoweekday() == weekday
        assert 1 <= (day - last).days <= 7
        assert of_week.isocalendar()[:2] == (day - timedelta(weeks=1)).isocalendar()[:2]


@given(DAYS, st.integers(0, 12), SKIPS, TIMES)
def test_a_walk_ends_where_plain_counting_ends(day: date, count: int, skip: frozenset[str], at: time) -> None:
    found = deadline_for(day, DeadlineRule("days_before", at, count, skip=skip), _calendar())
    assert found.date() == _back(day, count, skip)


@given(DAYS, st.integers(0, 120), SKIPS)
def test_hours_are_counted_one_by_one_on_the_days_that_count(day: date, count: int, skip: frozenset[str]) -> None:
    found = deadline_for(day, DeadlineRule("hours_before", time(), count, skip=skip), _calendar())
    at, left = datetime.combine(day, time(12)), count
    while left:
        at -= timedelta(hours=1)
        left -= 1 if at.date() == day or _counts(at.date(), skip) else 0
    expected = max(at.replace(tzinfo=PARIS, fold=fold).astimezone(UTC) for fold in (0, 1))
    assert found.astimezone(UTC) == expected


@given(DAYS, SKIPS, st.integers(1, 7))
def test_a_named_day_that_does_not_count_gives_way_to_the_last_one_before(day: date, skip: frozenset[str], weekday: int) -> None:
    plain, moved = (
        deadline_for(day, DeadlineRule("week_before", time(12), weekday=weekday, skip=one), _calendar()).date()
        for one in (frozenset(), skip)
    )
    assert moved == (plain if _counts(plain, skip) else _back(plain, 1, skip))


@given(DAYS, TIMES, st.sampled_from(["same_day", "days_before", "week_before", "month_before", "hours_before", "open_days_before"]))
def test_every_deadline_is_a_whole_minute_in_paris_not_after_the_day_itself(day: date, at: time, anchor: str) -> None:
    found = deadline_for(day, DeadlineRule(anchor, at, weekday=3), _calendar())
    assert found.tzinfo is PARIS
    assert (found.second, found.microsecond) == (0, 0)
    assert found.date() <= day
    assert in_time(found + MINUTE - timedelta.resolution, found)
    assert not in_time(found + MINUTE, found)


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_nights_of_the_clock_change_have_one_last_minute_too(year: int) -> None:
    spring, autumn = (max(date(year, month, one) for one in range(25, 32) if date(year, month, one).isoweekday() == 7) for month in (3, 10))
    shown_twice = deadline_for(autumn, DeadlineRule("same_day", time(2, 30)), _calendar())
    assert shown_twice.astimezone(UTC) == datetime.combine(autumn, time(1, 30), UTC)
    left_out = deadline_for(spring, DeadlineRule("same_day", time(2, 30)), _calendar())
    assert left_out.strftime("%H:%M%z") == "03:30+0200"
