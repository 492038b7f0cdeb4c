"""The roll-call: set and not toggled, corrected with a reason, told day by day to the bill, missing until done or given up."""

from datetime import date, time

import pytest
from sqlalchemy import select

from tests.attendance.conftest import DAY, Served, as_of
from villars_core.attendance.actions import WITHOUT_CLASS, Place, close, forget, place_of, point, waive
from villars_core.attendance.models import RollCall
from villars_core.attendance.queries import history, require_complete, roll_of, served, unpointed
from villars_core.attendance.rules import (
    ABSENT,
    CHILDCARE,
    EVENING,
    MORNING,
    PRESENT,
    Fact,
    LeavesBeforeComing,
    Moment,
    NotThatDay,
    NotYet,
    ReasonNeeded,
    StillOpen,
)
from villars_core.errors import NotAllowed, NotFound
from villars_core.families.models import Child
from villars_core.registrations.actions import Wanted, register
from villars_core.registrations.models import Registration
from villars_core.work import SYSTEM

MEAL = Moment(DAY, "canteen")
MONTH = (date(2026, 12, 1), date(2026, 12, 31))


def test_whoever_is_booked_was_there_unless_pointed_absent(town: Served) -> None:
    cast = town.cast
    with town.records.writing(SYSTEM) as work:
        point(work, cast.lea, MEAL, Fact(ABSENT))
        point(work, cast.moussa, MEAL, Fact(PRESENT))
        for child in (cast.lea, cast.tom, cast.awa, cast.danylo):
            close(work, place_of(work, child, MEAL), MEAL)
    with town.records.reading(SYSTEM) as work:
        found = {(one.child_id, one.state) for one in served(work, *MONTH)}
    assert found == {
        (cast.lea.id, "absent"),
        (cast.tom.id, "present"),
        (cast.awa.id, "present"),
        (cast.danylo.id, "present"),
        (cast.moussa.id, "unexpected"),
    }


def test_what_was_not_called_is_left_out_and_told_as_missing(town: Served) -> None:
    cast = town.cast
    with town.records.writing(SYSTEM) as work:
        close(work, place_of(work, cast.lea, MEAL), MEAL)
    with town.records.reading(SYSTEM) as work:
        assert [one.child_id for one in served(work, *MONTH)] == [cast.lea.id]
        missing = unpointed(work, *MONTH)
        assert {(one.class_name, one.expected) for one in missing} == {("MS", 1), ("CM2", 1), ("CP", 1)}
        with pytest.raises(StillOpen) as no:
            require_complete(work, *MONTH)
    assert (no.value.count, no.value.day) == (3, DAY)


