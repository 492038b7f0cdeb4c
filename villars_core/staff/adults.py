"""The `villars adults` command: teachers and staff who eat at the restaurants, and their meals."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.adult_meals import actions, queries
from villars_core.adult_meals.queries import DinerCard
from villars_core.errors import NotFound
from villars_core.families.actions import Address, Adult
from villars_core.families.rules import TITLES
from villars_core.i18n import Translator
from villars_core.school_calendar.rules import days_between
from villars_core.schools.models import Site
from villars_core.staff.dates import DAY, MONTH
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

WEEKDAYS = {"lun": 1, "mar": 2, "mer": 3, "jeu": 4, "ven": 5}
REHEARSED = "Essai : rien n’est changé."
_WHO = click.argument("who", metavar="ADULTE")
_ESSAI = click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait noté, sans rien changer.")
_UNTIL = click.option("--until", type=DAY, help="Jusqu’à ce jour inclus ; avec un seul JOUR, qui est alors le premier.")
_EVERY = click.option("--every", default="", metavar="lun,jeu", help="Avec --until : seulement ces jours de la semaine.")


@click.group("adults")
def command() -> None:
    """Les repas des adultes : enseignants et agents qui mangent au restaurant scolaire, chacun avec sa facture."""


@command.command("add")
@click.argument("first_name", metavar="PRÉNOM")
@click.argument("last_name", metavar="NOM")
@click.option("--email", required=True, help="Adresse de cette personne seule : professionnelle, pour un parent qui a déjà un compte.")
@click.option("--title", type=click.Choice(TITLES), required=True, help="Civilité, que le Trésor demande.")
@click.option("--street", required=True, metavar="RUE", help="Numéro et rue, où va la facture.")
@click.option("--postcode", required=True, metavar="CODE", help="Code postal.")
@click.option("--city", required=True, metavar="VILLE", help="Ville.")
@click.option("--site", required=True, metavar="RESTAURANT", help="Où cette personne mange d’habitude.")
@click.option("--since", type=DAY, help="Premier jour ; sans rien dire, aujourd’hui.")
@_ESSAI
@as_option
@click.pass_context
def add(context: click.Context, /, *, rehearsal: bool, since: datetime | None, **who: str) -> None:
    """Inscrire un adulte : un foyer à son seul nom reçoit ses factures."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(actions.OFFICE)
        adult = Adult(who["first_name"], who["last_name"], who["email"], title=who["title"])
        site, address = _site(work, who["site"]), Address(who["street"], who["postcode"], who["city"])
        card = actions.enroll(work, adult, address, site.id, since.date() if since else work.today)
    click.echo(f"{card.name} ({card.reference}) : {card.site}, depuis le {card.since:%d/%m/%Y}.")
    click.echo(REHEARSED if rehearsal else f"Pour l’inviter à réserver par messages : villars account invite {card.email} --email")


@command.command("list")
@as_option
@click.pass_context
def list_command(context: click.Context) -> None:
    """Montrer qui est inscrit."""
    with acting(context) as work:
        cards = queries.diners(work)
    table = Table("Foyer", "Nom", "Restaurant", "Depuis", "Jusqu’au", box=None)
    for one in cards:
        table.add_row(one.reference, one.name, one.site, f"{one.since:%d/%m/%Y}", f"{one.until:%d/%m/%Y}" if one.until else "")
    if cards:
        Console(width=140).print(table)
    else:
        click.echo("Aucun adulte n’est inscrit. Pour en inscrire un : villars adults add --help")


@command.command("meals")
@_WHO
@click.option("--month", type=MONTH, help="Le mois (2026-11) ; sans rien dire, le mois en cours.")
@as_option
@click.pass_context
def meals(context: click.Context, who: str, month: datetime | None) -> None:
    """Montrer les repas d’un adulte dans un mois."""
    words = Translator()
    with acting(context) as work:
        first = (month.date() if month else work.today).replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        card = _named(work, who)
        days = queries.meals_between(work, card.id, first, last)
    click.echo(f"{card.name} ({card.reference}), {words.month_and_year(first)} : {len(days)} repas.")
    for day in days:
        click.echo(f"  {words.day(day)}")


