"""The names of everybody a family knows, as plain values, to find which home a mail speaks of; for the house and its office alone."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select

from villars_core.families.models import Child, ContactPerson, Guardian, Guardianship, Household
from villars_core.work import Work

READERS = ("education_office", "treasurer", "kitchen", "childcare")
CHILD, ADULT, CONTACT = "child", "adult", "contact"


@dataclass(frozen=True)
class Known:
    """One person of a home. `kind`: child, adult or contact; a contact person's whole name stands in `first`.

    A child of two homes is there twice. `phone` in the form that `families.contact.phone_of` gives, for contact persons and adults.
    """

    kind: str
    id: int
    household: int
    first: str
    last: str = ""
    phone: str = ""
    relation: str = ""

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True)
class Home:
    """A home as the office names it."""

    id: int
    reference: str
    name: str


def everybody_known(work: Work) -> list[Known]:
    """Return every child of today, adult and contact person with the home each belongs to: three queries, whatever the town's size."""
    work.actor.require(*READERS)
    return _known(work, None)


def known_in(work: Work, households: Collection[int]) -> list[Known]:
    """Return the same of some homes."""
    work.actor.require(*READERS)
    return _known(work, households) if households else []


def homes(work: Work, households: Collection[int]) -> dict[int, Home]:
    """Return homes by id; one that is gone is left out."""
    work.actor.require(*READERS)
    query = select(Household.id, Household.reference, Household.name).where(Household.id.in_(households))
    return {row.id: Home(row.id, row.reference, row.name) for row in work.session.execute(query)} if households else {}


def _known(work: Work, households: Collection[int] | None) -> list[Known]:
    in_force = (Guardianship.since <= work.today, or_(Guardianship.until.is_(None), Guardianship.until >= work.today))
    linked = select(Child.id, Guardian.household_id, Child.first_name, Child.last_name).distinct()
    linked = linked.join(Guardianship, Guardianship.child_id == Child.id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    kids = linked.where(*in_force).order_by(Child.id, Guardian.household_id)
    adults = select(Guardian.id, Guardian.household_id, Guardian.first_name, Guardian.last_name, Guardian.phone).order_by(Guardian.id)
    contacts = select(ContactPerson).order_by(ContactPerson.id)
    if households is not None:
        kids = kids.where(Guardian.household_id.in_(households))
        adults = adults.where(Guardian.household_id.in_(households))
        contacts = contacts.where(ContactPerson.household_id.in_(households))
    found = [Known(CHILD, *row) for row in work.session.execute(kids)]
    found += [Known(ADULT, *row) for row in work.session.execute(adults)]
    persons = work.session.scalars(contacts)
    return found + [Known(CONTACT, one.id, one.household_id, one.name, phone=one.phone, relation=one.relation) for one in persons]
