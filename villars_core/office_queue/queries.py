"""What staff see of the queue."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from villars_core.office_queue.models import QueueItem
from villars_core.office_queue.rules import OF_THE_OFFICE, kinds_for
from villars_core.work import ActorKind, Work


@dataclass(frozen=True)
class Waiting:
    """One item as staff see it; `words` are the person's own. `files`: name, type, size, and `document` where it was kept.

    `address`: where a person without an account wrote from. `facts`: plain ids, such as the households that may be meant.
    """

    id: int
    number: str
    kind: str
    state: str
    summary: str
    words: str
    action: str
    account_id: int | None
    taken_by: int | None
    posted_at: datetime
    files: tuple[Mapping[str, Any], ...]
    subject: str = ""
    address: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def waiting(work: Work, limit: int = 50) -> list[Waiting]:
    """Return what waits for the acting member of staff, the oldest first: the office sees all, the others what their task needs."""
    work.actor.require("education_office", "treasurer", "kitchen", "childcare")
    query = select(QueueItem).where(QueueItem.state.in_(("open", "taken"))).order_by(QueueItem.id).limit(limit)
    kinds = kinds_for(work.actor.roles) if work.actor.kind is not ActorKind.SYSTEM else None
    if kinds is not None:
        query = query.where(QueueItem.kind.in_(kinds))
    return [_seen(work, row) for row in work.session.scalars(query)]


@dataclass(frozen=True)
class Asked:
    """One request as the person who made it sees it: their own words, where it stands, and what the office answered."""

    number: str
    kind: str
    action: str
    state: str
    words: str
    reason: str
    posted_at: datetime
    decided_at: datetime | None
    facts: Mapping[str, Any]


def asked_by_actor(work: Work, limit: int) -> list[Asked]:
    """Return what the acting person asked of the office, the newest first; nobody sees another's."""
    if work.actor.account_id is None:
        return []
    query = select(QueueItem).where(QueueItem.account_id == work.actor.account_id, QueueItem.kind.not_in(OF_THE_OFFICE))
    return [
        Asked(
            row.number,
            row.kind,
            row.action,
            row.state,
            row.unseal_text("words", work.vault),
            row.unseal_text("reason", work.vault),
            row.posted_at,
            row.decided_at,
            dict(row.facts),
        )
        for row in work.session.scalars(query.order_by(QueueItem.id.desc()).limit(limit))
    ]


def files_of(work: Work, row: QueueItem) -> tuple[dict[str, Any], ...]:
    """Return what is said of the files of an item, in the order in which they came."""
    return tuple(json.loads(row.unseal_text("files", work.vault) or "[]"))


def _seen(work: Work, row: QueueItem) -> Waiting:
    return Waiting(
        row.id,
        row.number,
        row.kind,
        row.state,
        row.summary,
        row.unseal_text("words", work.vault),
        row.action,
        row.account_id,
        row.taken_by,
        row.posted_at,
        files_of(work, row),
        row.unseal_text("subject", work.vault),
        row.address,
        dict(row.facts),
    )
