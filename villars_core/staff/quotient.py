"""The `villars quotient` command: the quotients of the homes, which end soon, and entering one."""

import json
from collections.abc import Iterator
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.errors import Refusal
from villars_core.families.models import Household
from villars_core.i18n import Translator
from villars_core.staff.login import acting, as_option
from villars_core.tariffs import actions
from villars_core.tariffs.actions import OFFICE, Certificate
from villars_core.tariffs.queries import quotients_of
from villars_core.tariffs.quotients import add_months, quotient_on
from villars_core.work import Work

_MONTH = click.DateTime(["%Y-%m"])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("quotient")
def command() -> None:
    """Les quotients familiaux : lesquels comptent, lesquels finissent, en noter un."""


@command.command("list")
@click.option("--months", type=click.IntRange(0, 24), help="Seulement ceux qui finissent dans ces mois, ou qui manquent.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def list_command(context: click.Context, months: int | None, *, as_json: bool) -> None:
    """Montrer le quotient de chaque foyer, et jusqu’à quand il est valable."""
    with acting(context) as work:
        work.actor.require(*OFFICE)
        found = list(_homes(work, months))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    table = Table("Foyer", "", "Quotient", "Source", "Valable jusqu’au", box=None)
    for one in found:
        table.add_row(
            one["reference"], one["household"], "aucun" if one["value"] is None else str(one["value"]), one["source"], one["until"] or ""
        )
    Console().print(table)


@command.command("enter")
@click.argument("household")
@click.argument("value", type=click.IntRange(0, actions.LARGEST))
@click.option("--source", type=click.Choice(["CAF", "MSA", "office"]), required=True, help="Qui l’a calculé.")
@click.option("--month", type=_MONTH, required=True, metavar="AAAA-MM", help="Mois du quotient.")
@click.option("--since", type=_DAY, metavar="AAAA-MM-JJ", help="Premier jour où il compte ; sinon la règle de la ville.")
@as_option
@click.pass_context
def enter(context: click.Context, /, household: str, value: int, **said: Any) -> None:  # noqa: ANN401 (click's values)
    """Noter le quotient d’un foyer (sa référence), vu sur son attestation."""
    words, since = Translator(), said["since"]
    certificate = Certificate(value, said["source"], said["month"].date())
    with acting(context) as work:
        work.actor.require(*OFFICE)
        home = work.session.scalars(select(Household).where(Household.reference == household)).first()
        if home is None:
            message = f"aucun foyer {household}"
            raise click.ClickException(message)
        try:
            row = actions.enter(work, home, certificate, since.date() if since else None)
        except Refusal as refusal:
            raise click.ClickException(words.t(refusal.template, **refusal.facts())) from None
        line = f"{home.name} : {value} ({row.source}), du {row.since:%d/%m/%Y} au {row.until:%d/%m/%Y}."
    click.echo(line)


def _homes(work: Work, months: int | None) -> Iterator[dict[str, Any]]:
    """Give each home's quotient of today as plain values; `months`: only where it ends within them, or is missing."""
    known = quotients_of(work, work.today)
    limit = add_months(work.today, months) if months is not None else None
    for home, reference, name in work.session.execute(select(Household.id, Household.reference, Household.name).order_by(Household.name)):
        now = quotient_on(known.get(home, ()), work.today)
        if limit is not None and now is not None and now.until > limit:
            continue
        yield {
            "reference": reference,
            "household": name,
            "value": None if now is None else now.value,
            "source": "" if now is None else now.source,
            "until": None if now is None else now.until.isoformat(),
        }
