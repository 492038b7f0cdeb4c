"""Reads absolute dates of other languages, one isolated span at a time: the day and month names are dateparser's."""

import re
from datetime import date, datetime, time

import dateparser

_SPAN = re.compile(
    r"(?<![\d/.])\d{1,2}(?:st|nd|rd|th|º|\.)?\s(?:de\s|of\s)?[^\W\d_]{3,12}\.?(?:\s(?:de\s)?20\d\d)?(?!\w)"
    r"|(?<!\w)[^\W\d_]{3,12}\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s20\d\d)?(?![\w:/])"
)
_MOST_SPANS = 3


def foreign_days(source: str, language: str, today: date, *, first: date, last: date) -> tuple[date, ...]:
    """Return the days written out in `language`, each checked to lie between today and the bounds of the year."""
    found: list[date] = []
    for match in list(_SPAN.finditer(source))[:_MOST_SPANS]:
        said = dateparser.parse(match[0], languages=[language], settings=_settings(today))
        day = said.date() if said else None
        if day and max(first, today) <= day <= last and str(day.day) in re.findall(r"\d+", match[0]):
            found.append(day)
    return tuple(sorted(set(found)))


def _settings(today: date) -> dict[str, object]:
    return {
        "RELATIVE_BASE": datetime.combine(today, time(9)),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"],
    }
