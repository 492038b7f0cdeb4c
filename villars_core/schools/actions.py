"""Loading the town's rules: what the file says is brought into the records, what it no longer says stays as history."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, select

from villars_core.journal.actions import Change, Subject, record
from villars_core.schools.models import Activity, Contact, School, SchoolClass, Site, TownRulesVersion
from villars_core.schools.rules_file import WEEKDAY_NUMBERS, RulesTable, SchoolTable, read_rules
from villars_core.work import Work


@dataclass(frozen=True)
class Loaded:
    """What a load changed, for the rehearsal and the confirmation; `before`: the rules that were in force until then."""

    rules: RulesTable
    is_new: bool
    added: tuple[str, ...]
    before: RulesTable | None = None


def load_rules(work: Work, text: str, source: str = "") -> Loaded:
    """Bring a rules file into force. Raises RulesError; loading the same text again changes nothing."""
    rules = read_rules(text, source)
    digest = hashlib.sha256(text.encode()).hexdigest()
    newest = work.session.scalar(select(TownRulesVersion).order_by(TownRulesVersion.id.desc()).limit(1))
    before = None if newest is None else read_rules(newest.text)
    if newest is not None and newest.digest == digest:
        return Loaded(rules, is_new=False, added=(), before=before)
    work.session.add(TownRulesVersion(loaded_at=work.now, loaded_by=work.actor.account_id, digest=digest, text=text))
    added = [*_sites(work, rules), *_schools(work, rules)]
    _activities(work, rules)
    work.session.execute(delete(Contact))
    work.session.add_all(Contact(key=key, value=value) for key, value in rules.contacts.items())
    record(work, "town.load_rules", Subject("town_rules"), Change(after={"digest": digest[:12]}))
    work.session.flush()
    work.forget()
    return Loaded(rules, is_new=True, added=tuple(added), before=before)


def _sites(work: Work, rules: RulesTable) -> list[str]:
    known = set(work.session.scalars(select(Site.name)))
    new = [name for name in rules.sites if name not in known]
    work.session.add_all(Site(name=name) for name in new)
    work.session.flush()
    return new


def _schools(work: Work, rules: RulesTable) -> list[str]:
    sites = {site.name: site.id for site in work.session.scalars(select(Site))}
    known = {school.name: school for school in work.session.scalars(select(School))}
    added = []
    for table in rules.schools:
        school = known.get(table.name)
        if school is None:
            school = School(name=table.name)
            work.session.add(school)
            added.append(table.name)
        school.kind, school.site_id = table.kind, sites.get(table.site)
        work.session.flush()
        _classes(work, school, table)
    return added


def _classes(work: Work, school: School, table: SchoolTable) -> None:
    known = {one.name: one for one in work.session.scalars(select(SchoolClass).where(SchoolClass.school_id == school.id))}
    for wanted in table.classes:
        found = known.get(wanted.name)
        if found is None:
            work.session.add(SchoolClass(school_id=school.id, name=wanted.name, level=wanted.level))
        else:
            found.level = wanted.level


def _activities(work: Work, rules: RulesTable) -> None:
    known = {one.code: one for one in work.session.scalars(select(Activity))}
    for table in rules.activities:
        weekdays = sorted(WEEKDAY_NUMBERS[name] for name in table.weekdays)
        found = known.get(table.code)
        if found is None:
            work.session.add(Activity(code=table.code, name=table.name, needs_booking=table.needs_booking, weekdays=weekdays))
        else:
            found.name, found.needs_booking, found.weekdays = table.name, table.needs_booking, weekdays
