"""Bringing a rules file's calendar into the records: what the new file corrects gives way, what staff corrected by hand stays."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.schools.models import School
from villars_core.schools.rules_file import PeriodTable, RulesTable
from villars_core.work import Work

Key = tuple[str, date, date, int | None]


def load_calendar(work: Work, rules: RulesTable, before: RulesTable | None = None) -> int:
    """Bring a file's calendar into the records, after the file that was in force before; return how many rows changed."""
    schools = {school.name: school.id for school in work.session.scalars(select(School))}
    wanted = dict(_keyed(rules, schools))
    earlier = dict(_keyed(before, schools)) if before is not None else {}
    rows = list(work.session.scalars(select(ClosedPeriod)))
    gone = [row for row in rows if row.withdrawn_at is None and _key(row) in earlier.keys() - wanted.keys()]
    for row in gone:
        row.withdrawn_at = work.now
    live = {_key(row) for row in rows if row.withdrawn_at is None}
    by_hand = {_key(row) for row in rows if row.withdrawn_at is not None and (before is None or _key(row) in earlier)}
    new = [_closed(work, key, one) for key, one in wanted.items() if key not in live | by_hand]
    work.session.add_all(new)
    changed = len(gone) + len(new) + _years(work, rules, before)
    work.session.flush()
    work.forget()
    return changed


def _years(work: Work, rules: RulesTable, before: RulesTable | None) -> int:
    """Add new school years; move the end of one whose end the file itself moved."""
    known = {row.first: row for row in work.session.scalars(select(SchoolYear))}
    earlier = {one.first: one.last for one in before.years} if before is not None else {}
    changed = 0
    for one in rules.years:
        row = known.get(one.first)
        if row is None:
            work.session.add(SchoolYear(first=one.first, last=one.last))
            changed += 1
        elif earlier.get(one.first) == row.last != one.last:
            row.last = one.last
            changed += 1
    return changed


def _keyed(rules: RulesTable, schools: dict[str, int]) -> Iterator[tuple[Key, PeriodTable]]:
    for kind, tables in (("holiday", rules.holidays), ("closure", rules.closures)):
        for one in tables:
            yield (kind, one.first, one.last, schools.get(one.school)), one


def _key(row: ClosedPeriod) -> Key:
    return row.kind, row.first, row.last, row.school_id


def _closed(work: Work, key: Key, one: PeriodTable) -> ClosedPeriod:
    kind, first, last, school_id = key
    return ClosedPeriod(kind=kind, name=one.name, first=first, last=last, school_id=school_id, added_at=work.now)
