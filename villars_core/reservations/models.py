"""One booking of one child for one activity on one day; a cancelled one stays as a fact."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class Reservation(Base):
    """`state`: booked or cancelled. The partial unique index lets a child have one live booking a day and activity."""

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("state IN ('booked', 'cancelled')", name="state"),
        Index(
            "uq_reservation_live",
            "child_id",
            "day",
            "activity",
            unique=True,
            sqlite_where=text("state = 'booked'"),
            postgresql_where=text("state = 'booked'"),
        ),
        Index("ix_reservation_day", "day", "activity", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), default="booked")
    booked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    booked_by: Mapped[int | None]
    booking_number: Mapped[str] = mapped_column(String(24))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[int | None]
    cancel_number: Mapped[str] = mapped_column(String(24), default="")
