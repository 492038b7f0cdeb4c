"""How staff name a child and its guardians at the terminal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import or_, select

from villars_core.errors import NotFound, Refusal
from villars_core.families.access import SEES_ALL
from villars_core.families.models import Child, Guardian, Guardianship
from villars_core.i18n import N_
from villars_core.work import Work


@dataclass(eq=False)
class SeveralChildren(Refusal):
    """The name is that of several children: staff say which by number."""

    template: ClassVar[str] = N_("Plusieurs enfants portent ce nom : {which}. Donnez le numéro.")
    which: str


def child_named(work: Work, text: str) -> Child:
    """Return the child of a number or of a whole name, for the office alone. Raises NotFound, SeveralChildren."""
    work.actor.require(*SEES_ALL)
    if text.isdecimal():
        child = work.session.get(Child, int(text))
        if child is None:
            raise NotFound
        return child
    wanted = " ".join(text.split()).casefold()
    # Compared here: a database lowers accented capitals in its own way, or not at all.
    names = work.session.execute(select(Child.id, Child.first_name, Child.last_name))
    ids = [child_id for child_id, first, last in names if f"{first} {last}".casefold() == wanted]
    found = list(work.session.scalars(select(Child).where(Child.id.in_(ids)).order_by(Child.id)))
    if not found:
        raise NotFound
    if len(found) > 1:
        raise SeveralChildren(" ; ".join(f"{one.id} ({one.born:%d/%m/%Y})" for one in found))
    return found[0]


def guardians_of(work: Work, child: Child, day: date) -> list[Guardian]:
    """Return a child's guardians on a day, for the office alone."""
    work.actor.require(*SEES_ALL)
    query = select(Guardian).join(Guardianship, Guardianship.guardian_id == Guardian.id)
    in_force = (Guardianship.since <= day, or_(Guardianship.until.is_(None), Guardianship.until >= day))
    return list(work.session.scalars(query.where(Guardianship.child_id == child.id, *in_force).order_by(Guardian.id)))
