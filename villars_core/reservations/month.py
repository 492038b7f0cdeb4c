"""A child's calendar as data: what each day of a month or a week is, what would change, and until when."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.families.custody import users_of
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.registrations.queries import registered_days
from villars_core.reservations.actions import BOOKED, LIVE_STATES
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import Calendar, calendar_of
from villars_core.reservations.rules import in_time
from villars_core.school_calendar.queries import CANTEEN
from villars_core.school_calendar.rules import ClosedBecause, days_between, week_of
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.work import ActorKind, Work

NOT_REGISTERED = ClosedBecause("not_registered", N_("pas d’inscription à la cantine pour cette période"))


class DayState(StrEnum):
    """What a day is, before anything is changed."""

    FREE = "free"
    BOOKED = "booked"
    WAITING = "waiting"
    """Booked, and the office has not confirmed it yet."""
    CLOSED = "closed"
    NOT_MINE = "not_mine"
    """In alternating custody the other home's day: nothing is said of it."""


class Pending(StrEnum):
    """What a person has ticked and not validated yet."""

    NONE = ""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Day:
    """One day. `limit`: until when it may change from what it is now; `locked`: that is over; `surcharge`: but it may be booked for it."""

    day: date
    state: DayState
    pending: Pending = Pending.NONE
    closed: ClosedBecause | None = None
    limit: datetime | None = None
    locked: bool = False
    surcharge: str = ""

    @property
    def may_change(self) -> bool:
        """Tell whether the person may tick it."""
        return self.limit is not None and (not self.locked or bool(self.surcharge))

    @property
    def will_be_booked(self) -> bool:
        """Tell whether the child eats there once what is pending is validated."""
        live = self.state in {DayState.BOOKED, DayState.WAITING}
        return self.pending is Pending.ADDED or (live and self.pending is not Pending.REMOVED)


@dataclass(frozen=True)
class Week:
    """The days of service's weekdays of one week, and until when its open days may change; None where none is open.

    `limit`: the earliest of those that still run, and of all once none does: a town may have one for each weekday.
    """

    monday: date
    days: tuple[Day, ...]
    limit: datetime | None
    is_over: bool


@dataclass(frozen=True)
class View:
    """What is seen of one child's calendar between two days."""

    child_id: int
    first: date
    last: date
    weeks: tuple[Week, ...]
    weekdays: tuple[int, ...] = field(default=())

    @property
    def days(self) -> tuple[Day, ...]:
        """Return the days in order."""
        return tuple(day for week in self.weeks for day in week.days)

    def day(self, wanted: date) -> Day | None:
        """Return one day of the view."""
        return next((one for one in self.days if one.day == wanted), None)


@dataclass(frozen=True)
class Asked:
    """Which days are looked at; `changes`: what is ticked and not validated, True to book, False to cancel; `at`: when it was asked."""

    first: date
    last: date
    changes: Mapping[date, bool] = field(default_factory=dict)
    activity: str = CANTEEN
    at: datetime | None = None


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True)
class Bounds:
    """The whole weeks that a view shows."""

    first: date
    last: date


def bounds_of(day: date, view: str) -> Bounds:
    """Return the whole weeks of a day's month ("month"), or its week ("week")."""
    first, last = month_of(day)
    return Bounds(*week_of(day)) if view == "week" else Bounds(week_of(first)[0], week_of(last)[1])


def view_of(work: Work, child: Child, asked: Asked) -> View:
    """Return a child's days: one query for the bookings; calendar, registration and custody are read once for the whole view.

    The child comes from `families.access`; of the other home's days nothing is told.
    """
    calendar = calendar_of(work, child, asked.activity)
    weekdays = tuple(sorted(calendar.days.weekdays))
    wanted = [day for day in days_between(asked.first, asked.last) if day.isoweekday() in calendar.days.weekdays]
    foreign = _foreign(work, child, wanted)
    values = {"child": child.id, "activity": asked.activity, "first": asked.first, "last": asked.last}
    states = {row.day: row.state for row in work.session.execute(_states(), values)}
    registered = registered_days(work, child.id, asked.activity, wanted)
    seen = _Eye(calendar, states, foreign, registered, asked.changes, asked.at or work.now)
    weeks: dict[date, list[Day]] = {}
    for day in wanted:
        weeks.setdefault(week_of(day)[0], []).append(seen.day(day))
    return View(child.id, asked.first, asked.last, tuple(seen.week(monday, days) for monday, days in weeks.items()), weekdays)


@dataclass(frozen=True)
class _Eye:
    """What the days are told from."""

    calendar: Calendar
    states: Mapping[date, str]
    foreign: Collection[date]
    registered: Collection[date]
    changes: Mapping[date, bool]
    instant: datetime

    def day(self, day: date) -> Day:
        closed = self.calendar.days.why_closed(day)
        if closed is not None:
            return Day(day, DayState.CLOSED, closed=closed)
        if day in self.foreign:
            return Day(day, DayState.NOT_MINE)
        state = {None: DayState.FREE, BOOKED: DayState.BOOKED}.get(self.states.get(day), DayState.WAITING)
        if state is DayState.FREE and day not in self.registered:
            return Day(day, DayState.CLOSED, closed=NOT_REGISTERED)
        act = BOOK if state is DayState.FREE else CANCEL
        limit = self.calendar.last_minute(day, act)
        locked = not in_time(self.instant, limit)
        surcharge = self.calendar.surcharge(day, self.instant) if locked and act == BOOK else ""
        return Day(day, state, self._pending(day, state), None, limit, locked, surcharge)

    def week(self, monday: date, days: list[Day]) -> Week:
        running = [one.limit for one in days if one.limit is not None and not one.locked]
        limit = min(running or [one.limit for one in days if one.limit is not None], default=None)
        return Week(monday, tuple(days), limit, limit is not None and all(one.locked for one in days if one.limit is not None))

    def _pending(self, day: date, state: DayState) -> Pending:
        wanted = self.changes.get(day)
        if wanted is None or wanted == (state is not DayState.FREE):
            return Pending.NONE
        return Pending.ADDED if wanted else Pending.REMOVED


def _foreign(work: Work, child: Child, days: Collection[date]) -> set[date]:
    if work.actor.kind is not ActorKind.GUARDIAN:
        return set()
    users = users_of(work, (child.id,))[child.id]
    return {day for day in days if work.actor.id not in users.on(day)}


@lru_cache(maxsize=1)
def _states() -> Select[date, str]:
    same = (Reservation.child_id == bindparam("child"), Reservation.activity == bindparam("activity"))
    chosen = (*same, Reservation.day.between(bindparam("first"), bindparam("last")), Reservation.state.in_(LIVE_STATES))
    return select(Reservation.day, Reservation.state).where(*chosen)
