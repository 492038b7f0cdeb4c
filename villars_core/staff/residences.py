"""The `villars billing residence` command: whether a home lives in the town, where the price depends on it."""

from datetime import datetime

import click
from sqlalchemy import select

from villars_core.families.models import Household
from villars_core.staff.login import acting, as_option
from villars_core.tariffs.actions import set_residence
from villars_core.tariffs.queries import residences_of

WHERE = {"inside": "dans la commune", "outside": "hors de la commune"}


@click.command("residence")
@click.argument("household", metavar="FOYER")
@click.argument("where", type=click.Choice(list(WHERE)), required=False)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="AAAA-MM-JJ", help="Premier jour ; sans cela, aujourd’hui.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait fait, sans rien changer.")
@as_option
@click.pass_context
def command(context: click.Context, household: str, where: str | None, since: datetime | None, *, rehearsal: bool) -> None:
    """Noter si FOYER (sa référence) habite la commune : inside (dedans) ou outside (dehors) ; sans cela, le montrer."""
    with acting(context, rehearsal=rehearsal) as work:
        home = work.session.scalars(select(Household).where(Household.reference == household)).first()
        if home is None:
            message = f"aucun foyer {household}"
            raise click.ClickException(message)
        if where is not None:
            set_residence(work, home, since.date() if since else work.today, resident=where == "inside")
        found = residences_of(work, home.id)
    for day, resident in found:
        click.echo(f"Depuis le {day:%d/%m/%Y} : {WHERE['inside' if resident else 'outside']}.")
    if not found:
        click.echo(f"{home.name} : {WHERE['inside']}, rien d’autre n’est noté.")
    if where is not None:
        click.echo("Noté. Des jours déjà facturés seraient corrigés par la prochaine facture.")
    if rehearsal:
        click.echo("Essai : rien n’est changé.")
