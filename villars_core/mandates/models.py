"""A household's mandate: one that counts at a time, its account sealed, and each step of its life as a row of its own."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Guardian, Household
from villars_core.storage.base import PERSONAL, SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime

STATES = ("asked", "waiting", "to_check", "ready", "suspended", "revoked", "lapsed", "refused")
_LIVE = "state IN ('asked', 'waiting', 'to_check', 'ready', 'suspended')"


class Mandate(SealedRow, Base):
    """The permission to debit an account. `reference`: the RUM, 35 characters at most. `last_digits`: all of the account that is shown.

    States: asked, waiting for the signed copy, to check, ready, suspended, revoked, lapsed (36 months without a debit), refused.
    `reason`: what the office wrote of the last step, sealed: it may tell of a sickness or a debt.
    `previous_last_digits` and `amended_at`: another account under the same mandate, told to the bank with the next debit (SMNDA).
    """

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("uq_mandate_live", "household_id", unique=True, sqlite_where=text(_LIVE), postgresql_where=text(_LIVE)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(35), unique=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id))
    guardian_id: Mapped[int] = mapped_column(ForeignKey(Guardian.id))
    holder: Mapped[str] = mapped_column(String(70), info=PERSONAL)
    iban: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    bic: Mapped[str] = mapped_column(String(11), default="")
    last_digits: Mapped[str] = mapped_column(String(4), default="", info=PERSONAL)
    state: Mapped[str] = mapped_column(String(10), default="asked")
    document_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_on: Mapped[date | None]
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ready_by: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_debit_on: Mapped[date | None]
    amended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    previous_iban: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    reason: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
