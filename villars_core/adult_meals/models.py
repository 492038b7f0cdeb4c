"""Who of the teachers and staff eats at a restaurant, and on which days: a meal that is taken back stays as a fact."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Household
from villars_core.schools.models import Site
from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime

_LIVE = text("cancelled_at IS NULL")


class Diner(Base):
    """An adult who may eat at the town's restaurants from a day on; `site_id`: the usual one.

    Name, address and e-mail are those of the one adult of a household that is this person's alone: it gets the bills.
    """

    __tablename__ = "diner"
    __table_args__ = (CheckConstraint("until IS NULL OR since <= until", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    since: Mapped[date]
    until: Mapped[date | None]


class AdultMeal(Base):
    """A meal of an adult on a day at a restaurant, booked before or entered at the roll. It is due unless it was taken back."""

    __tablename__ = "adult_meal"
    __table_args__ = (
        Index("uq_adult_meal_live", "diner_id", "day", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_adult_meal_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    diner_id: Mapped[int] = mapped_column(ForeignKey(Diner.id))
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    day: Mapped[date]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(12), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[int | None]
