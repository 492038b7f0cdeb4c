"""The `villars event` command: a closure, a strike, an absent teacher, a trip, a transport that fails; shown, then confirmed."""

from datetime import datetime

import click
from sqlalchemy import select

from villars_core.announcements import event_actions
from villars_core.announcements.event_actions import CREDITS, EFFECTS, Draft
from villars_core.announcements.event_money import Money
from villars_core.announcements.event_notices import TITLES
from villars_core.announcements.event_queries import Scope, Touched, answers, days_of, event_by_number, latest_events, span
from villars_core.announcements.models import Event
from villars_core.conversations.flows.event import money_lines
from villars_core.conversations.flows.second_person import decide
from villars_core.i18n import Amount, Translator
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.models import Site
from villars_core.schools.queries import classes, schools
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.staff.terminal_words import agreed_or_nothing
from villars_core.work import Work

STATES = {
    "prepared": "préparé",
    "waiting": "attend une deuxième personne",
    "confirmed": "confirmé",
    "refused": "refusé",
    "withdrawn": "retiré",
}


@click.group("event")
def command() -> None:
    """Fermeture, grève, enseignant absent, sortie, transport : montrer, confirmer, retirer."""


@command.command("declare")
@click.argument("kind", type=click.Choice(list(EFFECTS)))
@click.argument("first", type=DAY)
@click.argument("last", type=DAY, required=False)
@click.option("--for", "scope", default="town", show_default=True, help="town, site:NOM, school:NOM ou class:NOM.")
@click.option("--part", type=click.Choice(["day", "morning", "noon", "evening"]), default="day", show_default=True)
@click.option("--activity", default=CANTEEN, show_default=True)
@click.option("--effect", type=click.Choice(["cancel", "excuse", "keep", "choice"]), help="Ce que deviennent les repas ; selon KIND sinon.")
@click.option("--credit", type=click.Choice(sorted(set(CREDITS.values()))), help="La règle d’absence qui décompte un repas non mangé.")
@click.option("--words", default="", help="La phrase que les familles lisent en premier.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce que cela toucherait, sans rien changer.")
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@as_option
@click.pass_context
def declare(context: click.Context, /, *, rehearsal: bool, yes: bool, **asked: str | datetime | None) -> None:
    """Déclarer un événement de KIND du jour FIRST au jour LAST. Le déclarer deux fois revient à une fois."""
    with acting(context) as work:
        draft = _draft(work, asked)
        found = event_actions.preview(work, draft)
        click.echo(_shown(draft, found))
        _money_shown(work, event_actions.money(work, draft, found), draft.effect or EFFECTS[draft.kind])
    if rehearsal:
        click.echo("Essai : rien n’est changé, personne n’est prévenu.")
        return
    if not yes:
        agreed_or_nothing("Confirmer ?")
    with acting(context) as work:
        event = event_actions.confirm(work, event_actions.prepare(work, draft).id)
    click.echo(f"Événement {event.number} : {STATES[event.state]}, {event.meals} repas touchés.")


@command.command("list")
@as_option
@click.pass_context
def list_command(context: click.Context) -> None:
    """Montrer les derniers événements, et ce que les familles ont répondu."""
    with acting(context) as work:
        lines = [_line(one, answers(work, one.id)) for one in latest_events(work)]
    click.echo("\n".join(lines) or "Aucun événement.")


@command.command("confirm")
@click.argument("number")
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@as_option
@click.pass_context
def confirm(context: click.Context, number: str, *, yes: bool) -> None:
    """Montrer ce que toucherait un événement qui attend une deuxième personne, puis le confirmer."""
    with acting(context) as work:
        event = event_by_number(work, number)
        draft = event_actions.draft_of(event)
        found = event_actions.preview(work, draft)
        click.echo(_shown(draft, found))
        _money_shown(work, event_actions.money(work, draft, found), event.effect)
    if not yes:
        agreed_or_nothing("Confirmer ?")
    with acting(context) as work:
        event = decide(work, event_by_number(work, number).id, "accepted")
    click.echo(f"Événement {event.number} : {STATES[event.state]}, {event.meals} repas touchés.")


