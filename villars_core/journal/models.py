"""Journal entries, which the database itself refuses to change, and the counters behind readable numbers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ExecutableDDLElement

from villars_core.storage.base import PERSONAL, Base
from villars_core.storage.types import UtcDateTime


class JournalEntry(Base):
    """One act. `before` and `after` hold masked values only, never a secret, a full IBAN or a health fact."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_kind: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int | None]
    door: Mapped[str] = mapped_column(String(12))
    act: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(24), unique=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)


class NumberSeries(Base):
    """The last number given in a series of a year: receipts, requests."""

    __tablename__ = "number_series"

    series: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


APPEND_ONLY_SQLITE = tuple(
    f"CREATE TRIGGER journal_no_{act} BEFORE {act.upper()} ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END"
    for act in ("update", "delete")
)
APPEND_ONLY_POSTGRESQL = (
    """CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append only'; END $$""",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
)

_ddl: Callable[[str], ExecutableDDLElement] = DDL

for _statement in APPEND_ONLY_SQLITE:
    event.listen(JournalEntry.__table__, "after_create", _ddl(_statement).execute_if(dialect="sqlite"))
for _statement in APPEND_ONLY_POSTGRESQL:
    event.listen(JournalEntry.__table__, "after_create", _ddl(_statement.replace("%", "%%")).execute_if(dialect="postgresql"))
