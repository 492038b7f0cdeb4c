"""School years, holidays and closures: the town's own data, corrected by staff as dated rows."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class SchoolYear(Base):
    """The first and last school day of a year, both inclusive."""

    __tablename__ = "school_year"

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date] = mapped_column(unique=True)
    last: Mapped[date]


class ClosedPeriod(Base):
    """Days without school or without canteen, inclusive: a holiday, a closure of the town or of one school, or an event.

    An event (a trip, a strike) closes the booking calendar of its town, school or class alone, for one activity: nobody else's
    deadline moves, and whoever comes all the same is called and fed. No `activity`: every activity is closed.
    """

    __tablename__ = "closed_period"
    __table_args__ = (
        CheckConstraint("kind IN ('holiday', 'closure', 'event')", name="kind"),
        CheckConstraint("first <= last", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    activity: Mapped[str] = mapped_column(String(20), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
