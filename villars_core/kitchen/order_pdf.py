"""The kitchen's sheet of a day on one page: what was ordered, what changed, how many meals of each diet go to each class."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from villars_core.i18n import Translator
from villars_core.kitchen import queries
from villars_core.kitchen.queries import ADULTS, Figures, Sheet, Table
from villars_core.kitchen.rules import Key, Reasons
from villars_core.pdf.letterhead import Letterhead
from villars_core.pdf.sheets import Grid, WorkingSheet, working_sheets
from villars_core.reservations.rules import MINUTE
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work


@dataclass(frozen=True)
class OrderPage:
    """What one page says, frozen: the order, what is known now, the last change and why."""

    day: date
    cutoff: datetime
    at: datetime
    step: int
    ordered: Figures
    now: Figures
    reasons: Reasons
    tables: Sequence[Table]


@dataclass(frozen=True)
class Counted:
    """What a line of the sheet counts."""

    ordered: int = 0
    now: int = 0
    own_meals: int = 0
    diets: Mapping[str, int] | None = None


def page_of(sheet: Sheet, tables: Sequence[Table]) -> OrderPage:
    """Return the page of a sheet as it was frozen."""
    last = sheet.steps[-1]
    return OrderPage(sheet.day, sheet.cutoff, last.at, last.number, sheet.ordered(), sheet.told(), sheet.reasons(), tables)


def order_pdf(head: Letterhead, pages: Sequence[OrderPage], language: str = "fr") -> bytes:
    """Return the PDF: a page for each day."""
    words = Translator(language)
    return working_sheets(head, [_sheet(words, page) for page in pages], language)


def order_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Read the sheets that an attachment names, each as it was after a step, and return what draws them."""
    tables, town = queries.tables(work), rules_in_force(work).town.name
    pages = [page_of(queries.sheet_numbered(work, int(key)).until(int(number)), tables) for key, number in facts["sheets"]]
    language = work.translator.language
    return lambda: order_pdf(head_of(Translator(language), town), pages, language)


def head_of(words: Translator, town: str) -> Letterhead:
    """Return the paper of the kitchen's sheets."""
    return Letterhead(words.t("Ville de {town}", town=town), words.t("Restauration scolaire"))


def signed(count: int) -> str:
    """Return a difference with its sign; nothing where there is none."""
    return f"{count:+d}".replace("-", "−") if count else ""


def why(words: Translator, reasons: Reasons) -> list[str]:
    """Return in words why figures changed; nothing where they did not."""
    said = []
    if reasons.booked:
        said.append(words.n("{count} repas réservé par le service", "{count} repas réservés par le service", reasons.booked))
    if reasons.cancelled:
        said.append(words.n("{count} repas annulé", "{count} repas annulés", reasons.cancelled))
    if reasons.absent:
        said.append(words.n("{count} absence", "{count} absences", reasons.absent))
    if reasons.unexpected:
        said.append(words.n("{count} présence non prévue", "{count} présences non prévues", reasons.unexpected))
    if reasons.closed:
        said.append(words.n("{count} repas d’une école fermée", "{count} repas d’écoles fermées", reasons.closed))
    return said


def _sheet(words: Translator, page: OrderPage) -> WorkingSheet:
    diets = sorted({key.diet for figures in (page.ordered, page.now) for key in figures if key.diet})
    meals = _count(page, page.ordered.keys() | page.now.keys())
    under = [words.t("Commande : réservations jusqu’au {limit}.", limit=page.cutoff - MINUTE)]
    if page.step:
        under.append(words.t("Situation du {at}, modification n° {number}.", at=page.at, number=page.step))
    reasons = why(words, page.reasons)
    notes = [words.t("Depuis la commande : {reasons}.", reasons=reasons)] if reasons else []
    notes.append(words.t("Les paniers-repas (PAI) sont comptés à part : rien n’est cuisiné pour eux."))
    big: tuple[tuple[str, str], ...] = (
        (str(meals.now), words.t("repas à préparer")),
        (str(meals.own_meals), words.t("en panier-repas (PAI)")),
    )
    if meals.now != meals.ordered:
        big = (*big, (signed(meals.now - meals.ordered), words.t("depuis la commande")))
    grids = [_grid(words, page, site, diets) for site in dict.fromkeys(table.site for table in _with_unknown(page))]
    title = words.t("Repas du {day}", day=words.day_and_year(page.day))
    return WorkingSheet(title, tuple(under), tuple(grid for grid in grids if grid.rows), tuple(notes), big)


def _grid(words: Translator, page: OrderPage, site: str, diets: Sequence[str]) -> Grid:
    columns = (words.t("École et classe"), words.t("Commande"), words.t("Écart"), words.t("À préparer"), *diets, words.t("Paniers (PAI)"))
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    by_school: dict[tuple[str, int | None], list[Table]] = defaultdict(list)
    for table in _with_unknown(page):
        if table.site == site:
            by_school[table.school, table.adults_at].append(table)
    keys = page.ordered.keys() | page.now.keys()
    everything: set[Key] = set()
    for (school, _), tables in by_school.items():
        places = {table.place for table in tables}
        of_school = {key for key in keys if key.place in places}
        if not of_school:
            continue
        everything |= of_school
        strong.add(len(rows))
        if any(table.adults_at is not None for table in tables):
            rows.append(_row(words.t(ADULTS), _count(page, of_school), diets))
            continue
        rows.append(_row(school or words.t("Sans école"), _count(page, of_school), diets))
        for table in tables:
            of_class = {key for key in of_school if key.place == table.place}
            if of_class:
                rows.append(_row(f"    {table.class_name or words.t('Sans classe')}", _count(page, of_class), diets))
    if len(strong) > 1:
        strong.add(len(rows))
        rows.append(_row(words.t("Total"), _count(page, everything), diets))
    return Grid(site or words.t("Sans restaurant"), columns, tuple(rows), frozenset(strong))


def _with_unknown(page: OrderPage) -> list[Table]:
    """Return the classes, and a line for what no class accounts for: no meal is lost from the sheet."""
    known = {table.place for table in page.tables}
    lost = {key.place for key in page.ordered.keys() | page.now.keys()} - known
    return [*page.tables, *(Table(one.class_id, "", None, "", "", one.adults_at) for one in sorted(lost, key=str))]


def _count(page: OrderPage, keys: set[Key]) -> Counted:
    diets: dict[str, int] = defaultdict(int)
    for key in keys:
        if key.diet and not key.own_meal:
            diets[key.diet] += page.now.get(key, 0)
    return Counted(
        sum(page.ordered.get(key, 0) for key in keys if not key.own_meal),
        sum(page.now.get(key, 0) for key in keys if not key.own_meal),
        sum(page.now.get(key, 0) for key in keys if key.own_meal),
        diets,
    )


def _row(name: str, counted: Counted, diets: Sequence[str]) -> tuple[str, ...]:
    change = counted.now - counted.ordered
    of_diets = ((counted.diets or {}).get(diet, 0) for diet in diets)
    return (
        name,
        str(counted.ordered),
        signed(change),
        str(counted.now),
        *(str(count or "") for count in of_diets),
        str(counted.own_meals or ""),
    )