@command.command("enter")
@_WHO
@click.argument("days", nargs=-1, required=True, type=DAY, metavar="JOUR...")
@_UNTIL
@_EVERY
@click.option("--site", default="", metavar="RESTAURANT", help="Un autre restaurant que d’habitude.")
@_ESSAI
@as_option
@click.pass_context
def enter(context: click.Context, /, who: str, *, rehearsal: bool, site: str, **when: object) -> None:
    """Noter des repas : réservés d’avance ou pris sans réservation. Avec --until, les jours sans cantine sont passés."""
    _set(context, who, when, (True, rehearsal), site)


@command.command("remove")
@_WHO
@click.argument("days", nargs=-1, required=True, type=DAY, metavar="JOUR...")
@_UNTIL
@_EVERY
@_ESSAI
@as_option
@click.pass_context
def remove(context: click.Context, /, who: str, *, rehearsal: bool, **when: object) -> None:
    """Retirer des repas ; ce qui est déjà facturé sera déduit de la prochaine facture."""
    _set(context, who, when, (False, rehearsal), "")


@command.command("leave")
@_WHO
@click.argument("last", type=DAY, metavar="JOUR")
@_ESSAI
@as_option
@click.pass_context
def leave(context: click.Context, who: str, last: datetime, *, rehearsal: bool) -> None:
    """Noter le dernier jour d’un adulte ; ses repas d’après sont retirés."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(actions.OFFICE)
        card = _named(work, who)
        gone = actions.leave(work, card.id, last.date())
    click.echo(f"{card.name} ({card.reference}) mange ici jusqu’au {last:%d/%m/%Y}. {len(gone)} repas retiré(s).")
    if rehearsal:
        click.echo(REHEARSED)


def _set(context: click.Context, who: str, when: dict[str, object], act: tuple[bool, bool], site: str) -> None:
    """Enter or take back meals; `act`: whether the adult eats, whether this is a rehearsal."""
    eats, rehearsal = act
    words = Translator()
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(*actions.POINTERS)
        card = _named(work, who)
        place = _site(work, site).id if site else card.site_id
        days = list(_days(work, place, when))
        done = actions.set_meals(work, card.id, dict.fromkeys(days, eats), place if eats else None)
    changed = done.added if eats else done.removed
    for day in changed:
        click.echo(f"  {words.day(day)}")
    click.echo(f"{card.name} ({card.reference}) : {len(changed)} repas {'noté(s)' if eats else 'retiré(s)'}.")
    if len(changed) < len(days):
        click.echo(f"{len(days) - len(changed)} jour(s) étai(en)t déjà ainsi.")
    if rehearsal:
        click.echo(REHEARSED)


def _days(work: Work, site_id: int, when: dict[str, object]) -> Iterator[date]:
    """Give the days that were typed, or those with a meal of a period. Raises UsageError."""
    typed = [one.date() for one in when["days"] if isinstance(one, datetime)]  # type: ignore[attr-defined]
    until = when["until"]
    if not isinstance(until, datetime):
        if when["every"]:
            message = "--every va avec --until, qui dit le dernier jour."
            raise click.UsageError(message)
        yield from typed
        return
    if len(typed) != 1:
        message = "Avec --until, donnez un seul JOUR : le premier."
        raise click.UsageError(message)
    names = [one.strip().lower()[:3] for one in str(when["every"]).split(",") if one.strip()]
    if not set(names) <= WEEKDAYS.keys():
        message = f"--every prend des jours parmi {', '.join(WEEKDAYS)}, séparés par des virgules."
        raise click.UsageError(message)
    chosen = {WEEKDAYS[one] for one in names} or set(WEEKDAYS.values())
    site = queries.days_of_site(work, site_id)
    yield from (day for day in days_between(typed[0], until.date()) if day.isoweekday() in chosen and site.is_open(day))


def _named(work: Work, who: str) -> DinerCard:
    try:
        return queries.diner_named(work, who)
    except NotFound:
        message = f"« {who} » : aucun adulte inscrit, ou plusieurs. Écrivez sa référence : villars adults list"
        raise click.UsageError(message) from None


def _site(work: Work, name: str) -> Site:
    found = list(work.session.scalars(select(Site).order_by(Site.name)))
    wanted = [one for one in found if one.name.casefold() == name.strip().casefold()]
    if not wanted:
        message = f"« {name} » n’est pas un restaurant. Possibles : {', '.join(one.name for one in found)}."
        raise click.UsageError(message)
    return wanted[0]
