"""The only way to a document: its household's guardians while they are the child's, and the office. Not there and not yours are one."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from villars_core.documents.models import SupportingDocument
from villars_core.errors import NotFound
from villars_core.families import access
from villars_core.families.models import Guardian
from villars_core.work import ActorKind, Work

NAMELESS = "document"


def document_for_actor(work: Work, document_id: int) -> SupportingDocument:
    """Return a document that the actor may see, without its bytes. Raises NotFound."""
    return documents_for_actor(work, [document_id])[0]


def documents_for_actor(work: Work, ids: Collection[int]) -> list[SupportingDocument]:
    """Return these documents in the order asked, each once, in one query. Raises NotFound where one is not there or not the actor's."""
    ids = list(dict.fromkeys(ids))
    query = select(SupportingDocument).where(SupportingDocument.id.in_(ids), SupportingDocument.withdrawn_at.is_(None))
    found = {row.id: row for row in work.session.scalars(query)} if ids else {}
    sees = _Sight.of(work)
    if any(one not in found or not sees.sees(found[one]) for one in ids):
        raise NotFound
    return [found[one] for one in ids]


def name_of(work: Work, row: SupportingDocument) -> str:
    """Return how the family called the file, 100 signs at most and safe for a file system."""
    return row.unseal_text("name", work.vault) or NAMELESS


def listed(work: Work, row: SupportingDocument) -> dict[str, Any]:
    """Return what a request of the office's queue says of a document: its id, never its bytes."""
    return {"document": row.id, "name": name_of(work, row), "type": row.media_type, "size": row.size}


def content_for_actor(work: Work, document_id: int) -> bytes:
    """Return the bytes of a document that the actor may see. Raises NotFound."""
    content = document_for_actor(work, document_id).unseal("content", work.vault)
    if content is None:
        raise NotFound
    return content


class _Sight:
    """What the actor may see, read once for many documents."""

    def __init__(self, household_id: int | None, children: frozenset[int], *, everything: bool) -> None:
        self._household_id, self._children, self._everything = household_id, children, everything

    @classmethod
    def of(cls, work: Work) -> "_Sight":
        actor = work.actor
        if actor.kind is ActorKind.SYSTEM or (actor.is_staff and actor.roles & access.SEES_ALL):
            return cls(None, frozenset(), everything=True)
        if actor.kind is not ActorKind.GUARDIAN or actor.id is None:
            return cls(None, frozenset(), everything=False)
        household = work.session.scalar(select(Guardian.household_id).where(Guardian.id == actor.id))
        return cls(household, frozenset(child.id for child in access.children_of_actor(work)), everything=False)

    def sees(self, row: SupportingDocument) -> bool:
        if self._everything:
            return True
        if self._household_id is None or row.household_id != self._household_id:
            return False
        return row.child_id is None or row.child_id in self._children
