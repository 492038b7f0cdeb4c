"""The `villars tax` command: the tax certificates of a year for all homes, their list, the paper of one."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.billing import tax
from villars_core.billing.models import TaxCertificate
from villars_core.billing.tax_certificate_pdf import tax_certificate_pdf
from villars_core.families.models import Household
from villars_core.i18n import Amount, Translator
from villars_core.staff.login import acting, as_option

_YEAR = click.option("--year", type=click.IntRange(2000, 2100), required=True, metavar="AAAA", help="Année où les sommes ont été payées.")


@click.group("tax")
def command() -> None:
    """Les attestations fiscales de frais de garde : les préparer, les lister, écrire le papier de l’une."""


@command.command("prepare")
@_YEAR
@click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait fait, sans rien changer.")
@as_option
@click.pass_context
def prepare(context: click.Context, year: int, *, rehearsal: bool) -> None:
    """Préparer les attestations de tous les foyers ; celles qui existent et n’ont pas changé restent."""
    with acting(context, rehearsal=rehearsal) as work:
        made = tax.prepare(work, year)
        known = len(tax.certificates(work, year))
    click.echo(f"{made} attestation(s) nouvelle(s) pour {year}, {known} en tout.")
    if rehearsal:
        click.echo("Essai : rien n’est changé.")


@command.command("list")
@_YEAR
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def list_command(context: click.Context, year: int, *, as_json: bool) -> None:
    """Montrer les attestations d’une année : la dernière de chaque foyer."""
    with acting(context) as work:
        rows = tax.certificates(work, year)
        names = dict(work.session.execute(select(Household.id, Household.name)).all())
    found = [
        {"number": one.number, "household": names[one.household_id], "children": len(sheet["children"]), "total": sheet["total"]}
        for one, sheet in ((row, tax.sheet_of(row)) for row in rows)
    ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    words = Translator()
    table = Table("Numéro", "Foyer", "Enfants", "Montant", box=None)
    for line in found:
        table.add_row(str(line["number"]), str(line["household"]), str(line["children"]), words.write(Amount(int(line["total"]))))
    Console().print(table)
    click.echo(f"{len(found)} attestation(s), {words.write(Amount(sum(int(one['total']) for one in found)))} en tout.")


@command.command("pdf")
@click.argument("number", metavar="NUMÉRO")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier à écrire.")
@as_option
@click.pass_context
def pdf(context: click.Context, number: str, out: Path) -> None:
    """Écrire le papier d’une attestation, toujours le même."""
    with acting(context) as work:
        work.actor.require(*tax.ROLES)
        row = work.session.scalars(select(TaxCertificate).where(TaxCertificate.number == number)).first()
    if row is None:
        message = f"aucune attestation {number}"
        raise click.ClickException(message)
    out.touch(mode=0o600)
    out.write_bytes(tax_certificate_pdf(tax.sheet_of(row)))
    click.echo(str(out))
