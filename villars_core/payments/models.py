"""What was paid, and what was asked of PayFiP; the amounts themselves are in the ledger."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.billing.models import Invoice
from villars_core.families.models import Household
from villars_core.money import Cents
from villars_core.storage.base import PERSONAL, Base
from villars_core.storage.types import CentsColumn, UtcDateTime

WAYS = ("card", "debit", "cheque", "cash", "treasury", "transfer")


class Payment(Base):
    """Money that came for an invoice, or back. `reference`: names it once for ever ("payfip <id>", "debit <id>", "cheque 12")."""

    __tablename__ = "payment"
    __table_args__ = (CheckConstraint(f"way IN {WAYS}", name="way"), Index("ix_payment_invoice", "invoice_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(80), unique=True)
    receipt: Mapped[str] = mapped_column(String(24), default="")
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey(Invoice.id))
    way: Mapped[str] = mapped_column(String(12))
    amount: Mapped[Cents] = mapped_column(CentsColumn)
    paid_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None]
    slip: Mapped[str] = mapped_column(String(24), default="")
    note: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)


class OnlinePayment(Base):
    """One request to PayFiP: asked, link given, and what came of it (`result`: P, V, R, Z, A as the service says)."""

    __tablename__ = "online_payment"
    __table_args__ = (CheckConstraint("state IN ('asked', 'open', 'paid', 'refused', 'cancelled', 'expired', 'failed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id), index=True)
    account_id: Mapped[int | None]
    amount: Mapped[Cents] = mapped_column(CentsColumn)
    state: Mapped[str] = mapped_column(String(10), default="asked")
    operation: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    link_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looks: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(String(4), default="")
    fault: Mapped[str] = mapped_column(String(40), default="")


class Reminder(Base):
    """A reminder of one invoice at one stage: proposed, approved by the office, sent."""

    __tablename__ = "reminder"
    __table_args__ = (Index("uq_reminder_stage", "invoice_id", "stage", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id))
    stage: Mapped[int]
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[int | None]
