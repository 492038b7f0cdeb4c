"""One announcement, from its draft to its report; its recipients are outbox rows with its id as campaign."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class Announcement(Base):
    """`audience`: "all", "school" or "class", with the id where there is one."""

    __tablename__ = "announcement"
    __table_args__ = (
        CheckConstraint("state IN ('confirmed', 'withdrawn')", name="state"),
        CheckConstraint("audience IN ('all', 'school', 'class')", name="audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(10))
    audience_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="confirmed")
    recipients: Mapped[int]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
