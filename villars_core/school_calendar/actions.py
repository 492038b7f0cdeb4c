"""Bringing a rules file's calendar into the records; what staff corrected by hand stays."""

from sqlalchemy import select

from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.schools.models import School
from villars_core.schools.rules_file import PeriodTable, RulesTable
from villars_core.work import Work


def load_calendar(work: Work, rules: RulesTable) -> int:
    """Add the years, holidays and closures that are not known yet; return how many."""
    schools = {school.name: school.id for school in work.session.scalars(select(School))}
    years = set(work.session.scalars(select(SchoolYear.first)))
    new_years = [SchoolYear(first=one.first, last=one.last) for one in rules.years if one.first not in years]
    known = {(row.kind, row.first, row.last, row.school_id) for row in work.session.scalars(select(ClosedPeriod))}
    wanted = [("holiday", one) for one in rules.holidays] + [("closure", one) for one in rules.closures]
    closed = [
        _closed(work, kind, one, schools) for kind, one in wanted if (kind, one.first, one.last, schools.get(one.school)) not in known
    ]
    work.session.add_all([*new_years, *closed])
    work.session.flush()
    return len(new_years) + len(closed)


def _closed(work: Work, kind: str, one: PeriodTable, schools: dict[str, int]) -> ClosedPeriod:
    return ClosedPeriod(kind=kind, name=one.name, first=one.first, last=one.last, school_id=schools.get(one.school), added_at=work.now)
