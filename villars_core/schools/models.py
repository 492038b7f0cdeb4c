"""Schools, their classes, the restaurants where children eat, what is offered, and the town's rules as dated versions."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from villars_core.storage.base import Base
from villars_core.storage.types import UtcDateTime


class Site(Base):
    """A restaurant or a childcare place."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)


class School(Base):
    """A school of the town and the restaurant where its children eat."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="")
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))


class SchoolClass(Base):
    """A class: its name as the school says it, and its level (PS … CM2)."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(10))
    school: Mapped[School] = relationship()


class Activity(Base):
    """What is offered: the canteen, the childcare. `weekdays`: ISO numbers; a school may have its own."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    needs_booking: Mapped[bool]
    weekdays: Mapped[list[int]] = mapped_column(JSON)


class TownRulesVersion(Base):
    """The town's rules file as it was loaded: the newest one is in force, the others say what was."""

    __tablename__ = "town_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    loaded_by: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)


class Contact(Base):
    """How to reach the town's services: shown to anybody who asks."""

    __tablename__ = "town_contact"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(300))


class TownInfo(Base):
    """What the town published about one practical topic; `title` and `words` are those of a topic that the town made itself.

    `until`: the last day on which it is shown, such as that of a week's menu.
    """

    __tablename__ = "town_info"

    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(80), default="")
    words: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[int | None]
