"""The outbox: who is told what, through which channel, with what result; and every attempt to tell it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import PERSONAL, SECRET, SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime

STATES = ("queued", "sending", "sent", "unknown", "failed", "withdrawn")


class OutboxRow(SealedRow, Base):
    """One thing to tell one person. `payload` is the sealed JSON of a Parcel; blanked once sent where it held a secret."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_outbox_to_send", "state", "channel", "lane", "id"),
        Index("ix_outbox_campaign", "campaign_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    lane: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="queued")
    after_unknown: Mapped[str] = mapped_column(String(12), default="resend")
    account_id: Mapped[int | None] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(String(12), default="")
    address: Mapped[str] = mapped_column(String(254), default="", info=PERSONAL)
    language: Mapped[str] = mapped_column(String(5), default="fr")
    payload: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    about: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)
    holds_secret: Mapped[bool] = mapped_column(default=False)
    dialogue_id: Mapped[int | None] = mapped_column(index=True)
    dialogue_revision: Mapped[int | None]
    inbox_id: Mapped[int | None] = mapped_column(index=True)
    campaign_id: Mapped[int | None]
    fallback_of: Mapped[int | None]
    business_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    reply_token: Mapped[str | None] = mapped_column(String(40), unique=True, info=SECRET)
    reply_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    thread: Mapped[str] = mapped_column(String(40), default="")
    in_reply_to: Mapped[str] = mapped_column(String(250), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_owner: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    external_id: Mapped[str] = mapped_column(String(250), default="", index=True)
    failure: Mapped[str] = mapped_column(String(200), default="")


class OutboxAttempt(Base):
    """One attempt, written before the other side is called; an attempt without an end is one that nobody knows about."""

    __tablename__ = "outbox_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    owner: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(12), default="")
    detail: Mapped[str] = mapped_column(String(200), default="")
