"""One document that was handed in: its sealed bytes, what it is, whose it is, what it is for."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from villars_core.families.models import Child, Guardian, Household
from villars_core.storage.base import SENSITIVE, Base
from villars_core.storage.types import Sealed, SealedRow, UtcDateTime


class SupportingDocument(SealedRow, Base):
    """A document of a household, about a child where there is one, given by a guardian or for nobody yet known.

    `content` is sealed and read apart from the rest; blanked when the document is withdrawn. `purpose`: what took it up
    ("absence", "message" …), "" while nothing did. `name`: as the family called the file, which may tell of a sickness; sealed.
    `digest`: of the bytes that are kept.
    """

    __tablename__ = "supporting_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), default="")
    purpose: Mapped[str] = mapped_column(String(30), default="", index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey(Household.id), index=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey(Child.id), index=True)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey(Guardian.id), index=True)
    name: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(Sealed, info=SENSITIVE, deferred=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[int | None]
    door: Mapped[str] = mapped_column(String(12), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
