"""Reads one span that may be an absolute date of another language: dateparser, in the narrow role that it measured well in."""

from datetime import date, datetime, time

import dateparser


def absolute(span: str, language: str, today: date) -> date | None:
    """Return the next day that a span writes out with its day and its month; `None` when it is no such date."""
    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(9)),
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"],
    }
    said = dateparser.parse(span, languages=[language], settings=settings)
    return None if said is None else said.date()
