"""What was said and is being done: inbox rows (kept before the other side is told) and dialogue rows (forms being filled)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime


class InboxRow(SealedRow, Base):
    """One message as it came. `raw` is blanked at once after a secret, else after 30 days."""

    __tablename__ = "inbox"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'parked')", name="state"),
        Index("uq_inbox_message", "channel", "external_id", unique=True),
        Index("ix_inbox_state", "state", "channel", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(250))
    address: Mapped[str] = mapped_column(String(254), default="", info=PERSONAL)
    digest: Mapped[str] = mapped_column(String(64))
    raw: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(200), default="")


class Dialogue(SealedRow, Base):
    """One form of one person, through whatever door. `answers`: small sealed JSON, for it may hold words; never a secret.

    `state`: active, parked (another form was begun; "Reprendre ?"), done, cancelled. `revision` goes up with each screen.
    `read_by`: the rules that read the words which opened it. `anchor`: channel, and the other side's id of the message that shows
    the screen.
    """

    __tablename__ = "dialogue"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'parked', 'done', 'cancelled')", name="state"),
        Index("ix_dialogue_person", "person", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(270), info=PERSONAL)
    account_id: Mapped[int | None] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(String(12))
    address: Mapped[str] = mapped_column(String(254), default="", info=PERSONAL)
    flow: Mapped[str] = mapped_column(String(40))
    flow_version: Mapped[int] = mapped_column(default=1)
    step: Mapped[str] = mapped_column(String(40), default="")
    answers: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    state: Mapped[str] = mapped_column(String(10), default="active")
    revision: Mapped[int] = mapped_column(default=0)
    screen: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    language: Mapped[str] = mapped_column(String(5), default="fr")
    read_by: Mapped[list[str]] = mapped_column(JSON, default=list)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReadingCount(Base):
    """How many messages of a day, in whose reading a rule stood, were asked about, changed at the recap or undone: no word is kept."""

    __tablename__ = "reading_count"
    __table_args__ = (CheckConstraint("outcome IN ('asked', 'changed', 'undone')", name="outcome"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(60), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int] = mapped_column(default=1)
