"""The `villars treasury` command: look at a slip for the Treasury, write it, the table for finance software, take in the answers."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.families.actions import set_title
from villars_core.families.rules import TITLES
from villars_core.i18n import Amount, Translator
from villars_core.staff.dates import day_typed, month_typed
from villars_core.staff.login import acting, as_option, saying_no
from villars_core.storage import private
from villars_core.treasury import actions
from villars_core.treasury.actions import SlipLook
from villars_core.treasury.neutral_csv import table
from villars_core.treasury.papers import drawn, papers_of
from villars_core.treasury.pes_ormc import Piece
from villars_core.treasury.returns import Imported, take_in
from villars_core.treasury.slip_files import put
from villars_core.treasury.sources import Wanted

STATES = {
    "sent": "en attente",
    "taken": "prises en charge",
    "rejected": "rejetées",
    "cancelled": "annulées",
    "settled": "soldées",
    "written_off": "admises en non-valeur",
}
_MONTH = click.option("--month", required=True, metavar="AAAA-MM", help="Mois facturé.")
_DEBIT_ON = click.option("--debit-on", metavar="AAAA-MM-JJ", help="Jour des prélèvements ; sinon celui annoncé sur chaque facture.")
_NUMBER = click.option("--number", type=click.IntRange(1, 9_999_999), default=1, help="Numéro du bordereau, au moins.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
_INTO = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("treasury")
def command() -> None:
    """Le Trésor public : bordereaux (Hélios), table pour le logiciel financier, retours."""


@command.command("preview")
@_MONTH
@_DEBIT_ON
@_NUMBER
@_JSON
@as_option
@click.pass_context
def preview(context: click.Context, month: str, debit_on: str | None, number: int, *, as_json: bool) -> None:
    """Montrer le bordereau du mois, sans l’émettre, et ce qu’Hélios rejetterait."""
    with acting(context) as work:
        found = actions.look(work, _wanted(month, debit_on, number))
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False))
    else:
        _show(found, month)
    context.exit(1 if found.faults else 0)


@command.command("export")
@_MONTH
@_DEBIT_ON
@_NUMBER
@click.option("--out", type=_INTO, required=True, help="Dossier où écrire les fichiers.")
@as_option
@click.pass_context
def export(context: click.Context, month: str, debit_on: str | None, number: int, out: Path) -> None:
    """Émettre le bordereau du mois et écrire son fichier ; relancer écrit les mêmes."""
    with acting(context) as work:
        slips = actions.issue(work, _wanted(month, debit_on, number))
    actions.issued()
    words = Translator()
    for one in slips:
        path = put(one, out)
        click.echo(f"Bordereau {one.number} de {one.year} : {one.pieces} pièce(s), {words.write(Amount(one.total))}. {path}")


@command.command("papers")
@_MONTH
@click.option("--out", type=_INTO, required=True, help="Dossier où écrire les fichiers.")
@as_option
@click.pass_context
def papers(context: click.Context, month: str, out: Path) -> None:
    """Écrire les factures des bordereaux du mois pour le centre d’édition (PES_PJ) ; relancer écrit les mêmes."""
    with acting(context) as work:
        slips = papers_of(work, month_typed(month))
    for slip in slips:
        with saying_no():
            for one in drawn(slip):
                click.echo(f"Bordereau {slip.number} de {slip.year} : {one.papers} facture(s). {put(one, out)}")


@command.command("csv")
@_MONTH
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier à écrire.")
@as_option
@click.pass_context
def csv(context: click.Context, month: str, out: Path) -> None:
    """Écrire les factures du mois pour le logiciel financier (CSV)."""
    with acting(context) as work:
        content = table(work, month_typed(month))
    private.replace(out, content.decode())
    click.echo(str(out))


@command.command("import")
@click.argument("file", type=_FILE)
@_JSON
@as_option
@click.pass_context
def import_command(context: click.Context, file: Path, *, as_json: bool) -> None:
    """Lire un retour de la trésorerie : paiements, rejets, restes à payer."""
    raw = file.read_bytes()
    with acting(context) as work:
        done = take_in(work, raw)
    if as_json:
        click.echo(json.dumps(vars(done) | {"day": done.day.isoformat()}, ensure_ascii=False))
        return
    _tell(done)


@command.command("title")
@click.argument("email")
@click.argument("title", type=click.Choice(TITLES, case_sensitive=False))
@as_option
@click.pass_context
def title_command(context: click.Context, email: str, title: str) -> None:
    """Noter la civilité d’un parent : le Trésor public la demande."""
    with acting(context) as work:
        found = set_title(work, email, title.upper())
    click.echo(f"{found.first_name} {found.last_name} : {found.title}")


def _show(found: SlipLook, month: str) -> None:
    words, file = Translator(), found.gathered.file
    rows = Table("Article", "Facture", "Foyer", "Montant", "Prélèvement", box=None)
    for piece in file.pieces:
        debit = words.day_and_year(piece.debit.day) if piece.debit else ""
        rows.add_row(str(piece.place), piece.number, _name(piece), words.write(Amount(piece.amount)), debit)
    Console().print(rows)
    for number, amount in found.gathered.under_floor:
        click.echo(f"{number} : {words.write(Amount(amount))}, sous le seuil de recouvrement, non transmise.")
    for fault in found.faults:
        click.echo(f"À corriger : {fault}")
    total = words.write(Amount(file.total))
    click.echo(f"Bordereau {file.number} de {file.year} : {len(file.pieces)} pièce(s), {total}.")
    if not found.faults:
        click.echo(f"Pour l’émettre : villars treasury export --month {month} --out DOSSIER")


def _name(piece: Piece) -> str:
    return f"{piece.debtor.first_name} {piece.debtor.last_name} ({piece.debtor.reference})"


def _plain(found: SlipLook) -> dict[str, object]:
    file = found.gathered.file
    pieces = [
        {"place": one.place, "number": one.number, "household": one.debtor.reference, "amount": one.amount, "debit": one.debit is not None}
        for one in file.pieces
    ]
    low = [{"number": number, "amount": amount} for number, amount in found.gathered.under_floor]
    faults = [str(one) for one in found.faults]
    return {"year": file.year, "number": file.number, "total": file.total, "pieces": pieces, "under_floor": low, "faults": faults}


def _tell(done: Imported) -> None:
    words = Translator()
    if done.again:
        click.echo("Ce fichier a déjà été lu : rien n’est changé.")
    click.echo(f"{done.payments} paiement(s) noté(s), {words.write(Amount(done.amount))} en tout.")
    for state, count in done.states.items():
        click.echo(f"{count} facture(s) {STATES.get(state, state)}")
    for number, amount in done.given_up:
        click.echo(f"{number} : {words.write(Amount(amount))} admis en non-valeur ; fermé dans nos comptes, plus jamais relancé.")
    for number, why in done.rejected:
        click.echo(f"{number} : {why or 'sans motif'}")
    for reference, name, rest, costs in done.rests:
        more = f", et {words.write(Amount(costs))} de frais" if costs else ""
        click.echo(f"{name} ({reference}) : reste {words.write(Amount(rest))}{more}")
    _list("À regarder :", done.told)


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(title)
        for one in lines:
            click.echo(f"- {one}")


def _wanted(month: str, debit_on: str | None, number: int) -> Wanted:
    return Wanted(month_typed(month), day_typed(debit_on) if debit_on else None, number)
