"""Reads absolute dates of other languages, one isolated span at a time: the day and month names are dateparser's."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module

_SPAN = re.compile(
    r"(?<![\d/.])\d{1,2}(?:st|nd|rd|th|º|\.)?\s(?:de\s|of\s)?[^\W\d_]{3,12}\.?(?:\s(?:de\s)?20\d\d)?(?!\w)"
    r"|(?<!\w)[^\W\d_]{3,12}\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s20\d\d)?(?![\w:/])"
)
_MOST_SPANS = 6


def foreign_days(source: str, language: str, today: date, *, first: date, last: date) -> tuple[date, ...]:
    """Return the days written out in `language`, each checked to lie between today and the bounds of the year."""
    days = {day for _, day in _written(source, language, today)}
    return tuple(sorted(day for day in days if max(first, today) <= day <= last))


def _written(source: str, language: str, today: date) -> Iterator[tuple[re.Match[str], date]]:
    """Yield the spans that are dates; one that is not gives up only its first word, which may be a weekday."""
    at = 0
    for _ in range(_MOST_SPANS):
        match = _SPAN.search(source, at)
        if match is None:
            return
        said = _reader()(match[0], language, today)
        if said is not None and str(said.day) in re.findall(r"[1-9]\d*", match[0]):
            yield match, said
            at = match.end()
        else:
            at = match.start() + len(match[0].split()[0])


@cache
def _reader() -> Callable[[str, str, date], date | None]:
    """Return what reads a span, which is loaded with the first one: most messages hold none."""
    found: Callable[[str, str, date], date | None] = import_module("villars_core.understanding.dates.absolute").absolute
    return found
