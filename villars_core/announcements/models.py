"""Announcements, whose recipients are outbox rows with their id as campaign; and events that act on meals, with what they touched."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
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


class Event(Base):
    """A closure, a strike, an absent teacher, a trip, a transport that fails: for whom, when, and what it does to the booked meals.

    `scope`: "town", "site", "school" or "class", with the id where there is one. `days`: ISO days, those of service alone. `effect`: meals
    are cancelled, excused (billed as the town's rule for `credit` says), kept, or each family chooses. `digest`: the same event
    prepared twice is one.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("kind IN ('closure', 'strike', 'teacher', 'trip', 'transport')", name="kind"),
        CheckConstraint("scope IN ('town', 'site', 'school', 'class')", name="scope"),
        CheckConstraint("part IN ('day', 'morning', 'noon', 'evening')", name="part"),
        CheckConstraint("effect IN ('cancel', 'excuse', 'keep', 'choice')", name="effect"),
        CheckConstraint("state IN ('prepared', 'waiting', 'confirmed', 'refused', 'withdrawn')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    scope: Mapped[str] = mapped_column(String(10))
    scope_id: Mapped[int | None]
    activity: Mapped[str] = mapped_column(String(20))
    days: Mapped[list[str]] = mapped_column(JSON)
    part: Mapped[str] = mapped_column(String(10))
    effect: Mapped[str] = mapped_column(String(10))
    credit: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(12), default="prepared")
    children: Mapped[int]
    meals: Mapped[int]
    prepared_by: Mapped[int | None]
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[int | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EventMeal(Base):
    """A booked meal that an event touched: cancelled, excused, or asked about; what the family chose; and what a withdrawal gave back."""

    __tablename__ = "event_meal"
    __table_args__ = (
        CheckConstraint("state IN ('cancelled', 'excused', 'asked', 'home', 'comes', 'restored', 'lost')", name="state"),
        Index("uq_event_meal", "event_id", "reservation_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    reservation_id: Mapped[int] = mapped_column(ForeignKey("reservation.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    answered_by: Mapped[int | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EventClosure(Base):
    """The closed period that an event added to the calendar, to be withdrawn with it."""

    __tablename__ = "event_closure"

    closed_period_id: Mapped[int] = mapped_column(ForeignKey("closed_period.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
