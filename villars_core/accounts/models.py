"""An account for each guardian and each staff member, its linked channels, its invitations and its staff sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Guardian
from villars_core.storage.base import PERSONAL, SECRET, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime


class Account(SealedRow, Base):
    """One person who may act. `secret_hash` is Argon2's; `totp` the sealed key of a staff member's second factor."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("kind IN ('guardian', 'staff')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    identifier: Mapped[str] = mapped_column(String(80), unique=True, info=PERSONAL)
    name: Mapped[str] = mapped_column(String(160), info=PERSONAL)
    email: Mapped[str] = mapped_column(String(254), unique=True, info=PERSONAL)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey(Guardian.id), unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(5), default="fr")
    secret_hash: Mapped[str] = mapped_column(String(200), default="", info=SECRET)
    totp: Mapped[bytes | None] = mapped_column(Sealed, info=SECRET)
    totp_last_step: Mapped[int] = mapped_column(default=0)
    system_user: Mapped[str] = mapped_column(String(64), default="")
    terms_version: Mapped[str] = mapped_column(String(20), default="")
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    activated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    preferences: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ChannelLink(Base):
    """A chat or mailbox known to belong to an account. `blocked_at`: nothing arrives there any more.

    `sure_until`: a second factor was shown there, and sensitive acts are done until then without another one.
    """

    __tablename__ = "channel_link"
    __table_args__ = (Index("uq_channel_link_live", "channel", "address", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    channel: Mapped[str] = mapped_column(String(12))
    address: Mapped[str] = mapped_column(String(254), info=PERSONAL)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sure_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Base):
    """The one-time code of a letter or e-mail: kept as digests only. `link_digest` is of the deep link's token.

    `purpose`: "open" lets a person in, "confirm" is the second factor of one who is in, and opens nothing.
    """

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("purpose IN ('open', 'confirm')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_digest: Mapped[str] = mapped_column(String(64), index=True, info=SECRET)
    link_digest: Mapped[str] = mapped_column(String(64), index=True, info=SECRET)
    purpose: Mapped[str] = mapped_column(String(8), default="open", server_default="open")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WrongCodes(Base):
    """How often a chat, a mailbox or the login of an identifier gave a wrong code, so that guessing ends."""

    __tablename__ = "wrong_codes"

    channel: Mapped[str] = mapped_column(String(12), primary_key=True)
    address: Mapped[str] = mapped_column(String(254), primary_key=True, info=PERSONAL)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffSession(Base):
    """A staff member who logged in on this machine; eight hours long. The token is kept as a digest."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
