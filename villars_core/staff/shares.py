"""The `villars billing share` commands: which home pays what part of a child's bills, as an exception to custody."""

import re
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.billing import shares
from villars_core.families.models import Household
from villars_core.families.queries import child_named
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

_PART = re.compile(r"(?P<home>[^=]+)=(?P<percent>\d{1,3})\s?%?")
_CHILD = click.argument("child", metavar="ENFANT")
_ESSAI = click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait fait, sans rien changer.")


@click.group("share")
def command() -> None:
    """Qui paie quelle part d’un enfant, quand un jugement ou les foyers en ont décidé ainsi."""


@command.command("show")
@_CHILD
@as_option
@click.pass_context
def show(context: click.Context, child: str) -> None:
    """Montrer les parts convenues pour ENFANT."""
    with acting(context) as work:
        _tell(work, child)


@command.command("set")
@_CHILD
@click.argument("parts", nargs=-1, required=True, metavar="FOYER=PART...")
@click.option("--since", type=DAY, required=True, metavar="AAAA-MM-JJ", help="Premier jour.")
@click.option("--until", type=DAY, metavar="AAAA-MM-JJ", help="Dernier jour ; sans cela, jusqu’à nouvel ordre.")
@_ESSAI
@as_option
@click.pass_context
def set_command(context: click.Context, /, child: str, parts: tuple[str, ...], *, rehearsal: bool, **days: datetime | None) -> None:
    """Convenir des parts de chaque foyer (sa référence), en pour cent : F-2026-00001=60 F-2026-00003=40."""
    since, until = days["since"], days["until"]
    with acting(context, rehearsal=rehearsal) as work:
        kid = child_named(work, child)
        first = since.date() if since is not None else work.today
        shares.agree(work, kid, _parts(work, parts), first, until.date() if until is not None else None)
        _tell(work, child)
    click.echo("Les jours déjà facturés seront corrigés par les prochaines factures.")
    _rehearsed(rehearsal)


@command.command("end")
@_CHILD
@click.argument("last", type=DAY, metavar="AAAA-MM-JJ")
@_ESSAI
@as_option
@click.pass_context
def end(context: click.Context, child: str, last: datetime, *, rehearsal: bool) -> None:
    """Terminer après un jour : la garde décide de nouveau qui paie."""
    with acting(context, rehearsal=rehearsal) as work:
        ended = shares.end(work, child_named(work, child), last.date())
    click.echo("C’est fait." if ended else "Rien n’était convenu après ce jour.")
    _rehearsed(rehearsal)


def _tell(work: Work, child: str) -> None:
    kid = child_named(work, child)
    found = shares.shares_of(work, kid)
    table = Table("Foyer", "Part", "Depuis le", "Jusqu’au", box=None)
    for one in found:
        until = f"{one.until:%d/%m/%Y}" if one.until is not None else ""
        table.add_row(f"{one.household} ({one.reference})", f"{one.percent} %", f"{one.since:%d/%m/%Y}", until)
    if found:
        Console().print(table)
    else:
        click.echo(f"{kid.first_name} {kid.last_name} : rien n’est convenu, la garde décide qui paie.")


def _parts(work: Work, parts: tuple[str, ...]) -> dict[int, int]:
    homes = dict(work.session.execute(select(Household.reference, Household.id)).all())
    found: dict[int, int] = {}
    for one in parts:
        match = _PART.fullmatch(one.strip())
        if match is None or match["home"].strip() not in homes:
            message = f"« {one} » : écrivez la référence d’un foyer et sa part, par exemple F-2026-00001=60."
            raise click.UsageError(message)
        found[homes[match["home"].strip()]] = int(match["percent"])
    return found


def _rehearsed(rehearsal: bool) -> None:  # noqa: FBT001 (the option's value)
    if rehearsal:
        click.echo("Essai : rien n’est changé.")
