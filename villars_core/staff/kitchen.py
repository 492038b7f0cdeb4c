"""The `villars kitchen` command: the figures of a day, its sheet, and the lists of names for a day without network."""

import json
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as TerminalTable

from villars_core.clock import PARIS
from villars_core.health.queries import READERS as HEALTH_READERS
from villars_core.i18n import Translator
from villars_core.kitchen import actions, order_pdf, queries
from villars_core.kitchen.list_pdf import list_pdf
from villars_core.kitchen.lists import list_of_day
from villars_core.kitchen.queries import ADULTS, Figures, Table
from villars_core.kitchen.rules import Key
from villars_core.schools.queries import rules_in_force
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("kitchen")
def command() -> None:
    """La cuisine : effectifs, feuille du jour, listes de noms."""


@command.command("counts")
@click.option("--day", type=DAY, help="Le jour ; sans rien dire, le prochain jour avec un repas.")
@click.option("--json", "as_json", is_flag=True, help="Pour un autre programme.")
@as_option
@click.pass_context
def counts(context: click.Context, day: datetime | None, *, as_json: bool) -> None:
    """Montrer combien d’enfants et d’adultes mangent, par restaurant, classe et régime ; sans aucun nom."""
    with acting(context) as work:
        chosen = _chosen(work, day)
        figures, sheet, tables = queries.figures_of_day(work, chosen), queries.sheet_of(work, chosen), queries.tables(work)
    if as_json:
        click.echo(json.dumps(_as_json(chosen, figures, sheet, tables), ensure_ascii=False))
        return
    _print(chosen, figures, tables)
    if sheet is not None:
        words = Translator()
        click.echo(f"Commande arrêtée le {words.instant(sheet.cutoff)} : {_cooked(sheet.ordered())} repas.")
        pending = _cooked(figures) - _cooked(sheet.told())
        if pending:
            click.echo(f"Pas encore dit à la cuisine : {pending:+d}.")


@command.command("sheet")
@click.option("--day", type=DAY, help="Le jour ; sans rien dire, le prochain jour avec un repas.")
@click.argument("file", type=_FILE)
@as_option
@click.pass_context
def sheet(context: click.Context, day: datetime | None, file: Path) -> None:
    """Écrire en PDF la feuille d’un jour telle que la cuisine l’a reçue."""
    with acting(context) as work:
        chosen = _chosen(work, day)
        found, tables, town = queries.sheet_of(work, chosen), queries.tables(work), rules_in_force(work).town.name
    if found is None:
        message = f"la commande du {chosen} n’est pas encore arrêtée : « villars kitchen counts » montre où elle en est."
        raise click.ClickException(message)
    words = Translator()
    file.write_bytes(order_pdf.order_pdf(order_pdf.head_of(words, town), [order_pdf.page_of(found, tables)]))
    click.echo(f"{file} : repas du {words.day(chosen)}.")


@command.command("list")
@click.option("--day", type=DAY, help="Le jour ; sans rien dire, le prochain jour avec un repas.")
@click.option("--with-needs", is_flag=True, help="Avec régimes et allergies (rôles kitchen et education_office).")
@click.argument("file", type=_FILE)
@as_option
@click.pass_context
def list_command(context: click.Context, day: datetime | None, file: Path, *, with_needs: bool) -> None:
    """Écrire en PDF les noms de chaque classe, pour un jour sans réseau. À détruire après usage."""
    with acting(context) as work:
        chosen = _chosen(work, day)
        found = list_of_day(work, chosen, with_needs=with_needs)
    _write_private(file, list_pdf(found))
    people = sum(len(one.eaters) for one in found.classes)
    click.echo(f"{file} : {len(found.classes)} classe(s), {people} personne(s), {Translator().day(chosen)}.")


