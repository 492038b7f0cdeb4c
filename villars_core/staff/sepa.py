"""The `villars sepa` command: a month's direct debits, prepared by one person and written by another, and the bank's answers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from villars_core.failpoints import reached
from villars_core.i18n import Amount, Translator
from villars_core.sepa import answers, collecting
from villars_core.sepa.bank_files import LARGEST_FILE
from villars_core.sepa.models import Collection, DirectDebit
from villars_core.sepa.reasons import reason_of
from villars_core.staff.dates import day_typed, month_typed
from villars_core.staff.login import acting, as_option
from villars_core.storage import private

LEFT_OUT = {
    collecting.TOO_SHORT: "prévenue moins de 14 jours avant",
    collecting.SUSPENDED: "mandat suspendu (villars mandate list dit pourquoi, resume le reprend)",
    collecting.REJECTED_TWICE: "rejetée, à régler avec la famille",
}
WHAT = {
    answers.SETTLED: "encaissé",
    answers.SENT_BACK: "rejeté",
    answers.KNOWN: "déjà connu",
    answers.UNKNOWN: "inconnu, mis dans la file",
    answers.DIFFERENT: "montant ou état inattendu, mis dans la file",
    answers.NOT_OURS: "autre mouvement du compte",
}
DEBITS = ("written", "settled", "rejected")
STATES = {"prepared": "préparé", "written": "écrit"}
_MONTH = click.option("--month", required=True, metavar="AAAA-MM", help="Mois des factures.")
_REHEARSAL = click.option("--essai", is_flag=True, help="Montrer le résultat, sans rien changer.")


@click.group("sepa")
def command() -> None:
    """Les prélèvements de la régie : préparer, écrire, lire les réponses de la banque."""


@command.command("collect")
@_MONTH
@click.option("--on", "day", default="", metavar="AAAA-MM-JJ", help="Jour du prélèvement ; sinon celui annoncé sur les factures.")
@click.option("--version", type=click.Choice(["08", "02"]), default="08", show_default=True, help="Version du fichier pain.008.001.")
@_REHEARSAL
@as_option
@click.pass_context
def collect(context: click.Context, month: str, day: str, version: Literal["08", "02"], *, essai: bool) -> None:
    """Préparer le fichier du mois. Une autre personne l’écrit ensuite."""
    wanted = collecting.Wanted(month_typed(month), day_typed(day) if day else None, version)
    with acting(context, rehearsal=essai) as work:
        try:
            found = collecting.prepare(work, wanted)
        except collecting.NothingToCollect as nothing:
            _left_out(nothing.left_out, collecting.homes_of(work, [one.household_id for one in nothing.left_out]))
            raise
        _table(
            found,
            collecting.homes_of(work, [one.invoice.household_id for one in found.items] + [one.household_id for one in found.left_out]),
        )
        told = f"{len(found.items)} prélèvement(s), {_euros(found.total)} en tout, le {Translator().day_and_year(found.collected_on)}."
    click.echo(told)
    if essai:
        click.echo("Essai : rien n’a changé.")
    else:
        click.echo(f"Une autre personne écrit le fichier : villars sepa write {found.message_id} --out DOSSIER")


@command.command("write")
@click.argument("message_id")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Dossier où écrire le fichier.")
@as_option
@click.pass_context
def write(context: click.Context, message_id: str, out: Path) -> None:
    """Écrire un fichier préparé par une autre personne. Le redemander donne le même fichier."""
    with acting(context) as work:
        content = collecting.write(work, message_id)
    reached("sepa.committed")
    target = out / f"{message_id}.xml"
    private.replace(target, content.decode())
    click.echo(f"{target}\nDéposez-le à la banque, puis lisez ses réponses : villars sepa take FICHIER")


@command.command("settle")
@click.argument("message_id")
@click.option("--on", "day", required=True, metavar="AAAA-MM-JJ", help="Jour où l’argent est arrivé, selon le relevé.")
@_REHEARSAL
@as_option
@click.pass_context
def settle(context: click.Context, message_id: str, day: str, *, essai: bool) -> None:
    """Noter que l’argent d’un fichier est arrivé, quand la banque n’envoie pas de camt.054."""
    with acting(context, rehearsal=essai) as work:
        found = answers.settle(work, message_id, day_typed(day))
        total = sum(one.amount for one in found)
    click.echo(f"{len(found)} prélèvement(s) encaissé(s), {_euros(total)} en tout." + (" Essai : rien n’a changé." if essai else ""))


@command.command("take")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_REHEARSAL
@as_option
@click.pass_context
def take(context: click.Context, files: tuple[Path, ...], *, essai: bool) -> None:
    """Lire des fichiers de la banque (pain.002, camt.054). Relire le même ne change rien."""
    for file in files:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
        with acting(context, rehearsal=essai) as work:
            taken = answers.take(work, raw, file.name)
        _show(file.name, taken)
    if essai:
        click.echo("Essai : rien n’a changé.")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def list_command(context: click.Context, *, as_json: bool) -> None:
    """Montrer les fichiers, et où en sont leurs prélèvements."""
    with acting(context) as work:
        work.actor.require(*collecting.ROLES)
        rows = work.session.scalars(select(Collection).order_by(Collection.id)).all()
        query = select(DirectDebit.collection_id, DirectDebit.state, func.count()).group_by(DirectDebit.collection_id, DirectDebit.state)
        counts = {(one, state): count for one, state, count in work.session.execute(query)}
    if as_json:
        click.echo(json.dumps([_plain(row, counts) for row in rows], ensure_ascii=False))
        return
    table = Table("Fichier", "Prélevé le", "Total", "État", "En attente", "Encaissés", "Rejetés", box=None)
    for row in rows:
        numbers = [str(counts.get((row.id, state), 0)) for state in DEBITS]
        table.add_row(row.message_id, f"{row.collected_on:%d/%m/%Y}", _euros(row.total), STATES[row.state], *numbers)
    if not rows:
        click.echo("Aucun fichier. Pour en préparer un : villars sepa collect --month AAAA-MM")
        return
    Console().print(table)
    for row in rows:
        if row.state == "prepared":
            click.echo(f"À écrire par une autre personne : villars sepa write {row.message_id} --out DOSSIER")
        elif counts.get((row.id, "written"), 0):
            click.echo(f"Attend la banque : villars sepa take FICHIER, ou villars sepa settle {row.message_id} --on AAAA-MM-JJ")


def _plain(row: Collection, counts: Mapping[tuple[int, str], int]) -> dict[str, object]:
    numbers = {state: counts.get((row.id, state), 0) for state in DEBITS}
    return {"file": row.message_id, "day": row.collected_on.isoformat(), "total": row.total, "state": row.state, "debits": numbers}


def _table(found: collecting.Prepared, homes: Mapping[int, str]) -> None:
    table = Table("Facture", "Foyer", "Montant", "Compte", "", box=None)
    for one in found.items:
        told = "à prévenir" if one.to_tell else ""
        table.add_row(one.invoice.number, homes[one.invoice.household_id], _euros(one.amount), f"…{one.mandate.last_digits}", told)
    Console().print(table)
    _left_out(found.left_out, homes)


def _left_out(left_out: Sequence[collecting.LeftOut], homes: Mapping[int, str]) -> None:
    """Say of each invoice with a mandate why it is not debited."""
    for one in left_out:
        click.echo(f"  {one.number}, {homes[one.household_id]}, {_euros(one.amount)}, pas prélevée : {LEFT_OUT[one.reason]}")


def _show(name: str, taken: answers.Taken) -> None:
    if taken.again:
        click.echo(f"{name} : déjà lu, rien à faire.")
        return
    words = Translator()
    table = Table("Référence", "Montant", "", "Motif", box=None)
    for one in taken.lines:
        reason = f"{one.reason} : {words.t(reason_of(one.reason).text)}" if one.reason else ""
        table.add_row(one.reference or "—", "" if one.amount is None else _euros(one.amount), WHAT[one.what], reason)
    click.echo(f"{name} ({taken.kind}) : {taken.count(answers.SETTLED)} encaissé(s), {taken.count(answers.SENT_BACK)} rejeté(s).")
    Console().print(table)


def _euros(cents: int) -> str:
    return Translator().write(Amount(cents))
