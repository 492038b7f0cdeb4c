"""From when to when a quotient counts, and which one counts on a day: plain values and dates."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from villars_core.schools.tariff_tables import QuotientTable

MONTHS = 12


@dataclass(frozen=True)
class DatedQuotient:
    """An accepted quotient: its value, who calculated it, and the days on which it counts, inclusive."""

    value: int
    source: str
    since: date
    until: date


def quotient_on(quotients: Sequence[DatedQuotient], day: date) -> DatedQuotient | None:
    """Return the quotient of a day: the newest that has begun, where it has not ended; an older one never comes back.

    Of two that begin on one day the later of the list counts: it corrects the other. One that ends before it begins never counts.
    """
    begun = [one for one in quotients if one.since <= day and one.since <= one.until]
    newest = max(reversed(begun), key=lambda one: one.since, default=None)
    return newest if newest is not None and day <= newest.until else None


def first_day(rule: QuotientTable, month: date, decided: date) -> date:
    """Return from when a quotient counts that was accepted on a day: then, or the next month; or from its own month (`backwards`)."""
    if rule.backwards:
        return min(month, decided)
    return decided if rule.effect == "day" else first_of_next(decided)


def last_day(rule: QuotientTable, month: date) -> date:
    """Return until when a quotient of a month counts: a year after it, to the end of that month or to the day."""
    later = add_months(month, rule.valid_months)
    return (add_months(later.replace(day=1), 1) if rule.expires == "month_end" else later) - timedelta(days=1)


def first_of_next(day: date) -> date:
    """Return the first day of the month after."""
    return add_months(day.replace(day=1), 1)


def add_months(day: date, count: int) -> date:
    """Return the same day so many months later, or the last day of a month that is too short."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + count, MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
