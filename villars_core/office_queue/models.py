"""One thing that waits for a person of the office."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime

STATES = ("open", "taken", "accepted", "refused", "answered")


class QueueItem(SealedRow, Base):
    """`words` are the person's own, sealed. `action` names what accepting runs (an intention) with its `facts`.

    `subject`: of the mail that it came with, sealed as the words are, so that the office's answer stays in its thread. `files`: sealed
    JSON, a list of what was handed in, under the names that people gave. `reason`: what the office answered, sealed.
    """

    __tablename__ = "queue_item"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12), default="open", index=True)
    account_id: Mapped[int | None] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(String(12), default="")
    address: Mapped[str] = mapped_column(String(254), default="", info=PERSONAL)
    summary: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    words: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    subject: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    files: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    action: Mapped[str] = mapped_column(String(40), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)
    inbox_id: Mapped[int | None]
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[int | None]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
