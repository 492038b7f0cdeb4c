"""A child's month or week drawn as a screen: marks, legend, the limit of each week before any choice."""

from collections.abc import Iterable
from datetime import date

from villars_core.conversations.flows.base import Talk
from villars_core.conversations.phrases import month_name, short_weekday
from villars_core.i18n import N_, Translator
from villars_core.notifications.screens import Choice
from villars_core.reservations.month import Day, DayState, Pending, View, Week
from villars_core.school_calendar.rules import week_of

MONTH_HEAD, WEEK_HEAD = N_("{child}, {month}"), N_("{child}, semaine du {day}")
TOUCH = N_("Touchez un jour pour le cocher.")
LEGEND = {
    "✓": N_("✓ réservé"),
    "+": N_("+ à ajouter"),
    "−": N_("− à retirer"),
    "…": N_("… attend le service"),
    "🔒": N_("🔒 délai passé"),
    "·": N_("· fermé"),
    "⌂": N_("⌂ autre foyer"),
}
OPEN_UNTIL, IS_OVER = N_("Semaine du {day} : jusqu’au {limit}."), N_("Délai passé jusqu’au {day}.")
MARKS = {DayState.BOOKED: "✓", DayState.WAITING: "…", DayState.CLOSED: "·", DayState.NOT_MINE: "⌂", DayState.FREE: ""}
PENDING_MARKS = {Pending.ADDED: "+", Pending.REMOVED: "−"}
ALL, NONE = N_("Tout cocher"), N_("Tout décocher")
SAID = {
    "free": N_("{day} : pas de repas"),
    "booked": N_("✓ {day} : repas réservé"),
    "waiting": N_("… {day} : le service n’a pas encore confirmé"),
    "locked": N_("🔒 {day} : pas de repas, délai passé"),
    "booked_locked": N_("✓🔒 {day} : repas réservé, délai passé"),
    "late": N_("{day} : pas de repas, encore possible avec le supplément « {surcharge} »"),
    "added": N_("+ {day} : à réserver"),
    "removed": N_("− {day} : à annuler"),
    "closed": N_("· {day} : {why}"),
    "not_mine": N_("⌂ {day} : jour de l’autre foyer"),
}


def head(words: Translator, name: str, day: date, view: str) -> str:
    """Return what is seen: the child and the month or the week."""
    if view == "week":
        return words.t(WEEK_HEAD, child=name, day=week_of(day)[0])
    return words.t(MONTH_HEAD, child=name, month=month_name(words, day))


def limits(words: Translator, view: View) -> str:
    """Return until when each week may change; what is over is one line, weeks without service have none."""
    over = [day.day for week in view.weeks if week.is_over for day in week.days if day.limit is not None]
    lines = [words.t(IS_OVER, day=over[-1])] if over else []
    lines += [words.t(OPEN_UNTIL, day=week.monday, limit=week.limit) for week in view.weeks if week.limit is not None and not week.is_over]
    return "\n".join(lines)


def weeks_to_tell(view: View, today: date) -> list[Week]:
    """Return the weeks that a text names day by day: the only one, else those that are not past and not closed altogether."""
    if len(view.weeks) == 1:
        return list(view.weeks)
    return [week for week in view.weeks if week.days[-1].day >= today and any(day.closed is None for day in week.days)]


def in_words(words: Translator, week: Week) -> str:
    """Return a week's days, one line each."""
    return "\n".join(said(words, day) for day in week.days)


def said(words: Translator, day: Day) -> str:
    """Return a day in words."""
    why = words.t(day.closed.template, name=day.closed.name) if day.closed else ""
    return words.t(SAID[_kind(day)], day=day.day, why=why, surcharge=day.surcharge)


def legend(talk: Talk, view: View) -> str:
    """Explain the marks that are seen, and what a tap does."""
    marks = "".join(_mark(day) for day in view.days)
    seen = ", ".join(talk.t(said) for mark, said in LEGEND.items() if mark in marks)
    return "\n".join(part for part in (seen, talk.t(TOUCH)) if part)


def month_rows(words: Translator, view: View, month: int) -> tuple[tuple[Choice, ...], ...]:
    """Return the weekdays, then a row for each week; a weekday ticks all its days that may change, a day sets itself."""
    heads = tuple(_weekday_choice(words, view, weekday) for weekday in view.weekdays)
    weeks = tuple(tuple(_day_choice(day, month) for day in week.days) for week in view.weeks)
    return (heads, *weeks)


def week_rows(words: Translator, view: View) -> tuple[tuple[Choice, ...], ...]:
    """Return a row for each day of the week."""
    return tuple((Choice(_key(day), f"{_mark(day)} {words.short_day(day.day)}".strip()),) for day in view.days)


def tick_choices(talk: Talk, view: View) -> tuple[Choice, ...]:
    """Offer to tick and untick all days that may change, where there are some."""
    if not any(day.may_change for day in view.days):
        return ()
    return (talk.choice("all+", ALL), talk.choice("all-", NONE))


def changeable(days: Iterable[Day], *, wanted: bool) -> list[Day]:
    """Return the days that may change to what is wanted."""
    return [day for day in days if day.may_change and (not wanted or not day.surcharge)]


def _weekday_choice(words: Translator, view: View, weekday: int) -> Choice:
    days = [day for day in view.days if day.day.isoweekday() == weekday and day.may_change]
    ticked = bool(days) and all(day.will_be_booked for day in days)
    return Choice(f"wd{weekday}{'-' if ticked else '+'}", short_weekday(words, weekday))


def _day_choice(day: Day, month: int) -> Choice:
    number = str(day.day.day) if day.day.month == month else f"{day.day:%d/%m}"
    return Choice(_key(day), f"{_mark(day)} {number}".strip())


def _key(day: Day) -> str:
    """Return what a tap does: it sets a day that may change, and explains one that may not."""
    if not day.may_change:
        return f"x{day.day:%Y%m%d}"
    return f"d{day.day:%Y%m%d}{'-' if day.will_be_booked else '+'}"


def _mark(day: Day) -> str:
    if day.pending is not Pending.NONE:
        return PENDING_MARKS[day.pending]
    locked = "🔒" if day.locked and not day.surcharge else ""
    return MARKS[day.state] + locked


def _kind(day: Day) -> str:
    if day.pending is not Pending.NONE:
        return day.pending.value
    if day.surcharge:
        return "late"
    if day.locked and day.state in {DayState.FREE, DayState.BOOKED}:
        return "locked" if day.state is DayState.FREE else "booked_locked"
    return day.state.value
