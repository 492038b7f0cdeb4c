"""The `villars payments` and `villars reminders` commands: record what was paid, take it back, deposit it, list it; remind."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from villars_core.billing.models import Invoice
from villars_core.errors import NotFound
from villars_core.i18n import Amount, Translator
from villars_core.money import Cents, euros
from villars_core.payments import actions, corrections, reminders
from villars_core.payments.actions import Receipt
from villars_core.payments.queries import (
    PaymentLine,
    invoice_numbered,
    payment_named,
    payments_between,
    receipt_line,
    slip_lines,
    total,
)
from villars_core.payments.receipt_pdf import receipt_pdf
from villars_core.payments.reminder_letters_pdf import reminder_letters
from villars_core.payments.slip_pdf import slip_csv, slip_pdf
from villars_core.pdf.letterhead import Letterhead
from villars_core.schools.queries import contacts, rules_in_force
from villars_core.staff.dates import DAY
from villars_core.staff.login import acting, as_option
from villars_core.treasury.given_up import not_to_remind_of
from villars_core.treasury.queries import with_treasury
from villars_core.work import Work

WAYS = {"card": "carte", "debit": "prélèvement", "cheque": "chèque", "cash": "espèces", "treasury": "Trésor public", "transfer": "virement"}
COUNTER = ("card", "cheque", "cash", "transfer")
SERVICE = "Service Éducation"
_ESSAI = click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui serait fait, sans rien changer.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")


@click.group("payments")
def command() -> None:
    """Les paiements : enregistrer, annuler, remettre, lister."""


@command.command("record")
@click.argument("invoice", metavar="FACTURE")
@click.option(
    "--way", type=click.Choice(COUNTER), required=True, help="card : carte, cheque : chèque, cash : espèces, transfer : virement."
)
@click.option("--amount", required=True, metavar="EUROS", help="Montant en euros : 55,11.")
@click.option("--number", default="", help="Numéro du chèque, de l’opération de carte ou du virement.")
@click.option("--day", type=DAY, help="Jour du paiement ; sans cela, aujourd’hui.")
@_ESSAI
@as_option
@click.pass_context
def record(context: click.Context, /, *, rehearsal: bool, **asked: str | datetime | None) -> None:
    """Enregistrer un paiement au guichet pour FACTURE ; le même, deux fois, ne compte qu’une."""
    words, way, number = Translator(), str(asked["way"]), str(asked["number"]).strip()
    if way != "cash" and not number:
        message = "Donnez avec --number le numéro du chèque, de l’opération de carte ou du virement : il évite de compter deux fois."
        raise click.UsageError(message)
    amount, day = _amount(str(asked["amount"])), asked["day"]
    with acting(context, rehearsal=rehearsal) as work:
        invoice = _invoice(work, str(asked["invoice"]))
        on = day.date() if isinstance(day, datetime) else work.today
        name = f"{way} {invoice.number} {number or f'{on} {amount}'}"
        done = actions.settle(work, Receipt(invoice.id, amount, way, name, on))
        receipt = done.payment.receipt or done.payment.reference
        is_sent = with_treasury(work, invoice.id)
    if not done.new:
        click.echo(f"Déjà enregistré : {receipt}. Rien n’a changé.")
        if way == "cash":
            click.echo("Un second versement du même montant, le même jour ? Donnez-lui un numéro avec --number.")
        return
    click.echo(f"Paiement de {words.write(Amount(amount))} enregistré. Reçu : {receipt}.")
    click.echo(f"Reste à payer : {words.write(Amount(done.left))}.")
    if done.credit:
        click.echo(f"Trop payé : {words.write(Amount(done.credit))}, gardé en avoir pour la prochaine facture.")
    if is_sent:
        click.echo("Attention : cette facture est au Trésor public, qui la recouvre aussi. Prévenez-le, ou la famille paiera deux fois.")
    _rehearsed(rehearsal)


@command.command("receipt")
@click.argument("number", metavar="REÇU")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier .pdf à écrire.")
@as_option
@click.pass_context
def receipt(context: click.Context, number: str, out: Path) -> None:
    """Écrire le papier d’un reçu (RC-2026-00012), toujours le même."""
    with acting(context) as work:
        line = receipt_line(work, number)
        head = Letterhead(rules_in_force(work).town.name, SERVICE)
    out.touch(mode=0o600)
    out.write_bytes(receipt_pdf(head, line))
    click.echo(str(out))


@command.command("reverse")
@click.argument("reference", metavar="REÇU|NUMÉRO|RÉFÉRENCE")
@click.option("--reason", required=True, help="Pourquoi : chèque impayé, erreur de saisie…")
@_ESSAI
@as_option
@click.pass_context
def reverse(context: click.Context, reference: str, reason: str, *, rehearsal: bool) -> None:
    """Annuler un paiement, par son reçu, son numéro de chèque ou sa référence ; la facture est de nouveau ouverte."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(*actions.ROLES)
        name = _payment(work, reference)
        amount = Translator().write(Amount(-actions.reverse(work, name, reason).amount))
    click.echo(f"Annulé : {amount} ({name}). La facture est de nouveau à payer.")
    _rehearsed(rehearsal)


