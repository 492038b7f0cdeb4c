"""From when to when a quotient counts: one that would end before it begins takes nothing from the one in force."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.databases import planted
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.families.models import Guardian, Household
from villars_core.tariffs import actions
from villars_core.tariffs.actions import Certificate, EndsTooSoon
from villars_core.tariffs.queries import quotients_of
from villars_core.tariffs.quotients import DatedQuotient, quotient_on
from villars_core.work import Assurance, Records, Work

DECEMBER, NEW_YEAR = datetime(2026, 12, 15, 9, tzinfo=UTC), date(2027, 1, 4)
OLD = Certificate(900, "CAF", date(2025, 12, 1))


@pytest.fixture
def town(url: str) -> Iterator[tuple[Records, MovableClock, Cast]]:
    """Give a planted town in the middle of December, a day on which a quotient accepted counts from January."""
    clock = MovableClock(DECEMBER, running=False)
    with planted(url, clock) as (records, cast):
        yield records, clock, cast


def _home(work: Work, cast: Cast) -> Household:
    guardian = work.session.get_one(Guardian, cast.nadia.guardian_id)
    return work.session.get_one(Household, guardian.household_id)


def test_a_certificate_that_ends_before_it_would_count_is_refused_when_it_is_sent(town: tuple[Records, MovableClock, Cast]) -> None:
    records, _, cast = town
    with records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work, pytest.raises(EndsTooSoon) as refused:
        actions.ask(work, OLD)
    assert (refused.value.since, refused.value.until) == (date(2027, 1, 1), date(2026, 12, 31))


def test_one_that_waited_too_long_for_the_office_is_not_accepted_and_the_other_goes_on(town: tuple[Records, MovableClock, Cast]) -> None:
    records, clock, cast = town
    clock.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC))
    with records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work:
        row, _ = actions.ask(work, OLD)
    clock.move_to(DECEMBER)
    with records.writing(actor_of(cast.claire, "test", Assurance.LINKED)) as work, pytest.raises(EndsTooSoon):
        actions.accept(work, row.id)
    with records.reading(actor_of(cast.claire, "test", Assurance.LINKED)) as work:
        known = quotients_of(work, NEW_YEAR)[_home(work, cast).id]
        found = quotient_on(known, NEW_YEAR)
    assert found is not None
    assert found.value == 620


def test_a_quotient_that_ends_before_it_begins_never_counts() -> None:
    good = DatedQuotient(620, "CAF", date(2026, 9, 1), date(2027, 9, 30))
    void = DatedQuotient(900, "CAF", date(2027, 1, 1), date(2026, 12, 31))
    assert quotient_on([good, void], NEW_YEAR) == good
