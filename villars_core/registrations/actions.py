"""Registering a child for a school year."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from villars_core.clock import school_year_of
from villars_core.journal.actions import Change, Subject, record
from villars_core.registrations.models import Registration
from villars_core.work import Work


@dataclass(frozen=True)
class Wanted:
    """A child, an activity, and the days from and until which it may be used."""

    child_id: int
    activity: str
    first: date
    last: date


def register(work: Work, wanted: Wanted) -> Registration:
    """Register a child for an activity; a second time for the same year moves the bounds."""
    year = school_year_of(wanted.first)
    query = select(Registration).where(
        Registration.child_id == wanted.child_id, Registration.activity == wanted.activity, Registration.school_year == year
    )
    found = work.session.scalar(query)
    if found is None:
        found = Registration(child_id=wanted.child_id, activity=wanted.activity, school_year=year)
        work.session.add(found)
    found.first, found.last = wanted.first, wanted.last
    work.session.flush()
    record(work, "registration.register", Subject("child", wanted.child_id), Change(after={"activity": wanted.activity, "year": year}))
    return found
