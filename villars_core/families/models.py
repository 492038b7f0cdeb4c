"""Homes and the people in them; which adult is linked to which child since when; and who has the child on which day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from villars_core.schools.models import SchoolClass
from villars_core.storage.base import PERSONAL, Base
from villars_core.storage.types import UtcDateTime


class Household(Base):
    """A home with its postal address; separated parents have two."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    street: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    postcode: Mapped[str] = mapped_column(String(10), default="", info=PERSONAL)
    city: Mapped[str] = mapped_column(String(80), default="", info=PERSONAL)


class Guardian(Base):
    """A legal guardian, with an e-mail of his or her own. `title`: M or MME, or empty where the town was not told."""

    __tablename__ = "guardian"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(80), info=PERSONAL)
    last_name: Mapped[str] = mapped_column(String(80), info=PERSONAL)
    email: Mapped[str] = mapped_column(String(254), unique=True, info=PERSONAL)
    phone: Mapped[str] = mapped_column(String(20), default="", info=PERSONAL)
    title: Mapped[str] = mapped_column(String(4), default="", server_default="", info=PERSONAL)


class Child(Base):
    """A child of the town's schools."""

    __tablename__ = "child"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[str] = mapped_column(String(80), info=PERSONAL)
    last_name: Mapped[str] = mapped_column(String(80), info=PERSONAL)
    born: Mapped[date] = mapped_column(info=PERSONAL)
    sex: Mapped[str] = mapped_column(String(1), default="", info=PERSONAL)
    class_id: Mapped[int | None] = mapped_column(ForeignKey(SchoolClass.id), index=True)


class Guardianship(Base):
    """An adult is a guardian of a child from a day on, until another where it ended."""

    __tablename__ = "guardianship"
    __table_args__ = (UniqueConstraint("child_id", "guardian_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    child: Mapped[Child] = relationship()
    guardian: Mapped[Guardian] = relationship()


class Custody(Base):
    """How two homes share a child's calendar from a day on: alternating weeks counted from an anchor day.

    Without a row the calendar is shared: each guardian uses all of it. `holidays_first_id`: who has the first half of the holidays that
    begin in an even year, where holidays are halved. `payer_id`: who pays all of it, where one does.
    """

    __tablename__ = "custody"
    __table_args__ = (
        CheckConstraint("anchor_guardian_id <> other_guardian_id", name="two_adults"),
        CheckConstraint("handover IN ('before_school', 'after_school')", name="handover"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    anchor_day: Mapped[date]
    anchor_guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    other_guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    handover: Mapped[str] = mapped_column(String(14), default="before_school", server_default="before_school")
    holidays_first_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))


class CustodyException(Base):
    """Days, both inclusive, that are with one guardian whatever the alternation says; a withdrawn one stays as a fact."""

    __tablename__ = "custody_exception"
    __table_args__ = (CheckConstraint("first <= last", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    first: Mapped[date]
    last: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ContactPerson(Base):
    """Somebody of the family's circle who may be called, and may collect the child where the guardians said so."""

    __tablename__ = "contact_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    phone: Mapped[str] = mapped_column(String(20), default="", info=PERSONAL)
    relation: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    may_collect: Mapped[bool] = mapped_column(default=False)
