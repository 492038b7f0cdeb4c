"""A file of direct debits for the bank, the debits in it, and what the bank answered of each."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.billing.models import Invoice
from villars_core.mandates.models import Mandate
from villars_core.money import Cents
from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import CentsColumn, Sealed, SealedRow, UtcDateTime

_LIVE = "state IN ('written', 'settled')"


class Collection(Base):
    """One file: prepared by one person, written by another. `message_id` and `digest` name its bytes for ever."""

    __tablename__ = "collection"
    __table_args__ = (CheckConstraint("state IN ('prepared', 'written')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(35), unique=True)
    collected_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default="prepared")
    total: Mapped[Cents] = mapped_column(CentsColumn)
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    prepared_by: Mapped[int | None]
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written_by: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64), default="")


class CollectionFile(SealedRow, Base):
    """The bytes of a collection, kept from its preparation on: what was looked at is what is written, today and after any fault."""

    __tablename__ = "collection_file"

    collection_id: Mapped[int] = mapped_column(ForeignKey(Collection.id), primary_key=True)
    version: Mapped[str] = mapped_column(String(2))
    content: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)


class DirectDebit(Base):
    """One debit of one invoice, once for ever unless it was rejected. `reference`: its EndToEndId."""

    __tablename__ = "direct_debit"
    __table_args__ = (
        CheckConstraint("state IN ('written', 'settled', 'rejected')", name="state"),
        Index("uq_direct_debit_live", "invoice_id", unique=True, sqlite_where=text(_LIVE), postgresql_where=text(_LIVE)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey(Collection.id), index=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey(Mandate.id))
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id), index=True)
    reference: Mapped[str] = mapped_column(String(35), unique=True)
    sequence: Mapped[str] = mapped_column(String(4))
    amount: Mapped[Cents] = mapped_column(CentsColumn)
    state: Mapped[str] = mapped_column(String(10), default="written")
    reason: Mapped[str] = mapped_column(String(8), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class BankReport(SealedRow, Base):
    """One file of the bank, taken once: its bytes as they came, and what it did not match, in a line each."""

    __tablename__ = "bank_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120), default="", info=PERSONAL)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[int | None]
    content: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
