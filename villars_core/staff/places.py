"""The `villars places` command: how many children a site takes, and who waits."""

from datetime import datetime

import click
from sqlalchemy import select

from villars_core.families.models import Child
from villars_core.i18n import Translator
from villars_core.reservations import places
from villars_core.reservations.models import WaitingPlace
from villars_core.reservations.places import Place
from villars_core.school_calendar.rules import days_between
from villars_core.schools.models import Site
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.work import Work


@click.group("places")
def command() -> None:
    """Les places d’un restaurant : fixer une limite, voir qui attend."""


@command.command("set")
@click.argument("site")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@click.argument("count")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait proposé, sans rien changer.")
@as_option
@click.pass_context
def set_command(context: click.Context, /, *, rehearsal: bool, **asked: str | datetime) -> None:
    """Fixer le nombre de places de SITE du jour FIRST au jour LAST ; « aucune » lève la limite."""
    count = str(asked["count"])
    if count != "aucune" and not count.isdecimal():
        message = "COUNT est un nombre de places, ou « aucune » pour lever la limite."
        raise click.UsageError(message)
    limit = None if count == "aucune" else int(count)
    with acting(context, rehearsal=rehearsal) as work:
        place = Place(_site(work, str(asked["site"])).id)
        first, last = (day.date() for day in (asked["first"], asked["last"]) if isinstance(day, datetime))
        offered = places.set_capacity(work, place, first, last, limit)
        over = [day for day, free in places.free_places(work, place, list(days_between(first, last))).items() if free < 0]
    click.echo(f"{len(offered)} place(s) proposée(s) à la liste d’attente.")
    if over:
        words = Translator().listed([Translator().day(day) for day in over])
        click.echo(f"Déjà plus d’enfants que de places : {words}. Personne ne perd sa place.")
    click.echo("Essai : rien n’est changé." if rehearsal else "C’est fait.")


@command.command("waiting")
@as_option
@click.pass_context
def waiting(context: click.Context) -> None:
    """Montrer qui attend une place, dans l’ordre."""
    words = Translator()
    with acting(context) as work:
        work.actor.require("education_office")
        query = select(WaitingPlace, Child.first_name, Child.last_name, Site.name).join(Child, Child.id == WaitingPlace.child_id)
        query = query.join(Site, Site.id == WaitingPlace.site_id).where(WaitingPlace.state.in_(places.LIVE))
        rows = work.session.execute(query.order_by(WaitingPlace.day, WaitingPlace.site_id, WaitingPlace.id)).all()
    for row, first, last, site in rows:
        state = f"place gardée jusqu’au {words.instant(row.offer_until)}" if row.offer_until and row.state == "offered" else "attend"
        click.echo(f"{words.day_and_year(row.day)}, {site} : {first} {last}, {state} ({row.number})")
    if not rows:
        click.echo("Personne n’attend.")


def _site(work: Work, name: str) -> Site:
    sites = list(work.session.scalars(select(Site).order_by(Site.name)))
    found = next((one for one in sites if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        message = f"« {name} » : restaurant inconnu. Possibles : {', '.join(one.name for one in sites)}."
        raise click.UsageError(message)
    return found
