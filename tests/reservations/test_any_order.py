"""Whatever happens in whatever order — book, cancel, absence, closure, custody, clock — the records say what a plain model says."""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.conversations.people import MONDAY
from villars_core.absences.actions import Missing, report
from villars_core.absences.queries import absent_on
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_queries import Scope
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import ANCHOR, Cast, plant
from villars_core.errors import Refusal
from villars_core.families.access import children_of_actor
from villars_core.families.actions import except_days, set_alternating
from villars_core.families.rules import Alternation
from villars_core.reservations import custody
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import booked
from villars_core.staff.all_models import all_tables
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Assurance, Records

FIRST, LAST = date(2026, 11, 23), date(2027, 1, 29)
DAYS = [date(2026, 11, 30) + timedelta(days=one) for one in range(12)] + [date(2026, 12, 22), date(2026, 12, 28), date(2027, 1, 4)]
"""Few, so that acts meet on the same day: a fortnight, holidays, and the Monday after a week 53."""
HOLIDAYS = (date(2026, 12, 19), date(2027, 1, 3))
EXAMPLES, STEPS, AT_LEAST = (150, 60, 5_000) if os.environ.get("VILLARS_PROVE") == "1" else (8, 25, 100)
KIDS = ("lea", "ines")
ADULTS = ("nadia", "paul", "sophie", "karim", "fatou", "claire")
FAMILY = {"lea": {"nadia", "paul"}, "ines": {"sophie", "karim"}}
OFFICE = {"claire"}


