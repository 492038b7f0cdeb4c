"""The `villars demo` and `villars chat` commands."""

import asyncio
from pathlib import Path

import click

from villars_core.clock import SystemClock
from villars_core.demo import terminal
from villars_core.demo.page import serve
from villars_core.demo.stage import Stage
from villars_core.demo.temporary import START, town_on_loan
from villars_core.demo.town import Size, fill
from villars_core.errors import OperatorError
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records

OPENED = "Villars, ville de démonstration : {address}\nOuvrez cette adresse dans un navigateur. Ctrl-C pour arrêter."


@click.group("demo", invoke_without_command=True)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port de la page ; sinon un port libre.")
@click.pass_context
def demo(context: click.Context, port: int) -> None:
    """Montrer une ville inventée dans le navigateur : téléphone, courriel, service, horloge."""
    if context.invoked_subcommand is not None:
        return
    with town_on_loan() as town:
        try:
            asyncio.run(serve(Stage(town), port, lambda address: click.echo(OPENED.format(address=address))))
        except OSError as error:
            raise OperatorError(
                1501, "La page ne peut pas être servie.", error.strerror or str(error), "choisissez un autre --port, ou aucun."
            ) from error
    click.echo("La démonstration est finie ; rien n’est gardé.")


@demo.command("town")
@click.option("--children", type=click.IntRange(1, 100_000), default=750, show_default=True, help="Nombre d’enfants.")
@click.option("--database", "url", required=True, help="Base à remplir, vide ou nouvelle.")
@click.option("--keys", type=click.Path(path_type=Path, dir_okay=False), help="Fichier des clés ; sinon à côté du dossier courant.")
def town(children: int, url: str, keys: Path | None) -> None:
    """Remplir une base d’une ville inventée, toujours la même pour le même nombre."""
    engine = open_engine(url)
    vault = open_vault(keys or Path("keys.toml"), create=True)
    upgrade(engine, vault=vault)
    records = Records(engine, SystemClock(), vault)
    with records.writing(SYSTEM) as work:
        counted = fill(work, Size(children, START.date()))
    engine.dispose()
    click.echo(f"{counted.children} enfants, {counted.guardians} parents, {counted.reservations} repas réservés.")


@click.command("chat")
@click.option("--as", "name", metavar="PERSONNE", required=True, help="Identifiant, courriel ou prénom de la personne.")
@click.option("--script", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Messages à dire, un par ligne.")
@click.pass_context
def chat(context: click.Context, name: str, script: Path | None) -> None:
    """Parler au service dans ce terminal, dans une ville de démonstration."""
    lines = terminal.lines_of(script) if script else None
    with terminal.opened((context.find_root().params or {}).get("config")) as records:
        terminal.talk(records, name, lines)
