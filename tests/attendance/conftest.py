"""A town with its cast on each database, on Thursday 3 December 2026 at 12:00."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from tests.databases import planted
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.families.models import Child
from villars_core.reservations.actions import book, cancel
from villars_core.work import SYSTEM, Assurance, Records, Work

DAY = date(2026, 12, 3)
NOON = datetime(2026, 12, 3, 11, tzinfo=UTC)
BOOKED_AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Served:
    """The town, its cast and its clock."""

    records: Records
    clock: MovableClock
    cast: Cast

    def book(self, *children: Child, day: date = DAY) -> None:
        """Book meals by the office."""
        with self.records.writing(SYSTEM) as work:
            for child in children:
                book(as_of(work, self.cast.claire), child, [day])

    def cancel(self, *children: Child, day: date = DAY) -> None:
        """Cancel meals by the office."""
        with self.records.writing(SYSTEM) as work:
            for child in children:
                cancel(as_of(work, self.cast.claire), child, [day])


def as_of(work: Work, account: Account) -> Work:
    """Return the same work as another person's."""
    return replace(work, actor=actor_of(account, "telegram", Assurance.LINKED))


@pytest.fixture
def town(url: str) -> Iterator[Served]:
    """Give the town: Léa, Tom, Awa and Danylo are booked on the day."""
    clock = MovableClock(BOOKED_AT, running=False)
    with planted(url, clock) as (records, cast):
        opened = Served(records, clock, cast)
        opened.book(cast.lea, cast.tom, cast.awa, cast.danylo)
        clock.move_to(NOON)
        yield opened
