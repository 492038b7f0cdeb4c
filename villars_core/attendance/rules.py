"""What may be noted of a day, and when the house says no to it."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from villars_core.errors import Refusal
from villars_core.i18n import N_

CHILDCARE = "childcare"
MORNING, EVENING = "morning", "evening"
PARTS = (MORNING, EVENING)
PRESENT, ABSENT, UNEXPECTED = "present", "absent", "unexpected"
LONGEST_REASON = 200
MIDDAY = time(12)


@dataclass(frozen=True)
class Moment:
    """A day, an activity and, for the childcare, a part of the day."""

    day: date
    activity: str
    part: str = ""


@dataclass(frozen=True)
class Fact:
    """What is noted of one child: present or absent; for the childcare when the child came and left (the town's clock, minutes)."""

    state: str
    arrived: time | None = None
    left: time | None = None

    @property
    def is_in_order(self) -> bool:
        """Tell whether nobody leaves before coming."""
        return self.arrived is None or self.left is None or self.arrived <= self.left

    @staticmethod
    def hour(at: time | None) -> str:
        """Return a time as people write it."""
        return "" if at is None else f"{at:%H:%M}"


@dataclass(eq=False)
class NotYet(Refusal):
    """Nobody can have been there on a day that has not begun."""

    template: ClassVar[str] = N_("{day} n’est pas encore venu : on ne pointe pas d’avance.")
    day: date


@dataclass(eq=False)
class NotThatDay(Refusal):
    """The activity does not exist on this day."""

    template: ClassVar[str] = N_("Rien à pointer {day} : {why}.")
    day: date
    why: str


@dataclass(eq=False)
class ReasonNeeded(Refusal):
    """The roll-call is closed, or another time is known: a change says why."""

    template: ClassVar[str] = N_("Ce pointage est déjà fait. Pour le corriger, dites pourquoi.")


@dataclass(eq=False)
class LeavesBeforeComing(Refusal):
    """The departure is before the arrival."""

    template: ClassVar[str] = N_("Le départ ({left}) est avant l’arrivée ({arrived}).")
    arrived: str
    left: str


@dataclass(eq=False)
class StillOpen(Refusal):
    """Some roll-calls of a period are neither done nor waived: the bill waits for them."""

    template: ClassVar[str] = N_("{count} pointages manquent, le premier {day}. Faites-les, ou renoncez-y avec un motif.")
    count: int
    day: date
