"""Reminding, once and before the deadline, the families whose next week is empty though the child usually comes; or who asked for it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, insert, or_, select

from villars_core.accounts.models import Account
from villars_core.families.custody import CalendarUsers, users_of
from villars_core.families.models import Child, Custody, Guardianship
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, record
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.registrations.models import Registration
from villars_core.reservations.models import Nudge, Reservation, WeeklyPattern
from villars_core.reservations.queries import Calendar
from villars_core.school_calendar.queries import CANTEEN, classes_away, opening_days
from villars_core.school_calendar.rules import days_between
from villars_core.schools.queries import classes, rules_in_force
from villars_core.schools.rules_file import BOOK
from villars_core.work import Work

WISH = "nudges"
"""The preference of an adult: false wants no reminder; true wants one for each empty week, with or without a usual week."""
LIVE_STATES = ("booked", "waiting")

TITLE = N_("Cantine de la semaine prochaine")
EMPTY = N_("Rien n’est réservé à la cantine pour {child} la semaine du {monday}. Vous pouvez réserver jusqu’au {limit}.")
USUAL = N_("D’habitude : {days}. Répondez « oui » pour réserver ces jours.")
YES, OTHERS, STOP = N_("Oui, réserver"), N_("Choisir les jours"), N_("Ne plus me le rappeler")


@dataclass(frozen=True)
class Reminder:
    """One adult to remind of one child: the days that are usual, may still be booked and are the adult's own; the first limit."""

    child_id: int
    first_name: str
    account_id: int
    language: str
    days: tuple[date, ...]
    limit: datetime


def next_monday(today: date) -> date:
    """Return the Monday of the next week."""
    return today + timedelta(days=7 - today.weekday())


def selected(work: Work, monday: date) -> list[Reminder]:
    """Return whom to remind of the week that begins on a Monday, in a few queries for a whole town.

    After the deadline of all its days nobody is.
    """
    week = list(days_between(monday, monday + timedelta(days=6)))
    candidates = _candidates(work, week)
    if not candidates:
        return []
    child_ids = {one.child_id for one in candidates}
    users, taken, spans = users_of(work, child_ids), _booked(work, week), _spans(work, week)
    calendars = _open_days(work, week)
    found = []
    for one in candidates:
        limits = calendars.get(one.class_id, {})
        theirs = _theirs(one, users[one.child_id], week)
        own = [day for day in theirs if day in limits and _within(day, spans.get(one.child_id, ()))]
        if own and taken[one.child_id].isdisjoint(theirs):
            usual = tuple(day for day in own if day.isoweekday() in one.weekdays)
            if usual or one.asked:
                first = (usual or tuple(own))[0]
                found.append(Reminder(one.child_id, one.first_name, one.account_id, one.language, usual, limits[first]))
    return found


def remind(work: Work, monday: date) -> int:
    """Tell the families of a week, each child once; return how many messages leave."""
    reminders = selected(work, monday)
    if not reminders:
        return 0
    children = sorted({one.child_id for one in reminders})
    work.session.execute(insert(Nudge), [{"child_id": one, "week": monday, "sent_at": work.now} for one in children])
    for one in reminders:
        _tell(work, one, monday)
    record(work, "nudge.remind", Subject("week"), Change(after={"week": monday.isoformat(), "children": len(children)}))
    return len(reminders)


def wish(work: Work, account: Account, *, state: str) -> None:
    """Note that an adult wants a reminder of each empty week ("on"), of those that are usually booked ("usual"), or none ("off")."""
    others = {name: value for name, value in account.preferences.items() if name != WISH}
    account.preferences = others if state == "usual" else {**others, WISH: state == "on"}
    record(work, f"nudge.{state}", Subject("account", account.id))


@dataclass(frozen=True)
class _Candidate:
    """An adult and a child: with the usual weekdays, or none where the adult only asked for reminders."""

    child_id: int
    first_name: str
    class_id: int | None
    guardian_id: int
    account_id: int
    language: str
    weekdays: frozenset[int]
    asked: bool