@command.command("allergens")
@click.option("--day", type=DAY, help="Le jour ; sans rien dire, le prochain jour avec un repas.")
@as_option
@click.pass_context
def allergens(context: click.Context, day: datetime | None) -> None:
    """Montrer régimes, allergies et paniers-repas des enfants qui mangent ce jour, par leur nom ; rien n’est envoyé."""
    with acting(context) as work:
        work.actor.require(*HEALTH_READERS)
        chosen = _chosen(work, day)
        found = list_of_day(work, chosen, with_needs=True)
    table = TerminalTable("Classe", "Enfant", "À savoir", box=None)
    for one in found.classes:
        for eater in one.eaters:
            if eater.needs:
                table.add_row(f"{one.class_name} ({one.school})", eater.name, eater.needs)
    click.echo(f"Repas du {Translator().day(chosen)}")
    Console(width=140).print(table if table.row_count else "Rien à signaler.")


@command.command("send")
@as_option
@click.pass_context
def send(context: click.Context) -> None:
    """Envoyer maintenant ce qui est dû à la cuisine ; le programme le fait aussi de lui-même."""
    with acting(context) as work:
        work.actor.require(*HEALTH_READERS)
        told = actions.keep_up(work)
    click.echo("Rien à envoyer." if not told else f"Envoyé : {len(told)} message(s).")


def _chosen(work: Work, day: datetime | None) -> date:
    if day is not None:
        return day.date()
    # In the afternoon the meal of the day is over.
    if work.now.astimezone(PARIS).time() < rules_in_force(work).kitchen.until and queries.cutoff_of(work, work.today) is not None:
        return work.today
    found = queries.next_service_day(work, work.today)
    if found is None:
        message = "aucun repas dans les trois mois qui viennent : donnez --day."
        raise click.ClickException(message)
    return found


def _print(day: date, figures: Figures, tables: list[Table]) -> None:
    diets = sorted({key.diet for key in figures if key.diet})
    shown = TerminalTable("Restaurant", "École", "Classe", "Repas", *diets, "Paniers-repas", box=None)
    for one in [*tables, Table(None, "(sans classe)", None, "", "")]:
        mine = {key: count for key, count in figures.items() if key.place == one.place}
        if mine:
            of_diets = (str(mine.get(Key(one.class_id, diet), "")) for diet in diets)
            own = sum(count for key, count in mine.items() if key.own_meal)
            name = one.class_name if one.adults_at is None else ADULTS
            shown.add_row(one.site, one.school, name, str(_cooked(mine)), *of_diets, str(own or ""))
    click.echo(f"Repas du {Translator().day(day)} : {_cooked(figures)}, dont chaque régime ; paniers-repas à part.")
    Console(width=140).print(shown)


def _as_json(day: date, figures: Figures, sheet: queries.Sheet | None, tables: list[Table]) -> dict[str, object]:
    ordered, told = (sheet.ordered(), sheet.told()) if sheet else ({}, {})
    known = {one.place: one for one in tables}
    lines = []
    for key in sorted({*figures, *ordered, *told}, key=lambda one: (one.class_id or 0, one.adults_at or 0, one.diet, one.own_meal)):
        table = known.get(key.place, Table(None, "", None, "", ""))
        line = {
            "site": table.site,
            "school": table.school,
            "class": table.class_name,
            "diet": key.diet,
            "own_meal": key.own_meal,
            "adults": key.adults_at is not None,
        }
        lines.append(line | {"now": figures.get(key, 0), "ordered": ordered.get(key, 0), "told": told.get(key, 0)})
    return {
        "day": day.isoformat(),
        "cutoff": sheet.cutoff.astimezone(PARIS).isoformat(timespec="minutes") if sheet else None,
        "meals": _cooked(figures),
        "own_meals": sum(figures.values()) - _cooked(figures),
        "lines": lines,
    }


def _cooked(figures: Figures) -> int:
    return sum(count for key, count in figures.items() if not key.own_meal)


def _write_private(file: Path, content: bytes) -> None:
    """Write a file that names children: readable by its owner alone."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_bytes(content)
