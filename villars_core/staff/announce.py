"""The `villars announce` command: a text to all families, a school or a class, after a preview; then how far it is, and stopping it."""

import click

from villars_core.announcements import actions, queries
from villars_core.announcements.actions import Draft
from villars_core.announcements.models import Announcement
from villars_core.staff.audience import audience as audience_of
from villars_core.staff.login import acting, as_option
from villars_core.staff.terminal_words import agreed_or_nothing
from villars_core.work import Work

SEND = "send"


class Announce(click.Group):
    """The subcommands; a title in place of one sends: `villars announce TITLE TEXT`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Send where no subcommand is named."""
        named = not args or args[0] in self.commands or args[0] == "--help"
        return super().parse_args(ctx, args if named else [SEND, *args])


@click.group("announce", cls=Announce)
def command() -> None:
    """Écrire une annonce aux familles, suivre son envoi, l’arrêter."""


@command.command(SEND)
@click.argument("title", metavar="TITRE")
@click.argument("text", metavar="TEXTE")
@click.option("--to", "audience", default="all", show_default=True, help="all, school:NOM ou class:NOM.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer qui la recevrait, sans rien envoyer.")
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@as_option
@click.pass_context
def send(context: click.Context, /, *, rehearsal: bool, yes: bool, **asked: str) -> None:
    """Montrer l’annonce et le nombre de personnes, puis l’envoyer."""
    with acting(context) as work:
        work.actor.require(actions.ROLE)
        draft = Draft(asked["title"], asked["text"], audience_of(work, asked["audience"]))
        count = len(queries.recipients(work, draft.audience))
    click.echo(f"{draft.title}\n\n{draft.text}\n\n{count} personne(s) la recevraient.")
    if rehearsal:
        click.echo("Essai : rien n’est envoyé.")
        return
    if not yes:
        agreed_or_nothing("Envoyer ?")
    with acting(context) as work:
        announcement = actions.send(work, draft)
    click.echo(f"L’annonce {announcement.number} part vers {announcement.recipients} personne(s).")


@command.command("report")
@click.argument("number", metavar="[NUMÉRO]", required=False)
@as_option
@click.pass_context
def report(context: click.Context, number: str | None) -> None:
    """Dire où en est une annonce ; sans numéro, la dernière."""
    with acting(context) as work:
        found = queries.report(work, _announcement(work, number).id)
    click.echo(
        f"Annonce {found.number} : {found.recipients} personne(s).\n"
        f"  reçues               {found.delivered}\n"
        f"  en attente           {found.waiting}\n"
        f"  par l’autre voie     {found.fell_back}\n"
        f"  en échec             {found.failed}\n"
        f"  arrêtées             {found.withdrawn}"
    )


@command.command("withdraw")
@click.argument("number", metavar="NUMÉRO")
@click.option("--essai", "rehearsal", is_flag=True, help="Dire ce qui serait arrêté, sans rien arrêter.")
@as_option
@click.pass_context
def withdraw(context: click.Context, number: str, *, rehearsal: bool) -> None:
    """Arrêter ce qui n’est pas encore parti ; ce qui est reçu le reste."""
    with acting(context, rehearsal=rehearsal) as work:
        count = actions.withdraw(work, _announcement(work, number).id)
    click.echo("Essai : rien n’est arrêté." if rehearsal else f"{count} envoi(s) arrêté(s).")
    if rehearsal:
        click.echo(f"{count} envoi(s) seraient arrêtés.")


def _announcement(work: Work, number: str | None) -> Announcement:
    work.actor.require(actions.ROLE)
    found = queries.numbered(work, number.strip().upper()) if number else queries.latest(work)
    if found is None:
        message = f"Il n’y a pas d’annonce {number}." if number else "Il n’y a pas encore d’annonce."
        raise click.ClickException(message)
    return found
