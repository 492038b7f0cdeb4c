"""Whatever happens in whatever order — book, cancel, absence, closure, custody, clock — the records say what a plain model says."""

import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.conversations.people import MONDAY
from tests.reservations.town_model import ADULTS, CLASS, DAYS, KIDS, OFFICE, Happening, Model, Scope, by_class
from villars_core.absences.actions import Missing, report
from villars_core.absences.queries import absent_on
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements import event_queries
from villars_core.announcements.event_actions import Draft, NothingToDo
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.errors import NotFound, Refusal
from villars_core.families.access import child_for_actor, children_of_actor
from villars_core.families.actions import end_guardianship, except_days, make_guardian_of, set_alternating
from villars_core.families.models import Guardian
from villars_core.families.rules import Alternation
from villars_core.kitchen.actions import keep_change, keep_up
from villars_core.kitchen.models import OrderSheet
from villars_core.kitchen.queries import sheet_numbered
from villars_core.kitchen.rules import Key
from villars_core.reservations import custody
from villars_core.reservations.actions import book, cancel
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import booked
from villars_core.schools.queries import class_of, classes
from villars_core.staff.all_models import all_tables
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Assurance, Records

FIRST, LAST = date(2026, 11, 23), date(2027, 1, 29)
EXAMPLES, STEPS, AT_LEAST = (100, 55, 5_000) if os.environ.get("VILLARS_PROVE") == "1" else (8, 25, 100)
SCOPES = [Scope("town"), Scope("school", "lea"), Scope("school", "tom"), Scope("class", "lea"), Scope("class", "ines")]
WHAT = [("closure", "cancel"), ("trip", "cancel"), ("trip", "excuse"), ("strike", "excuse"), ("teacher", "cancel")]


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
        assert {kid: self._class(kid) for kid in KIDS} == CLASS

    def _class(self, kid: str) -> str:
        with self.records.reading(SYSTEM) as work:
            found = class_of(work, getattr(self.cast, kid).class_id)
            return found.name if found else ""

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
        allowed = model.may_touch(who, kid, day) and model.is_served(kid, day) and (who in OFFICE or model.is_in_time(day))
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
        served = {day for day in days if self.model.is_served(kid, day)}
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
            allowed = self.model.may_touch(who, kid, day) and self.model.is_served(kid, day)
            assert not allowed or day > self.model.today + timedelta(days=60), (who, kid, day)
            return
        assert self.model.may_touch(who, kid, day)
        assert self.model.is_served(kid, day)
        self.model.reported[kid] |= {day} - self.model.absent(kid)

    @rule(what=st.sampled_from(WHAT), scope=st.sampled_from(SCOPES), day=st.sampled_from(DAYS))
    def happen(self, what: tuple[str, str], scope: Scope, day: date) -> None:
        """Declare an event for the town, a school or a class; declaring it again changes nothing."""
        kind, effect = what
        if kind == "closure" and scope.kind == "class":
            return
        one = Happening(kind, scope, day, effect)
        known = one.key in {other.key for other in self.model.happenings}
        try:
            with self.records.writing(actor_of(self.account("claire"), "test", Assurance.LINKED)) as work:
                for _ in range(2):
                    one.number = events.confirm(work, events.prepare(work, Draft(kind, self.scope(scope), (day,), effect=effect)).id).id
        except NothingToDo:
            assert not any(self.model.service_is_open(kid, day) for kid in scope.members()), one
            return
        assert known or any(self.model.service_is_open(kid, day) for kid in scope.members()), one
        if not known:
            self.model.happen(one)

    @precondition(lambda self: self.model.happenings)
    @rule(which=st.integers(0, 50))
    def call_off(self, which: int) -> None:
        """Take an event back; a second time changes nothing."""
        one = self.model.happenings[which % len(self.model.happenings)]
        with self.records.writing(actor_of(self.account("claire"), "test", Assurance.LINKED)) as work:
            for _ in range(2):
                events.withdraw(work, one.number)
        self.model.withdraw(one)

    def scope(self, scope: Scope) -> event_queries.Scope:
        """Return a scope as the records know it."""
        if scope.kind == "town":
            return event_queries.Scope()
        with self.records.reading(SYSTEM) as work:
            found = class_of(work, getattr(self.cast, scope.kid).class_id)
        assert found is not None
        return event_queries.Scope(scope.kind, found.id if scope.kind == "class" else found.school_id)

    @rule(day=st.sampled_from(DAYS))
    def link_or_unlink(self, day: date) -> None:
        """Let Karim become a guardian of Awa from today on, or be it no more after a day."""
        karim = self.account("karim").guardian_id
        assert karim is not None
        links, today = self.model.links, self.model.today
        with self.records.writing(SYSTEM) as work:
            row = work.session.get_one(Guardian, karim)
            if links and links[-1][1] is None:
                if day >= links[-1][0]:
                    end_guardianship(work, self.cast.awa, row, day)
                    links[-1] = (links[-1][0], day)
            elif not links or (links[-1][1] or today) < today:
                make_guardian_of(work, self.cast.awa, row, today)
                links.append((today, None))

    @rule()
    def look(self) -> None:
        """Let the program look at what the kitchen is to be told."""
        with self.records.writing(SYSTEM) as work:
            keep_up(work)

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
        self.model.let_pass(hours)
        self.clock.move_to(self.model.now)

    @invariant()
    def the_records_say_what_the_model_says(self) -> None:
        """Compare bookings and absences day by day; one live booking a child and day at most."""
        AnyOrder.steps += 1
        with self.records.reading(SYSTEM) as work:
            for kid in KIDS:
                child = getattr(self.cast, kid)
                assert set(booked(work, [child.id], FIRST, LAST)[child.id]) == self.model.booked[kid]
                told = {day for day in DAYS if child.id in absent_on(work, day)}
                assert told == self.model.absent(kid)
            query = select(Reservation.child_id, Reservation.day).where(Reservation.state.in_(("booked", "waiting")))
            live = [tuple(row) for row in work.session.execute(query)]
            assert len(live) == len(set(live))

    @invariant()
    def each_adult_sees_the_children_linked_that_day_and_own_days_only(self) -> None:
        """Look as each parent: at today's children, and of them at one's own days."""
        for who in ADULTS:
            if who in OFFICE:
                continue
            with self.records.reading(actor_of(self.account(who), "test", Assurance.LINKED)) as work:
                seen = {child.id for child in children_of_actor(work)}
                for kid in KIDS:
                    child = getattr(self.cast, kid)
                    assert (child.id in seen) == self.model.sees(who, kid), (who, kid)
                    if child.id not in seen:
                        with pytest.raises(NotFound):
                            child_for_actor(work, child.id)
                        continue
                    days = {day for day in self.model.booked[kid] if who in self.model.owners(kid, day)}
                    assert set(booked(work, [child.id], FIRST, LAST)[child.id]) == days, (who, kid)

    @invariant()
    def the_order_is_what_was_booked_at_the_cut_off_and_with_its_changes_who_eats(self) -> None:
        """Hold each frozen sheet against the model; what is to be told at the next look is looked at without telling it."""
        with self.records.writing(SYSTEM, rehearsal=True) as work:
            names = {one.id: one.name for one in classes(work)}
            for row in work.session.scalars(select(OrderSheet).where(OrderSheet.day.in_(self.model.at_cutoff))).all():
                sheet = sheet_numbered(work, row.id)
                assert _classes(names, sheet.ordered()) == by_class(self.model.at_cutoff[row.day]), row.day
                keep_change(work, row)
                told = sheet_numbered(work, row.id)
                assert _classes(names, told.told()) == by_class(self.model.eaters(row.day)), row.day
                assert sum(told.told().values()) == sum(told.ordered().values()) + told.reasons().difference


def _classes(names: dict[int, str], figures: Mapping[Key, int]) -> Counter[str]:
    """Return figures by class, without those that come to nothing."""
    found: Counter[str] = Counter()
    for key, count in figures.items():
        found[names[key.class_id or 0]] += count
    return Counter({name: count for name, count in found.items() if count})


@pytest.mark.timeout(1800)
def test_whatever_happens_in_whatever_order_the_records_say_what_a_plain_model_says() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
        ),
    )
    assert AnyOrder.steps >= AT_LEAST
