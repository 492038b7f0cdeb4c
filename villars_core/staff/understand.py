"""The `villars understand` command: what sentences ask for, one JSON object a line; needs neither records nor settings."""

import json
import sys
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TextIO

import click

from villars_core.clock import PARIS, SystemClock
from villars_core.collector import freezing
from villars_core.understanding import (
    MEAL_INTENTS,
    REQUESTED,
    Context,
    Intent,
    KnownChild,
    NamedPeriod,
    Reading,
    SchoolDays,
    read,
    read_dates,
)

_DEMO_CHILDREN = (
    KnownChild(1, "Léa", "Martin", "f", date(2019, 3, 14), "CE1"),
    KnownChild(2, "Tom", "Martin", "m", date(2022, 6, 2), "MS"),
)

# So many families, and so many calendars, are kept from line to line.
_KEPT = 256


@click.command("understand")
@click.argument("text", required=False)
@click.option("--dates", is_flag=True, help='Lire seulement les dates : {"text", "now"} donne {"start", "end"}.')
def command(text: str | None, *, dates: bool) -> None:
    """Dire en JSON ce que demande une phrase ; sans phrase, une ligne JSON de l’entrée donne une ligne en sortie."""
    if text is not None:
        given = {"text": text, "now": SystemClock().now().astimezone(PARIS).isoformat()}
        _write(_dates(given) if dates else _shown(read(text, demo_context()), demo_context()))
        return
    stream = _standard_input()
    with freezing():
        # The first line loads the lexicon.
        for line in islice(stream, 1):
            _write(_answered(line, dates=dates))
    for line in stream:
        _write(_answered(line, dates=dates))


