"""What is booked, and until when each day may still change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.families import access
from villars_core.families.models import Child
from villars_core.reservations.models import Reservation
from villars_core.reservations.rules import DeadlineRule, deadline_for, in_time, late_deadline_for, no_limit
from villars_core.reservations.town_rules import whole_rule
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.school_calendar.rules import OpeningDays
from villars_core.schools.queries import ClassOfSchool, class_of, rules_in_force
from villars_core.schools.rules_file import BOOK, CANCEL, Asked, RulesTable, deadline_table
from villars_core.work import Work

ACTS = {BOOK: "book_meal", CANCEL: "cancel_meal"}
FAR_AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class Calendar:
    """What a child's days depend on, read once: the town's rules, the child's school, the days of service."""

    rules: RulesTable
    days: OpeningDays
    school: str
    activity: str
    _rules: dict[int, DeadlineRule] = field(default_factory=dict, repr=False, compare=False)
    _limits: dict[tuple[date, str], datetime] = field(default_factory=dict, repr=False, compare=False)

    def last_minute(self, day: date, act: str = BOOK) -> datetime:
        """Return until when a day may change, inclusive."""
        key = (day, act)
        if key not in self._limits:
            rule = self._rule(day, act)
            self._limits[key] = no_limit(day) if rule is None else deadline_for(day, rule, self.days.of_service)
        return self._limits[key]

    def surcharge(self, day: date, instant: datetime) -> str:
        """Return the name of the surcharge for which a day may still be booked after its deadline; empty in time, and when it may not."""
        rule = self._rule(day, BOOK)
        if rule is None or rule.late is None or in_time(instant, self.last_minute(day, BOOK)):
            return ""
        limit = late_deadline_for(day, rule, self.days.of_service)
        return rule.surcharge if limit is not None and in_time(instant, limit) else ""

    def _rule(self, day: date, act: str) -> DeadlineRule | None:
        table = deadline_table(self.rules, Asked(self.activity, act, day, self.school))
        if table is None:
            return None
        # The table lives as long as the rules that this calendar holds.
        if id(table) not in self._rules:
            self._rules[id(table)] = whole_rule(table)
        return self._rules[id(table)]

    @property
    def confirmed_by_office(self) -> bool:
        """Tell whether a family's booking waits for the office."""
        return any(one.confirmed_by_office for one in self.rules.activities if one.code == self.activity)

    def may_change(self, day: date, instant: datetime, act: str = BOOK) -> bool:
        """Tell whether a day may still change at an instant."""
        return in_time(instant, self.last_minute(day, act))

    def next_changeable(self, instant: datetime, act: str, days: Iterable[date]) -> date | None:
        """Return the first of these days that may still change."""
        return next((day for day in days if self.days.is_open(day) and self.may_change(day, instant, act)), None)


def calendar_of(work: Work, child: Child, activity: str = CANTEEN) -> Calendar:
    """Return what a child's days depend on."""
    return work.once(("calendar", child.class_id, activity), lambda: _calendar_of(work, child, activity))


def _calendar_of(work: Work, child: Child, activity: str) -> Calendar:
    school: ClassOfSchool | None = class_of(work, child.class_id)
    days = opening_days(work, school.school_id if school else None, activity, school.id if school else None)
    return Calendar(rules_in_force(work), days, school.school if school else "", activity)


def booked(work: Work, child_ids: Collection[int], first: date, last: date, activity: str = CANTEEN) -> dict[int, list[date]]:
    """Return the booked days of children between two days, both inclusive; a child without one has an empty list.

    A guardian is shown nothing of the days that custody gives to the other home.
    """
    values = {"children": list(child_ids), "first": first, "last": last, "activity": activity}
    found: dict[int, list[date]] = {child_id: [] for child_id in child_ids}
    for child_id, day in work.session.execute(_booked(), values):
        found[child_id].append(day)
    return access.shown_days(work, found)


@lru_cache(maxsize=1)
def _booked() -> Select[int, date]:
    chosen = (
        Reservation.child_id.in_(bindparam("children", expanding=True)),
        Reservation.day.between(bindparam("first"), bindparam("last")),
        Reservation.activity == bindparam("activity"),
        Reservation.state == "booked",
    )
    return select(Reservation.child_id, Reservation.day).where(*chosen).order_by(Reservation.day)


def next_open_days(work: Work, calendar: Calendar, act: str, count: int) -> list[date]:
    """Return the next days of service that may still change."""
    days = calendar.days.open_days(work.today, work.today + FAR_AHEAD)
    return [day for day in days if calendar.may_change(day, work.now, act)][:count]
