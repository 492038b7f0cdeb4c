"""The `villars info` command: the practical information that families are answered with."""

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.i18n import Translator
from villars_core.schools import information
from villars_core.schools.information import TOPICS, Publication
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option


@click.group("info")
def command() -> None:
    """Les informations pratiques : horaires, menu, adresses ; ce que les familles lisent quand elles demandent."""


@command.command("list")
@as_option
@click.pass_context
def list_command(context: click.Context) -> None:
    """Montrer les sujets, et ce qui est publié de chacun."""
    words = Translator()
    with acting(context) as work:
        work.actor.require(information.ROLE)
        shown, own = information.published(work), {one.topic: one for one in information.written(work)}
    table = Table("Sujet", "Titre", "Texte", "Jusqu’au", box=None)
    for topic in [*TOPICS, *(one for one in own if one not in TOPICS)]:
        one = own.get(topic) or shown.get(topic)
        text = "—" if one is None else one.text if topic in shown else f"(n’est plus montré) {one.text}"
        title = TOPICS.get(topic) or (one.title if one else "")
        table.add_row(topic, title, " ".join(text.split())[:60], words.day_and_year(one.until) if one and one.until else "")
    Console().print(table)


@command.command("set")
@click.argument("topic", metavar="SUJET")
@click.argument("text", metavar="[TEXTE]", required=False)
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lire le texte dans un fichier.")
@click.option("--until", type=DAY, help="Dernier jour où le texte est montré.")
@click.option("--title", default="", help="Titre d’un sujet nouveau.")
@click.option("--words", default="", help="Mots qui demandent un sujet nouveau, séparés par des virgules.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait publié, sans rien changer.")
@as_option
@click.pass_context
def set_command(context: click.Context, /, *, file: Path | None, until: datetime | None, rehearsal: bool, **asked: str | None) -> None:
    """Publier un texte sous un SUJET de « villars info list », ou sous un sujet nouveau."""
    text = file.read_text(encoding="utf-8") if file is not None else asked["text"] or ""
    wanted = Publication(str(asked["topic"]), text, until.date() if until else None, asked["title"] or "", asked["words"] or "")
    with acting(context, rehearsal=rehearsal) as work:
        information.publish(work, wanted)
    click.echo(f"{wanted.topic} : {text.strip()}")
    click.echo("Essai : rien n’est changé." if rehearsal else "C’est publié.")


@command.command("remove")
@click.argument("topic", metavar="SUJET")
@as_option
@click.pass_context
def remove(context: click.Context, topic: str) -> None:
    """Retirer le texte d’un SUJET."""
    with acting(context) as work:
        information.withdraw(work, topic)
    click.echo("C’est retiré.")
