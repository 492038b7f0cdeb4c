"""The list of names to have on paper on a day without network: a page for each class, with boxes to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from villars_core.i18n import Translator
from villars_core.kitchen.order_pdf import head_of
from villars_core.pdf.sheets import Grid, WorkingSheet, working_sheets

_FILLS = (0.34, 0.12, 0.32, 0.22)
_FILLS_BARE = (0.45, 0.12, 0.43)
_FREE_LINES = 4


@dataclass(frozen=True)
class Eater:
    """A child or an adult of a list. `needs`: what the kitchen must know, already in words; empty for whoever may not see it."""

    name: str
    needs: str = ""


@dataclass(frozen=True)
class ClassList:
    """Who is expected of a class, by name."""

    school: str
    class_name: str
    site: str
    eaters: tuple[Eater, ...]
    adults: bool = False


@dataclass(frozen=True)
class ListOfDay:
    """All the lists of a day. `shows_needs`: whether the reader may see diets and allergies."""

    town: str
    day: date
    classes: Sequence[ClassList]
    shows_needs: bool
    printed: str


def list_pdf(found: ListOfDay, language: str = "fr") -> bytes:
    """Return the lists as one PDF, each class on a page of its own."""
    words = Translator(language)
    return working_sheets(head_of(words, found.town), [_sheet(words, found, one) for one in found.classes], language)


def _count(words: Translator, one: ClassList) -> str:
    if one.adults:
        return words.n("{count} adulte attendu", "{count} adultes attendus", len(one.eaters))
    return words.n("{count} enfant attendu", "{count} enfants attendus", len(one.eaters))


def _sheet(words: Translator, found: ListOfDay, one: ClassList) -> WorkingSheet:
    box = "☐"
    blank = [Eater("")] * _FREE_LINES
    columns = (words.t("Nom"), words.t("Présent"), *((words.t("Régime, allergies"),) if found.shows_needs else ()), words.t("Remarque"))
    rows = tuple((eater.name, box, *((eater.needs,) if found.shows_needs else ()), "") for eater in [*one.eaters, *blank])
    title = words.t("{school}, {name}", school=one.school or words.t("Sans école"), name=one.class_name or words.t("Sans classe"))
    count = _count(words, one)
    under = (words.t("Cantine du {day} : {count}. {site}", day=words.day_and_year(found.day), count=count, site=one.site), found.printed)
    notes = (words.t("Les lignes vides sont pour les enfants présents sans réservation. Détruisez cette liste après la saisie."),)
    return WorkingSheet(title, under, (Grid("", columns, rows, fills=_FILLS if found.shows_needs else _FILLS_BARE),), notes)
