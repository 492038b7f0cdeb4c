"""The list of names as a document made when it is sent: with diets and allergies for the kitchen and the office alone."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from villars_core.health.queries import READERS as HEALTH_READERS
from villars_core.i18n import N_, Translator
from villars_core.kitchen.list_pdf import list_pdf
from villars_core.kitchen.lists import list_of_day
from villars_core.notifications.screens import Attachment
from villars_core.work import Work

LIST = "kitchen_list"
NAMED_LIST = N_("liste-cantine-{day}.pdf")


def list_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Read who eats on a day, as the reader may see it, and return what draws the list. Raises NotAllowed for a family."""
    found = list_of_day(work, date.fromisoformat(facts["day"]), with_needs=sees_needs(work))
    return lambda: list_pdf(found, work.translator.language)


def list_attachment(words: Translator, day: date) -> Attachment:
    """Return the document of a day's list."""
    return Attachment(words.t(NAMED_LIST, day=day.isoformat()), "application/pdf", LIST, {"day": day.isoformat()})


def needs_lines(work: Work, day: date) -> list[str]:
    """Return what the kitchen must know of the children who eat on a day, one line for each. Raises NotAllowed."""
    found = list_of_day(work, day, with_needs=True)
    return [f"{one.class_name or '—'} · {eater.name} : {eater.needs}" for one in found.classes for eater in one.eaters if eater.needs]


def sees_needs(work: Work) -> bool:
    """Tell whether the acting member of staff may read diets and allergies."""
    return bool({*HEALTH_READERS} & {*work.actor.roles})
