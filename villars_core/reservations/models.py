"""One booking of one child for one activity on one day, a cancelled one stays as a fact; and what usually comes back each week."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class Reservation(Base):
    """`state`: booked, waiting for the office where the town wants to confirm, cancelled, or refused by the office.

    The partial unique index lets a child have one live booking a day and activity. `late`: the name of the surcharge of a booking
    that came after the deadline, where the town takes such bookings; billing reads it.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("state IN ('booked', 'waiting', 'cancelled', 'refused')", name="state"),
        Index(
            "uq_reservation_live",
            "child_id",
            "day",
            "activity",
            unique=True,
            sqlite_where=text("state IN ('booked', 'waiting')"),
            postgresql_where=text("state IN ('booked', 'waiting')"),
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
    late: Mapped[str] = mapped_column(String(40), default="")


class WeeklyPattern(Base):
    """The weekdays on which a child usually comes, as a guardian said or agreed: proposed with each new month, booked by nobody alone.

    `state`: proposed, kept, or declined (not proposed again until the habit changes).
    """

    __tablename__ = "weekly_pattern"
    __table_args__ = (
        UniqueConstraint("child_id", "guardian_id", "activity"),
        CheckConstraint("state IN ('proposed', 'kept', 'declined')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    activity: Mapped[str] = mapped_column(String(20))
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


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


class Nudge(Base):
    """A family was reminded that a child's week is empty: once for a child and a week, which is named by its Monday."""

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("child_id", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    week: Mapped[date] = mapped_column(index=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BookingHold(Base):
    """A home that cannot book until it pays what is late, where the town wants so; set and lifted by the payments alone."""

    __tablename__ = "booking_hold"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
