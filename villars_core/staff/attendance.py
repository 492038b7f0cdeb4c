"""The `villars attendance` command: times of the childcare from a file, what is still to point, corrections, what is given up."""

from datetime import date, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.attendance import actions, queries
from villars_core.attendance.rules import ABSENT, CHILDCARE, PARTS, PRESENT, Fact, Moment
from villars_core.attendance.times_file import Imported, import_times
from villars_core.families.queries import child_named
from villars_core.i18n import Translator
from villars_core.school_calendar.queries import CANTEEN
from villars_core.staff.dates import DAY, HOUR, MONTH
from villars_core.staff.login import acting, as_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PARTS_IN_FRENCH = {"": "repas", "morning": "matin", "evening": "soir"}


@click.group("attendance")
def command() -> None:
    """Le pointage : cantine, garderie, ce qui manque, corrections."""


@command.command("import")
@click.argument("file", type=_FILE)
@click.option("--reason", default="", help="Pourquoi, si des heures déjà notées changent.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait noté, sans rien changer.")
@as_option
@click.pass_context
def import_command(context: click.Context, file: Path, reason: str, *, rehearsal: bool) -> None:
    """Noter les arrivées et départs de la garderie d’un fichier CSV : tout, ou rien s’il y a une erreur."""
    with acting(context, rehearsal=rehearsal) as work:
        done = import_times(work, file.read_bytes(), reason)
    if done.problems:
        raise click.ClickException(_problems(file, done))
    click.echo(f"{file} : {done.lines} ligne(s), {done.written} notée(s), {done.unchanged} déjà connue(s), {done.closed} pointage(s) clos.")
    if rehearsal:
        click.echo("Essai : rien n’est changé.")


@command.command("missing")
@click.option("--month", type=MONTH, help="Le mois (2026-11) ; sans rien dire, le mois en cours.")
@as_option
@click.pass_context
def missing(context: click.Context, month: datetime | None) -> None:
    """Montrer les pointages qui manquent : ils retiennent la facturation du mois. Code de sortie 1 s’il en manque."""
    words = Translator()
    with acting(context) as work:
        first, last = _month(month.date() if month else work.today)
        found = queries.unpointed(work, first, last)
    if not found:
        click.echo("Rien ne manque.")
        return
    table = Table("Jour", "Quoi", "École", "Classe", "Attendus", box=None)
    for one in found:
        table.add_row(
            words.day(one.day), what(one.activity, one.part), one.school, one.class_name or _no_class(one), str(one.expected or "")
        )
    Console(width=140).print(table)
    click.echo(f"{len(found)} pointage(s) à faire, ou à abandonner avec « villars attendance waive ».")
    context.exit(1)


@command.command("waive")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@click.argument("reason")
@click.option("--activity", type=click.Choice([CANTEEN, CHILDCARE]), help="Une seule activité ; sans rien dire, les deux.")
@click.option("--school", default="", help="Une seule école, par son nom.")
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait abandonné, sans rien changer.")
@as_option
@click.pass_context
def waive(context: click.Context, /, *, first: datetime, last: datetime, reason: str, rehearsal: bool, **only: str | None) -> None:
    """Abandonner les pointages qui manquent entre deux jours, avec un motif ; les réservations sont facturées telles quelles."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(actions.OFFICE)
        found = [
            one
            for one in queries.unpointed(work, first.date(), last.date())
            if only["activity"] in {None, one.activity} and only["school"] in {"", one.school}
        ]
        for one in found:
            actions.waive(work, one.place, one.moment, reason)
    for one in found:
        click.echo(
            f"  {Translator().day(one.day)}, {what(one.activity, one.part)}, {one.school} {one.class_name or _no_class(one)}".rstrip()
        )
    click.echo(f"{len(found)} pointage(s) abandonné(s)." + (" Essai : rien n’est changé." if rehearsal else ""))


@command.command("correct")
@click.argument("child")
@click.argument("day", type=DAY)
@click.argument("state", type=click.Choice([PRESENT, ABSENT, "forget"]))
@click.argument("reason")
@click.option("--part", type=click.Choice(PARTS), help="Garderie : le matin ou le soir ; sans rien dire, le repas.")
@click.option("--arrived", type=HOUR, help="Garderie : heure d’arrivée.")
@click.option("--left", type=HOUR, help="Garderie : heure de départ.")
@as_option
@click.pass_context
def correct(context: click.Context, /, *, child: str, day: datetime, state: str, reason: str, **more: datetime | str | None) -> None:
    """Corriger ce qui est noté pour un enfant (numéro, ou prénom et nom), avec le motif ; l’ancien reste lisible."""
    part = str(more["part"] or "")
    moment = Moment(day.date(), CHILDCARE if part else CANTEEN, part)
    arrived, left = (one.time() if isinstance(one, datetime) else None for one in (more["arrived"], more["left"]))
    with acting(context) as work:
        kid = child_named(work, child)
        if state == "forget":
            actions.forget(work, kid, moment, reason)
        else:
            actions.point(work, kid, moment, Fact(state, arrived, left), reason)
        lines = [_told(one) for one in queries.history(work, kid, moment)]
    click.echo("\n".join(lines))


def _told(row: queries.Noted) -> str:
    times = " ".join(one for one in (Fact.hour(row.arrived), Fact.hour(row.left)) if one)
    ended = f", remplacé le {Translator().stamp(row.replaced_at)}" if row.replaced_at else ""
    why = f" ({row.reason})" if row.reason else ""
    return f"{Translator().stamp(row.noted_at)} : {row.state} {times}".rstrip() + why + ended


def _no_class(one: queries.Unpointed) -> str:
    return "" if one.school_id is not None else "sans classe"


def what(activity: str, part: str) -> str:
    """Return what a roll-call is of, in words."""
    return f"garderie, {PARTS_IN_FRENCH[part]}" if activity == CHILDCARE else PARTS_IN_FRENCH[part]


def _problems(file: Path, done: Imported) -> str:
    words = Translator()
    lines = [f"ligne {one.where} : {words.t(one.template, **one.facts)}" for one in done.problems]
    return f"{file} : {len(lines)} erreur(s), rien n’est noté.\n  " + "\n  ".join(lines)


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
