"""Events after the cut-off: the kitchen reads what falls away, and the correction when they are withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from tests.attendance.conftest import DAY, Served, as_of
from villars_core.absences.actions import Missing, report
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_queries import Scope
from villars_core.kitchen.actions import freeze, keep_change
from villars_core.kitchen.models import OrderSheet
from villars_core.kitchen.queries import sheet_of
from villars_core.kitchen.rules import Reasons
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.schools.queries import class_of
from villars_core.staff.timers import WATCHES, run_watches
from villars_core.work import SYSTEM

CUTOFF = datetime(2026, 11, 25, 23, tzinfo=UTC)
EVE = datetime(2026, 12, 1, 15, tzinfo=UTC)
MORNING = datetime(2026, 12, 3, 6, tzinfo=UTC)


def look(town: Served, instant: datetime) -> None:
    """Move the clock and let the program look."""
    town.clock.move_to(instant)
    run_watches(town.records, tuple(one for one in WATCHES if one.name == "kitchen"))


def declare(town: Served, draft: Draft) -> int:
    """Let Claire declare an event."""
    with town.records.writing(SYSTEM) as work:
        return events.confirm(as_of(work, town.cast.claire), events.prepare(as_of(work, town.cast.claire), draft).id).id


def withdraw(town: Served, event_id: int) -> None:
    """Let Claire take it back."""
    with town.records.writing(SYSTEM) as work:
        events.withdraw(as_of(work, town.cast.claire), event_id)


def school(town: Served) -> Scope:
    """Return the school of Léa and Awa."""
    with town.records.reading(SYSTEM) as work:
        found = class_of(work, town.cast.lea.class_id)
        assert found is not None
        return Scope("school", found.school_id)


def sheet(town: Served) -> tuple[int, int, list[Reasons]]:
    """Return how many meals were ordered, how many are known of now, and why the changes were."""
    with town.records.reading(SYSTEM) as work:
        found = sheet_of(work, DAY)
        assert found is not None
        return sum(found.ordered().values()), sum(found.told().values()), [step.reasons for step in found.steps[1:]]


def told(town: Served) -> list[str]:
    """Return the first lines of what the kitchen was told of the day since the order."""
    with town.records.reading(SYSTEM) as work:
        query = select(OutboxRow).where(OutboxRow.kind == "kitchen", OutboxRow.account_id == town.cast.marc.id).order_by(OutboxRow.id)
        parcels = [parcel_of(work, row) for row in work.session.scalars(query) if "2026-12-03" in (row.business_key or "")]
        return ["\n".join(parcel.screen.body) for parcel in parcels if parcel is not None]


def test_a_closure_after_the_cut_off_is_a_change_and_its_withdrawal_a_correction(town: Served) -> None:
    look(town, CUTOFF)
    ordered, _, _ = sheet(town)
    event = declare(town, Draft("closure", school(town), (DAY,)))
    look(town, EVE)
    first, now, why = sheet(town)
    assert first == ordered
    assert now < ordered
    assert why == [Reasons(cancelled=ordered - now)]
    withdraw(town, event)
    look(town, MORNING)
    first, again, why = sheet(town)
    assert (first, again) == (ordered, ordered)
    assert sum(one.difference for one in why) == 0
    assert len(told(town)) == 2
    assert f"{now} repas" in told(town)[0]
    assert f"{ordered} repas" in told(town)[1]


def test_a_trip_whose_meals_are_excused_is_told_as_absences_and_taken_back(town: Served) -> None:
    look(town, CUTOFF)
    ordered, _, _ = sheet(town)
    event = declare(town, Draft("trip", Scope("class", town.cast.lea.class_id), (DAY,), effect="excuse"))
    look(town, EVE)
    assert sheet(town) == (ordered, ordered - 1, [Reasons(absent=1)])
    withdraw(town, event)
    look(town, MORNING)
    assert sheet(town) == (ordered, ordered, [Reasons(absent=1), Reasons(absent=-1)])


def test_an_absence_that_a_family_reported_outlives_the_event(town: Served) -> None:
    """Léa is ill; her class goes on a trip; the trip is called off: she is still ill, and her parents may still prove it."""
    town.clock.move_to(CUTOFF - timedelta(days=1))
    with town.records.writing(SYSTEM) as work:
        report(as_of(work, town.cast.nadia), Missing(town.cast.lea, (DAY,)))
    look(town, CUTOFF)
    before = sheet(town)
    event = declare(town, Draft("trip", Scope("class", town.cast.lea.class_id), (DAY,), effect="excuse"))
    withdraw(town, event)
    look(town, EVE)
    assert sheet(town) == before


def test_a_closure_that_was_declared_before_the_program_looked_is_a_change_all_the_same(town: Served) -> None:
    """The order is the bookings at the cut-off even where the program slept then; what closed since is told with it."""
    town.clock.move_to(CUTOFF + timedelta(hours=2))
    declare(town, Draft("closure", school(town), (DAY,)))
    with town.records.writing(SYSTEM) as work:
        frozen = freeze(work, DAY)
        assert frozen is not None
        assert sum(frozen.ordered().values()) == 4
        assert sum(frozen.told().values()) == 1
        row = work.session.scalars(select(OrderSheet).where(OrderSheet.day == DAY)).one()
        assert keep_change(replace(work, now=work.now + timedelta(hours=1)), row) is None


def test_a_closure_before_the_cut_off_is_no_change(town: Served) -> None:
    town.clock.move_to(CUTOFF - timedelta(days=1))
    declare(town, Draft("closure", school(town), (DAY, date(2026, 12, 4))))
    look(town, CUTOFF)
    ordered, now, why = sheet(town)
    assert (ordered, now, why) == (1, 1, [])
