"""Writing the journal, and giving the numbers by which people name what they did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from villars_core.journal.models import JournalEntry, NumberSeries
from villars_core.work import Work


@dataclass(frozen=True)
class Subject:
    """What an act was about."""

    kind: str
    id: int | None = None


@dataclass(frozen=True)
class Change:
    """The masked values before and after an act."""

    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


_NO_CHANGE = Change()


def record(work: Work, act: str, subject: Subject, change: Change = _NO_CHANGE, number: str | None = None) -> JournalEntry:
    """Write who did what now; `act` is a verb of the trade such as "reservation.book"."""
    entry = JournalEntry(
        at=work.now,
        actor_kind=work.actor.kind.value,
        actor_id=work.actor.id,
        door=work.actor.door,
        act=act,
        subject_kind=subject.kind,
        subject_id=subject.id,
        number=number,
        before=dict(change.before),
        after=dict(change.after),
    )
    work.session.add(entry)
    return entry


def next_number(work: Work, series: str) -> str:
    """Return the next readable number of a series, such as "R-2026-00042"; given once, in order, within the transaction."""
    year = work.today.year
    row = _series(work, series, year) or _first_of(work, series, year)
    row.last += 1
    work.session.flush()
    return f"{series}-{year}-{row.last:05d}"


def next_numbers(work: Work, series: str, count: int) -> list[str]:
    """Return the next numbers of a series, without a gap, for many documents written in one transaction."""
    if not count:
        return []
    year = work.today.year
    row = _series(work, series, year) or _first_of(work, series, year)
    begins, row.last = row.last + 1, row.last + count
    work.session.flush()
    return [f"{series}-{year}-{one:05d}" for one in range(begins, row.last + 1)]


def _series(work: Work, series: str, year: int) -> NumberSeries | None:
    query = select(NumberSeries).where(NumberSeries.series == series, NumberSeries.year == year)
    return work.session.scalar(query.with_for_update())


def _first_of(work: Work, series: str, year: int) -> NumberSeries:
    """Begin a series; where another transaction began it at the same time, go on with that one."""
    try:
        with work.session.begin_nested():
            row = NumberSeries(series=series, year=year, last=0)
            work.session.add(row)
    except IntegrityError:
        found = _series(work, series, year)
        if found is None:
            raise
        return found
    return row
