"""A child's month on paper: as a page, as a picture, and for a diary; made when it is sent, from what its reader may see then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from babel.dates import format_date

from villars_core.conversations.phrases import month_name, weekday_name
from villars_core.families import access
from villars_core.i18n import N_, Translator
from villars_core.notifications.screens import Attachment
from villars_core.pdf.letterhead import Letterhead
from villars_core.pdf.month_grid import Box, MonthPage, Tone, month_page
from villars_core.pdf.pictures import picture_of
from villars_core.reservations.diary import DiaryDay, diary
from villars_core.reservations.month import Asked, Day, DayState, View, bounds_of, month_of, view_of
from villars_core.school_calendar.rules import ONE_DAY, days_between
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

KINDS = {"png": "image/png", "pdf": "application/pdf", "ics": "text/calendar"}
SCHOOL_WEEK = 5
FILE_NAME = N_("calendrier-{month}")
TITLE = N_("{child} · cantine · {month}")
EATS, WAITS = N_("Cantine"), N_("À confirmer par le service")
NO_MEAL, ELSEWHERE = N_("Pas de repas"), N_("Autre foyer")
FOOT = N_("Situation au {instant}. Ce qui change ensuite n’y est pas.")
DIARY = N_("Cantine : {child}")
_TONES = {
    DayState.FREE: (Tone.PLAIN, NO_MEAL, ""),
    DayState.BOOKED: (Tone.YES, EATS, "✓"),
    DayState.WAITING: (Tone.PERHAPS, WAITS, "…"),
    DayState.NOT_MINE: (Tone.AWAY, ELSEWHERE, ""),
}


def attachment(words: Translator, child_id: int, day: date, kind: str) -> Attachment:
    """Return the month of a day as a document to send: "png", "pdf" or "ics"; its name names nobody."""
    name = words.t(FILE_NAME, month=f"{day:%Y-%m}")
    return Attachment(f"{name}.{kind}", KINDS[kind], f"calendar_{kind}", {"child": child_id, "day": day.isoformat()})


def as_page(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws a month's page."""
    return partial(month_page, _page(work, facts))


def as_picture(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws a month's picture: the page, as a phone shows it."""
    page = _page(work, facts)
    return lambda: picture_of(month_page(page))


def for_diary(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what writes the booked days from a month on, for a diary."""
    child = access.child_for_actor(work, int(facts["child"]))
    first = date.fromisoformat(str(facts["day"])).replace(day=1)
    view = view_of(work, child, Asked(first, first.replace(year=first.year + 1)))
    name = work.t(DIARY, child=child.first_name)
    days = [DiaryDay(f"cantine-{child.id}-{one.day}@villars", one.day, name) for one in view.days if one.state is DayState.BOOKED]
    return partial(diary, days, name, work.now)


CALENDAR_PAPERS = {"calendar_png": as_picture, "calendar_pdf": as_page, "calendar_ics": for_diary}


def _page(work: Work, facts: Mapping[str, Any]) -> MonthPage:
    words = work.translator
    child = access.child_for_actor(work, int(facts["child"]))
    first, last = month_of(date.fromisoformat(str(facts["day"])))
    bounds = bounds_of(first, "month")
    view = view_of(work, child, Asked(first, last))
    columns = sorted({*range(1, SCHOOL_WEEK + 1), *view.weekdays})
    mondays = [day for day in days_between(bounds.first, bounds.last) if day.isoweekday() == 1]
    weeks = [tuple(_box(words, monday + ONE_DAY * (column - 1), first, view) for column in columns) for monday in mondays]
    return MonthPage(
        head=Letterhead(words.t("Ville de {town}", town=rules_in_force(work).town.name), words.t("Service Éducation")),
        title=words.t(TITLE, child=child.first_name, month=month_name(words, first)),
        names=tuple(weekday_name(words, column) for column in columns),
        weeks=tuple(week for week in weeks if any(box.number for box in week)),
        foot=(words.t(FOOT, instant=work.now),),
        language=words.language,
    )


def _box(words: Translator, day: date, first: date, view: View) -> Box:
    if day.month != first.month:
        return Box(tone=Tone.NO)
    found = view.day(day)
    box = Box(format_date(day, "d", locale=words.locale))
    return replace(box, tone=Tone.NO) if found is None else _told(words, box, found)


def _told(words: Translator, box: Box, day: Day) -> Box:
    if day.closed is not None:
        return replace(box, tone=Tone.NO, words=words.t(day.closed.template, name=day.closed.name))
    tone, said, mark = _TONES[day.state]
    return replace(box, tone=tone, words=words.t(said), mark=mark)
