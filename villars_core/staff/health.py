"""The `villars health` command: diets, allergies and care plans; what is noted is typed at a prompt, never in the command itself."""

from datetime import datetime

import click

from villars_core.families.queries import child_named
from villars_core.health import actions, queries
from villars_core.health.rules import HealthSheet, Plan
from villars_core.i18n import Translator
from villars_core.schools.queries import rules_in_force
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.staff.terminal_words import agreed

_since = click.option("--since", type=DAY, help="À partir de quel jour ; aujourd’hui sans rien dire.")


@click.group("health")
def command() -> None:
    """Régimes, allergies, PAI : réservé au service. Les réponses se tapent, elles ne restent pas dans l’historique du terminal."""


@command.command("show")
@click.argument("child")
@as_option
@click.pass_context
def show(context: click.Context, child: str) -> None:
    """Montrer ce qui est noté pour un enfant (numéro, ou prénom et nom)."""
    with acting(context) as work:
        found = queries.sheet_of(work, child_named(work, child))
    click.echo(_told(found))


@command.command("diet")
@click.argument("child")
@_since
@as_option
@click.pass_context
def diet(context: click.Context, child: str, since: datetime | None) -> None:
    """Noter le régime d’un enfant ; une réponse vide est le repas commun."""
    _allowed(context, child)
    with acting(context) as work:
        known = rules_in_force(work).diets
    wanted = click.prompt(f"Régime ({', '.join(known)} ; vide : repas commun)", default="", show_default=False)
    with acting(context) as work:
        kid = child_named(work, child)
        actions.set_diet(work, kid, wanted.strip(), since.date() if since else work.today)
    click.echo("C’est noté.")


@command.command("allergies")
@click.argument("child")
@_since
@as_option
@click.pass_context
def allergies(context: click.Context, child: str, since: datetime | None) -> None:
    """Noter toutes les allergies d’un enfant ; une réponse vide n’en laisse aucune."""
    _allowed(context, child)
    wanted = click.prompt("Allergies, séparées par des virgules", default="", show_default=False)
    with acting(context) as work:
        kid = child_named(work, child)
        actions.set_allergies(work, kid, wanted.split(","), since.date() if since else work.today)
    click.echo("C’est noté.")


@command.command("plan")
@click.argument("child")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@as_option
@click.pass_context
def plan(context: click.Context, child: str, first: datetime, last: datetime) -> None:
    """Noter un PAI et sa validité : panier-repas ou non, ce que l’enfant ne doit pas manger, consignes."""
    _allowed(context, child)
    own_meal = agreed("La famille apporte-t-elle le panier-repas ?")
    allergens = click.prompt("À ne pas manger, séparé par des virgules", default="", show_default=False)
    instructions = click.prompt("Consignes", default="", show_default=False)
    with acting(context) as work:
        kid = child_named(work, child)
        wanted = tuple(one for one in allergens.split(",") if one.strip())
        actions.set_plan(work, kid, Plan(first.date(), last.date(), own_meal, wanted, instructions.strip()))
    click.echo("C’est noté.")


@command.command("end-plan")
@click.argument("child")
@click.argument("last", type=DAY)
@as_option
@click.pass_context
def end_plan(context: click.Context, child: str, last: datetime) -> None:
    """Terminer le PAI d’un enfant après un jour."""
    with acting(context) as work:
        actions.end_plan(work, child_named(work, child), last.date())
    click.echo("C’est noté.")


def _allowed(context: click.Context, child: str) -> None:
    """Ask nothing about a child's health before it is known who asks, and about whom."""
    with acting(context) as work:
        queries.sheet_of(work, child_named(work, child))


def _told(found: HealthSheet) -> str:
    words = Translator()
    lines = [f"Régime : {found.diet or 'repas commun'}", f"Allergies : {words.listed(found.allergens) or 'aucune notée'}"]
    if found.plan is None:
        return "\n".join([*lines, "PAI : aucun en cours"])
    own = "panier-repas" if found.plan.own_meal else "repas de la cantine"
    lines.append(f"PAI du {found.plan.first:%d/%m/%Y} au {found.plan.last:%d/%m/%Y} : {own}")
    lines += [f"  à ne pas manger : {words.listed(found.plan.allergens)}"] if found.plan.allergens else []
    lines += [f"  {found.plan.instructions}"] if found.plan.instructions else []
    return "\n".join(lines)
