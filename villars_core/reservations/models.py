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


class SiteCapacity(Base):
    """How many children a place takes on some days, as staff set it; the newest row that covers a day counts. No `places`: no limit."""

    __tablename__ = "site_capacity"
    __table_args__ = (CheckConstraint("places IS NULL OR places >= 0", name="places"), CheckConstraint("first <= last", name="order"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    activity: Mapped[str] = mapped_column(String(20))
    first: Mapped[date]
    last: Mapped[date]
    places: Mapped[int | None]
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[int | None]


class WaitingPlace(Base):
    """A child waits for a place on a full day. `state`: waiting, offered until `offer_until`, or how it ended.

    An offered place counts as taken. The partial unique index lets a child wait once for a day and activity.
    """

    __tablename__ = "waiting_place"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left', 'closed')", name="state"),
        Index(
            "uq_waiting_place_live",
            "child_id",
            "day",
            "activity",
            unique=True,
            sqlite_where=text("state IN ('waiting', 'offered')"),
            postgresql_where=text("state IN ('waiting', 'offered')"),
        ),
        Index("ix_waiting_place_queue", "state", "activity", "site_id", "day", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(24))
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offer_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
