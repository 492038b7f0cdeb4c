"""Keeping a document, saying what it is for, and taking it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update

from villars_core.documents.checks import Examined
from villars_core.documents.models import SupportingDocument
from villars_core.documents.queries import document_for_actor, documents_for_actor
from villars_core.families.models import Guardian
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import ActorKind, Work

LEFT_FOR = timedelta(days=8)
"""How long a document waits that no request took up: a day longer than an open form."""


@dataclass(frozen=True)
class Use:
    """What a document is for: the purpose that took it up, its kind, the child it is about, and until when it is good."""

    purpose: str
    kind: str = ""
    child_id: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None


def keep(work: Work, files: Sequence[Examined]) -> list[SupportingDocument]:
    """Keep files that were examined, for the acting guardian; those of a stranger belong to nobody and are seen by the office alone."""
    guardian_id = work.actor.id if work.actor.kind is ActorKind.GUARDIAN else None
    guardian = work.session.get(Guardian, guardian_id) if guardian_id else None
    rows = []
    for one in files:
        row = SupportingDocument(
            guardian_id=guardian_id,
            household_id=guardian.household_id if guardian else None,
            media_type=one.media_type,
            size=one.size,
            pages=one.pages,
            digest=one.digest,
            uploaded_at=work.now,
            uploaded_by=work.actor.account_id,
            door=work.actor.door,
        )
        row.seal("name", one.name, work.vault)
        row.seal("content", one.content, work.vault)
        work.session.add(row)
        rows.append(row)
    work.session.flush()
    for row in rows:
        record(work, "document.keep", Subject("document", row.id), Change(after={"type": row.media_type, "size": row.size}))
    return rows


def take_up(work: Work, ids: Collection[int], use: Use) -> list[SupportingDocument]:
    """Say what documents of the actor are for; the same use twice changes nothing. Raises NotFound for one that is not theirs."""
    rows = documents_for_actor(work, ids)
    for row in rows:
        row.purpose, row.kind, row.child_id = use.purpose, use.kind, use.child_id
        row.valid_from, row.valid_until = use.valid_from, use.valid_until
        record(work, "document.take_up", Subject("document", row.id), Change(after={"purpose": use.purpose}))
    work.session.flush()
    return rows


def hand_out(work: Work, ids: Collection[int]) -> list[SupportingDocument]:
    """Return documents that the actor is about to read, and write down that the office did. Raises NotFound."""
    rows = documents_for_actor(work, ids)
    for row in rows if work.actor.is_staff else ():
        record(work, "document.read", Subject("document", row.id))
    return rows


def withdraw(work: Work, document_id: int) -> SupportingDocument:
    """Take a document back: its bytes are gone, that it was there stays. Raises NotFound."""
    row = document_for_actor(work, document_id)
    row.withdrawn_at = work.now
    row.seal("content", None, work.vault)
    record(work, "document.withdraw", Subject("document", row.id))
    work.session.flush()
    return row


def forget_left(work: Work) -> int:
    """Blank what nothing took up in eight days; return how many. What a request took up stays with it."""
    left = (
        SupportingDocument.purpose == "",
        SupportingDocument.withdrawn_at.is_(None),
        SupportingDocument.uploaded_at < work.now - LEFT_FOR,
    )
    ids = list(work.session.scalars(select(SupportingDocument.id).where(*left)))
    work.session.execute(update(SupportingDocument).where(*left).values(content=None, withdrawn_at=work.now))
    return len(ids)
