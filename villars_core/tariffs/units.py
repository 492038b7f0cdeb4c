"""How many units a child's presence is: begun half-hours and quarters, clock bands, sessions; minutes outside the hours count as late."""

from dataclasses import dataclass
from datetime import time

from villars_core.schools.tariff_tables import Moment, MomentTable, TariffTable

MINUTES = {"half_hour": 30, "quarter_hour": 15}
_HOUR = 60


@dataclass(frozen=True)
class Stay:
    """A child's presence in one session, Paris wall-clock times: in the morning until the school opens, in the evening from its end.

    A time that is not known (`None`) is the session's own: morning care ends when the school begins.
    """

    moment: Moment
    arrived: time | None
    left: time | None


@dataclass(frozen=True)
class Counted:
    """What a stay comes to: so many units of each line (`starts` names a clock band), and the minutes past the closing time."""

    units: tuple[tuple[time | None, int], ...]
    late_minutes: int = 0


def count_units(tariff: TariffTable, stay: Stay) -> Counted:
    """Return the units of a stay; nobody is charged for minutes outside the opening hours, they may be a late collection."""
    hours = next((one for one in tariff.moments if one.moment == stay.moment), None)
    begins, ends, late = _within(hours, stay)
    if ends <= begins:
        return Counted((), late)
    if tariff.unit == "band":
        touched = [one.starts for one in tariff.prices if one.starts and one.ends and _touches(one.starts, one.ends, begins, ends)]
        return Counted(tuple((one, 1) for one in dict.fromkeys(touched)), late)
    step = MINUTES.get(tariff.unit)
    if step is None:
        return Counted(((None, 1),), late)
    return Counted(((None, _begun(begins, ends, step, tariff.counted)),), late)


def _within(hours: MomentTable | None, stay: Stay) -> tuple[int, int, int]:
    """Return the minutes of the day at which the counted presence begins and ends, and how many come after the closing."""
    opens = _minute(hours.opens) if hours else 0
    closes = _minute(hours.closes) if hours else 24 * _HOUR
    begins = opens if stay.arrived is None else _minute(stay.arrived)
    ends = closes if stay.left is None else _minute(stay.left)
    late = max(0, ends - closes) if stay.moment == "evening" else 0
    return max(begins, opens), min(ends, closes), late


def _touches(starts: time, ends: time, begins: int, until: int) -> bool:
    return _minute(starts) < until and begins < _minute(ends)


def _begun(begins: int, ends: int, step: int, counted: str) -> int:
    """Return the begun units: from the arrival, or the steps of the clock that the stay touches."""
    if counted == "arrival":
        return -(-(ends - begins) // step)
    return -(-ends // step) - begins // step


def _minute(moment: time) -> int:
    return moment.hour * _HOUR + moment.minute
