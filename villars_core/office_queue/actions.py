"""Posting to the queue, taking an item, and closing it: accepted, refused with a reason, or answered."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select

from villars_core.errors import NotFound, Refusal
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.office_queue.models import QueueItem
from villars_core.office_queue.queries import files_of
from villars_core.office_queue.rules import kinds_for
from villars_core.work import ActorKind, Assurance, Work

SERIES = "D"


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody else closed the item first."""

    template: ClassVar[str] = N_("La demande {number} est déjà traitée.")
    number: str


@dataclass(frozen=True)
class Posting:
    """What is posted: `action` is the intention that accepting runs, with its plain `facts`."""

    kind: str
    summary: str
    words: str = ""
    account_id: int | None = None
    channel: str = ""
    address: str = ""
    files: Sequence[Mapping[str, Any]] = ()
    action: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    inbox_id: int | None = None
    subject: str = ""


def post(work: Work, posting: Posting) -> QueueItem:
    """Put something before the office; the number is what the person is told."""
    item = QueueItem(
        number=next_number(work, SERIES),
        kind=posting.kind,
        account_id=posting.account_id,
        channel=posting.channel,
        address=posting.address,
        summary=posting.summary[:300],
        action=posting.action,
        facts=dict(posting.facts),
        inbox_id=posting.inbox_id,
        posted_at=work.now,
    )
    item.seal("words", posting.words or None, work.vault)
    item.seal("subject", posting.subject[:300] or None, work.vault)
    add_files(work, item, posting.files)
    work.session.add(item)
    work.session.flush()
    record(work, "queue.post", Subject("queue_item", item.id), Change(after={"kind": item.kind}))
    return item


def sender_confirmed(work: Work, number: str) -> None:
    """Note on a person's own item that a second factor has shown since who wrote it. Raises NotFound for another one's."""
    work.actor.require_assurance(Assurance.STEPPED_UP)
    item = work.session.scalars(select(QueueItem).where(QueueItem.number == number).with_for_update()).first()
    if item is None or item.account_id is None or item.account_id != work.actor.account_id:
        raise NotFound
    item.facts = {**item.facts, "confirmed": True}
    work.session.flush()
    record(work, "queue.sender_confirmed", Subject("queue_item", item.id))


def add_files(work: Work, item: QueueItem, files: Iterable[Mapping[str, Any]]) -> None:
    """Put more files under an item, behind those that are there."""
    known = files_of(work, item)
    item.seal("files", json.dumps([*known, *(dict(one) for one in files)]), work.vault)


def take(work: Work, item_id: int) -> QueueItem:
    """Give an open item to the acting staff member; taking one's own again changes nothing."""
    item = _open_item(work, item_id)
    item.state, item.taken_by, item.taken_at = "taken", work.actor.id, work.now
    record(work, "queue.take", Subject("queue_item", item.id))
    return item


def close(work: Work, item_id: int, state: str, reason: str = "") -> QueueItem:
    """Close an item as "accepted", "refused" or "answered"; the caller tells the person. Raises AlreadyDecided."""
    item = _open_item(work, item_id)
    item.state, item.decided_at = state, work.now
    item.seal("reason", reason[:500] or None, work.vault)
    item.taken_by = item.taken_by or work.actor.id
    record(work, f"queue.{state}", Subject("queue_item", item.id), Change(after={"reason": bool(reason)}))
    return item


def heard_again(work: Work, item_id: int, words: str, facts: Mapping[str, Any]) -> QueueItem:
    """Put a person's answer to the office under what was said before, and the item before the office again where it was closed.

    `words`: the whole correspondence, the newest last. `facts` are added to those that are there.
    """
    item = work.session.get_one(QueueItem, item_id, with_for_update=True)
    item.seal("words", words, work.vault)
    item.facts = {**item.facts, **facts}
    if item.state not in ("open", "taken"):
        item.state = "taken" if item.taken_by else "open"
        item.decided_at, item.reason, item.posted_at = None, None, work.now
    record(work, "queue.heard_again", Subject("queue_item", item.id))
    return item


def _open_item(work: Work, item_id: int) -> QueueItem:
    work.actor.require("education_office", "treasurer", "kitchen", "childcare")
    item = work.session.get(QueueItem, item_id, with_for_update=True)
    kinds = kinds_for(work.actor.roles) if work.actor.kind is not ActorKind.SYSTEM else None
    if item is None or (kinds is not None and item.kind not in kinds):
        raise NotFound
    if item.state not in ("open", "taken"):
        raise AlreadyDecided(item.number)
    return item
