"""The `villars queue` command: what waits for the office, with the person's words; take, accept, refuse, answer."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.conversations import prepared
from villars_core.conversations.flows.queue import described, tell
from villars_core.documents.actions import hand_out
from villars_core.documents.queries import content_for_actor, name_of
from villars_core.i18n import Translator
from villars_core.office_queue import actions, queries
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

STATES = {"open": "à traiter", "taken": "prise"}


@click.group("queue")
def command() -> None:
    """La file du service : lire, prendre, accepter, refuser, répondre."""


@command.command("list")
@as_option
@click.pass_context
def list_command(context: click.Context) -> None:
    """Montrer ce qui attend, le plus ancien d’abord."""
    words = Translator()
    with acting(context) as work:
        waiting = queries.waiting(work)
    if not waiting:
        click.echo("Rien n’attend.")
        return
    table = Table("Numéro", "Reçu", "Sujet", "État", box=None)
    for one in waiting:
        table.add_row(one.number, words.stamp(one.posted_at), one.summary, STATES.get(one.state, one.state))
    Console().print(table)


@command.command("show")
@click.argument("number")
@as_option
@click.pass_context
def show(context: click.Context, number: str) -> None:
    """Montrer une demande, avec les mots de la personne."""
    with acting(context) as work:
        one = _found(work, number)
        would = [*described(work, one), *prepared.would(work, one.id)]
    click.echo(f"{one.number} ({one.kind}), reçu le {Translator().stamp(one.posted_at)}\n{one.summary}")
    for line in would:
        click.echo(f"\n{line}")
    if one.words:
        click.echo(f"\n{one.words}")
    for place, file in enumerate(one.files, 1):
        click.echo(f"\nDocument {place} : {file['name']} ({file['type']}, {file['size']} octets)")


@command.command("file")
@click.argument("number")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Dossier où écrire les documents.")
@as_option
@click.pass_context
def file_command(context: click.Context, number: str, out: Path) -> None:
    """Écrire les documents d’une demande dans un dossier ; la lecture est notée au journal."""
    with acting(context) as work:
        ids = [one["document"] for one in _found(work, number).files if "document" in one]
        named = [(name_of(work, row), content_for_actor(work, row.id)) for row in hand_out(work, ids)]
    if not named:
        message = f"{number} n’a pas de document."
        raise click.ClickException(message)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place, (name, content) in enumerate(named, 1):
        target = out / f"{number}-{place}-{name}"
        target.touch(mode=0o600)
        target.write_bytes(content)
        click.echo(str(target))


@command.command("take")
@click.argument("number")
@as_option
@click.pass_context
def take(context: click.Context, number: str) -> None:
    """Prendre une demande."""
    with acting(context) as work:
        actions.take(work, _found(work, number).id)
    click.echo(f"{number} est à vous.")


@command.command("accept")
@click.argument("number")
@as_option
@click.pass_context
def accept(context: click.Context, number: str) -> None:
    """Dire oui à une demande ; la famille est prévenue."""
    _close(context, number, "accepted", "")


@command.command("refuse")
@click.argument("number")
@click.argument("reason")
@as_option
@click.pass_context
def refuse(context: click.Context, number: str, reason: str) -> None:
    """Refuser une demande, avec le motif que la famille lira."""
    _close(context, number, "refused", reason)


@command.command("answer")
@click.argument("number")
@click.argument("text")
@as_option
@click.pass_context
def answer(context: click.Context, number: str, text: str) -> None:
    """Répondre ; la famille reçoit ce texte."""
    _close(context, number, "answered", text)


def _close(context: click.Context, number: str, state: str, reason: str) -> None:
    with acting(context) as work:
        item_id = _found(work, number).id
        tell(work, prepared.close(work, item_id, state, reason), reason)
    click.echo(f"{number} est close ; la personne est prévenue.")


def _found(work: Work, number: str) -> queries.Waiting:
    found = next((one for one in queries.waiting(work, limit=1000) if one.number == number), None)
    if found is None:
        message = f"{number} n’attend pas : « villars queue list » montre ce qui attend."
        raise click.ClickException(message)
    return found
