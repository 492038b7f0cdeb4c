"""Letters between the office and whoever writes to its mailbox: one item of the queue, one thread, whoever writes next."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from villars_core.clock import PARIS
from villars_core.conversations import proposing
from villars_core.conversations.flows.base import Talk
from villars_core.conversations.flows.office import pass_on
from villars_core.conversations.proposing import Letter
from villars_core.i18n import N_, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import LETTER, Lane, Notice, parcel_of
from villars_core.notifications.outbox import post as post_notice
from villars_core.notifications.screens import Screen
from villars_core.office_queue import actions as queue
from villars_core.office_queue.models import QueueItem
from villars_core.work import Work

STRANGER, UNCLEAR = "unknown_sender", "not_understood"
ANSWERS = frozenset({LETTER, "queue_answer"})
"""Kinds of notices by which the office answered a person: what is answered to them is for the office again."""

LONGEST = 20_000
"""Characters of a correspondence that an item keeps; the oldest go first."""

OF_THE_OFFICE, OF_THE_PERSON = N_("Réponse du service, {at} :"), N_("Reçu {at} :")
POLITE = N_("Votre message est transmis au service Éducation sous le numéro {number}. Il répond aux heures d’ouverture.")
UNTITLED = N_("Votre message au service Éducation")


def heard(talk: Talk, answered: OutboxRow | None) -> str | None:
    """Put a stranger's mail before the office, with the homes that it may be about; return the number to tell.

    None where nothing is to be told: this address was told of its messages today already, or goes on with a letter of the office.
    """
    if went_on(talk, answered) is not None:
        return None
    again = _of_today(talk, STRANGER)
    facts = {"message_ref": talk.incoming.message_ref, "proposed": proposing.proposed(talk.work, _letter(talk))}
    number = pass_on(talk, talk.incoming.text or talk.incoming.subject, STRANGER, facts=facts)
    return None if again is not None else number


def went_on(talk: Talk, answered: OutboxRow | None) -> str | None:
    """Put what answers the office's answer under the same number; None where it answers something else."""
    if answered is None or answered.kind not in ANSWERS or "item" not in answered.about:
        return None
    item = talk.work.session.get(QueueItem, int(answered.about["item"]))
    if item is None or not _is_theirs(talk, item):
        return None
    parcel = parcel_of(talk.work, answered)
    ours = "\n".join(parcel.screen.body) if parcel is not None else ""
    _add(talk, item, ours, answered.created_at)
    return item.number


def unclear(talk: Talk) -> str | None:
    """Put words that nobody understood before the office; return the number to tell, None where that was told today already."""
    item = _of_today(talk, UNCLEAR)
    if item is None:
        return pass_on(talk, talk.incoming.text, UNCLEAR, facts={"message_ref": talk.incoming.message_ref})
    _add(talk, item, "", item.posted_at)
    return None


def answer(work: Work, item: QueueItem, text: str) -> None:
    """Write the office's letter to a person without an account: a mail like any other, in the thread of theirs."""
    subject = item.unseal_text("subject", work.vault) or Translator().t(UNTITLED)
    post_notice(
        work,
        Notice(
            Screen(subject, tuple(part.strip() for part in text.split("\n\n") if part.strip())),
            LETTER,
            channel=item.channel,
            address=item.address,
            lane=Lane.NOTICE,
            about={"item": item.id},
            thread=f"q{item.id}",
            in_reply_to=str(item.facts.get("message_ref", "")),
        ),
    )


def _add(talk: Talk, item: QueueItem, ours: str, at: datetime) -> None:
    work, words = talk.work, Translator()
    said = item.unseal_text("words", work.vault)
    if ours and ours not in said:
        said = f"{said}\n\n{words.t(OF_THE_OFFICE, at=at)}\n{ours}"
    said = f"{said}\n\n{words.t(OF_THE_PERSON, at=work.now)}\n{talk.incoming.text}"
    queue.heard_again(work, item.id, said[-LONGEST:], _new_facts(talk))
    if talk.documents:
        pass_on(talk, talk.incoming.text, UNCLEAR if talk.account else STRANGER, facts={"follows": item.id, **_new_facts(talk)})


def _new_facts(talk: Talk) -> dict[str, Any]:
    return {"message_ref": talk.incoming.message_ref}


def _is_theirs(talk: Talk, item: QueueItem) -> bool:
    """Tell whether an item is of the one who writes; the token alone was already checked against the address."""
    if talk.account is not None:
        return item.account_id == talk.account.id
    return item.account_id is None and item.address == talk.incoming.address


def _of_today(talk: Talk, kind: str) -> QueueItem | None:
    """Return the open item of this kind that this mailbox has from today, so that no two machines talk to each other."""
    work = talk.work
    begin = datetime.combine(work.today, time(), PARIS)
    of = (QueueItem.kind == kind, QueueItem.channel == talk.incoming.channel.value, QueueItem.address == talk.incoming.address)
    query = select(QueueItem).where(*of, QueueItem.posted_at >= begin, QueueItem.state.in_(("open", "taken")))
    return work.session.scalars(query.order_by(QueueItem.id.desc()).limit(1)).first()


def _letter(talk: Talk) -> Letter:
    incoming = talk.incoming
    return Letter(incoming.text, incoming.subject, incoming.sender_name, incoming.address)
