"""Days as people read them: a few are named, many are counted and listed month by month."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from babel.dates import format_date

from villars_core.i18n import N_, Translator

NAMED = 8
"""So many days are named with their weekday; more are easier to check month by month."""

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
