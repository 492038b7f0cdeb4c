"""A child's registration for an activity, for one school year."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import Base


class Registration(Base):
    """A child may use an activity from a day to another, both inclusive; `school_year` is the year in which it begins."""

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("child_id", "activity", "school_year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    activity: Mapped[str] = mapped_column(String(20))
    school_year: Mapped[int]
    first: Mapped[date]
    last: Mapped[date]
