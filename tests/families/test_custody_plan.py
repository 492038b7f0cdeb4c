"""Whose day it is: weeks from an anchor over a week 53, exceptions, halved holidays, the day of the handover, and who pays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.families.rules import AFTER_SCHOOL, EVENING, Alternation, CustodyPlan, DatedException, last_of_first_half, runs
from villars_core.school_calendar.rules import Period

ANCHOR, A, B = date(2026, 11, 23), 1, 2
WEEKS = Alternation(ANCHOR, A, B)
NOEL = Period(date(2026, 12, 19), date(2027, 1, 3), "Vacances de Noël")
WINTER = Period(date(2027, 2, 13), date(2027, 2, 28), "Vacances d’hiver")
ASCENSION = Period(date(2027, 5, 6), date(2027, 5, 8), "Pont de l’Ascension")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("monday", "week", "owner"),
    [
        (date(2026, 12, 14), 51, B),
        (date(2026, 12, 21), 52, A),
        (date(2026, 12, 28), 53, B),
        (date(2027, 1, 4), 1, A),
        (date(2027, 1, 11), 2, B),
        (date(2032, 12, 27), 53, A),
        (date(2033, 1, 3), 1, B),
    ],
)
def test_weeks_alternate_over_a_week_53(monday: date, week: int, owner: int) -> None:
    assert monday.isocalendar().week == week
    plan = CustodyPlan(WEEKS)
    assert {plan.guardian_on(monday + timedelta(days=one)) for one in range(7)} == {owner}


@given(DAYS)
def test_two_weeks_in_a_row_are_never_with_the_same_parent(day: date) -> None:
    plan = CustodyPlan(WEEKS)
    assert {plan.guardian_on(day), plan.guardian_on(day + timedelta(days=7))} == {A, B}


def test_a_dated_exception_goes_before_weeks_and_holidays() -> None:
    plan = CustodyPlan(WEEKS, (DatedException(date(2026, 12, 24), date(2026, 12, 25), B),), A, (NOEL,))
    assert [plan.guardian_on(date(2026, 12, day)) for day in (23, 24, 25, 26)] == [A, B, B, A]


@pytest.mark.parametrize(
    ("day", "owner"),
    [
        (date(2026, 12, 19), A),
        (date(2026, 12, 26), A),
        (date(2026, 12, 27), B),
        (date(2027, 1, 3), B),
        (date(2027, 2, 13), B),
        (date(2027, 2, 20), B),
        (date(2027, 2, 21), A),
        (date(2027, 2, 28), A),
    ],
)
def test_holidays_are_halved_by_the_year_in_which_they_begin(day: date, owner: int) -> None:
    assert CustodyPlan(WEEKS, (), A, (NOEL, WINTER)).guardian_on(day) == owner


def test_a_long_weekend_is_not_halved_and_no_split_lets_the_weeks_go_on() -> None:
    split, plain = CustodyPlan(WEEKS, (), A, (ASCENSION, NOEL)), CustodyPlan(WEEKS)
    assert split.guardian_on(date(2027, 5, 7)) == plain.guardian_on(date(2027, 5, 7))
    assert plain.guardian_on(date(2026, 12, 28)) == B


def test_an_odd_day_of_holidays_belongs_to_the_first_half() -> None:
    assert last_of_first_half(Period(date(2027, 7, 3), date(2027, 7, 9))) == date(2027, 7, 6)


@pytest.mark.parametrize(("change_day", "owner"), [("morning", B), (EVENING, A)])
def test_the_day_of_a_handover_after_school_is_the_mornings_parent_unless_the_town_says_otherwise(change_day: str, owner: int) -> None:
    plan = CustodyPlan(WEEKS, handover=AFTER_SCHOOL, change_day=change_day)
    assert plan.guardian_on(ANCHOR) == owner
    assert plan.guardian_on(ANCHOR + timedelta(days=1)) == A
    assert plan.payer_on(ANCHOR) == owner


def test_a_handover_before_school_gives_the_whole_day_to_the_new_week() -> None:
    assert CustodyPlan(WEEKS).payer_on(ANCHOR) == A


def test_one_parent_may_pay_for_all_without_having_the_days() -> None:
    plan = CustodyPlan(WEEKS, payer=B)
    assert (plan.guardian_on(ANCHOR), plan.payer_on(ANCHOR)) == (A, B)


@given(st.sets(DAYS, max_size=40))
def test_runs_hold_the_same_days(days: set[date]) -> None:
    found = {first + timedelta(days=one) for first, last in runs(days) for one in range((last - first).days + 1)}
    assert found == days
