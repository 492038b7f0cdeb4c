"""The `villars understanding` command: which rules misread messages, and messages saved without names as test cases."""

import sys
from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.conversations.learning import counted
from villars_core.staff.login import opened
from villars_core.staff.terminal_words import agreed
from villars_core.staff.understand import demo_context
from villars_core.understanding import Intent, Reading, read
from villars_core.understanding.language.anonymous import anonymised
from villars_core.work import SYSTEM

_DEFAULT_DAYS = 30
_EMPTY = "le message est vide."
_HEAD = "# family\tnow\tintent\tchildren\tdays\tasks\ttext\n"


@click.group("understanding")
def command() -> None:
    """La lecture des messages : les règles qui se trompent, les cas de test."""


@command.command("stats")
@click.option("--days", default=_DEFAULT_DAYS, show_default=True, type=click.IntRange(1, 3660), help="Sur combien de jours compter.")
@click.pass_context
def stats(context: click.Context, days: int) -> None:
    """Compter par règle les messages qui ont demandé une question, un « Modifier » ou un « Défaire » ; aucun texte n’est gardé."""
    with opened(context).records.reading(SYSTEM) as work:
        found = counted(work, work.today - timedelta(days=days - 1))
    if not found:
        click.echo("Rien à compter.")
        return
    table = Table("Règle", "Question", "Modifié", "Défait", box=None)
    for one in found:
        table.add_row(one.rule, str(one.asked), str(one.changed), str(one.undone))
    Console().print(table)


@command.command("add-case")
@click.argument("text", required=False)
@click.option("--name", "names", multiple=True, metavar="PRÉNOM", help="Un nom du message à remplacer ; plusieurs sont possibles.")
@click.option(
    "--intent", type=click.Choice([one.value for one in Intent]), help="Ce que la personne voulait ; sans lui, il fallait demander."
)
@click.option("--child", "children", multiple=True, metavar="PRÉNOM", help="Un enfant concerné, sous son nom de remplacement.")
@click.option("--day", "days", multiple=True, metavar="MM-JJ", help="Un jour voulu.")
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), default=Path("cas-de-lecture.tsv"), show_default=True)
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
def add_case(*, text: str | None, intent: str | None, into: Path, yes: bool, **lists: tuple[str, ...]) -> None:
    """Enregistrer un message mal lu comme cas de test, sans noms ni numéros ; il est montré avant d’être écrit."""
    said = text if text is not None else sys.stdin.read()
    kept = " ".join(anonymised(said.strip(), lists["names"]).split())
    if not kept:
        raise click.UsageError(_EMPTY)
    click.echo(f"À enregistrer : {kept}")
    click.echo(f"Lu aujourd’hui : {_read_as(read(kept, demo_context()))}")
    if not yes and not agreed("Plus rien n’y dit qui a écrit ? L’enregistrer ?"):
        click.echo("Rien n’est enregistré.")
        return
    row = ("M", "mon", intent or "*", ",".join(lists["children"]), ",".join(lists["days"]), "no" if intent else "yes", kept)
    new = not into.exists()
    with into.open("a", encoding="utf-8") as file:
        file.write((_HEAD if new else "") + "\t".join(row) + "\n")
    click.echo(f"Enregistré dans {into}.")


def _read_as(reading: Reading) -> str:
    days = ", ".join(day.isoformat() for day in reading.days) or "aucun jour"
    asked = ", ".join(one.kind for one in reading.questions) or "rien à demander"
    return f"{reading.intent.value} ; {days} ; {asked}"
