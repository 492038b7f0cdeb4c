"""The `villars announce` command: a text to all families, a school or a class, after a preview."""

import click

from villars_core.announcements import actions, queries
from villars_core.announcements.actions import Draft
from villars_core.announcements.queries import Audience
from villars_core.schools.queries import classes, schools
from villars_core.staff.login import acting, as_option
from villars_core.work import Work


@click.command("announce")
@click.argument("title")
@click.argument("text")
@click.option("--to", "audience", default="all", show_default=True, help="all, school:NOM ou class:NOM.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer qui la recevrait, sans rien envoyer.")
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@as_option
@click.pass_context
def command(context: click.Context, /, *, rehearsal: bool, yes: bool, **asked: str) -> None:
    """Écrire une annonce aux familles."""
    with acting(context) as work:
        work.actor.require(actions.ROLE)
        draft = Draft(asked["title"], asked["text"], _audience(work, asked["audience"]))
        count = len(queries.recipients(work, draft.audience))
    click.echo(f"{draft.title}\n\n{draft.text}\n\n{count} personne(s) la recevraient.")
    if rehearsal:
        click.echo("Essai : rien n’est envoyé.")
        return
    if not yes:
        click.confirm("Envoyer ?", abort=True)
    with acting(context) as work:
        announcement = actions.send(work, draft)
    click.echo(f"L’annonce {announcement.number} part vers {announcement.recipients} personne(s).")


def _audience(work: Work, text: str) -> Audience:
    kind, _, name = text.partition(":")
    if kind == "all":
        return Audience()
    known = {one.name: one.id for one in schools(work)} if kind == "school" else {one.name: one.id for one in classes(work)}
    if kind not in {"school", "class"} or name not in known:
        message = f"« {text} » : destinataires inconnus. Possibles : all, school:NOM, class:NOM ({', '.join(sorted(known))})."
        raise click.UsageError(message)
    return Audience(kind, known[name])
