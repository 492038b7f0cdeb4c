"""The town's rules in force, its schools and classes, and how to reach its services."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, select

from villars_core.errors import NotFound
from villars_core.schools.models import Activity, Contact, School, SchoolClass, Site, TownRulesVersion
from villars_core.schools.rules_file import RulesTable, read_rules
from villars_core.work import Work


@dataclass(frozen=True)
class ClassOfSchool:
    """A class with its school: plain values."""

    id: int
    name: str
    level: str
    school_id: int
    school: str


def rules_in_force(work: Work) -> RulesTable:
    """Return the rules that were loaded last. Raises NotFound before the first load."""
    return work.once("rules in force", lambda: _rules_in_force(work))


def has_rules(work: Work) -> bool:
    """Tell whether the town has loaded its rules: before that, nothing is due by itself."""
    return work.session.scalar(select(TownRulesVersion.id).limit(1)) is not None


def _rules_in_force(work: Work) -> RulesTable:
    text = work.session.scalar(_newest_rules())
    if text is None:
        raise NotFound
    return read_rules(text)


def class_of(work: Work, class_id: int | None) -> ClassOfSchool | None:
    """Return a class with its school, or None."""
    found = [one for one in classes(work) if one.id == class_id]
    return found[0] if found else None


def classes(work: Work) -> list[ClassOfSchool]:
    """Return every class with its school, school by school."""
    return work.once("classes", lambda: _classes(work))


def _classes(work: Work) -> list[ClassOfSchool]:
    return [ClassOfSchool(*row) for row in work.session.execute(_classes_of_schools())]


@lru_cache(maxsize=1)
def _newest_rules() -> Select[str]:
    return select(TownRulesVersion.text).order_by(TownRulesVersion.id.desc()).limit(1)


@lru_cache(maxsize=1)
def _classes_of_schools() -> Select[int, str, str, int, str]:
    query = select(SchoolClass.id, SchoolClass.name, SchoolClass.level, School.id, School.name)
    return query.join(School, School.id == SchoolClass.school_id).order_by(School.name, SchoolClass.id)


def schools(work: Work) -> list[School]:
    """Return every school."""
    return list(work.session.scalars(select(School).order_by(School.name)))


def sites(work: Work) -> list[Site]:
    """Return the restaurants, by name."""
    return list(work.session.scalars(select(Site).order_by(Site.name)))


def activity(work: Work, code: str) -> Activity:
    """Return an activity. Raises NotFound."""
    found = work.once(("activity", code), lambda: work.session.scalar(select(Activity).where(Activity.code == code)))
    if found is None:
        raise NotFound
    return found


def contacts(work: Work) -> dict[str, str]:
    """Return how to reach the town's services: shown to anybody."""
    return {one.key: one.value for one in work.session.scalars(select(Contact).order_by(Contact.key))}
