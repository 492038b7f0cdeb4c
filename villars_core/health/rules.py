"""What is known of a child's health, as plain values, and when the house says no to it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from villars_core.errors import Refusal
from villars_core.i18n import N_

LONGEST_NAME, LONGEST_INSTRUCTIONS, MOST_ALLERGENS = 60, 2000, 20
LONGEST_PLAN_DAYS = 400
"""A care plan is renewed each school year."""


@dataclass(frozen=True)
class Plan:
    """A care plan. `own_meal`: the family brings the meal ("panier-repas"); the kitchen cooks nothing for the child."""

    first: date
    last: date
    own_meal: bool = False
    allergens: tuple[str, ...] = ()
    instructions: str = ""


@dataclass(frozen=True)
class HealthSheet:
    """All that is in force for one child on one day."""

    child_id: int
    diet: str = ""
    allergens: tuple[str, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True)
class Needs:
    """What the kitchen must know of one child's meal: the diet, what must not be in it, whether it comes from home."""

    diet: str = ""
    allergens: tuple[str, ...] = ()
    own_meal: bool = False


@dataclass(eq=False)
class UnknownDiet(Refusal):
    """The kitchen does not cook this diet."""

    template: ClassVar[str] = N_("« {diet} » n’est pas un régime de la cantine. Régimes possibles : {known}.")
    diet: str
    known: tuple[str, ...]


@dataclass(eq=False)
class HealthTooLong(Refusal):
    """More than a sheet holds."""

    template: ClassVar[str] = N_("C’est trop long : {limit} signes au plus.")
    limit: int


@dataclass(eq=False)
class PlanDates(Refusal):
    """A care plan ends after it begins, and within about a year."""

    template: ClassVar[str] = N_("Un PAI a un premier et un dernier jour, et vaut un an au plus.")
