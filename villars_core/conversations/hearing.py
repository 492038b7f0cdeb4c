"""What the reading of words may lean on: the children that the speaker may see, the calendar, the open question."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from villars_core.clock import PARIS
from villars_core.conversations.flows.base import Talk
from villars_core.conversations.messages import Incoming
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.notifications.screens import Expect, Screen
from villars_core.school_calendar.queries import opening_days
from villars_core.school_calendar.rules import OpeningDays, public_holidays
from villars_core.schools.queries import class_of
from villars_core.understanding import Context, Intent, KnownChild, NamedPeriod, OpenQuestion, Reading, SchoolDays, read
from villars_core.understanding.acts.lists import list_asked
from villars_core.understanding.acts.practical import practical_asked
from villars_core.understanding.acts.usual import asks_usual_week
from villars_core.understanding.figures import asks_why
from villars_core.work import Work

TOLERANCE = timedelta(minutes=2)
"""A message said in time and handled a moment later counts as in time; its own date is trusted no further."""

_NEXT_YEARS = 2
_NO_ACT = frozenset({Intent.UNKNOWN, Intent.GREETING, Intent.THANKS})
# An intent that only the second reader names yields to what the words answer.
_LIKELY_MEANT = "likely.meant"
_KINDS = {Expect.CHOICE: "choice", Expect.DAYS: "days", Expect.TEXT: "text"}


def heard(talk: Talk, text: str, screen: Screen | None, about: dict[str, Any]) -> Reading:
    """Return what words mean to this person now; `about`: facts of the message that is answered."""
    kids = access.children_of_actor(talk.work)
    school = class_of(talk.work, kids[0].class_id) if kids else None
    calendar = opening_days(talk.work, school.school_id if school else None)
    context = Context(
        now=(talk.said_at or talk.work.now).astimezone(PARIS),
        children=tuple(_known(talk.work, child) for child in kids),
        calendar=_school_days(calendar, talk.work.now),
        language=talk.work.translator.language,
        question=_question(screen),
        days_spoken_of=tuple(date.fromisoformat(day) for day in about.get("days", ())),
        child_spoken_of=tuple(one for one in about.get("children", ()) if one in {child.id for child in kids}),
    )
    reading = read(text, context)
    orders_nothing = reading.intent in _NO_ACT or _LIKELY_MEANT in reading.rules
    if "invoice" in about and orders_nothing and reading.answer is None and asks_why(text):
        return replace(reading, intent=Intent.SHOW_INVOICES, questions=())
    if asks_usual_week(text, reading.intent):
        return replace(reading, intent=Intent.EDIT_USUAL_WEEK, questions=())
    return _list_or_same(text, reading)


def _list_or_same(text: str, reading: Reading) -> Reading:
    """Read « mes absences » as the list that it names, and a practical question as one; an act, or an answer, says something else."""
    asked = None if reading.days or reading.answer is not None else list_asked(text)
    if asked is not None:
        return replace(reading, intent=asked, questions=(), others=())
    return replace(reading, intent=Intent.PRACTICAL_INFO, questions=()) if practical_asked(text, reading) else reading


def said_at(incoming: Incoming, received_at: datetime) -> datetime:
    """Return when a message was said: by its own date where that is near enough to be believed, else when it reached the door.

    A press has no date of its own, and what waited for its turn, or for the program to start again, came when it was kept.
    """
    sent = incoming.sent_at
    return sent if sent is not None and received_at - TOLERANCE <= sent <= received_at else received_at


def _known(work: Work, child: Child) -> KnownChild:
    found = class_of(work, child.class_id)
    return KnownChild(child.id, child.first_name, child.last_name, child.sex.lower(), child.born, found.level if found else "")


def _question(screen: Screen | None) -> OpenQuestion | None:
    if screen is None or not screen.choices:
        return None
    keys = {one.key for one in screen.choices}
    kind = "confirm" if "ok" in keys else "children" if any(one.startswith("c") and one[1:].isdigit() for one in keys) else ""
    return OpenQuestion(kind or _KINDS.get(screen.expect, "choice"), tuple(one.label for one in screen.choices))


def _school_days(calendar: OpeningDays, now: datetime) -> SchoolDays:
    today = now.astimezone(PARIS).date()
    year = next((one for one in calendar.years if one.last >= today), None)
    first, last = (year.first, year.last) if year else (today, today + timedelta(days=1))
    closed = [(day, name) for number in range(first.year, last.year + _NEXT_YEARS) for day, name in public_holidays(number).items()]
    closed += [
        (period.first + timedelta(days=one), period.name)
        for period in calendar.closures
        for one in range((period.last - period.first).days + 1)
    ]
    return SchoolDays(
        first,
        last,
        calendar.weekdays,
        tuple(NamedPeriod(one.name, one.first, one.last) for one in calendar.holidays),
        tuple(closed),
    )
