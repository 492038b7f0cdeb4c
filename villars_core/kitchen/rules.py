"""When the kitchen is told: the order at the cut-off, the changes on the eve, the sheet in the morning, then changes at once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from villars_core.clock import PARIS

BUNDLE = timedelta(minutes=10)
"""Changes of the morning that follow each other closely are told together."""

EVENING = time(20)
"""From then on nobody of the staff is written to until the morning."""

HORIZON = timedelta(days=70)
"""How far ahead an order may be frozen: a rule of the month before looks that far."""


class Told(StrEnum):
    """What the kitchen is told."""

    ORDER = "order"
    EVE = "eve"
    MORNING = "morning"
    CHANGE = "change"


class Place(NamedTuple):
    """Where meals go: a class (None: no class yet), or the adults at a restaurant."""

    class_id: int | None
    adults_at: int | None = None


class Key(NamedTuple):
    """What is counted together: a class (None: no class yet), a diet, and meals that come from home.

    `adults_at`: the restaurant, where teachers and staff are counted and not a class.
    """

    class_id: int | None
    diet: str = ""
    own_meal: bool = False
    adults_at: int | None = None

    @property
    def place(self) -> Place:
        """Return where the meals go."""
        return Place(self.class_id, self.adults_at)


@dataclass(frozen=True)
class Hours:
    """The town's times: on the eve, in the morning, and until when changes are told at once."""

    eve: time
    morning: time
    until: time


@dataclass(frozen=True)
class SheetState:
    """How far the telling of one day's sheet is."""

    day: date
    eve_before: date | None
    eve_told: bool
    morning_told: bool
    last_step_at: datetime


@dataclass(frozen=True)
class Reasons:
    """Why the figures changed since the cut-off, in children and adults."""

    booked: int = 0
    cancelled: int = 0
    absent: int = 0
    unexpected: int = 0
    closed: int = 0

    def since(self, before: "Reasons") -> "Reasons":
        """Return what is new since an earlier look."""
        return Reasons(
            self.booked - before.booked,
            self.cancelled - before.cancelled,
            self.absent - before.absent,
            self.unexpected - before.unexpected,
            self.closed - before.closed,
        )

    def plus(self, more: "Reasons") -> "Reasons":
        """Return both together."""
        return self.since(Reasons().since(more))

    @property
    def difference(self) -> int:
        """Return how many more children eat."""
        return self.booked - self.cancelled - self.absent + self.unexpected - self.closed


def due(state: SheetState, now: datetime, hours: Hours) -> Told | None:
    """Return what is to be told of a sheet now; a change is told only where there is one, which the caller looks at."""
    morning, until = _at(state.day, hours.morning), _at(state.day, hours.until)
    if now >= until:
        return None
    if now >= morning:
        if not state.morning_told:
            return Told.MORNING
        return Told.CHANGE if now - state.last_step_at >= BUNDLE else None
    is_eve = state.eve_before is not None and now >= _at(state.eve_before, hours.eve)
    return Told.EVE if is_eve and not state.eve_told else None


def no_later_than_morning(cutoff: datetime, day: date, hours: Hours) -> datetime:
    """Return the cut-off, or the morning where a town lets meals change later than that: the kitchen cooks in the morning."""
    return min(cutoff, _at(day, hours.morning))


def by_day(now: datetime, hours: Hours) -> datetime:
    """Return when a member of staff may be told: now by day, else in the morning; an order frozen at midnight wakes nobody up."""
    local = now.astimezone(PARIS)
    if hours.morning <= local.time() < EVENING:
        return now
    day = local.date() + timedelta(days=1) if local.time() >= EVENING else local.date()
    return _at(day, hours.morning)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=PARIS)
