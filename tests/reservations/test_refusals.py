"""What is refused, and what is still possible then; both databases answer alike."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import delete

from tests.conversations.people import MONDAY
from tests.databases import planted
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.errors import NotFound, Refusal, WayOut
from villars_core.families.access import NotYourDays
from villars_core.registrations.models import Registration
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.queries import booked
from villars_core.reservations.rules import BookingNotNeeded, NotAServiceDay, NotRegistered, TooLate
from villars_core.work import SYSTEM, Assurance, Records, Work

THURSDAY, NEXT_THURSDAY, IN_TIME = date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 7)
Town = tuple[Records, Cast]


@pytest.fixture
def town(url: str) -> Iterator[Town]:
    """Give the cast on Monday 23 November 2026."""
    with planted(url, MovableClock(MONDAY)) as (records, cast):
        yield records, cast


def _refused(town: Town, act: Callable[[Work], object], kind: type[Refusal]) -> tuple[str, tuple[WayOut, ...]]:
    records, cast = town
    with pytest.raises(kind) as caught, records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work:
        act(work)
    refusal = caught.value
    with records.reading(SYSTEM) as work:
        return work.t(refusal.template, **refusal.facts()), refusal.ways_out()


def test_a_late_cancelling_offers_the_absence_and_the_same_day_next_week(town: Town) -> None:
    said, ways = _refused(town, lambda work: cancel(work, town[1].lea, [THURSDAY]), TooLate)
    assert "Trop tard pour" in said
    assert [(one.intent, one.facts["days"]) for one in ways] == [("report_absence", ["2026-11-26"]), ("cancel_meal", ["2026-12-03"])]
    assert all(one.facts["children"] == [town[1].lea.id] for one in ways)


def test_a_late_booking_offers_the_same_day_next_week_and_the_office(town: Town) -> None:
    _, ways = _refused(town, lambda work: book(work, town[1].lea, [THURSDAY]), TooLate)
    assert [one.intent for one in ways] == ["book_meal", "talk_to_staff"]
    assert ways[0].facts["days"] == ["2026-12-03"]


def test_a_day_without_service_says_why_and_offers_the_next_one(town: Town) -> None:
    said, ways = _refused(town, lambda work: book(work, town[1].lea, [date(2026, 12, 21)]), NotAServiceDay)
    assert "Vacances de Noël" in said
    assert [one.intent for one in ways] == ["book_meal", "show_planning"]
    assert ways[0].facts["days"] == ["2027-01-04"]


def test_a_child_who_is_not_registered_is_sent_to_the_office(town: Town) -> None:
    with town[0].writing(SYSTEM) as work:
        work.session.execute(delete(Registration))
    said, ways = _refused(town, lambda work: book(work, town[1].lea, [IN_TIME]), NotRegistered)
    assert "Léa" in said
    assert [one.intent for one in ways] == ["talk_to_staff"]


def test_the_childcare_needs_no_booking(town: Town) -> None:
    _, ways = _refused(town, lambda work: book(work, town[1].lea, [IN_TIME], "childcare"), BookingNotNeeded)
    assert [one.intent for one in ways] == ["talk_to_staff"]


def test_another_familys_child_is_not_found(town: Town) -> None:
    _refused(town, lambda work: book(work, town[1].awa, [IN_TIME]), NotFound)


def test_in_alternating_custody_the_other_homes_week_is_refused(town: Town) -> None:
    records, cast = town
    with pytest.raises(NotYourDays), records.writing(actor_of(cast.sophie, "test", Assurance.LINKED)) as work:
        book(work, cast.ines, [date(2026, 12, 3)])
    with records.writing(actor_of(cast.karim, "test", Assurance.LINKED)) as work:
        assert book(work, cast.ines, [date(2026, 12, 3)]).changed


def test_booked_then_cancelled_then_booked_again_leaves_one_live_booking(town: Town) -> None:
    records, cast = town
    with records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work:
        first = book(work, cast.lea, [IN_TIME])
        again = book(work, cast.lea, [IN_TIME])
        cancelled = cancel(work, cast.lea, [IN_TIME])
        nothing = cancel(work, cast.lea, [IN_TIME])
        last = book(work, cast.lea, [IN_TIME])
        assert booked(work, [cast.lea.id, cast.tom.id], IN_TIME, IN_TIME) == {cast.lea.id: [IN_TIME], cast.tom.id: []}
    assert (first.changed, again.changed, again.unchanged, again.number) == ((IN_TIME,), (), (IN_TIME,), "")
    assert (cancelled.changed, nothing.changed, last.changed) == ((IN_TIME,), (), (IN_TIME,))
    assert len({first.number, cancelled.number, last.number}) == 3


def test_what_was_said_in_time_is_in_time_when_it_is_handled_later(town: Town) -> None:
    records, cast = town
    clock = records.clock
    assert isinstance(clock, MovableClock)
    said_at = MONDAY
    clock.move_to(MONDAY.replace(day=26))
    with records.writing(actor_of(cast.nadia, "test", Assurance.LINKED)) as work:
        with pytest.raises(TooLate):
            book(work, cast.lea, [date(2026, 11, 30)])
        assert book(work, cast.lea, [date(2026, 11, 30)], at=said_at).changed
