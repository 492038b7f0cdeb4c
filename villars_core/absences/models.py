"""Absences reported, day by day, and the proofs that came for them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from villars_core.documents.models import SupportingDocument
from villars_core.families.models import Child
from villars_core.storage.base import SENSITIVE, Base
from villars_core.storage.types import UtcDateTime

LIVE = "withdrawn_at IS NULL"


class AbsenceReport(Base):
    """What was reported at once: a child, a kind, some days, a number."""

    __tablename__ = "absence_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(Child.id), index=True)
    activity: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12), info=SENSITIVE)
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reported_by: Mapped[int | None]
    days: Mapped[list["AbsenceDay"]] = relationship(back_populates="report", order_by="AbsenceDay.day")


class AbsenceProof(Base):
    """What came to justify days: its documents, and what was decided. `queue_item_id`: where the office decides."""

    __tablename__ = "absence_proof"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'accepted', 'refused')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(Child.id), index=True)
    activity: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[int | None]
    queue_item_id: Mapped[int | None] = mapped_column(index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    decided_by: Mapped[int | None]
    days: Mapped[list["AbsenceDay"]] = relationship(back_populates="proof", order_by="AbsenceDay.day")


class AbsenceDay(Base):
    """One day of one child's absence from one activity; the newest proof that came for it. A withdrawn one stays as a fact."""

    __tablename__ = "absence_day"
    __table_args__ = (
        Index(
            "uq_absence_day_live",
            "child_id",
            "day",
            "activity",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index("ix_absence_day_day", "day", "activity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("absence_report.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(Child.id))
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("absence_proof.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[AbsenceReport] = relationship(back_populates="days")
    proof: Mapped[AbsenceProof | None] = relationship(back_populates="days")


class ProofDocument(Base):
    """A document of a proof."""

    __tablename__ = "absence_proof_document"

    proof_id: Mapped[int] = mapped_column(ForeignKey("absence_proof.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(SupportingDocument.id), primary_key=True)
