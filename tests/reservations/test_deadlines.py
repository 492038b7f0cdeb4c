"""Until when a meal may change: real towns' rules to the second, and every day of five years."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.clock import PARIS
from villars_core.demo.cast import rules_text
from villars_core.reservations.rules import DeadlineRule, deadline_for, in_time
from villars_core.reservations.town_rules import calendar_in, rule_for
from villars_core.school_calendar.rules import OpeningDays, Period, public_holidays
from villars_core.schools.rules_file import Asked, RulesError, read_rules

VILLARS = read_rules(rules_text())
CALENDAR = calendar_in(VILLARS, "canteen")
FOUR_DAYS = frozenset({1, 2, 4, 5})
YEARS = OpeningDays((Period(date(2023, 9, 1), date(2029, 7, 5)),), FOUR_DAYS)
NO_COUNT = frozenset({"weekends", "public_holidays"})
FRIDAY_OR_TUESDAY = DeadlineRule(
    "previous_weekday",
    time(9),
    weekday=5,
    by_weekday={4: DeadlineRule("previous_weekday", time(9), weekday=2), 5: DeadlineRule("previous_weekday", time(9), weekday=2)},
)

TOWNS = [
    pytest.param(
        DeadlineRule("week_before", time(23, 59), weekday=3), "2026-12-07", "2026-12-02T23:59", id="Wednesday 23:59 for the next week"
    ),
    pytest.param(DeadlineRule("week_before", time(23, 59), weekday=3), "2026-12-11", "2026-12-02T23:59", id="the same for Friday"),
    pytest.param(FRIDAY_OR_TUESDAY, "2026-12-07", "2026-12-04T09:00", id="Friday 9:00 for Monday"),
    pytest.param(FRIDAY_OR_TUESDAY, "2026-12-10", "2026-12-08T09:00", id="Tuesday 9:00 for Thursday"),
    pytest.param(DeadlineRule("days_before", time(23, 59), count=8), "2026-12-10", "2026-12-02T23:59", id="8 days before at midnight"),
    pytest.param(DeadlineRule("hours_before", time(), 48, skip=NO_COUNT), "2026-12-07", "2026-12-03T12:00", id="48 working hours"),
    pytest.param(
        DeadlineRule("days_before", time(9, 30), skip=NO_COUNT), "2026-11-12", "2026-11-10T09:30", id="the eve, over a public holiday"
    ),
    pytest.param(DeadlineRule("week_before", time(12), weekday=4), "2026-12-08", "2026-12-03T12:00", id="Thursday noon for the next week"),
    pytest.param(DeadlineRule("same_day", time(8, 30)), "2026-12-08", "2026-12-08T08:30", id="the same day 8:30"),
    pytest.param(DeadlineRule("hours_before", time(), 72), "2026-12-08", "2026-12-05T12:00", id="72 hours"),
    pytest.param(DeadlineRule("week_before", time(23, 59), weekday=2), "2026-12-07", "2026-12-01T23:59", id="Tuesday 23:59"),
    pytest.param(
        DeadlineRule("open_days_before", time(23, 59)), "2027-01-04", "2026-12-18T23:59", id="the last school day, over the holidays"
    ),
    pytest.param(DeadlineRule("days_before", time(12), 3, skip=NO_COUNT), "2026-12-08", "2026-12-03T12:00", id="3 working days"),
    pytest.param(
        DeadlineRule("month_before", time(23, 59), day_of_month=20), "2027-01-05", "2026-12-20T23:59", id="the 20th of the month before"
    ),
    pytest.param(DeadlineRule("week_before", time(23, 59), 2, weekday=5), "2026-12-08", "2026-11-27T23:59", id="Friday two weeks before"),
]


@pytest.mark.parametrize(("rule", "day", "expected"), TOWNS)
def test_the_last_minute_of_a_towns_rule(rule: DeadlineRule, day: str, expected: str) -> None:
    found = deadline_for(date.fromisoformat(day), rule, CALENDAR)
    assert found.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M") == expected
    assert in_time(found + timedelta(seconds=59, microseconds=999_999), found)
    assert not in_time(found + timedelta(seconds=60), found)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_villars_rule_is_the_wednesday_before_on_every_day_of_five_years(day: date) -> None:
    rule = DeadlineRule("week_before", time(23, 59), weekday=3)
    found = deadline_for(day, rule, YEARS).astimezone(PARIS)
    assert found.isoweekday() == 3
    assert (found.hour, found.minute) == (23, 59)
    assert 5 <= (day - found.date()).days <= 11


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 10))
def test_a_walk_over_days_that_do_not_count_ends_on_one_that_does(day: date, count: int) -> None:
    rule = DeadlineRule("days_before", time(2, 30), count, skip=NO_COUNT)
    found = deadline_for(day, rule, YEARS)
    walked = [day - timedelta(days=one) for one in range(1, (day - found.astimezone(PARIS).date()).days + 1)]
    assert sum(1 for one in walked if one.isoweekday() < 6 and one not in public_holidays(one.year)) == count
    assert found < datetime.combine(day, time(12), tzinfo=PARIS)


def test_a_time_that_the_spring_night_leaves_out_is_an_instant_all_the_same() -> None:
    found = deadline_for(date(2027, 3, 28), DeadlineRule("same_day", time(2, 30)), YEARS)
    assert found.strftime("%H:%M%z") == "03:30+0200"


def test_the_first_day_after_holidays_may_have_a_rule_of_its_own() -> None:
    rule = DeadlineRule("week_before", time(23, 59), weekday=3, after_holidays=DeadlineRule("open_days_before", time(12)))
    assert deadline_for(date(2027, 1, 4), rule, CALENDAR).isoformat() == "2026-12-18T12:00:00+01:00"
    assert deadline_for(date(2027, 1, 5), rule, CALENDAR).isoformat() == "2026-12-30T23:59:00+01:00"


def test_the_newest_version_in_force_on_the_day_counts() -> None:
    later = '\n[[deadlines]]\nactivity = "canteen"\nsince = 2027-01-04\nanchor = "same_day"\nat = 08:00:00\n'
    rules = read_rules(rules_text() + later)
    before = rule_for(rules, Asked("canteen", "book", date(2026, 12, 18)))
    after = rule_for(rules, Asked("canteen", "book", date(2027, 1, 4)))
    assert before is not None
    assert after is not None
    assert (before.anchor, after.anchor) == ("week_before", "same_day")


def test_booking_and_cancelling_may_have_limits_of_their_own() -> None:
    own = '\n[[deadlines]]\nactivity = "canteen"\nacts = ["cancel"]\nsince = 2026-11-01\nanchor = "same_day"\nat = 08:30:00\n'
    rules = read_rules(rules_text() + own)
    anchors = [rule.anchor for act in ("book", "cancel") if (rule := rule_for(rules, Asked("canteen", act, date(2026, 12, 7))))]
    assert anchors == ["week_before", "same_day"]


def test_every_mistake_of_a_rules_file_is_told_with_its_line() -> None:
    broken = rules_text() + '\n[[deadlines]]\nactivity = "swimming"\nsince = 2027-01-04\nanchor = "full_moon"\ntime = 3\n'
    with pytest.raises(RulesError) as caught:
        read_rules(broken, "regles.toml")
    told = "\n".join(caught.value.mistakes)
    assert "anchor" in told
    assert "time : clé inconnue" in told
    line = broken.splitlines().index('anchor = "full_moon"') + 1
    assert f"ligne {line}" in told
