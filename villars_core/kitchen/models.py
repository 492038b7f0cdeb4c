"""What the kitchen was told: the order of a day, frozen at its cut-off, then each change as signed figures; nothing of it is edited."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class OrderSheet(Base):
    """The order of one day. `cutoff`: the instant at which bookings count. `morning_at`: when the sheet of the day itself was sent."""

    __tablename__ = "order_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    cutoff: Mapped[datetime] = mapped_column(UtcDateTime)
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    eve_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    morning_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OrderStep(Base):
    """Number 0 is the order; each later one a change, with why: how many more were booked, cancelled, absent, unexpected, closed."""

    __tablename__ = "order_step"
    __table_args__ = (UniqueConstraint("sheet_id", "number"), CheckConstraint("number >= 0", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("order_sheet.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    booked: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    absent: Mapped[int] = mapped_column(default=0)
    unexpected: Mapped[int] = mapped_column(default=0)
    closed: Mapped[int] = mapped_column(default=0)


class OrderLine(Base):
    """A figure: so many meals (more or fewer, after the order) for a class, of a diet, brought from home or not. Nobody is named.

    `class_id` is empty for children whom no class has yet, and for adults: `adults_at` is the restaurant where they eat.
    """

    __tablename__ = "order_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("order_step.id", ondelete="CASCADE"), index=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    diet: Mapped[str] = mapped_column(String(60), default="")
    own_meal: Mapped[bool] = mapped_column(default=False)
    adults_at: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    count: Mapped[int]
