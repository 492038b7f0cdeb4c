"""Which days exist: against published oracles, every day of five years."""

from datetime import date

import holidays
import pytest
from vacances_scolaires_france import SchoolHolidayDates

from villars_core.demo.cast import rules_text
from villars_core.reservations.town_rules import calendar_in
from villars_core.school_calendar.rules import OpeningDays, Period, days_between, is_public_holiday, public_holidays, week_of
from villars_core.schools.rules_file import read_rules

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
VILLARS = calendar_in(read_rules(rules_text()), "canteen")


def test_public_holidays_are_those_of_the_oracle_on_every_day_of_five_years() -> None:
    oracle = holidays.country_holidays("FR", years=range(FIRST.year, LAST.year + 1))
    differing = [day for day in days_between(FIRST, LAST) if is_public_holiday(day) != (day in oracle)]
    assert differing == []


def test_the_holidays_of_villars_are_those_of_zone_a() -> None:
    oracle = SchoolHolidayDates()
    inside = [day for year in VILLARS.years for day in days_between(year.first, year.last)]
    weekdays = [day for day in inside if day.isoweekday() in {1, 2, 4, 5} and not is_public_holiday(day)]
    differing = [day for day in weekdays if VILLARS.in_holidays(day) != oracle.is_holiday_for_zone(day, "A")]
    assert differing == []


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-11-26", None),
        ("2026-11-25", "weekday"),
        ("2026-11-28", "weekend"),
        ("2026-12-21", "holiday"),
        ("2027-03-29", "public_holiday"),
        ("2027-05-07", "holiday"),
        ("2027-07-05", "holiday"),
        ("2025-08-29", "outside_year"),
    ],
)
def test_a_day_without_service_says_why(day: str, reason: str | None) -> None:
    why = VILLARS.why_closed(date.fromisoformat(day))
    assert (why.reason if why else None) == reason


def test_a_closure_of_one_school_closes_that_school_alone() -> None:
    closure = '\n[[closures]]\nname = "Travaux"\nfirst = 2026-12-03\nlast = 2026-12-04\nschool = "École maternelle Jacques Prévert"\n'
    rules = read_rules(rules_text() + closure)
    closed = calendar_in(rules, "canteen", "École maternelle Jacques Prévert").why_closed(date(2026, 12, 4))
    assert closed is not None
    assert (closed.reason, closed.name) == ("closed", "Travaux")
    assert calendar_in(rules, "canteen", "École élémentaire Jean Moulin").is_open(date(2026, 12, 4))


def test_a_town_may_serve_on_saturdays() -> None:
    six_days = OpeningDays((Period(date(2026, 9, 1), date(2027, 7, 2)),), frozenset({1, 2, 3, 4, 5, 6}))
    assert six_days.is_open(date(2026, 11, 28))
    assert not six_days.is_open(date(2026, 11, 29))


def test_term_is_the_school_year_without_its_holidays() -> None:
    in_term = [VILLARS.in_term(date.fromisoformat(day)) for day in ("2026-08-31", "2026-09-01", "2026-10-16", "2026-10-17", "2026-11-02")]
    assert in_term == [False, True, True, False, True]


def test_days_and_weeks_have_both_their_bounds() -> None:
    assert VILLARS.open_days(date(2026, 12, 14), date(2026, 12, 18)) == [date(2026, 12, day) for day in (14, 15, 17, 18)]
    assert week_of(date(2027, 1, 1)) == (date(2026, 12, 28), date(2027, 1, 3))
    assert date(2027, 3, 29) in public_holidays(2027)
