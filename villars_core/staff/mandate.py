"""The `villars mandate` command: mandates of direct debit, checked and ended by the office."""

import json
from collections.abc import Callable

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.conversations.flows.queue import tell
from villars_core.families.models import Household
from villars_core.i18n import Translator
from villars_core.mandates import actions, notices
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import STATES
from villars_core.office_queue import actions as queue
from villars_core.office_queue.models import QueueItem
from villars_core.staff.dates import day_typed
from villars_core.staff.login import acting, as_option
from villars_core.work import Work

_REHEARSAL = click.option("--essai", is_flag=True, help="Montrer le résultat, sans rien changer.")
_REFERENCE = click.argument("reference")
LONGEST_REFERENCE = 35
"""A mandate is named by the last signs of its reference: they are never cut off."""
_REASON = click.argument("reason")


@click.group("mandate")
def command() -> None:
    """Les mandats de prélèvement : liste, contrôle, suspension, fin."""


@command.command("list")
@click.option("--all", "ended", is_flag=True, help="Montrer aussi ceux qui sont terminés.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def list_command(context: click.Context, *, ended: bool, as_json: bool) -> None:
    """Montrer les mandats ; du compte, les quatre derniers signes seulement."""
    words = Translator()
    with acting(context) as work:
        work.actor.require(*actions.OFFICE)
        query = select(Mandate, Household.name).join(Household, Household.id == Mandate.household_id).order_by(Mandate.id)
        if not ended:
            query = query.where(Mandate.state.in_(actions.LIVE))
        rows = work.session.execute(query).all()
        reasons = {row.id: row.unseal_text("reason", work.vault) for row, _ in rows}
    if as_json:
        click.echo(json.dumps([_plain(row, home) for row, home in rows], ensure_ascii=False))
        return
    table = Table(box=None)
    table.add_column("RUM", min_width=LONGEST_REFERENCE, no_wrap=True)
    for head in ("Foyer", "Titulaire", "Compte", "État", "Signé le", "Dernier prélèvement"):
        table.add_column(head)
    for row, home in rows:
        days = [f"{day:%d/%m/%Y}" if day else "" for day in (row.signed_on, row.last_debit_on)]
        table.add_row(row.reference, home, row.holder, f"…{row.last_digits}", words.t(STATES[row.state]), *days)
    Console().print(table)
    for row, home in rows:
        if reasons[row.id]:
            click.echo(f"{row.reference}, {home} : {reasons[row.id]}")


def _plain(row: Mandate, home: str) -> dict[str, object]:
    days = {name: day.isoformat() if day else None for name, day in (("signed_on", row.signed_on), ("last_debit_on", row.last_debit_on))}
    return {"reference": row.reference, "household": home, "holder": row.holder, "digits": row.last_digits, "state": row.state, **days}


@command.command("approve")
@_REFERENCE
@click.option("--signed-on", default="", metavar="AAAA-MM-JJ", help="Date de la signature ; sinon celle du jour.")
@_REHEARSAL
@as_option
@click.pass_context
def approve(context: click.Context, reference: str, signed_on: str, *, essai: bool) -> None:
    """Noter qu’un mandat signé, reçu ou déposé en mairie, est bon : il est prêt."""
    with acting(context, rehearsal=essai) as work:
        row = _found(work, reference)
        actions.approve(work, row.id, day_typed(signed_on) if signed_on else work.today)
        _close(work, row, "accepted", "")
        told = _told(row)
    _say(told, essai=essai)


@command.command("refuse")
@_REFERENCE
@_REASON
@_REHEARSAL
@as_option
@click.pass_context
def refuse(context: click.Context, reference: str, reason: str, *, essai: bool) -> None:
    """Demander une autre copie signée, avec le motif que la famille lira."""
    with acting(context, rehearsal=essai) as work:
        row = _found(work, reference)
        actions.refuse(work, row.id, reason)
        _close(work, row, "refused", reason)
        told = _told(row)
    _say(told, essai=essai)


@command.command("suspend")
@_REFERENCE
@_REASON
@_REHEARSAL
@as_option
@click.pass_context
def suspend(context: click.Context, reference: str, reason: str, *, essai: bool) -> None:
    """Ne plus prélever pour un temps."""
    _acted(context, reference, lambda work, row: actions.suspend(work, row.id, reason), notices.SUSPENDED, essai=essai)


@command.command("resume")
@_REFERENCE
@_REHEARSAL
@as_option
@click.pass_context
def resume(context: click.Context, reference: str, *, essai: bool) -> None:
    """Prélever de nouveau."""
    _acted(context, reference, lambda work, row: actions.resume(work, row.id), notices.RESUMED, essai=essai)


@command.command("end")
@_REFERENCE
@_REASON
@_REHEARSAL
@as_option
@click.pass_context
def end(context: click.Context, reference: str, reason: str, *, essai: bool) -> None:
    """Terminer un mandat, révoqué par lettre ou refusé par la banque."""
    _acted(context, reference, lambda work, row: actions.end(work, row.id, reason), notices.ENDED, essai=essai)


def _acted(context: click.Context, reference: str, act: Callable[[Work, Mandate], Mandate], template: str, *, essai: bool) -> None:
    with acting(context, rehearsal=essai) as work:
        row = act(work, _found(work, reference))
        notices.tell_holder(work, row, template, row.unseal_text("reason", work.vault))
        told = _told(row)
    _say(told, essai=essai)


def _close(work: Work, row: Mandate, state: str, reason: str) -> None:
    """Close what waits in the queue for this decision, or tell the holder of it where nothing does."""
    query = select(QueueItem).where(QueueItem.action == actions.CHECK, QueueItem.state.in_(("open", "taken")))
    waiting = [one for one in work.session.scalars(query.order_by(QueueItem.id)) if one.facts.get("mandate") == row.id]
    for item in waiting:
        tell(work, queue.close(work, item.id, state, reason))
    if not waiting:
        notices.tell_holder(work, row, notices.READY if state == "accepted" else notices.TO_SIGN_AGAIN, reason)


def _found(work: Work, reference: str) -> Mandate:
    """Return a mandate by its RUM, or by its last signs where one mandate alone has them."""
    work.actor.require(*actions.OFFICE)
    wanted = reference.strip().upper()
    rows = work.session.scalars(select(Mandate).where(Mandate.reference.endswith(wanted, autoescape=True)).limit(2)).all()
    if len(rows) != 1 or not wanted:
        message = f"aucun mandat ne finit seul par « {reference} » : voyez « villars mandate list »."
        raise click.ClickException(message)
    return rows[0]


def _told(row: Mandate) -> str:
    return f"{row.reference} : {Translator().t(STATES[row.state])}."


def _say(told: str, *, essai: bool) -> None:
    click.echo(told + (" Essai : rien n’a changé." if essai else " La famille est prévenue."))
