"""The promise: what the kitchen received is the bookings at the cut-off, and the order with its changes is who eats now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.databases import planted
from villars_core.absences.actions import Missing, report, withdraw
from villars_core.accounts.queries import actor_of
from villars_core.attendance.actions import forget, point
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.families.models import Child
from villars_core.health.actions import end_plan, set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.kitchen.actions import freeze, keep_change, keep_up
from villars_core.kitchen.models import OrderSheet
from villars_core.kitchen.queries import cutoff_of, expected, figures_of_day, sheet_of, total
from villars_core.kitchen.rules import Key
from villars_core.reservations.actions import book, cancel
from villars_core.school_calendar.models import ClosedPeriod
from villars_core.work import SYSTEM, Actor, Assurance, Records, Work

DAY = date(2026, 12, 3)
CUTOFF = datetime(2026, 11, 25, 23, tzinfo=UTC)
START = datetime(2026, 11, 24, 6, tzinfo=UTC)
HOURS = int((datetime(2026, 12, 3, 18, tzinfo=UTC) - START) / timedelta(hours=1))
MEAL = Moment(DAY, "canteen")
DIETS = ("", "sans porc", "végétarien")
ACTS = ("book", "cancel", "report", "withdraw", "here", "away", "forget", "diet", "tray", "no tray", "close", "open", "look")
CHILDREN = 8


@dataclass(frozen=True)
class Planted:
    """The records and the cast in them; each run of acts is undone."""

    records: Records
    cast: Cast


@pytest.fixture
def town(url: str) -> Iterator[Planted]:
    """Give a planted town on each database."""
    with planted(url, MovableClock(START, running=False)) as (records, cast):
        yield Planted(records, cast)


@dataclass
class Model:
    """Who eats, without a database: sets and dictionaries."""

    booked: set[int] = field(default_factory=set)
    at_cutoff: set[int] | None = None
    reported: set[int] = field(default_factory=set)
    marks: dict[int, str] = field(default_factory=dict)
    closed: bool = False

    def eats(self, number: int) -> bool:
        """Tell whether a child eats: what was pointed counts before what was reported, and that before what is booked."""
        mark = self.marks.get(number)
        return mark == PRESENT or (number in self.booked and mark != ABSENT and number not in self.reported)


@dataclass
class Player:
    """Plays acts on the town and on the model."""

    work: Work
    office: Actor
    kids: list[Child]
    model: Model = field(default_factory=Model)

    def play(self, act: str, number: int, at: datetime) -> None:
        """Do one act at an instant, in both worlds."""
        if at >= CUTOFF and self.model.at_cutoff is None:
            self.model.at_cutoff = set(self.model.booked)
        work = replace(self.work, now=at, actor=self.office)
        getattr(self, "_" + act.replace(" ", "_"))(work, number)

    def _book(self, work: Work, number: int) -> None:
        if not self.model.closed:
            book(work, self.kids[number], [DAY])
            self.model.booked.add(number)

    def _cancel(self, work: Work, number: int) -> None:
        if not self.model.closed:
            cancel(work, self.kids[number], [DAY])
            self.model.booked.discard(number)

    def _report(self, work: Work, number: int) -> None:
        if not self.model.closed:
            report(work, Missing(self.kids[number], (DAY,)))
            self.model.reported.add(number)

    def _withdraw(self, work: Work, number: int) -> None:
        withdraw(work, self.kids[number], [DAY])
        self.model.reported.discard(number)

    def _here(self, work: Work, number: int) -> None:
        self._point(work, number, PRESENT)

    def _away(self, work: Work, number: int) -> None:
        self._point(work, number, ABSENT)

    def _point(self, work: Work, number: int, state: str) -> None:
        if work.today >= DAY and not self.model.closed:
            point(work, self.kids[number], MEAL, Fact(state))
            self.model.marks[number] = state

    def _forget(self, work: Work, number: int) -> None:
        forget(work, self.kids[number], MEAL)
        self.model.marks.pop(number, None)

    def _diet(self, work: Work, number: int) -> None:
        set_diet(work, self.kids[number], DIETS[work.now.hour % len(DIETS)], date(2026, 9, 1))

    def _tray(self, work: Work, number: int) -> None:
        set_plan(work, self.kids[number], Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True))

    def _no_tray(self, work: Work, number: int) -> None:
        end_plan(work, self.kids[number], date(2026, 9, 1))

    def _close(self, work: Work, _number: int) -> None:
        if not self.model.closed and work.now >= CUTOFF:
            work.session.add(ClosedPeriod(kind="closure", name="Panne", first=DAY, last=DAY, added_at=work.now))
            work.session.flush()
            work.forget()
            self.model.closed = True

    def _open(self, work: Work, _number: int) -> None:
        for row in work.session.scalars(select(ClosedPeriod).where(ClosedPeriod.name == "Panne")):
            row.withdrawn_at = work.now
        work.session.flush()
        work.forget()
        self.model.closed = False

    def _look(self, work: Work, _number: int) -> None:
        keep_up(replace(work, actor=SYSTEM))


def by_class(kids: list[Child], numbers: set[int]) -> Counter[int | None]:
    """Return how many of these children each class has."""
    return Counter(kids[number].class_id for number in numbers)


def classes_of(figures: Counter[Key]) -> Counter[int | None]:
    """Return figures by class alone."""
    found: Counter[int | None] = Counter()
    for key, count in figures.items():
        found[key.class_id] += count
    return Counter({key: count for key, count in found.items() if count})


acts = st.lists(st.tuples(st.integers(0, HOURS), st.sampled_from(ACTS), st.integers(0, CHILDREN - 1)), max_size=25).map(sorted)


@given(played=acts)
def test_the_order_is_the_bookings_at_the_cut_off_and_with_its_changes_who_eats_now(
    town: Planted, played: list[tuple[int, str, int]]
) -> None:
    """For any run of acts and looks, on both databases; the looks may be as rare or as late as they like."""
    with town.records.writing(SYSTEM, rehearsal=True) as work:
        player = _player(work, town.cast)
        for hours, act, number in played:
            player.play(act, number, START + timedelta(hours=hours))
        end = replace(work, now=START + timedelta(hours=HOURS))
        player.play("book", 0, end.now)
        player.play("open", 0, end.now)
        keep_up(end)
        model, kids = player.model, player.kids
        sheet = sheet_of(end, DAY)
        assert sheet is not None
        assert sheet.cutoff == CUTOFF
        assert classes_of(Counter(sheet.ordered())) == by_class(kids, model.at_cutoff or set())
        row = end.session.scalars(select(OrderSheet).where(OrderSheet.day == DAY)).one()
        keep_change(end, row)
        after = sheet_of(end, DAY)
        assert after is not None
        eaters = {number for number in range(CHILDREN) if model.eats(number)}
        assert classes_of(after.told()) == by_class(kids, eaters)
        assert after.told() == total([figures_of_day(end, DAY)])
        assert sum(after.told().values()) == sum(after.ordered().values()) + after.reasons().difference
        assert keep_change(end, row) is None


@given(played=acts)
def test_a_late_look_freezes_what_was_booked_at_the_cut_off(town: Planted, played: list[tuple[int, str, int]]) -> None:
    """Whether the program looked at the cut-off or days after it: the same order."""
    bookings = [one for one in played if one[1] in {"book", "cancel"}]
    orders = []
    for late in (False, True):
        with town.records.writing(SYSTEM, rehearsal=True) as work:
            player = _player(work, town.cast)
            looked = False
            for hours, act, number in bookings:
                at = START + timedelta(hours=hours)
                if at >= CUTOFF and not looked and not late:
                    assert freeze(replace(work, now=CUTOFF), DAY) is not None
                    looked = True
                player.play(act, number, at)
            end = replace(work, now=START + timedelta(hours=HOURS))
            freeze(end, DAY)
            sheet = sheet_of(end, DAY)
            assert sheet is not None
            orders.append(dict(sheet.ordered()))
    assert orders[0] == orders[1]


def _player(work: Work, cast: Cast) -> Player:
    kids = [cast.lea, cast.tom, cast.ines, cast.awa, cast.moussa, cast.binta, cast.ibrahim, cast.danylo]
    assert cutoff_of(work, DAY) == CUTOFF
    assert expected(work, DAY, CUTOFF).figures == {}
    return Player(work, actor_of(cast.claire, "terminal", Assurance.LINKED), kids)
