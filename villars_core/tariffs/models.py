"""Family quotients as a family hands them in and the office accepts them, and since when a home is a resident of the town."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Household
from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime


class FamilyQuotient(SealedRow, Base):
    """One quotient of a household. `month`: the first day of the month that it is for; `since`, `until`: when it counts, inclusive.

    A row stays as it was decided; a newer one takes over from its own first day. `reason`: why the office refused it, sealed.
    """

    __tablename__ = "family_quotient"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'accepted', 'refused')", name="state"),
        CheckConstraint("source IN ('CAF', 'MSA', 'office')", name="source"),
        CheckConstraint("value >= 0", name="value"),
        Index("ix_family_quotient_since", "household_id", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    value: Mapped[int] = mapped_column(info=SENSITIVE)
    source: Mapped[str] = mapped_column(String(8))
    month: Mapped[date]
    calculated: Mapped[date | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    document_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None]
    reason: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)


class Residence(Base):
    """Whether a household lives in the town, from a day on; without a row it does."""

    __tablename__ = "residence"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    since: Mapped[date]
    resident: Mapped[bool]


class QuotientConsent(Base):
    """A household lets the town ask the CAF or the MSA for its quotient: since when, noted by whom, and when it took that back."""

    __tablename__ = "quotient_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    noted_by: Mapped[int | None]
    proof: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
