"""The only place that reads the time: everything else is handed an instant, stored in UTC, shown in Europe/Paris."""

import os
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
CLOCK_VARIABLE = "VILLARS_CLOCK"


class Clock(Protocol):
    """Whatever can tell the present instant, aware and in UTC."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's instant."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that starts where it is told, runs on, and can be moved: for the demo and its page."""

    def __init__(self, start: datetime, *, running: bool = True) -> None:
        """Start at an aware instant; a clock that is not running stays there until it is moved."""
        self._lock = threading.Lock()
        self._running = running
        self._start = _aware(start)
        self._set_at = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the shown instant."""
        with self._lock:
            elapsed = datetime.now(UTC) - self._set_at if self._running else timedelta()
            return (self._start + elapsed).astimezone(UTC)

    def move_to(self, instant: datetime) -> None:
        """Show another aware instant from now on."""
        with self._lock:
            self._start = _aware(instant)
            self._set_at = datetime.now(UTC)


class ClockRefused(ValueError):
    """The started clock was asked for a town that really runs, or the instant cannot be read."""


def clock_for(*, demo: bool, environment: Mapping[str, str] = os.environ) -> Clock:
    """Return the clock of a town: the machine's, or for a demo town the one that `VILLARS_CLOCK` starts.

    Raises ClockRefused for a town not marked as demo, and for an instant without an offset.
    """
    wanted = environment.get(CLOCK_VARIABLE, "").strip()
    if not wanted:
        return SystemClock()
    if not demo:
        message = f"{CLOCK_VARIABLE} moves the clock; only a town marked as demo may do that"
        raise ClockRefused(message)
    try:
        return MovableClock(datetime.fromisoformat(wanted))
    except ValueError as error:
        message = f"{CLOCK_VARIABLE} is no instant with an offset, such as 2026-11-23T09:00:00+01:00: {wanted!r}"
        raise ClockRefused(message) from error


def paris_day(instant: datetime) -> date:
    """Return the town's calendar day of an aware instant."""
    return instant.astimezone(PARIS).date()


def school_year_of(day: date) -> int:
    """Return the year in which the school year of `day` begins: August still belongs to the year before's."""
    return day.year if day.month >= 9 else day.year - 1  # noqa: PLR2004 (September opens the school year)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        message = "an instant needs an offset"
        raise ValueError(message)
    return instant.astimezone(UTC)
