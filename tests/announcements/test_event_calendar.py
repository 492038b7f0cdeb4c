"""An event closes the booking calendar for exactly its scope, says why when the day is tapped, and opens it again when it is withdrawn."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.announcements.office import DAY, MINE, NEXT, Office
from villars_core.absences.actions import Missing, report
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_queries import Scope
from villars_core.attendance.actions import Place, point
from villars_core.attendance.models import RollCall
from villars_core.attendance.queries import served, unpointed
from villars_core.attendance.rules import CHILDCARE, PRESENT, Fact, Moment
from villars_core.clock import PARIS
from villars_core.families.models import Child
from villars_core.kitchen.queries import open_classes
from villars_core.registrations.actions import Wanted, register
from villars_core.reservations.actions import book
from villars_core.reservations.month import Asked, DayState, view_of
from villars_core.reservations.queries import calendar_of
from villars_core.reservations.rules import NotAServiceDay
from villars_core.schools.queries import class_of
from villars_core.work import SYSTEM

FREE = date(2026, 12, 8)


def state_of(office: Office, child: Child, day: date) -> tuple[DayState, str]:
    """Return what a parent of the child sees of a day, and why where it is closed."""
    with office.records.reading(SYSTEM) as work:
        seen = view_of(work, child, Asked(day, day)).day(day)
        assert seen is not None
        return seen.state, work.t(seen.closed.template, name=seen.closed.name) if seen.closed else ""


@pytest.mark.parametrize("kind", ["trip", "teacher", "strike", "transport"])
@pytest.mark.parametrize("effect", ["cancel", "excuse"])
def test_a_class_event_without_meal_closes_the_day_for_that_class_alone(office: Office, kind: str, effect: str) -> None:
    cast = office.cast
    office.happens(Draft(kind, office.class_("CE1"), (FREE,), effect=effect, words="Journée au musée.\nPique-nique fourni."))
    assert state_of(office, cast.lea, FREE) == (DayState.CLOSED, "Journée au musée.")
    assert [state_of(office, one, FREE)[0] for one in (cast.awa, cast.ines, cast.tom)] == [DayState.FREE] * 3
    with pytest.raises(NotAServiceDay, match="musée") as refused:
        office.book(cast.lea, FREE)
    assert [way.intent for way in refused.value.ways_out()] != []
    office.book(cast.awa, FREE)
    with pytest.raises(NotAServiceDay, match="musée"), office.records.writing(SYSTEM) as work:
        report(work, Missing(cast.lea, (FREE,)))


def test_without_words_the_day_says_what_happens(office: Office) -> None:
    office.happens(Draft("trip", office.class_("CE1"), (FREE,)))
    assert state_of(office, office.cast.lea, FREE) == (DayState.CLOSED, "Sortie scolaire")


@pytest.mark.parametrize("effect", ["choice", "keep"])
def test_where_meals_are_served_the_day_stays_open(office: Office, effect: str) -> None:
    office.happens(Draft("strike", office.class_("CE1"), (FREE,), effect=effect))
    assert state_of(office, office.cast.lea, FREE)[0] is DayState.FREE


@pytest.mark.parametrize(("part", "is_open"), [("morning", True), ("evening", True), ("noon", False), ("day", False)])
def test_a_part_of_the_day_closes_the_meal_only_where_it_holds_it(office: Office, part: str, is_open: bool) -> None:  # noqa: FBT001
    office.happens(Draft("trip", office.class_("CE1"), (FREE,), part=part))
    assert (state_of(office, office.cast.lea, FREE)[0] is DayState.FREE) is is_open


def test_a_closure_at_noon_leaves_the_childcare_open_and_one_of_the_day_does_not(office: Office) -> None:
    office.happens(Draft("closure", office.school("Jean Moulin"), (DAY,), part="noon"))
    office.happens(Draft("closure", office.school("Jean Moulin"), (NEXT,)))
    with office.records.reading(SYSTEM) as work:
        childcare = calendar_of(work, office.cast.lea, CHILDCARE).days
        assert [childcare.is_open(day) for day in (DAY, NEXT)] == [True, False]
        assert [calendar_of(work, office.cast.lea).days.is_open(day) for day in (DAY, NEXT)] == [False, False]


def test_a_withdrawn_event_opens_the_day_again(office: Office) -> None:
    event = office.happens(Draft("trip", office.class_("CE1"), (DAY, FREE)))
    office.withdraw(event)
    assert state_of(office, office.cast.lea, FREE)[0] is DayState.FREE
    assert state_of(office, office.cast.lea, DAY)[0] is DayState.BOOKED
    office.book(office.cast.lea, FREE)


def test_an_event_withdrawn_under_a_closure_that_stands_gives_no_meal_back(office: Office) -> None:
    trip = office.happens(Draft("trip", office.class_("CE1"), (DAY,)))
    office.happens(Draft("closure", office.school("Jean Moulin"), (DAY,)))
    office.withdraw(trip)
    assert DAY not in office.booked(office.cast.lea)
    assert state_of(office, office.cast.lea, DAY)[0] is DayState.CLOSED


def test_a_trip_of_one_class_moves_nobodys_deadline(office: Office) -> None:
    with office.records.reading(SYSTEM) as work:
        before = [calendar_of(work, one).last_minute(FREE) for one in (office.cast.lea, office.cast.awa)]
    office.happens(Draft("trip", office.class_("CE1"), (date(2026, 11, 30), date(2026, 12, 1), DAY)))
    with office.records.reading(SYSTEM) as work:
        assert [calendar_of(work, one).last_minute(FREE) for one in (office.cast.lea, office.cast.awa)] == before


def test_whoever_stays_at_school_on_the_day_of_the_trip_is_called_and_fed(office: Office) -> None:
    office.happens(Draft("trip", office.class_("CE1"), (DAY,)))
    office.clock.move_to(datetime(2026, 12, 3, 12, tzinfo=PARIS))
    with office.records.writing(office.acting(office.cast.claire)) as work:
        point(work, office.cast.lea, Moment(DAY, "canteen"), Fact(PRESENT))
        assert office.cast.lea.class_id in open_classes(work, DAY)
        assert [one.state for one in served(work, DAY, DAY) if one.child_id == office.cast.lea.id] == ["unexpected"]


def test_meals_of_a_closure_that_the_towns_rule_counts_wait_for_no_roll_call(office: Office) -> None:
    event = office.happens(Draft("closure", office.school("Jean Moulin"), (DAY,), effect="excuse"))
    office.clock.move_to(datetime(2026, 12, 3, 18, tzinfo=PARIS))
    with office.records.reading(SYSTEM) as work:
        assert office.cast.lea.id in {one.child_id for one in served(work, DAY, DAY)}
    office.withdraw(event)
    with office.records.reading(SYSTEM) as work:
        assert office.cast.lea.class_id in {one.class_id for one in unpointed(work, DAY, DAY)}


def test_a_closed_evening_has_no_childcare_to_point_until_it_is_withdrawn(office: Office) -> None:
    with office.records.writing(SYSTEM) as work:
        register(work, Wanted(office.cast.lea.id, CHILDCARE, date(2026, 9, 1), date(2027, 7, 2)))
    event = office.happens(Draft("closure", office.school("Jean Moulin"), (DAY,), part="evening"))
    office.clock.move_to(datetime(2026, 12, 3, 20, tzinfo=PARIS))
    with office.records.reading(SYSTEM) as work:
        found = class_of(work, office.cast.lea.class_id)
        assert found is not None
        place = Place(found.school_id)
        assert [one.part for one in unpointed(work, DAY, DAY) if one.place == place] == ["morning"]
    office.withdraw(event)
    with office.records.reading(SYSTEM) as work:
        assert [one.part for one in unpointed(work, DAY, DAY) if one.place == place] == ["morning", "evening"]
        assert list(work.session.scalars(select(RollCall))) == []


def test_a_parent_who_books_after_the_trip_was_declared_is_told_the_next_day(office: Office) -> None:
    office.happens(Draft("trip", Scope("class", office.cast.lea.class_id), (MINE,)))
    with pytest.raises(NotAServiceDay) as refused, office.records.writing(office.acting(office.cast.nadia)) as work:
        book(work, office.cast.lea, [MINE])
    assert any("vendredi 11 décembre" in work.t(way.label, **way.label_facts) for way in refused.value.ways_out())
