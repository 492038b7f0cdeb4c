"""What came with a message: looked at before the transaction, kept in it, joined to the form that asked for it, told of in the answer."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from villars_core.absences.queries import absences_of_actor
from villars_core.accounts.queries import identify, is_active
from villars_core.conversations.dialogue import answers_of
from villars_core.conversations.flows.base import Flow, Talk
from villars_core.conversations.flows.childcare_times import ChildcareTimes
from villars_core.conversations.flows.justify import JustifyAbsence
from villars_core.conversations.flows.mandate import SepaMandate
from villars_core.conversations.flows.menu import Menu
from villars_core.conversations.flows.office import pass_on
from villars_core.conversations.flows.quotient import SubmitQuotient
from villars_core.conversations.messages import Channel, Incoming
from villars_core.conversations.models import Dialogue
from villars_core.documents.actions import keep
from villars_core.documents.checks import Examined, Sent, examine_all
from villars_core.documents.kinds import is_table
from villars_core.documents.rules import FileRefused
from villars_core.i18n import N_
from villars_core.mandates.actions import mandate_of_actor
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.screens import Screen
from villars_core.tariffs.certificates import certificate_of
from villars_core.work import SYSTEM, Actor, ActorKind, Records, Work

PASSED_ON = N_("Ce que vous avez joint est transmis au service Éducation sous le numéro {number}.")
LATEST_FORMS = 5


@dataclass(frozen=True)
class Enclosed:
    """The files of one message, those that may be kept and those that are not taken."""

    kept: tuple[Examined, ...] = ()
    refused: tuple[FileRefused, ...] = ()
    tables: tuple[bytes, ...] = ()


def examined(records: Records, incoming: Incoming) -> Enclosed:
    """Look at the files of a message before any transaction; a stranger's in chat are not even opened."""
    if not incoming.files or not _is_heard(records, incoming):
        return Enclosed()
    tables = [one for one in incoming.files if not one.trouble and is_table(one.name, one.content)] if _is_staffs(records, incoming) else []
    found = examine_all(tuple(Sent(one.name, one.content, one.trouble) for one in incoming.files if one not in tables))
    return Enclosed(
        tuple(one for one in found if isinstance(one, Examined)),
        tuple(one for one in found if isinstance(one, FileRefused)),
        tuple(one.content for one in tables if one.content is not None),
    )


def joined(talk: Talk, enclosed: Enclosed) -> Talk:
    """Keep the files in the message's transaction; whatever the answer will be, they are not lost."""
    if enclosed.tables and talk.work.actor.is_staff:
        talk = replace(talk, tables=enclosed.tables)
    if not enclosed.kept and not enclosed.refused:
        return talk
    work = talk.work if talk.is_vouched_for else replace(talk.work, actor=Actor(ActorKind.STRANGER, door=talk.incoming.channel.value))
    texts = tuple(one.text for one in enclosed.kept if one.text)
    return replace(talk, documents=tuple(row.id for row in keep(work, enclosed.kept)), refused_files=enclosed.refused, texts=texts)


def form_for(talk: Talk) -> Flow:
    """Return the form of papers that came without a request: a certificate of a quotient by its text, else the proof of an absence.

    Where no absence waits for a proof and a mandate waits for its signature, it is the signed mandate. A table that staff send holds
    the childcare's times; their other papers go to the office, and the menu says so.
    """
    if talk.tables:
        return ChildcareTimes()
    if not talk.documents or talk.work.actor.is_staff:
        return Menu()
    if certificate_of(talk.texts).is_certificate:
        return SubmitQuotient()
    if talk.work.actor.kind is ActorKind.GUARDIAN and not any(one.open_days for one in absences_of_actor(talk.work)):
        mandate = mandate_of_actor(talk.work)
        if mandate is not None and mandate.state == "waiting":
            return SepaMandate()
    return JustifyAbsence()


def form_of_album(work: Work, person: str, incoming: Incoming) -> Dialogue | None:
    """Return the form that another photograph of the same album came into, open or done."""
    if not incoming.album:
        return None
    query = select(Dialogue).where(Dialogue.person == person, Dialogue.expires_at > work.now, Dialogue.state != "cancelled")
    rows = work.session.scalars(query.order_by(Dialogue.updated_at.desc(), Dialogue.id.desc()).limit(LATEST_FORMS))
    return next((row for row in rows if answers_of(work, row).get("album") == incoming.album), None)


def screen_of_album(work: Work, row: Dialogue | None, incoming: Incoming) -> str:
    """Return the message of ours that answered the photograph before, so that one screen counts them all; "" where there is none."""
    if row is None or incoming.channel is not Channel.TELEGRAM or not incoming.album:
        return ""
    if answers_of(work, row).get("album") != incoming.album:
        return ""
    query = select(OutboxRow.external_id).where(OutboxRow.dialogue_id == row.id).order_by(OutboxRow.id.desc()).limit(1)
    return work.session.scalar(query) or ""


def told(talk: Talk, flow: Flow, screen: Screen) -> Screen:
    """Say in the answer what was not taken; what the form has no use for goes to the office, with the words."""
    sentences = [talk.t(one.template, **one.facts()) for one in talk.refused_files]
    if talk.documents and not flow.takes_files:
        sentences.append(talk.t(PASSED_ON, number=pass_on(talk, talk.incoming.text, "document")))
    return replace(screen, body=(*sentences, *screen.body)) if sentences else screen


def _is_staffs(records: Records, incoming: Incoming) -> bool:
    with records.reading(SYSTEM) as work:
        account = identify(work, incoming.channel.value, incoming.address)
        return account is not None and account.kind == "staff" and is_active(account)


def _is_heard(records: Records, incoming: Incoming) -> bool:
    if incoming.channel is Channel.EMAIL:
        return True
    with records.reading(SYSTEM) as work:
        account = identify(work, incoming.channel.value, incoming.address)
        return account is not None and is_active(account)