@command.command("refuse")
@click.argument("number")
@click.argument("reason")
@as_option
@click.pass_context
def refuse(context: click.Context, number: str, reason: str) -> None:
    """Refuser, en deuxième personne, un événement qui attend ; la personne qui l’a préparé lit le motif."""
    with acting(context) as work:
        event = decide(work, event_by_number(work, number).id, "refused", reason)
    click.echo(f"Événement {event.number} : {STATES[event.state]}.")


@command.command("withdraw")
@click.argument("number")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait rendu, sans rien changer.")
@as_option
@click.pass_context
def withdraw(context: click.Context, number: str, *, rehearsal: bool) -> None:
    """Retirer un événement : les repas encore justes sont réservés de nouveau, les parents sont prévenus."""
    with acting(context, rehearsal=rehearsal) as work:
        event = event_actions.withdraw(work, event_by_number(work, number).id)
        found = answers(work, event.id)
    click.echo(f"Événement {event.number} : {STATES[event.state]}.")
    click.echo(f"{found.get('restored', 0)} repas rendus, {found.get('lost', 0)} qui ne peuvent plus l’être.")
    if rehearsal:
        click.echo("Essai : rien n’est changé, personne n’est prévenu.")


def _draft(work: Work, asked: dict[str, str | datetime | None]) -> Draft:
    first, last = asked["first"], asked["last"] or asked["first"]
    assert isinstance(first, datetime)  # noqa: S101 (click read both as days)
    assert isinstance(last, datetime)  # noqa: S101 (click read both as days)
    days = tuple(span(first.date(), last.date())[: event_actions.MOST_DAYS])
    texts = {name: str(asked[name] or "") for name in ("kind", "activity", "part", "effect", "credit", "words")}
    return Draft(scope=_scope(work, str(asked["scope"])), days=days, **texts)


def _scope(work: Work, text: str) -> Scope:
    kind, _, name = text.partition(":")
    if text == "town":
        return Scope()
    known = {
        "site": lambda: {one.name: one.id for one in work.session.scalars(select(Site))},
        "school": lambda: {one.name: one.id for one in schools(work)},
        "class": lambda: {one.name: one.id for one in classes(work)},
    }.get(kind, dict)()
    if name not in known:
        message = f"« {text} » : inconnu. Possibles : town, site:NOM, school:NOM, class:NOM ({', '.join(sorted(known))})."
        raise click.UsageError(message)
    return Scope(kind, known[name])


def _shown(draft: Draft, found: Touched) -> str:
    words = Translator()
    days = words.listed([words.day_and_year(day) for day in found.days])
    effect = draft.effect or EFFECTS[draft.kind]
    becomes = {
        "cancel": "annulés, non facturés",
        "excuse": "décomptés selon la règle",
        "keep": "gardés",
        "choice": "au choix de la famille",
    }
    return (
        f"{words.t(TITLES[draft.kind])} : {days}\n{len(found.children)} enfants concernés, "
        f"{len(found.meals)} repas réservés pour {found.fed} enfants : {becomes[effect]}."
    )


def _money_shown(work: Work, money: Money, effect: str) -> None:
    """Show what the meals are worth, home by home, as the bill would reckon them."""
    for one in money.homes:
        click.echo(f"  {one.name} : {one.meals} repas, {work.t('{price}', price=Amount(one.price))}")
    for line in money_lines(work, money, effect):
        click.echo(line)


def _line(event: Event, found: dict[str, int]) -> str:
    words = Translator()
    days = words.listed([words.day(day) for day in days_of(event)])
    said = ", ".join(
        f"{found[one]} {label}" for one, label in (("home", "gardés"), ("comes", "viennent"), ("asked", "sans réponse")) if one in found
    )
    return f"{event.number} {words.t(TITLES[event.kind])}, {days} : {STATES[event.state]}, {event.meals} repas" + (
        f" ({said})" if said else ""
    )
