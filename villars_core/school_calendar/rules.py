"""On which days an activity exists: inside the school year, on its weekdays, outside holidays, public holidays and closures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from villars_core.i18n import N_

ONE_DAY = timedelta(days=1)
SATURDAY = 6

OUTSIDE_YEAR = N_("ce jour n’est pas dans l’année scolaire")
WEEKEND = N_("c’est le week-end")
NO_SERVICE = N_("il n’y a pas de service ce jour de la semaine")
NAMED = N_("{name}")

_FIXED = (
    (1, 1, "Jour de l’an"),
    (5, 1, "Fête du Travail"),
    (5, 8, "Victoire 1945"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice 1918"),
    (12, 25, "Noël"),
)
_AFTER_EASTER = ((1, "Lundi de Pâques"), (39, "Ascension"), (50, "Lundi de Pentecôte"))


@dataclass(frozen=True)
class Period:
    """A named run of days, both bounds inclusive."""

    first: date
    last: date
    name: str = ""

    def __contains__(self, day: object) -> bool:
        """Tell whether a day falls in it."""
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True)
class ClosedBecause:
    """Why there is no service: a machine reason, and a sentence with the name of the holiday or closure."""

    reason: str
    template: str
    name: str = ""


@dataclass(frozen=True)
class OpeningDays:
    """The calendar of one activity, for one school: a plain value."""

    years: tuple[Period, ...]
    weekdays: frozenset[int]
    holidays: tuple[Period, ...] = ()
    closures: tuple[Period, ...] = ()
    events: tuple[Period, ...] = ()
    """Days on which these children are away or not fed, while the service itself is open: no deadline walks over them."""

    @property
    def of_service(self) -> "OpeningDays":
        """Return the days of the service itself, whatever takes these children away."""
        return replace(self, events=()) if self.events else self

    def why_closed(self, day: date) -> ClosedBecause | None:
        """Return why the activity does not exist on a day, or None when it does."""
        if day.isoweekday() >= SATURDAY and day.isoweekday() not in self.weekdays:
            return ClosedBecause("weekend", WEEKEND)
        named = self._named(day)
        if named is not None:
            return named
        if not any(day in year for year in self.years):
            return ClosedBecause("outside_year", OUTSIDE_YEAR)
        if day.isoweekday() not in self.weekdays:
            return ClosedBecause("weekday", NO_SERVICE)
        return None

    def is_open(self, day: date) -> bool:
        """Tell whether the activity exists on a day."""
        return self.why_closed(day) is None

    def open_days(self, first: date, last: date) -> list[date]:
        """Return the days of service between two days, both inclusive."""
        return [day for day in days_between(first, last) if self.is_open(day)]

    def in_holidays(self, day: date) -> bool:
        """Tell whether a day falls in the school holidays."""
        return any(day in period for period in self.holidays)

    def in_term(self, day: date) -> bool:
        """Tell whether a day falls in a school year and outside its holidays."""
        return any(day in year for year in self.years) and not self.in_holidays(day)

    def _named(self, day: date) -> ClosedBecause | None:
        found = next((period for period in self.holidays if day in period), None)
        if found is not None:
            return ClosedBecause("holiday", NAMED, found.name)
        holiday = public_holidays(day.year).get(day)
        if holiday is not None:
            return ClosedBecause("public_holiday", NAMED, holiday)
        closure = next((period for period in (*self.closures, *self.events) if day in period), None)
        return None if closure is None else ClosedBecause("closed", NAMED, closure.name)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[date, str]:
    """Return the public holidays of mainland France in a year."""
    fixed = {date(year, month, day): name for month, day, name in _FIXED}
    return fixed | {easter(year) + timedelta(days=days): name for days, name in _AFTER_EASTER}


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday."""
    return day in public_holidays(day.year)


def days_between(first: date, last: date) -> Iterator[date]:
    """Give every day from one to another, both inclusive."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
