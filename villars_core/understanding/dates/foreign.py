"""Reads absolute dates of other languages, one isolated span at a time: the day and month names are dateparser's."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
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
        said = _parser()(match[0], languages=[language], settings=_settings(today))
        if said is not None and str(said.day) in re.findall(r"[1-9]\d*", match[0]):
            yield match, said.date()
            at = match.end()
        else:
            at = match.start() + len(match[0].split()[0])


@cache
def _parser() -> Callable[..., datetime | None]:
    """Return the parser of dateparser, which is loaded when the first such date is read: most messages hold none."""
    found: Callable[..., datetime | None] = import_module("dateparser").parse
    return found


def _settings(today: date) -> dict[str, object]:
    return {
        "RELATIVE_BASE": datetime.combine(today, time(9)),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"],
    }
