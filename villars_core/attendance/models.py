"""One fact for a child, a day, an activity and a part of the day; a correction replaces it and both stay."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import PERSONAL, Base
from villars_core.storage.types import UtcDateTime

_LIVE = text("replaced_at IS NULL")
_OF_CLASS, _OF_SCHOOL = text("class_id IS NOT NULL"), text("class_id IS NULL")
_OF_NONE = text("class_id IS NULL AND school_id IS NULL")


class Attendance(Base):
    """`state`: present or absent. `part`: morning or evening for the childcare, empty for a meal. `arrived`, `left`: the town's clock.

    The row that counts has no `replaced_at`; `reason` says why it replaced another one.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'absent')", name="state"),
        CheckConstraint("part IN ('', 'morning', 'evening')", name="part"),
        Index("uq_attendance_live", "child_id", "day", "activity", "part", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_attendance_day", "day", "activity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(10))
    arrived: Mapped[time | None]
    left: Mapped[time | None]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    noted_by: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    replaced_by: Mapped[int | None]


class RollCall(Base):
    """A class's or a school's roll-call that was done, or that the office gave up with a reason; without a row it is still to do.

    `class_id` is empty for what is not called class by class (childcare); so is `school_id` too for the children without a class.
    """

    __tablename__ = "roll_call"
    __table_args__ = (
        CheckConstraint("state IN ('done', 'waived')", name="state"),
        Index("uq_roll_call_class", "day", "activity", "part", "class_id", unique=True, sqlite_where=_OF_CLASS, postgresql_where=_OF_CLASS),
        Index(
            "uq_roll_call_school",
            "day",
            "activity",
            "part",
            "school_id",
            unique=True,
            sqlite_where=_OF_SCHOOL,
            postgresql_where=_OF_SCHOOL,
        ),
        Index("uq_roll_call_without_class", "day", "activity", "part", unique=True, sqlite_where=_OF_NONE, postgresql_where=_OF_NONE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(10), default="")
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None]
