"""From the rules file's tables to the values that the rules of bookings take; no database."""

from collections.abc import Iterable
from dataclasses import replace

from villars_core.reservations.rules import DeadlineRule
from villars_core.school_calendar.rules import OpeningDays, Period
from villars_core.schools.rules_file import WEEKDAY_NUMBERS, AnchorTable, Asked, DeadlineTable, PeriodTable, RulesTable, deadline_table


def rule_for(rules: RulesTable, asked: Asked) -> DeadlineRule | None:
    """Return the deadline rule in force for a day's meal, or None where the town set none."""
    table = deadline_table(rules, asked)
    return None if table is None else whole_rule(table)


def calendar_in(rules: RulesTable, activity: str, school: str = "") -> OpeningDays:
    """Return the days of service that the file itself says, for one school."""
    weekdays = next((one.weekdays for one in rules.activities if one.code == activity), ())
    return OpeningDays(
        years=_periods(rules.years),
        weekdays=frozenset(WEEKDAY_NUMBERS[name] for name in weekdays),
        holidays=_periods(rules.holidays),
        closures=_periods(one for one in rules.closures if one.school in {"", school}),
    )


def anchored(table: AnchorTable) -> DeadlineRule:
    """Return the rule of one anchor, wherever a rules file names one."""
    return _anchor(table)


def _periods(tables: Iterable[PeriodTable]) -> tuple[Period, ...]:
    return tuple(Period(one.first, one.last, one.name) for one in tables)


def whole_rule(table: DeadlineTable) -> DeadlineRule:
    """Return the rule of a deadline's table, with what it says of weekdays, returns from holidays and late bookings."""
    return replace(
        _anchor(table),
        by_weekday={WEEKDAY_NUMBERS[name]: _anchor(one) for name, one in table.by_weekday.items()},
        after_holidays=None if table.after_holidays is None else _anchor(table.after_holidays),
        late=None if table.late is None else _anchor(table.late),
        surcharge="" if table.late is None else table.late.surcharge,
    )


def _anchor(table: AnchorTable) -> DeadlineRule:
    return DeadlineRule(
        anchor=table.anchor,
        at=table.at,
        count=table.count,
        weekday=WEEKDAY_NUMBERS[table.weekday] if table.weekday else 0,
        skip=frozenset(table.skip),
        meal_at=table.meal_at,
        day_of_month=table.day_of_month,
    )