@dataclass
class Model:
    """What should be: plain sets of days, and who has Inès."""

    now: datetime
    anchor: date = ANCHOR
    holder: str = "sophie"

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.booked: dict[str, set[date]] = {kid: set() for kid in KIDS}
        self.absent: dict[str, set[date]] = {kid: set() for kid in KIDS}
        self.closed: set[date] = set()
        self.swapped: dict[date, str] = {}

    def is_served(self, day: date) -> bool:
        """Tell whether there is canteen on a day."""
        return day.isoweekday() in {1, 2, 4, 5} and not HOLIDAYS[0] <= day <= HOLIDAYS[1] and day not in self.closed

    def is_in_time(self, day: date) -> bool:
        """Tell whether a day may change: until Wednesday 23:59 of the week before."""
        wednesday = day - timedelta(days=day.weekday() + 5)
        return self.now < datetime.combine(wednesday + timedelta(days=1), time(), tzinfo=PARIS)

    def owners(self, kid: str, day: date) -> set[str]:
        """Return whose day it is."""
        if kid == "lea":
            return FAMILY[kid]
        if day in self.swapped:
            return {self.swapped[day]}
        other = "karim" if self.holder == "sophie" else "sophie"
        return {self.holder if ((day - self.anchor).days // 7) % 2 == 0 else other}

    def may_touch(self, who: str, kid: str, day: date) -> bool:
        """Tell whether somebody may act on a child's day, whatever the hour."""
        return who in OFFICE or who in self.owners(kid, day)


class AnyOrder(RuleBasedStateMachine):
    """Acts of everybody, in any order."""

    steps: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        """Plant a town."""
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        engine = open_engine(f"sqlite:///{folder}/town.db")
        self.stack.callback(engine.dispose)
        all_tables().create_all(engine)
        name, key = new_key()
        self.clock = MovableClock(MONDAY, running=False)
        self.records = Records(engine, self.clock, Vault({name: key}, name))
        with self.records.writing(SYSTEM) as work:
            self.cast: Cast = plant(work)
        self.model = Model(MONDAY)

    def teardown(self) -> None:
        """Close the town."""
        if hasattr(self, "stack"):
            self.stack.close()

    def account(self, who: str) -> Account:
        """Return somebody's account."""
        found: Account = getattr(self.cast, who)
        return found

    @rule(who=st.sampled_from(ADULTS), kid=st.sampled_from(KIDS), day=st.sampled_from(DAYS), act=st.sampled_from(["book", "cancel"]))
    def change(self, who: str, kid: str, day: date, act: str) -> None:
        """Book or cancel one day."""
        model, child = self.model, getattr(self.cast, kid)
        allowed = model.may_touch(who, kid, day) and model.is_served(day) and (who in OFFICE or model.is_in_time(day))
        done = book if act == "book" else cancel
        try:
            with self.records.writing(actor_of(self.account(who), "test", Assurance.LINKED)) as work:
                done(work, child, [day])
        except Refusal:
            assert not allowed, (who, kid, day, act)
            return
        assert allowed, (who, kid, day, act)
        (model.booked[kid].add if act == "book" else model.booked[kid].discard)(day)

    @rule(kid=st.sampled_from(KIDS), days=st.sets(st.sampled_from(DAYS), min_size=3, max_size=10))
    def fill_in(self, kid: str, days: set[date]) -> None:
        """Let the office book many days at once, so that the other acts find something."""
        served = {day for day in days if self.model.is_served(day)}
        with self.records.writing(actor_of(self.account("claire"), "test", Assurance.LINKED)) as work:
            book(work, getattr(self.cast, kid), served)
        self.model.booked[kid] |= served

    @rule(who=st.sampled_from(ADULTS), kid=st.sampled_from(KIDS), day=st.sampled_from(DAYS))
    def report_absent(self, who: str, kid: str, day: date) -> None:
        """Report an absence; the booking stays."""
        child = getattr(self.cast, kid)
        try:
            with self.records.writing(actor_of(self.account(who), "test", Assurance.LINKED)) as work:
                report(work, Missing(child, (day,)))
        except Refusal:
            assert who not in OFFICE or not self.model.is_served(day) or day > self.clock.now().date() + timedelta(days=60)
            return
        assert self.model.may_touch(who, kid, day)
        self.model.absent[kid].add(day)

    @rule(day=st.sampled_from(DAYS))
    def close(self, day: date) -> None:
        """Close the town's canteen on a day; declaring it again changes nothing."""
        if not self.model.is_served(day):
            return
        with self.records.writing(actor_of(self.account("claire"), "test", Assurance.LINKED)) as work:
            for _ in range(2):
                events.confirm(work, events.prepare(work, Draft("closure", Scope(), (day,))).id)
        self.model.closed.add(day)
        for kid in KIDS:
            self.model.booked[kid].discard(day)

    @rule(anchor=st.sampled_from(DAYS[:12]), holder=st.sampled_from(["sophie", "karim"]))
    def shift(self, anchor: date, holder: str) -> None:
        """Let the weeks begin anew; bookings stay with their days."""
        first, other = self.account(holder), self.account("karim" if holder == "sophie" else "sophie")
        assert first.guardian_id is not None
        assert other.guardian_id is not None
        weeks = Alternation(anchor, first.guardian_id, other.guardian_id)
        with self.records.writing(SYSTEM) as work:
            custody.apply(work, self.cast.ines, lambda: set_alternating(work, self.cast.ines, weeks, FIRST))
        self.model.anchor, self.model.holder = anchor, holder

    @rule(day=st.sampled_from(DAYS), holder=st.sampled_from(["sophie", "karim"]))
    def swap(self, day: date, holder: str) -> None:
        """Give one day to one home."""
        guardian = self.account(holder).guardian_id
        assert guardian is not None
        with self.records.writing(SYSTEM) as work:
            custody.apply(work, self.cast.ines, lambda: except_days(work, self.cast.ines, guardian, day, day))
        self.model.swapped[day] = holder

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        """Let hours pass."""
        self.model.now = min(self.model.now + timedelta(hours=hours), datetime(2027, 1, 29, tzinfo=PARIS))
        self.clock.move_to(self.model.now)

    @invariant()
    def the_records_say_what_the_model_says(self) -> None:
        """Compare bookings and absences day by day; one live booking a child and day at most."""
        AnyOrder.steps += 1
        with self.records.reading(SYSTEM) as work:
            for kid in KIDS:
                child = getattr(self.cast, kid)
                assert set(booked(work, [child.id], FIRST, LAST)[child.id]) == self.model.booked[kid]
                for day in self.model.absent[kid]:
                    assert child.id in absent_on(work, day)
            query = select(Reservation.child_id, Reservation.day).where(Reservation.state.in_(("booked", "waiting")))
            live = [tuple(row) for row in work.session.execute(query)]
            assert len(live) == len(set(live))

    @invariant()
    def each_adult_sees_own_children_and_own_days_only(self) -> None:
        """Look as each parent of Inès."""
        for who in ("sophie", "karim", "fatou"):
            with self.records.reading(actor_of(self.account(who), "test", Assurance.LINKED)) as work:
                names = {child.first_name for child in children_of_actor(work)}
                assert ("Inès" in names) == (who != "fatou")
                if who != "fatou":
                    seen = booked(work, [self.cast.ines.id], FIRST, LAST)[self.cast.ines.id]
                    assert set(seen) == {day for day in self.model.booked["ines"] if who in self.model.owners("ines", day)}


@pytest.mark.timeout(1800)
def test_whatever_happens_in_whatever_order_the_records_say_what_a_plain_model_says() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
        ),
    )
    assert AnyOrder.steps >= AT_LEAST
