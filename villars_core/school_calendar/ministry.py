"""The ministry's school holidays, to fill a town's calendar with: the town's own rows count, these are where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vacances_scolaires_france import SchoolHolidayDates

from villars_core.school_calendar.rules import ONE_DAY, Period

SUMMER = "Vacances d'été"


@dataclass(frozen=True)
class PublishedYear:
    """A school year as the ministry published it for a zone: its lessons, and its holidays up to the end of the summer."""

    lessons: Period
    holidays: tuple[Period, ...]


def published_year(zone: str, year: int) -> PublishedYear | None:
    """Return the school year that begins in a year, or None where the ministry has not published it as far as its summer."""
    ministry = SchoolHolidayDates()
    if not ministry.min_year <= year < ministry.max_year:
        return None
    days = {
        day: str(row["nom_vacances"])
        for one in (year, year + 1)
        for day, row in ministry.holidays_for_year_and_zone(one, zone).items()
        if date(year, 7, 1) <= day <= date(year + 1, 8, 31)
    }
    runs = list(_runs(days))
    summers = [run for run in runs if run.name == SUMMER]
    if [run.first.year for run in summers] != [year, year + 1]:
        return None
    lessons = Period(summers[0].last + ONE_DAY, summers[1].first - ONE_DAY)
    return PublishedYear(lessons, tuple(run for run in runs if run.first > lessons.first))


def _runs(days: dict[date, str]) -> Iterator[Period]:
    numbered = enumerate(sorted(days))
    for _, group in groupby(numbered, key=lambda one: (one[1].toordinal() - one[0], days[one[1]])):
        run = [day for _, day in group]
        yield Period(run[0], run[-1], days[run[0]])
