"""Who has a child on which day: dated exceptions first, then the halves of the holidays, then weeks that alternate from an anchor day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from villars_core.school_calendar.rules import ONE_DAY, Period

_WEEK = 7
SHORTEST_SPLIT = 5
"""Holidays of fewer days (a long weekend) are not halved: the weeks go on."""
MORNING, EVENING = "morning", "evening"
TITLES = ("M", "MME")
BEFORE_SCHOOL, AFTER_SCHOOL = "before_school", "after_school"


@dataclass(frozen=True)
class Alternation:
    """Alternating custody: the week that begins at `anchor_day` belongs to one guardian, the next to the other, and so on."""

    anchor_day: date
    anchor_guardian: int
    other_guardian: int

    def guardian_on(self, day: date) -> int:
        """Return the guardian who has the child on `day`, before the anchor as well as after.

        ISO week numbers are not used: after a week 53 two odd weeks follow each other.
        """
        weeks = (day - self.anchor_day).days // _WEEK
        return self.anchor_guardian if weeks % 2 == 0 else self.other_guardian

    def other(self, guardian: int) -> int:
        """Return the other of the two guardians."""
        return self.other_guardian if guardian == self.anchor_guardian else self.anchor_guardian


@dataclass(frozen=True)
class DatedException:
    """Days, both inclusive, that are with one guardian whatever the weeks say."""

    first: date
    last: date
    guardian: int


@dataclass(frozen=True)
class CustodyPlan:
    """One alternating custody as it is in force, whole.

    `holidays_first`: the guardian who has the first half of the holidays that begin in an even year (the other one has it in odd years);
    None lets the weeks go on. `handover`: whether a new week's parent brings the child to school that day (`before_school`), or collects
    it after (`after_school`). `change_day`: whose the day of such a handover is, the parent of the morning or of the evening.
    """

    alternation: Alternation
    exceptions: tuple[DatedException, ...] = ()
    holidays_first: int | None = None
    holidays: tuple[Period, ...] = ()
    handover: str = BEFORE_SCHOOL
    change_day: str = MORNING
    payer: int | None = None

    def guardian_on(self, day: date) -> int:
        """Return the guardian whose day it is: who books, who is told, and who pays unless one pays for all."""
        excepted = next((one.guardian for one in self.exceptions if one.first <= day <= one.last), None)
        if excepted is not None:
            return excepted
        half = self._half_on(day)
        return half if half is not None else self._week_on(day)

    def payer_on(self, day: date) -> int:
        """Return the guardian who pays the day's meals."""
        return self.payer if self.payer is not None else self.guardian_on(day)

    def _week_on(self, day: date) -> int:
        if self.handover == AFTER_SCHOOL and self.change_day == MORNING:
            return self.alternation.guardian_on(day - ONE_DAY)
        return self.alternation.guardian_on(day)

    def _half_on(self, day: date) -> int | None:
        if self.holidays_first is None:
            return None
        found = next((one for one in self.holidays if day in one and (one.last - one.first).days + 1 >= SHORTEST_SPLIT), None)
        if found is None:
            return None
        begins = self.holidays_first if found.first.year % 2 == 0 else self.alternation.other(self.holidays_first)
        return begins if day <= last_of_first_half(found) else self.alternation.other(begins)


def last_of_first_half(holiday: Period) -> date:
    """Return the last day of the first half of some holidays; an odd day belongs to the first half."""
    return holiday.first + timedelta(days=(holiday.last - holiday.first).days // 2)


def runs(days: Collection[date]) -> list[tuple[date, date]]:
    """Return days as runs without a gap, first and last inclusive, in order."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == ONE_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
