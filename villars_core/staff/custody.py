"""The `villars custody` command: the alternation, its exceptions and what they touch, shown before anything changes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from villars_core.conversations.custody_told import change_lines, names_of, situation_lines
from villars_core.families import actions
from villars_core.families.actions import Terms
from villars_core.families.models import Child, Guardian
from villars_core.families.queries import child_named, guardians_of
from villars_core.families.rules import Alternation
from villars_core.i18n import Translator
from villars_core.reservations import custody
from villars_core.reservations.custody import CustodyChange
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

REHEARSED = "Essai : rien n’est changé."
WEEKS_SHOWN = 8
essai = click.option("--essai", "rehearsal", is_flag=True, help="Montrer les jours et les repas touchés, sans rien changer.")


@click.group("custody")
def command() -> None:
    """La garde alternée : poser, décaler, échanger des jours, terminer."""


@command.command("show")
@click.argument("child")
@as_option
@click.pass_context
def show(context: click.Context, child: str) -> None:
    """Montrer qui a l’enfant les huit prochaines semaines, et qui paie."""
    with acting(context) as work:
        lines = situation_lines(work, child_named(work, child), Translator())
    click.echo("\n".join(_indented(lines)))


@command.command("set")
@click.argument("child")
@click.option("--anchor", type=DAY, required=True, help="Premier jour d’une semaine du parent nommé par --with.")
@click.option("--with", "holder", required=True, metavar="COURRIEL", help="Le parent de cette semaine-là.")
@click.option("--since", type=DAY, help="À partir de quel jour ; aujourd’hui sans rien dire.")
@click.option("--handover", type=click.Choice(["before_school", "after_school"]), default="before_school", show_default=True)
@click.option("--holidays-first", metavar="COURRIEL", help="Qui a la première moitié des vacances des années paires.")
@click.option("--payer", metavar="COURRIEL", help="Qui paie tout, si un seul parent paie.")
@essai
@as_option
@click.pass_context
def set_command(context: click.Context, /, *, rehearsal: bool, **asked: Any) -> None:  # noqa: ANN401 (texts and days, as click reads them)
    """Faire alterner la garde à partir d’un jour ; sert aussi à la décaler."""

    def act(work: Work, kid: Child) -> None:
        since = _day(asked["since"]) or work.today
        first, other = _two(work, kid, asked["holder"], since)
        terms = Terms(
            asked["handover"], _guardian_id(work, kid, asked["holidays_first"], since), _guardian_id(work, kid, asked["payer"], since)
        )
        actions.set_alternating(work, kid, Alternation(asked["anchor"].date(), first.id, other.id), since, terms)

    _change(context, asked["child"], act, rehearsal=rehearsal)


@command.command("except")
@click.argument("child")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@click.option("--with", "holder", required=True, metavar="COURRIEL", help="Le parent qui a l’enfant ces jours-là.")
@essai
@as_option
@click.pass_context
def except_command(context: click.Context, /, *, rehearsal: bool, **asked: Any) -> None:  # noqa: ANN401 (texts and days, as click reads them)
    """Donner des jours à l’un des parents, quoi que dise l’alternance."""

    def act(work: Work, kid: Child) -> None:
        first, last = asked["first"].date(), asked["last"].date()
        holder, _ = _two(work, kid, asked["holder"], first)
        actions.except_days(work, kid, holder.id, first, last)

    _change(context, asked["child"], act, rehearsal=rehearsal)


@command.command("withdraw")
@click.argument("child")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@essai
@as_option
@click.pass_context
def withdraw(context: click.Context, child: str, first: datetime, last: datetime, *, rehearsal: bool) -> None:
    """Retirer les échanges qui touchent ces jours."""

    def act(work: Work, kid: Child) -> None:
        actions.withdraw_exceptions(work, kid, first.date(), last.date())

    _change(context, child, act, rehearsal=rehearsal)


@command.command("end")
@click.argument("child")
@click.argument("last", type=DAY)
@essai
@as_option
@click.pass_context
def end(context: click.Context, child: str, last: datetime, *, rehearsal: bool) -> None:
    """Terminer l’alternance après un jour : le calendrier redevient celui des deux parents."""
    _change(context, child, lambda work, kid: actions.end_custody(work, kid, last.date()), rehearsal=rehearsal)


def _change(context: click.Context, child: str, act: Callable[[Work, Child], None], *, rehearsal: bool) -> None:
    with acting(context, rehearsal=rehearsal) as work:
        kid = child_named(work, child)
        names = names_of(work, kid)
        change = custody.apply(work, kid, lambda: act(work, kid))
        click.echo(table(change, names))
    click.echo(REHEARSED if rehearsal else "C’est fait. Chaque parent est prévenu de ses jours, et des siens seulement.")


def table(change: CustodyChange, names: dict[int, str]) -> str:
    """Return what changes hands, run by run, with the booked meals."""
    return "\n".join(_indented(["", *change_lines(Translator(), change, names)])[1:])


def _indented(lines: list[str]) -> list[str]:
    """Return lines with those between the first and the last moved in."""
    return [*lines[:1], *(f"  {line}" for line in lines[1:-1]), *lines[-1:]] if len(lines) > 1 else lines


def _two(work: Work, kid: Child, email: str, day: date) -> tuple[Guardian, Guardian]:
    guardians = guardians_of(work, kid, day)
    holder = next((one for one in guardians if one.email == email.strip().lower()), None)
    if holder is None:
        known = ", ".join(one.email for one in guardians)
        message = f"« {email} » n’est pas un responsable de {kid.first_name}. Possibles : {known}."
        raise click.UsageError(message)
    others = [one for one in guardians if one.id != holder.id]
    if len(others) != 1:
        message = f"{kid.first_name} doit avoir deux responsables pour que la garde alterne."
        raise click.UsageError(message)
    return holder, others[0]


def _guardian_id(work: Work, kid: Child, email: str | None, day: date) -> int | None:
    return None if email is None else _two(work, kid, email, day)[0].id


def _day(value: datetime | None) -> date | None:
    return None if value is None else value.date()