def test_what_nobody_can_call_any_more_is_given_up_with_a_reason_by_the_office(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        for one in unpointed(work, *MONTH):
            with pytest.raises(ReasonNeeded):
                waive(work, one.place, one.moment, "  ")
            with pytest.raises(NotAllowed):
                waive(as_of(work, town.cast.marc), one.place, one.moment, "liste perdue")
            waive(as_of(work, town.cast.claire), one.place, one.moment, "liste perdue")
        require_complete(work, *MONTH)
        assert {one.state for one in served(work, *MONTH)} == {"present"}


def test_a_closed_class_and_a_day_to_come_are_not_missing(town: Served) -> None:
    town.book(town.cast.lea, day=date(2026, 12, 4))
    with town.records.reading(SYSTEM) as work:
        assert {one.day for one in unpointed(work, *MONTH)} == {DAY}


def test_a_tap_sets_and_a_second_one_changes_nothing(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        rows = {point(work, town.cast.lea, MEAL, Fact(ABSENT)).id for _ in range(3)}
        assert len(rows) == 1
        point(work, town.cast.lea, MEAL, Fact(PRESENT))
        assert [(one.state, one.replaced_at is not None) for one in history(work, town.cast.lea, MEAL)] == [
            ("absent", True),
            ("present", False),
        ]


def test_after_the_roll_call_a_change_says_why_and_the_former_fact_stays(town: Served) -> None:
    lea = town.cast.lea
    with town.records.writing(SYSTEM) as work:
        close(work, place_of(work, lea, MEAL), MEAL)
        with pytest.raises(ReasonNeeded):
            point(work, lea, MEAL, Fact(ABSENT))
        point(work, lea, MEAL, Fact(ABSENT), "partie à 11 h, malade")
        with pytest.raises(ReasonNeeded):
            forget(work, lea, MEAL)
        forget(work, lea, MEAL, "erreur d’enfant")
        assert [(one.state, one.reason) for one in history(work, lea, MEAL)] == [("absent", "partie à 11 h, malade ; erreur d’enfant")]
        assert [one.state for one in served(work, *MONTH)] == ["present"]


def test_nobody_points_ahead_nor_on_a_day_without_canteen(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        with pytest.raises(NotYet):
            point(work, town.cast.lea, Moment(date(2026, 12, 4), "canteen"), Fact(PRESENT))
        with pytest.raises(NotThatDay):
            point(work, town.cast.lea, Moment(date(2026, 12, 2), "canteen"), Fact(PRESENT))


def test_only_those_who_look_after_the_children_point(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        for stranger in (town.cast.nadia, town.cast.marc):
            with pytest.raises(NotAllowed):
                point(as_of(work, stranger), town.cast.lea, MEAL, Fact(ABSENT))
        with pytest.raises(NotAllowed):
            roll_of(as_of(work, town.cast.nadia), place_of(work, town.cast.lea, MEAL), MEAL)


def test_the_roll_shows_who_is_expected_and_who_else_is_in_the_class(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        place = place_of(work, town.cast.awa, MEAL)
        roll = roll_of(work, place, MEAL)
        assert [(one.first_name, one.counts) for one in roll.expected] == [("Awa", "present")]
        assert [one.first_name for one in roll.others] == ["Inès"]
        point(work, town.cast.ines, MEAL, Fact(PRESENT))
        roll = roll_of(work, place, MEAL)
        assert [(one.first_name, one.is_booked) for one in roll.expected] == [("Awa", True), ("Inès", False)]


def test_childcare_is_missing_where_children_are_registered_until_each_part_is_done(town: Served) -> None:
    lea = town.cast.lea
    with town.records.writing(SYSTEM) as work:
        register(work, Wanted(lea.id, CHILDCARE, date(2026, 9, 1), date(2027, 7, 2)))
        missing = [one for one in unpointed(work, DAY, DAY) if one.activity == CHILDCARE]
        assert [(one.part, one.school) for one in missing] == [(part, "École élémentaire Jean Moulin") for part in (MORNING, EVENING)]
        close(work, missing[0].place, missing[0].moment)
        assert [one.part for one in unpointed(work, DAY, DAY) if one.activity == CHILDCARE] == [EVENING]
        assert close(work, missing[0].place, missing[0].moment).state == "done"


def test_nobody_leaves_before_coming(town: Served) -> None:
    with town.records.writing(SYSTEM) as work, pytest.raises(LeavesBeforeComing):
        point(work, town.cast.lea, Moment(DAY, CHILDCARE, EVENING), Fact(PRESENT, time(17), time(16, 59)))


def test_a_place_is_a_class_at_table_and_the_school_for_the_childcare(town: Served) -> None:
    with town.records.reading(SYSTEM) as work:
        at_table, after = (place_of(work, town.cast.lea, one) for one in (MEAL, Moment(DAY, CHILDCARE, EVENING)))
    assert at_table == Place(after.school_id, town.cast.lea.class_id)
    assert after.class_id is None


def without_class(town: Served) -> None:
    """Take Léa out of her class, and Moussa, who has no meal."""
    with town.records.writing(SYSTEM) as work:
        for child in (town.cast.lea, town.cast.moussa):
            work.session.get_one(Child, child.id).class_id = None


def test_children_without_a_class_are_called_closed_and_corrected_as_the_others(town: Served) -> None:
    without_class(town)
    cast = town.cast
    with town.records.writing(SYSTEM) as work:
        roll = roll_of(work, WITHOUT_CLASS, MEAL)
        assert [one.child_id for one in roll.expected] == [cast.lea.id]
        assert [one.child_id for one in roll.others] == [cast.moussa.id]
        lea = work.session.get_one(Child, cast.lea.id)
        point(work, lea, MEAL, Fact(ABSENT))
        close(work, WITHOUT_CLASS, MEAL)
        close(work, WITHOUT_CLASS, MEAL)
        with pytest.raises(ReasonNeeded):
            point(work, lea, MEAL, Fact(PRESENT))
    with town.records.reading(SYSTEM) as work:
        assert roll_of(work, WITHOUT_CLASS, MEAL).call == "done"
        assert (cast.lea.id, "absent") in {(one.child_id, one.state) for one in served(work, *MONTH)}
        assert work.session.scalars(select(RollCall).where(RollCall.school_id.is_(None))).one().class_id is None


def test_their_roll_holds_up_the_bill_until_it_is_called_or_given_up(town: Served) -> None:
    without_class(town)
    with town.records.writing(SYSTEM) as work:
        (missing,) = (one for one in unpointed(work, *MONTH) if one.school_id is None)
        assert (missing.day, missing.expected, missing.place) == (DAY, 1, WITHOUT_CLASS)
        waive(work, missing.place, missing.moment, "cantine évacuée")
        assert [one for one in unpointed(work, *MONTH) if one.school_id is None] == []
        assert (town.cast.lea.id, "present") in {(one.child_id, one.state) for one in served(work, *MONTH)}


def test_who_left_the_towns_schools_is_on_no_roll(town: Served) -> None:
    without_class(town)
    with town.records.writing(SYSTEM) as work:
        for row in work.session.scalars(select(Registration).where(Registration.child_id == town.cast.moussa.id)):
            row.last = date(2026, 11, 30)
        assert [one.child_id for one in roll_of(work, WITHOUT_CLASS, MEAL).lines] == [town.cast.lea.id]


def test_the_childcare_of_a_child_without_a_school_is_still_no_place(town: Served) -> None:
    without_class(town)
    with town.records.writing(SYSTEM) as work, pytest.raises(NotFound):
        place_of(work, work.session.get_one(Child, town.cast.lea.id), Moment(DAY, CHILDCARE, EVENING))