@command.command("write-off")
@click.argument("number", metavar="FACTURE")
@click.option("--reason", required=True, help="Pourquoi : décision du conseil municipal, effacement de dettes…")
@_ESSAI
@as_option
@click.pass_context
def write_off(context: click.Context, number: str, reason: str, *, rehearsal: bool) -> None:
    """Renoncer à ce qui reste dû d’une facture ; cela ne compte jamais comme payé."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(*actions.ROLES)
        number = _invoice(work, number).number
        amount = Translator().write(Amount(corrections.write_off(work, number, reason)))
    click.echo(f"{amount} ne sont plus dus sur {number}.")
    _rehearsed(rehearsal)


@command.command("refund")
@click.argument("number", metavar="AVOIR")
@click.option("--reason", default="", help="Pourquoi, en quelques mots.")
@click.option("--day", type=DAY, help="Jour du virement ; sans cela, aujourd’hui.")
@_ESSAI
@as_option
@click.pass_context
def refund(context: click.Context, number: str, reason: str, day: datetime | None, *, rehearsal: bool) -> None:
    """Noter qu’un avoir (ou un trop payé) est remboursé par virement ; la famille est prévenue."""
    with acting(context, rehearsal=rehearsal) as work:
        work.actor.require(*actions.ROLES)
        number = _invoice(work, number).number
        amount = Translator().write(Amount(corrections.refund(work, number, reason, day.date() if day else None)))
    click.echo(f"{amount} remboursés pour {number}." + ("" if rehearsal else " La famille est prévenue."))
    _rehearsed(rehearsal)


@command.command("slip")
@click.argument("number", required=False, metavar="[NUMÉRO]")
@click.option("--way", type=click.Choice(["cheque", "cash"]), help="Remettre les chèques (cheque), ou les espèces (cash).")
@click.option("--until", type=DAY, help="Jusqu’à ce jour ; sans cela, aujourd’hui.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Fichier .pdf ou .csv à écrire.")
@_ESSAI
@as_option
@click.pass_context
def slip(context: click.Context, /, number: str | None, *, rehearsal: bool, **asked: str | datetime | Path | None) -> None:
    """Faire le bordereau de remise de ce qui attend (--way), ou revoir le bordereau NUMÉRO."""
    way, until, out = asked["way"], asked["until"], asked["out"]
    if bool(number) == bool(way):
        message = "Donnez --way pour un nouveau bordereau, ou le NUMÉRO d’un bordereau."
        raise click.UsageError(message)
    with acting(context, rehearsal=rehearsal) as work:
        if number is None:
            number, _ = actions.deposit(work, str(way), until.date() if isinstance(until, datetime) else work.today)
        lines = slip_lines(work, number)
        head = Letterhead(rules_in_force(work).town.name, SERVICE)
    if isinstance(out, Path) and not rehearsal:
        _write(out, head, number, lines)
    _show(lines)
    click.echo(f"Bordereau {number} : {len(lines)} paiement(s), {Translator().write(Amount(total(lines)))}.")
    _rehearsed(rehearsal)


@command.command("list")
@click.option("--from", "first", type=DAY, help="Premier jour ; sans cela, aujourd’hui.")
@click.option("--to", "last", type=DAY, help="Dernier jour ; sans cela, aujourd’hui.")
@_JSON
@as_option
@click.pass_context
def list_command(context: click.Context, first: datetime | None, last: datetime | None, *, as_json: bool) -> None:
    """Montrer les paiements de quelques jours, annulations comprises."""
    with acting(context) as work:
        days = [one.date() if one else work.today for one in (first, last)]
        lines = payments_between(work, *days)
    if as_json:
        click.echo(json.dumps([asdict(one) | {"paid_on": one.paid_on.isoformat()} for one in lines], ensure_ascii=False))
        return
    _show(lines)
    amount = Translator().write(Amount(total(lines)))
    click.echo(f"Du {days[0]:%d/%m/%Y} au {days[1]:%d/%m/%Y} : {len(lines)} paiement(s), {amount} en tout.")


@click.group("reminders")
def reminders_command() -> None:
    """Les relances : voir celles qui attendent, les approuver."""


@reminders_command.command("list")
@_JSON
@as_option
@click.pass_context
def waiting(context: click.Context, *, as_json: bool) -> None:
    """Montrer les relances à approuver."""
    with acting(context) as work:
        found = reminders.proposed(work, not_to_remind_of(work))
    if as_json:
        click.echo(json.dumps([asdict(one) | {"due_on": one.due_on.isoformat()} for one in found], ensure_ascii=False))
        return
    words = Translator()
    table = Table("N°", "Facture", "Foyer", "Relance", "À régler avant le", "Reste", box=None)
    for one in found:
        table.add_row(str(one.id), one.number, one.household, str(one.stage), f"{one.due_on:%d/%m/%Y}", words.write(Amount(one.left)))
    Console().print(table)
    click.echo(f"{len(found)} relance(s). Pour les envoyer : villars reminders approve --all, ou les numéros.")


@reminders_command.command("approve")
@click.argument("ids", type=int, nargs=-1, metavar="[N°]...")
@click.option("--all", "all_of_them", is_flag=True, help="Toutes celles qui attendent.")
@_ESSAI
@as_option
@click.pass_context
def approve(context: click.Context, ids: tuple[int, ...], *, all_of_them: bool, rehearsal: bool) -> None:
    """Envoyer des relances ; ce qui a été payé entre-temps ne part pas."""
    if bool(ids) == all_of_them:
        message = "Donnez des numéros, ou --all."
        raise click.UsageError(message)
    with acting(context, rehearsal=rehearsal) as work:
        apart = not_to_remind_of(work)
        wanted = [one.id for one in reminders.proposed(work, apart)] if all_of_them else ids
        sent = reminders.approve(work, wanted, apart)
        silent = len(reminders.by_letter(work, work.today))
    click.echo(f"{sent} relance(s) approuvée(s).")
    if silent:
        click.echo(f"{silent} foyer(s) sans compte ne reçoivent rien. Leurs lettres : villars reminders letters --out FICHIER.pdf")
    _rehearsed(rehearsal)


@reminders_command.command("letters")
@click.option("--since", type=DAY, help="Relances approuvées depuis ce jour ; sans cela, aujourd’hui.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier .pdf à écrire.")
@as_option
@click.pass_context
def letters_command(context: click.Context, since: datetime | None, out: Path) -> None:
    """Écrire les lettres de relance des foyers qui n’ont pas de compte."""
    with acting(context) as work:
        found = reminders.by_letter(work, since.date() if since else work.today)
        rules, known = rules_in_force(work), contacts(work)
        foot = " · ".join(known[one] for one in ("phone", "email") if one in known)
        head = Letterhead(rules.town.name, known.get("office", SERVICE), foot)
        today = work.today
    if not found:
        click.echo("Aucune lettre à écrire : chaque foyer relancé a un compte.")
        return
    out.touch(mode=0o600)
    out.write_bytes(reminder_letters(head, rules, today, found))
    click.echo(f"{len(found)} lettre(s) : {out}. Joignez la facture : villars billing pdf NUMÉRO --out FICHIER.pdf")


def _invoice(work: Work, number: str) -> Invoice:
    try:
        return invoice_numbered(work, number)
    except NotFound:
        message = f"aucune facture « {number} ». « villars billing list --month AAAA-MM » montre les numéros."
        raise click.ClickException(message) from None


def _payment(work: Work, typed: str) -> str:
    try:
        return payment_named(work, typed)
    except NotFound:
        message = f"aucun paiement « {typed} », ou plusieurs. « villars payments list --from AAAA-MM-JJ » montre reçus et références."
        raise click.ClickException(message) from None


def _amount(text: str) -> Cents:
    try:
        return euros(text)
    except ValueError:
        message = f"« {text} » n’est pas un montant : écrivez par exemple 55,11."
        raise click.UsageError(message) from None


def _rehearsed(rehearsal: bool) -> None:  # noqa: FBT001 (the option's value)
    if rehearsal:
        click.echo("Essai : rien n’est changé.")


def _write(out: Path, head: Letterhead, number: str, lines: list[PaymentLine]) -> None:
    match out.suffix.lower():
        case ".pdf":
            raw = slip_pdf(head, number, lines)
        case ".csv":
            raw = slip_csv(lines).encode("utf-8-sig")
        case _:
            message = "Le fichier finit par .pdf ou .csv."
            raise click.UsageError(message)
    out.touch(mode=0o600)
    out.write_bytes(raw)
    click.echo(str(out))


def _show(lines: list[PaymentLine]) -> None:
    words = Translator()
    table = Table("Jour", "Reçu", "Moyen", "Montant", "Facture", "Foyer", "Référence", "Bordereau", box=None)
    for one in lines:
        amount = words.write(Amount(one.amount))
        table.add_row(f"{one.paid_on:%d/%m/%Y}", one.receipt, WAYS[one.way], amount, one.invoice, one.household, one.reference, one.slip)
    Console().print(table)