def _candidates(work: Work, week: Sequence[date]) -> list[_Candidate]:
    """Return the adults with a usual week or a wish whose child has an empty week; in custody the week is looked at day by day."""
    adults = select(
        Child.id, Child.first_name, Child.class_id, Guardianship.guardian_id, Account.id, Account.language, Account.preferences,
        WeeklyPattern.weekdays,
    )  # fmt: skip
    adults = adults.join(Guardianship, Guardianship.child_id == Child.id).join(Account, Account.guardian_id == Guardianship.guardian_id)
    same = (WeeklyPattern.child_id == Child.id, WeeklyPattern.guardian_id == Guardianship.guardian_id)
    kept = (WeeklyPattern.activity == CANTEEN, WeeklyPattern.state == "kept")
    adults = adults.outerjoin(WeeklyPattern, and_(*same, *kept))
    in_force = (Guardianship.since <= week[-1], or_(Guardianship.until.is_(None), Guardianship.until >= week[0]))
    in_use = (Account.activated_at.is_not(None), Account.ended_at.is_(None))
    asked = cast(Account.preferences, String).like(f'%"{WISH}": true%')
    # Lists that do not look at each family: a database reads them once.
    booked = select(Reservation.child_id).where(
        Reservation.day.between(week[0], week[-1]), Reservation.activity == CANTEEN, Reservation.state.in_(LIVE_STATES)
    )
    reminded = select(Nudge.child_id).where(Nudge.week == week[0])
    is_empty = or_(Child.id.not_in(booked), Child.id.in_(select(Custody.child_id)))
    chosen = (or_(WeeklyPattern.id.is_not(None), asked), is_empty, Child.id.not_in(reminded))
    rows = work.session.execute(adults.where(*in_force, *in_use, *chosen).order_by(Child.id, Account.id))
    found = []
    for child_id, first_name, class_id, guardian_id, account_id, language, wishes, weekdays in rows:
        if wishes.get(WISH, True):
            usual, asks = frozenset(weekdays or ()), wishes.get(WISH) is True
            found.append(_Candidate(child_id, first_name, class_id, guardian_id, account_id, language, usual, asks))
    return found


def _booked(work: Work, week: Sequence[date]) -> dict[int, set[date]]:
    """Return what is booked in a week for the children whose custody alternates; the others have nothing."""
    query = select(Reservation.child_id, Reservation.day).where(
        Reservation.day.between(week[0], week[-1]),
        Reservation.activity == CANTEEN,
        Reservation.state.in_(LIVE_STATES),
        Reservation.child_id.in_(select(Custody.child_id)),
    )
    found: dict[int, set[date]] = defaultdict(set)
    for child_id, day in work.session.execute(query):
        found[child_id].add(day)
    return found


def _spans(work: Work, week: Sequence[date]) -> dict[int, list[tuple[date, date]]]:
    query = select(Registration.child_id, Registration.first, Registration.last).where(
        Registration.activity == CANTEEN, Registration.first <= week[-1], Registration.last >= week[0]
    )
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for child_id, first, last in work.session.execute(query):
        found[child_id].append((first, last))
    return found


def _open_days(work: Work, week: Sequence[date]) -> dict[int | None, dict[date, datetime]]:
    """Return, for each class, the days of a week that may still be booked, each with its limit: reckoned once a school."""
    rules = rules_in_force(work)
    by_school: dict[int, dict[date, datetime]] = {}
    for one in classes(work):
        if one.school_id not in by_school:
            calendar = Calendar(rules, opening_days(work, one.school_id, CANTEEN), one.school, CANTEEN)
            good = [day for day in week if calendar.days.is_open(day) and calendar.may_change(day, work.now, BOOK)]
            by_school[one.school_id] = {day: calendar.last_minute(day, BOOK) for day in good}
    away = classes_away(work, week[0], week[-1])
    return {
        one.id: {day: limit for day, limit in by_school[one.school_id].items() if day not in away.get(one.id, ())} for one in classes(work)
    }


def _theirs(one: _Candidate, users: CalendarUsers, week: Sequence[date]) -> list[date]:
    """Return the adult's own days of a week: what the other home booked is not looked at."""
    return [day for day in week if one.guardian_id in users.on(day)]


def _within(day: date, spans: Collection[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _tell(work: Work, one: Reminder, monday: date) -> None:
    words = Translator(one.language)
    facts: dict[str, Any] = {"children": [one.child_id]}
    body = [words.t(EMPTY, child=one.first_name, monday=monday, limit=one.limit)]
    offers = []
    if one.days:
        body.append(words.t(USUAL, days=list(one.days)))
        days = [day.isoformat() for day in one.days]
        offers.append(Offer("yes", words.t(YES), "usual_week", {**facts, "days": days}, Role.PRIMARY))
    offers += [Offer("others", words.t(OTHERS), "book_meal", facts), Offer("stop", words.t(STOP), "stop_nudges", {}, Role.BACK)]
    about = {**facts, "days": [day.isoformat() for day in one.days]}
    screen = Screen(words.t(TITLE), tuple(body))
    key = f"nudge/{monday.isoformat()}/{one.child_id}/{one.account_id}"
    post(
        work,
        Notice(screen, "nudge", one.account_id, language=one.language, offers=tuple(offers), about=about, business_key=key),
    )
