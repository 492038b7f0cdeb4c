"""Schools and classes as staff name them at the terminal; a name that several have is asked for with its school."""

from collections.abc import Iterable

import click

from villars_core.announcements.queries import Audience
from villars_core.schools.queries import ClassOfSchool, classes, schools
from villars_core.work import Work


def audience(work: Work, text: str) -> Audience:
    """Return whom "all", "school:NAME" or "class:NAME" means. Raises UsageError with what is possible."""
    kind, _, name = text.partition(":")
    if kind == "all":
        return Audience()
    if kind == "school":
        return Audience(kind, school_named(work, name))
    if kind == "class":
        return Audience(kind, class_named(work, name).id)
    message = f"« {text} » : destinataires inconnus. Possibles : all, school:NOM, class:NOM."
    raise click.UsageError(message)


def class_ids(work: Work, schools_named: Iterable[str], classes_named: Iterable[str]) -> set[int]:
    """Return the classes of schools and those that are named themselves. Raises UsageError with what is possible."""
    wanted = {school_named(work, name) for name in schools_named}
    return {one.id for one in classes(work) if one.school_id in wanted} | {class_named(work, name).id for name in classes_named}


def school_named(work: Work, name: str) -> int:
    """Return a school. Raises UsageError with those that there are."""
    known = {one.name.casefold(): one for one in schools(work)}
    found = known.get(name.strip().casefold())
    if found is None:
        raise _unknown(name, [one.name for one in known.values()])
    return found.id


def class_named(work: Work, name: str) -> ClassOfSchool:
    """Return the class of "CE1", or of "CE1, School" where several have that name. Raises UsageError with those that there are."""
    wanted = name.strip().casefold()
    found = [one for one in classes(work) if wanted in {one.name.casefold(), _full(one).casefold()}]
    if len(found) != 1:
        raise _unknown(name, [_full(one) if found else one.name for one in found or classes(work)])
    return found[0]


def _full(one: ClassOfSchool) -> str:
    return f"{one.name}, {one.school}"


def _unknown(name: str, known: list[str]) -> click.UsageError:
    return click.UsageError(f"« {name} » n’est pas le nom d’un seul groupe. Possibles : {' · '.join(sorted(set(known)))}.")
