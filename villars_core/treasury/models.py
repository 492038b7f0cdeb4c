"""The slips of revenue orders that went to the Treasury, and what it answered of each invoice."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.billing.models import Invoice
from villars_core.money import Cents
from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import CentsColumn, Sealed, SealedRow, UtcDateTime


class Slip(SealedRow, Base):
    """One slip (bordereau): its number in the year, the file it was written to with its digest, who wrote it.

    `content`: the bytes of the file, compressed and sealed, so that it is the same whenever it is written again.
    """

    __tablename__ = "treasury_slip"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(100), unique=True)
    issued_on: Mapped[date]
    total: Mapped[Cents] = mapped_column(CentsColumn)
    digest: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[int | None]
    content: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)


class RevenueOrder(Base):
    """One invoice on a slip. `state`: as the Treasury last said (sent, taken, rejected, cancelled, settled), with its reason."""

    __tablename__ = "revenue_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    slip_id: Mapped[int] = mapped_column(ForeignKey(Slip.id), index=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id), unique=True)
    place: Mapped[int]
    debt: Mapped[str] = mapped_column(String(15), index=True)
    state: Mapped[str] = mapped_column(String(12), default="sent")
    reason: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left: Mapped[Cents | None] = mapped_column(CentsColumn)


class TreasuryFile(Base):
    """A file that came back, by its digest: reading it again changes nothing."""

    __tablename__ = "treasury_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_by: Mapped[int | None]
