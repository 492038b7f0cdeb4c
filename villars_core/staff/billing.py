"""The `villars billing` command: preview a month's bills, issue them, list them, write their papers, check the books."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.attendance.queries import unpointed
from villars_core.attendance.rules import StillOpen
from villars_core.billing import run
from villars_core.billing.bills import Bill, Preview, period_at
from villars_core.billing.check import Finding, findings
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.ledger import given_up, open_amounts
from villars_core.billing.models import Invoice
from villars_core.families.models import Child, Household
from villars_core.i18n import Amount, Translator
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.staff import residences, shares
from villars_core.staff.attendance import what
from villars_core.staff.dates import month_typed
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

KINDS = {
    "invoice": "le total d’une facture n’est pas la somme de ses lignes",
    "sheet": "le papier d’une facture ne dit pas son total",
    "posting": "une écriture n’est pas équilibrée",
    "ledger": "le grand livre ne dit pas le montant de la facture",
    "number": "un numéro manque",
    "due": "à régulariser sur la prochaine facture",
}
ANOMALIES = {"no_price": "aucun tarif", "no_payer": "aucun payeur", "no_adult_price": "aucun tarif d’adulte"}
MOST_SHOWN = 20
_MONTH = click.option("--month", required=True, metavar="AAAA-MM", help="Mois à facturer.")
_NO_FLOOR = click.option("--no-floor", is_flag=True, help="Facturer aussi sous le seuil, pour la dernière facture de l’année.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")


@click.group("billing")
def command() -> None:
    """Les factures du mois : aperçu, émission, liste, papiers, contrôle, parts de chaque foyer."""


command.add_command(shares.command)
command.add_command(residences.command)


@command.command("preview")
@_MONTH
@_NO_FLOOR
@_JSON
@as_option
@click.pass_context
def preview(context: click.Context, month: str, *, no_floor: bool, as_json: bool) -> None:
    """Montrer les factures du mois, sans les émettre."""
    with acting(context) as work:
        try:
            found = run.look(work, month_typed(month), floor=_floor(no_floor))
        except StillOpen:
            _show_missing(work, month_typed(month))
            raise
        homes = _homes(work)
        children = dict(work.session.execute(select(Child.id, Child.first_name)).all())
    if as_json:
        click.echo(json.dumps(_plain(found, homes), ensure_ascii=False))
        return
    _show(found, homes, children)
    words = Translator()
    total, before = words.write(Amount(found.total)), words.write(Amount(found.total_before))
    click.echo(f"La fois d’avant : {before} en tout.")
    click.echo(f"{len(found.issued)} facture(s), {total} en tout. Pour les émettre : villars billing issue --month {month}")


def _show_missing(work: Work, day: date) -> None:
    """List the roll-calls that hold the bills back."""
    period, words = period_at(work, day), Translator()
    found = unpointed(work, period.first, period.last)
    table = Table("Jour", "Quoi", "École", "Classe", box=None)
    for one in found[:MOST_SHOWN]:
        table.add_row(words.day(one.day), what(one.activity, one.part), one.school, one.class_name)
    Console().print(table)
    if len(found) > MOST_SHOWN:
        click.echo(f"… et {len(found) - MOST_SHOWN} autres : villars attendance missing --month {day:%Y-%m}")
    click.echo(f'Pour y renoncer : villars attendance waive {found[0].day} {found[-1].day} "MOTIF"')


def _show(found: Preview, homes: Mapping[int, str], children: Mapping[int, str]) -> None:
    words = Translator()
    table = Table("Foyer", "Facture", "Facture d’avant", "", box=None)
    unusual = {one.household_id for one in found.unusual}
    for bill in found.bills:
        before = found.before.get(bill.household_id)
        written = "" if before is None else words.write(Amount(before))
        table.add_row(homes[bill.household_id], words.write(Amount(bill.amount)), written, _remark(bill, unusual, found.without_quotient))
    Console().print(table)
    for anomaly in found.anomalies:
        whose = children.get(anomaly.child_id) or homes[anomaly.household_id]
        click.echo(f"{ANOMALIES[anomaly.kind]} : {whose}, {words.day_and_year(anomaly.day)}")


def _remark(bill: Bill, unusual: Collection[int], without_quotient: Collection[int]) -> str:
    """Return what the office should look at on a bill: carried over, a credit, unusual, no quotient."""
    said = ["sans quotient"] if bill.household_id in without_quotient else []
    if bill.carried:
        said.append("reporté, sous le seuil")
    elif bill.is_credit:
        said.append("avoir")
    elif bill.household_id in unusual:
        said.append("inhabituel")
    return ", ".join(said)


@command.command("issue")
@_MONTH
@_NO_FLOOR
@as_option
@click.pass_context
def issue(context: click.Context, month: str, *, no_floor: bool) -> None:
    """Émettre les factures du mois, telles que l’aperçu les a montrées."""
    with acting(context) as work:
        try:
            numbers = run.issue(work, month_typed(month), floor=_floor(no_floor))
        except StillOpen:
            _show_missing(work, month_typed(month))
            raise
        except (run.NotPreviewed, run.ChangedSince) as no:
            message = f"{work.t(no.template)} L’aperçu : villars billing preview --month {month}"
            raise click.ClickException(message) from no
        silent, form = len(run.unreached(work, numbers)), rules_in_force(work).treasury.form
    click.echo(f"{len(numbers)} facture(s) émise(s)" + (f", de {numbers[0]} à {numbers[-1]}." if numbers else "."))
    if numbers:
        _say_next(month, silent, form)


def _say_next(month: str, silent: int, form: str) -> None:
    """Say what comes after bills that went out."""
    click.echo("Les familles dont un compte est ouvert sont prévenues d’elles-mêmes, entre 8 h et 20 h.")
    if silent:
        click.echo(f"{silent} foyer(s) sans compte ouvert, à qui écrire : villars billing pdf --month {month} --no-account --out DOSSIER")
    follows = "sepa collect" if form == "regie" else "treasury preview"
    click.echo(f"Ensuite : villars {follows} --month {month}")


@command.command("list")
@_MONTH
@_JSON
@as_option
@click.pass_context
def list_command(context: click.Context, month: str, *, as_json: bool) -> None:
    """Montrer les factures émises d’un mois, et ce qui reste à payer."""
    first = month_typed(month)
    with acting(context) as work:
        work.actor.require(*run.ROLES)
        homes, left = _homes(work), open_amounts(work)
        rows = list(work.session.scalars(select(Invoice).where(Invoice.first <= first, Invoice.last >= first).order_by(Invoice.number)))
        found = [(row.number, homes[row.household_id], int(row.charges), int(left.get(row.id, 0))) for row in rows]
        off, today = given_up(work), work.today
    if as_json:
        named = [dict(zip(("number", "household", "amount", "open"), one, strict=True)) for one in found]
        click.echo(json.dumps(named, ensure_ascii=False))
        return
    words = Translator()
    table = Table("Numéro", "Foyer", "Montant", "Reste", "Échéance", "", box=None)
    for row, (number, home, amount, rest) in zip(rows, found, strict=True):
        state = "en retard" if rest > 0 and row.due_on < today else _standing(rest, off.get(row.id, 0))
        table.add_row(number, home, words.write(Amount(amount)), words.write(Amount(rest)), f"{row.due_on:%d/%m/%Y}", state)
    if not found:
        click.echo(f"Aucune facture émise pour ce mois. L’aperçu : villars billing preview --month {month}")
        return
    Console().print(table)
    total, rest = sum(row[2] for row in found), sum(max(row[3], 0) for row in found)
    click.echo(f"{len(found)} facture(s), {words.write(Amount(total))} en tout, reste {words.write(Amount(rest))}.")


def _standing(rest: int, off: int) -> str:
    """Return where a bill stands that is not late: to pay, a credit that is left, given up, paid."""
    if rest:
        return "à payer" if rest > 0 else "avoir"
    return "non-valeur" if off > 0 else "payée"


@command.command("pdf")
@click.argument("number", required=False, metavar="[NUMÉRO]")
@click.option("--month", metavar="AAAA-MM", help="Toutes celles d’un mois, à la place du numéro.")
@click.option("--no-account", is_flag=True, help="Avec --month : seulement celles des foyers dont aucun compte n’est ouvert.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Fichier à écrire ; avec --month, dossier.")
@as_option
@click.pass_context
def pdf(context: click.Context, number: str | None, month: str | None, out: Path, *, no_account: bool) -> None:
    """Écrire le papier d’une facture, ou de toutes celles d’un mois ; toujours les mêmes."""
    if bool(number) == bool(month) or (no_account and not month):
        message = "Donnez le NUMÉRO d’une facture, ou --month AAAA-MM (et --no-account pour les foyers sans compte ouvert)."
        raise click.UsageError(message)
    with acting(context) as work:
        work.actor.require(*run.ROLES)
        query = select(Invoice.number, Invoice.sheet).order_by(Invoice.number)
        first = month_typed(month) if month else None
        which = Invoice.number == (number or "").strip().upper() if first is None else (Invoice.first <= first) & (Invoice.last >= first)
        found = dict(work.session.execute(query.where(which)).all())
        if no_account:
            found = {one: found[one] for one in run.unreached(work, found)}
    if not found:
        message = f"aucune facture {number or f'de {month}'} à écrire. « villars billing list --month AAAA-MM » montre les numéros."
        raise click.ClickException(message)
    if month:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one, sheet in found.items():
        target = out / f"{one}.pdf" if month else out
        target.touch(mode=0o600)
        target.write_bytes(invoice_pdf(json.loads(sheet)))
    click.echo(f"{len(found)} facture(s) dans {out}." if month else str(out))


@click.command("check")
@_JSON
@as_option
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Recalculer toutes les factures et tous les soldes, et dire le premier centime qui diffère."""
    with acting(context) as work:
        work.actor.require(*run.ROLES)
        found = list(findings(work))
    wrong = [one for one in found if not one.pending]
    if as_json:
        click.echo(json.dumps({"wrong": [_told(one) for one in wrong], "pending": sum(one.cents for one in found if one.pending)}))
    else:
        for one in wrong[:1]:
            click.echo(f"{KINDS[one.what]} : {one.where}, {Translator().write(Amount(one.cents))}")
        pending = [one for one in found if one.pending]
        if pending:
            amount = Translator().write(Amount(sum(one.cents for one in pending)))
            click.echo(f"{len(pending)} ligne(s) à régulariser sur la prochaine facture, {amount} en tout.")
        if not wrong:
            click.echo("Les comptes sont justes : 0 centime de différence.")
    context.exit(1 if wrong else 0)


def _told(one: Finding) -> dict[str, object]:
    return {"what": one.what, "where": one.where, "cents": one.cents}


def _plain(found: Preview, homes: dict[int, str]) -> dict[str, object]:
    bills = [
        {"household": homes[one.household_id], "amount": one.amount, "to_pay": one.to_pay, "carried": one.carried} for one in found.bills
    ]
    odd = [
        {"kind": one.kind, "child": one.child_id, "household": homes.get(one.household_id, ""), "day": one.day.isoformat()}
        for one in found.anomalies
    ]
    return {
        "bills": bills,
        "total": found.total,
        "total_before": found.total_before,
        "anomalies": odd,
        "unusual": [homes[one.household_id] for one in found.unusual],
        "without_quotient": [homes[one] for one in sorted(found.without_quotient)],
        "credits": [homes[one.household_id] for one in found.issued if one.is_credit],
    }


def _homes(work: Work) -> dict[int, str]:
    return {
        one: f"{name} ({reference})"
        for one, name, reference in work.session.execute(select(Household.id, Household.name, Household.reference))
    }


def _floor(no_floor: bool) -> Cents | None:  # noqa: FBT001 (the option's value)
    return Cents(0) if no_floor else None
