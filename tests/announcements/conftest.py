"""What the tests of events have: a town with booked meals."""

from collections.abc import Iterator

import pytest

from tests.announcements.office import DAY, MINE, NEXT, Office
from tests.conversations.people import MONDAY
from tests.databases import planted
from villars_core.accounts.actions import StaffPerson, open_for_staff
from villars_core.clock import MovableClock
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM


@pytest.fixture
def office(url: str) -> Iterator[Office]:
    """Give a town with booked meals: Léa, Awa and Inès at the elementary school, Tom at the preschool."""
    clock = MovableClock(MONDAY, running=False)
    with planted(url, clock) as (records, cast):
        with records.writing(SYSTEM) as work:
            anne = open_for_staff(work, StaffPerson("anne", "Anne Petit", "anne@villars.example", ("education_office",)))
            anne.activated_at = work.now
            for child in (cast.lea, cast.tom, cast.awa, cast.ines):
                book(work, child, [DAY, NEXT, MINE])
        yield Office(records, clock, cast, anne)
