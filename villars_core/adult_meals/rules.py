"""What forbids a meal of an adult: a day without a meal, a day that is not the adult's, a limit that is past."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from villars_core.errors import Refusal
from villars_core.i18n import N_


@dataclass(eq=False)
class NoMealThere(Refusal):
    """No school that eats at the restaurant has a meal that day."""

    template: ClassVar[str] = N_("{site} : pas de repas {day}.")
    site: str
    day: date


@dataclass(eq=False)
class NotEnrolled(Refusal):
    """The adult does not eat there yet, or no longer."""

    template: ClassVar[str] = N_("{name} n’est pas inscrit(e) aux repas {day}.")
    name: str
    day: date


@dataclass(eq=False)
class LateForOwnMeal(Refusal):
    """The adult's own limit is that of the families; at table, the agent of the restaurant enters what really happened."""

    template: ClassVar[str] = N_(
        "Trop tard pour changer {day} vous-même : le délai était {deadline}. Le jour même, dites-le à l’agent du restaurant."
    )
    day: date
    deadline: datetime


@dataclass(eq=False)
class LeavesBeforeBeginning(Refusal):
    """The last day would be before the first one."""

    template: ClassVar[str] = N_("{name} mange ici depuis le {since} : le dernier jour ne peut pas être avant.")
    name: str
    since: date
