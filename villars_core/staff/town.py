"""The `villars town` command: check a rules file, and bring it into force."""

from pathlib import Path

import click

from villars_core.accounts.queries import staff_accounts
from villars_core.school_calendar.actions import load_calendar
from villars_core.schools.actions import load_rules
from villars_core.schools.rules_file import read_rules
from villars_core.staff.login import acting, as_option, opened, saying_no
from villars_core.staff.opening import require_present_schema
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


def _loaded(work: Work, text: str, source: str) -> str:
    loaded = load_rules(work, text, source)
    days = load_calendar(work, loaded.rules, loaded.before)
    if not loaded.is_new and not days:
        return "Ces règles sont déjà en vigueur : rien à changer."
    added = f" Nouveau : {', '.join(loaded.added)}." if loaded.added else ""
    return f"Règles en vigueur.{added} {days} périodes du calendrier ajoutées ou corrigées."
