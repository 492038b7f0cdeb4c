"""Days as people read them: a few are named, many are counted and listed month by month."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_date

from villars_core.i18n import N_, Translator

NAMED = 8
"""So many days are named with their weekday; more are easier to check month by month."""

_SUNDAY = date(2026, 11, 22)
MONTH = N_("{month} : {days}")


def days_said(words: Translator, days: Sequence[date]) -> str:
    """Return days for a sentence: "lundi 30 novembre et jeudi 3 décembre", or "104 jours (novembre : 30 ; décembre : 1, 3, 4)"."""
    if len(days) <= NAMED:
        return words.write(list(days))
    months = [
        words.t(MONTH, month=format_date(date(*month, 1), "MMMM", locale=words.locale), days=", ".join(str(one.day) for one in its))
        for month, its in groupby(sorted(days), key=lambda one: (one.year, one.month))
    ]
    return f"{words.n('{count} jour', '{count} jours', len(days))} ({' ; '.join(months)})"


def month_name(words: Translator, day: date) -> str:
    """Return "décembre 2026"."""
    return format_date(day, "LLLL yyyy", locale=words.locale)


def weekday_name(words: Translator, number: int) -> str:
    """Return the name of an ISO weekday: "lundi" for 1."""
    return format_date(_SUNDAY + timedelta(days=number), "EEEE", locale=words.locale)


def short_weekday(words: Translator, number: int) -> str:
    """Return the short name of an ISO weekday: "lun." for 1."""
    return format_date(_SUNDAY + timedelta(days=number), "EEE", locale=words.locale)