def _standard_input() -> TextIO:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return sys.stdin


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _write(answer: object) -> None:
    sys.stdout.buffer.write((_encoded(answer) + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _answered(line: str, *, dates: bool) -> object:
    try:
        given = json.loads(line)
        if not isinstance(given, dict):
            return {"intent": Intent.UNKNOWN.value, "error": "une ligne est un objet JSON"}
        if dates:
            return _dates(given)
        context = _context(given)
        return _shown(read(str(given["text"]), context), context)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        return {"intent": Intent.UNKNOWN.value, "error": f"{type(error).__name__}: {error}"}


def _dates(given: dict[str, Any]) -> object:
    found = read_dates(str(given["text"]), _instant(str(given["now"])))
    if found is None:
        return None
    answer: dict[str, Any] = {"start": found.start and found.start.isoformat(), "end": found.end and found.end.isoformat()}
    return answer | ({"weekdays": list(found.weekdays)} if found.weekdays else {})


def _context(given: dict[str, Any]) -> Context:
    now = _instant(str(given["today"]))
    calendar = given.get("calendar") or {}
    bounds = calendar.get("year") or (f"{now.year}-01-01", f"{now.year + 1}-12-31")
    lists = (calendar.get("weekdays") or (1, 2, 4, 5), map(tuple, calendar.get("holidays") or ()), calendar.get("closed") or ())
    # A family and a calendar come again line after line: each is made once.
    days = _school_days(tuple(bounds), *map(tuple, lists))
    children = _family(tuple(map(_told, given.get("children") or ())), now.year)
    return Context(now, children, days, str(given.get("language") or "fr"))


@lru_cache(maxsize=_KEPT)
def _school_days(
    bounds: tuple[str, ...], weekdays: tuple[int, ...], holidays: tuple[tuple[str, ...], ...], closed: tuple[str, ...]
) -> SchoolDays:
    first, last = map(date.fromisoformat, bounds)
    periods = tuple(NamedPeriod("", date.fromisoformat(start), date.fromisoformat(end)) for start, end in holidays)
    return SchoolDays(first, last, frozenset(weekdays), periods, tuple((date.fromisoformat(day), "") for day in closed))


def _told(one: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a line tells of a child: first name, last name, sex, birthday, age, class."""
    return one["first_name"], one.get("last_name"), one.get("sex"), one.get("born"), one.get("age"), one.get("class")


@lru_cache(maxsize=_KEPT)
def _family(told: tuple[tuple[Any, ...], ...], year: int) -> tuple[KnownChild, ...]:
    return tuple(_child(number, year, *one) for number, one in enumerate(told))


def _child(number: int, year: int, *told: Any) -> KnownChild:  # noqa: ANN401 (as the line tells it)
    first_name, last_name, sex, born, age, level = told
    birthday = date.fromisoformat(born) if born else None
    if birthday is None and age is not None:
        # An age tells who is elder; two of one age stay level.
        birthday = date(year - int(age), 1, 1)
    return KnownChild(number, str(first_name), str(last_name or ""), str(sex or "").lower(), birthday, str(level or ""))


# The stream knows 23 intents; a later one is told there by the nearest of them, else as unknown.
STREAM_INTENTS = (
    *(Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE, Intent.SHOW_PLANNING, Intent.SHOW_INVOICES),
    *(Intent.PAY_INVOICE, Intent.ASK_TARIFF, Intent.SUBMIT_QF, Intent.SEPA_MANDATE, Intent.TAX_CERTIFICATE, Intent.UPDATE_CONTACT),
    *(Intent.UPDATE_HEALTH, Intent.DECLARE_CHANGE, Intent.LIST_REQUESTS, Intent.ANNOUNCEMENTS, Intent.PRACTICAL_INFO),
    *(Intent.TALK_TO_STAFF, Intent.STOP_NOTIFICATIONS, Intent.GREETING, Intent.THANKS, Intent.HELP, Intent.UNKNOWN),
)
_NEAREST = {
    Intent.STOP_NUDGES: Intent.STOP_NOTIFICATIONS,
    Intent.MY_DAYS: Intent.SHOW_PLANNING,
    Intent.MY_ABSENCES: Intent.REPORT_ABSENCE,
    Intent.MY_RECEIPTS: Intent.SHOW_INVOICES,
}


_STREAMED = {intent.value: intent if intent in STREAM_INTENTS else _NEAREST.get(intent, Intent.UNKNOWN) for intent in Intent}


def _streamed(intent: Intent) -> Intent:
    return _STREAMED[intent.value]


def _shown(reading: Reading, context: Context) -> dict[str, Any]:
    acts, streamed = [reading, *reading.others], _streamed(reading.intent)
    alike = [one for one in acts if one.intent is reading.intent]
    keys = {key for one in alike for key in one.children}
    days = {day for one in alike for day in one.days}
    # One object says one act: acts that differ in children or days must not be taken for their sum.
    orders = [one for one in acts if one.intent in MEAL_INTENTS]
    several = len({(one.children, one.days) for one in alike}) > 1 or len({one.intent for one in orders}) > 1
    # Contact details are another act of their own, with a second factor: one line cannot hold both, nor a bill that is asked for too.
    beside = (one.intent is Intent.UPDATE_CONTACT or any(found.rule == REQUESTED for found in one.evidence) for one in acts)
    several = several or (bool(orders) and any(beside))
    return {
        "intent": streamed.value,
        "children": [child.first_name for child in context.children if child.key in keys],
        "dates": [day.isoformat() for day in sorted(days)],
        "needs_clarification": several or streamed is Intent.UNKNOWN or any(one.needs_clarification for one in acts),
        "questions": [{"kind": one.kind, "choices": list(one.choices)} for one in reading.questions],
        "dropped": [{"day": one.day.isoformat(), "reason": one.reason} for one in reading.dropped],
        "acts": [_act(one, context) for one in acts] if reading.others else [],
        "language": reading.language,
        "confidence": round(reading.confidence, 3),
    }


def _act(reading: Reading, context: Context) -> dict[str, Any]:
    return {
        "intent": _streamed(reading.intent).value,
        "children": [child.first_name for child in context.children if child.key in reading.children],
        "dates": [day.isoformat() for day in reading.days],
    }


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=PARIS) if found.tzinfo is None else found.astimezone(PARIS)


def demo_context() -> Context:
    """Return the demo family today, for a sentence given alone."""
    now = SystemClock().now().astimezone(PARIS)
    first = now.year if now.month >= 8 else now.year - 1  # noqa: PLR2004 (a school year begins in September)
    days = SchoolDays(date(first, 9, 1), date(first + 1, 7, 4), frozenset({1, 2, 4, 5}))
    return Context(now, _DEMO_CHILDREN, days)
