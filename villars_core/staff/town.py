"""The `villars town` command: check a rules file, and bring it into force."""

from pathlib import Path

import click

from villars_core.accounts.queries import staff_accounts
from villars_core.conversations.opening import require_present_schema
from villars_core.school_calendar.actions import load_calendar
from villars_core.school_calendar.ministry import published_year
from villars_core.school_calendar.rules import Period
from villars_core.schools.actions import load_rules
from villars_core.schools.rules_file import read_rules
from villars_core.staff.login import acting, as_option, opened, saying_no
from villars_core.work import SYSTEM, Work

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_REHEARSED = "Essai : rien n’est changé."


@click.group("town")
def command() -> None:
    """Les règles de la ville : écoles, calendrier, délais."""


@command.command("check")
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Lire un fichier de règles et dire toutes ses erreurs, avec leur ligne ; rien n’est changé."""
    rules = read_rules(file.read_text(encoding="utf-8"), str(file))
    counted = (
        f"{len(rules.schools)} écoles",
        f"{len(rules.activities)} activités",
        f"{len(rules.years)} années scolaires",
        f"{len(rules.holidays)} vacances",
        f"{len(rules.deadlines)} délais",
        f"{len(rules.absences)} règles d’absence",
    )
    click.echo(f"{file} : aucune erreur. {', '.join(counted)}.")


@command.command("load")
@click.argument("file", type=_FILE)
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui changerait, sans rien changer.")
@as_option
@click.pass_context
def load(context: click.Context, file: Path, *, rehearsal: bool) -> None:
    """Mettre en vigueur un fichier de règles ; ce qui a été corrigé à la main reste."""
    text = file.read_text(encoding="utf-8")
    town = opened(context)
    require_present_schema(town.records.engine)
    with town.records.reading(SYSTEM) as work:
        nobody = not staff_accounts(work)
    if nobody:
        with saying_no(), town.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            said = _loaded(work, text, str(file))
    else:
        with acting(context, rehearsal=rehearsal) as work:
            work.actor.require("education_office")
            said = _loaded(work, text, str(file))
    click.echo(said + (f"\n{_REHEARSED}" if rehearsal else ""))


@command.command("calendar")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--zone", type=click.Choice(["A", "B", "C"]), default="A", show_default=True, help="Zone de l’académie.")
def calendar(year: int, zone: str) -> None:
    """Écrire le calendrier du ministère pour l’année scolaire qui commence en YEAR, à joindre au fichier de règles et à relire."""
    published = published_year(zone, year)
    if published is None:
        message = f"le ministère n’a pas encore publié toute l’année {year}-{year + 1}, ou ce programme est plus ancien que sa publication."
        raise click.ClickException(message)
    tables = [("years", published.lessons), *(("holidays", one) for one in published.holidays)]
    click.echo("\n\n".join(_table(kind, one) for kind, one in tables))


def _table(kind: str, period: Period) -> str:
    name = f'name = "{period.name}"\n' if period.name else ""
    return f"[[{kind}]]\n{name}first = {period.first}\nlast = {period.last}"


def _loaded(work: Work, text: str, source: str) -> str:
    loaded = load_rules(work, text, source)
    days = load_calendar(work, loaded.rules, loaded.before)
    if not loaded.is_new and not days:
        return "Ces règles sont déjà en vigueur : rien à changer."
    added = f" Nouveau : {', '.join(loaded.added)}." if loaded.added else ""
    return f"Règles en vigueur.{added} {days} périodes du calendrier ajoutées ou corrigées."
