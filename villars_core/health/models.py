"""Diets, allergies and care plans: dated rows whose content only the vault opens; a change ends the row before, it does not erase it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.storage.base import SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime


class Diet(SealedRow, Base):
    """What a child eats instead of the common meal, from a day on: one of the town's diets, sealed."""

    __tablename__ = "diet"
    __table_args__ = (CheckConstraint("until IS NULL OR since <= until", name="order"), Index("ix_diet_child", "child_id", "since"))

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    name: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    since: Mapped[date]
    until: Mapped[date | None]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Allergy(SealedRow, Base):
    """Something that a child must not eat, from a day on, sealed."""

    __tablename__ = "allergy"
    __table_args__ = (CheckConstraint("until IS NULL OR since <= until", name="order"), Index("ix_allergy_child", "child_id", "since"))

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    allergen: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    since: Mapped[date]
    until: Mapped[date | None]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CarePlan(SealedRow, Base):
    """A care plan (projet d'accueil individualisé) and its validity. `content`: sealed JSON {"own_meal", "allergens", "instructions"}."""

    __tablename__ = "care_plan"
    __table_args__ = (CheckConstraint("first <= last", name="order"), Index("ix_care_plan_child", "child_id", "last"))

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    content: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    first: Mapped[date]
    last: Mapped[date]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
