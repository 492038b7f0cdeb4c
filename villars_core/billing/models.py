"""Invoices as they were issued, the charges of each day that they hold, and the ledger: triggers refuse any change to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Child, Household
from villars_core.money import Cents
from villars_core.storage.base import PERSONAL, Base
from villars_core.storage.types import CentsColumn, UtcDateTime


class BillingRun(Base):
    """The billing of a period, first and last day inclusive. `digest`: of what the preview showed; issuing asks for the same."""

    __tablename__ = "billing_run"
    __table_args__ = (CheckConstraint("state IN ('previewed', 'issued')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date] = mapped_column(unique=True)
    last: Mapped[date]
    state: Mapped[str] = mapped_column(String(12), default="previewed")
    digest: Mapped[str] = mapped_column(String(64))
    previewed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previewed_by: Mapped[int | None]
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by: Mapped[int | None]


class Invoice(Base):
    """An invoice, or a credit note (`kind`), of a household for a period. `sheet`: all that its paper says, frozen, with its digest.

    `charges` is the sum of its lines; a credit note's is negative. What was paid is in the ledger alone.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind"),
        UniqueConstraint("run_id", "household_id"),
        Index("ix_invoice_household", "household_id", "issued_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("billing_run.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    first: Mapped[date]
    last: Mapped[date]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    charges: Mapped[Cents] = mapped_column(CentsColumn)
    balance_before: Mapped[Cents] = mapped_column(CentsColumn)
    sheet: Mapped[str] = mapped_column(Text, info=PERSONAL)
    digest: Mapped[str] = mapped_column(String(64))


class BilledPupil(Base):
    """What a run took for known of a child: the level and the school, so that a later correction prices its days alike."""

    __tablename__ = "billed_pupil"

    run_id: Mapped[int] = mapped_column(ForeignKey("billing_run.id"), primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(Child.id), primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    school: Mapped[str] = mapped_column(String(120))


class Explanation(Base):
    """Why a price is what it is, kept once for the many days that share it: marked templates and their facts."""

    __tablename__ = "price_explanation"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    reasons: Mapped[list[Any]] = mapped_column(JSON)


class InvoiceCharge(Base):
    """What one invoice says about one item of one child's day. `amount` may be negative: a correction of what was billed before.

    `item`: "meal", "late_booking", "morning" … `quantity` × `unit` is what is due for the item; `amount`, what this invoice adds.
    Without a child it is the meal of the adult whose household is billed.
    """

    __tablename__ = "invoice_charge"
    __table_args__ = (Index("ix_invoice_charge_day", "day", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    child_id: Mapped[int | None] = mapped_column(ForeignKey(Child.id))
    day: Mapped[date]
    activity: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(30))
    label: Mapped[str] = mapped_column(String(120))
    quantity: Mapped[int]
    unit: Mapped[Cents] = mapped_column(CentsColumn)
    amount: Mapped[Cents] = mapped_column(CentsColumn)
    explanation_id: Mapped[int] = mapped_column(ForeignKey("price_explanation.id"))


class LedgerEntry(Base):
    """One side of a posting; the entries of a posting add up to nothing.

    `account`: "payer", "revenue", "treasury", "cash" … A positive amount on a payer's account is owed. `posting` names the fact
    ("invoice FA-2026-00012"), once for ever. `invoice_id`: the invoice, or credit note, that the amount belongs to.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("posting", "account", "household_id", "invoice_id"),
        Index("ix_ledger_entry_household", "household_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    posting: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    amount: Mapped[Cents] = mapped_column(CentsColumn)


class TaxCertificate(Base):
    """A home's tax certificate for a year, frozen as `sheet`; `digest`: of what it says besides its number and its day.

    What was paid or changed since gives another one, with a number of its own; the newest is the one that counts.
    """

    __tablename__ = "tax_certificate"
    __table_args__ = (Index("ix_tax_certificate_year", "year", "household_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    year: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sheet: Mapped[str] = mapped_column(Text, info=PERSONAL)
    digest: Mapped[str] = mapped_column(String(64))


class PayerShare(Base):
    """The share of a child's charges that a household pays, in percent, from a day to another: an exception to who has the child."""

    __tablename__ = "payer_share"
    __table_args__ = (CheckConstraint("percent > 0 AND percent <= 100", name="percent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(Child.id), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    percent: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]
