"""Absences in the records, on both databases: who may, what is never twice, what billing and kitchen read, in few queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from tests.conversations.people import MONDAY
from tests.databases import migrated
from tests.documents import files
from villars_core.absences import actions, queries
from villars_core.absences.actions import Handed, Missing
from villars_core.absences.models import AbsenceDay, AbsenceProof
from villars_core.absences.rules import NothingToJustify, NotYetPossible, WindowOver
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.documents.actions import forget_left, keep, withdraw
from villars_core.documents.checks import Examined, examine
from villars_core.documents.models import SupportingDocument
from villars_core.documents.queries import content_for_actor, document_for_actor, documents_for_actor
from villars_core.errors import NotAllowed, NotFound
from villars_core.families.access import NotYourDays
from villars_core.families.models import Child
from villars_core.reservations.rules import NotAServiceDay
from villars_core.schools.actions import load_rules
from villars_core.schools.models import TownRulesVersion
from villars_core.schools.queries import rules_in_force
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance, Records, Work

THURSDAY, FRIDAY = date(2026, 12, 3), date(2026, 12, 4)


class House:
    """A town with its cast, and each of them at work."""

    def __init__(self, records: Records, clock: MovableClock) -> None:
        """Plant the cast."""
        self.records, self.clock = records, clock
        with records.writing(SYSTEM) as work:
            self.cast: Cast = plant(work)

    @contextmanager
    def working(self, account: Account) -> Iterator[Work]:
        """Open a transaction in somebody's name."""
        with self.records.writing(actor_of(account, "telegram", Assurance.LINKED)) as work:
            yield work


@pytest.fixture
def house(url: str) -> Iterator[House]:
    """Give a town on Monday 23 November 2026, 9:00, on each database."""
    clock = MovableClock(MONDAY, running=False)
    with migrated(url, clock) as records:
        yield House(records, clock)


def _paper() -> Examined:
    found = examine("certificat.pdf", files.pdf())
    assert isinstance(found, Examined)
    return found


PAPER = _paper()


def test_a_day_is_reported_once_whoever_says_it(house: House) -> None:
    lea = house.cast.lea
    with house.working(house.cast.nadia) as work:
        first = actions.report(work, Missing(lea, (FRIDAY, THURSDAY, FRIDAY)))
    with house.working(house.cast.paul) as work:
        second = actions.report(work, Missing(lea, (THURSDAY,)))
    assert (first.new, second.new, second.known, second.number) == ((THURSDAY, FRIDAY), (), (THURSDAY,), "")


def test_the_other_homes_days_other_peoples_children_and_closed_days_are_refused(house: House) -> None:
    with house.working(house.cast.sophie) as work:
        with pytest.raises(NotYourDays):
            actions.report(work, Missing(house.cast.ines, (date(2026, 11, 30),)))
        with pytest.raises(NotFound):
            actions.report(work, Missing(house.cast.lea, (THURSDAY,)))
        with pytest.raises(NotFound):
            actions.justify(work, Missing(house.cast.lea, (THURSDAY,)), Handed(()))
    with house.working(house.cast.nadia) as work:
        with pytest.raises(NotAServiceDay):
            actions.report(work, Missing(house.cast.lea, (date(2026, 11, 28),)))
        with pytest.raises(NotYetPossible):
            actions.report(work, Missing(house.cast.lea, (date(2027, 3, 4),)))
        with pytest.raises(NotAllowed):
            actions.report(work, Missing(house.cast.lea, (THURSDAY,), kind="strike"))
        with pytest.raises(NotAllowed):
            actions.excuse(work, [house.cast.lea], [THURSDAY], "strike")


def test_a_proof_is_decided_and_billing_reads_it_as_a_credit(house: House) -> None:
    lea = house.cast.lea
    with house.working(house.cast.nadia) as work:
        (paper,) = keep(work, [PAPER])
        done = actions.justify(work, Missing(lea, (THURSDAY,)), Handed((paper.id,)))
        assert (done.is_accepted, done.proof.number) == (False, "D-2026-00002")
        with pytest.raises(NothingToJustify):
            actions.justify(work, Missing(lea, (THURSDAY,)), Handed(()))
        with pytest.raises(NotAllowed):
            actions.accept(work, done.proof.id)
    house.clock.move_to(datetime(2027, 1, 10, 8, 0, tzinfo=UTC))  # December is billed by now
    key = (lea.id, THURSDAY, "canteen")
    with house.working(house.cast.claire) as work:
        assert queries.billed_share(work, date(2026, 12, 1), date(2026, 12, 31))[key].percent == 100
        actions.accept(work, done.proof.id)
        assert queries.billed_share(work, date(2026, 12, 1), date(2026, 12, 31))[key].percent == 0


def test_the_window_closes_on_the_minute_and_names_the_limit(house: House) -> None:
    missing = Missing(house.cast.lea, (THURSDAY, FRIDAY))
    house.clock.move_to(datetime(2026, 12, 18, 23, 0, tzinfo=UTC))
    with house.working(house.cast.nadia) as work:
        good, over, done = actions.justifiable(work, missing)
        assert (good, over, done) == ([FRIDAY], [THURSDAY], [])
        with pytest.raises(WindowOver) as refused:
            actions.justify(work, missing, Handed((), words=""))
    assert refused.value.days == (THURSDAY,)
    assert refused.value.limit == datetime(2026, 12, 18, 22, 59, tzinfo=UTC)
    assert [one.intent for one in refused.value.ways_out()] == ["talk_to_staff"]


def test_a_message_said_in_time_counts_though_it_is_handled_later(house: House) -> None:
    house.clock.move_to(datetime(2026, 12, 18, 23, 0, 30, tzinfo=UTC))
    said = datetime(2026, 12, 18, 22, 59, 50, tzinfo=UTC)
    with house.working(house.cast.nadia) as work:
        assert actions.justify(work, Missing(house.cast.lea, (THURSDAY,), at=said), Handed(())).days == (THURSDAY,)


def test_a_town_may_accept_at_once_and_keep_waiting_days(house: House) -> None:
    with house.records.writing(SYSTEM) as work:
        text = work.session.scalars(select(TownRulesVersion.text)).one()
        rule = "window_days = 15\nautomatic = true\nwaiting_days = 1\npercent = 25\n"
        load_rules(work, text.replace("window_days = 15\n", rule))
        assert rules_in_force(work).absences[0].waiting_days == 1
    with house.working(house.cast.nadia) as work:
        assert actions.justify(work, Missing(house.cast.lea, (THURSDAY,)), Handed(())).is_accepted
        actions.justify(work, Missing(house.cast.lea, (FRIDAY,)), Handed(()))
        shares = queries.billed_share(work, THURSDAY, FRIDAY)
    assert [shares[house.cast.lea.id, day, "canteen"].percent for day in (THURSDAY, FRIDAY)] == [100, 25]


def test_a_strike_excuses_many_children_in_few_queries_and_once(house: House) -> None:
    with house.working(house.cast.claire) as work:
        children = list(work.session.scalars(select(Child)))
        seen: list[str] = []
        event.listen(house.records.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
        assert actions.excuse(work, children, [THURSDAY, FRIDAY], "strike") == 2 * len(children)
        work.session.expire_all()
        before = len(seen)
        shares = queries.billed_share(work, THURSDAY, FRIDAY)
        assert len(seen) - before <= 10  # rules, classes and calendars once; the absences in one
        assert {one.percent for one in shares.values()} == {0}
        assert len(shares) == 2 * len(children)
        assert actions.excuse(work, children, [THURSDAY, FRIDAY], "strike") == 0
        assert len(work.session.scalars(select(AbsenceDay)).all()) == 2 * len(children)


def test_a_report_is_taken_back_ahead_only_and_may_come_again(house: House) -> None:
    lea = house.cast.lea
    with house.working(house.cast.nadia) as work:
        actions.report(work, Missing(lea, (THURSDAY, FRIDAY)))
    house.clock.move_to(datetime(2026, 12, 4, 8, 0, tzinfo=UTC))
    with house.working(house.cast.nadia) as work:
        assert actions.withdraw(work, lea, [THURSDAY, FRIDAY]) == [FRIDAY]
        assert queries.absent_on(work, FRIDAY) == frozenset()
        assert queries.absent_on(work, THURSDAY) == {lea.id}
        assert actions.report(work, Missing(lea, (FRIDAY,))).new == (FRIDAY,)


# Documents


def test_a_document_is_seen_by_its_home_and_the_office_alone(house: House) -> None:
    with house.working(house.cast.nadia) as work:
        (row,) = keep(work, [PAPER])
        number = row.id
    cast = house.cast
    for account, sees in ((cast.nadia, True), (cast.paul, True), (cast.sophie, False), (cast.claire, True)):
        with house.working(account) as work:
            if sees:
                assert content_for_actor(work, number) == PAPER.content
            else:
                with pytest.raises(NotFound):
                    document_for_actor(work, number)
    for actor in (Actor(ActorKind.STRANGER), Actor(ActorKind.STAFF, 1, 1, frozenset({"kitchen"}))):
        with house.records.reading(actor) as work, pytest.raises(NotFound):
            documents_for_actor(work, [number])


def test_the_bytes_are_sealed_and_bound_to_their_row(house: House) -> None:
    with house.working(house.cast.nadia) as work:
        first, second = keep(work, [PAPER, PAPER])
        assert PAPER.content[:100] not in (first.content or b"")
        second.content = first.content
        work.session.flush()
        with pytest.raises(Exception, match="does not open"):
            content_for_actor(work, second.id)


def test_what_is_withdrawn_or_never_used_is_gone(house: House) -> None:
    with house.working(house.cast.nadia) as work:
        first, second, third = keep(work, [PAPER, PAPER, PAPER])
        withdraw(work, first.id)
        actions.justify(work, Missing(house.cast.lea, (THURSDAY,)), Handed((third.id,)))
        with pytest.raises(NotFound):
            document_for_actor(work, first.id)
        numbers = (first.id, second.id, third.id)
    house.clock.move_to(MONDAY + timedelta(days=9))
    with house.records.writing(SYSTEM) as work:
        assert forget_left(work) == 1
        rows = [work.session.get_one(SupportingDocument, one) for one in numbers]
        assert [one.content is None for one in rows] == [True, True, False]


def test_a_page_that_comes_late_joins_its_own_proof_only(house: House) -> None:
    with house.working(house.cast.nadia) as work:
        proof = actions.justify(work, Missing(house.cast.lea, (THURSDAY,)), Handed(())).proof
        (late,) = keep(work, [PAPER])
        assert actions.add_documents(work, proof.id, [late.id, late.id]) == [late.id]
        assert actions.add_documents(work, proof.id, [late.id]) == []
    with house.working(house.cast.sophie) as work:
        (other,) = keep(work, [PAPER])
        with pytest.raises(NotFound):
            actions.add_documents(work, proof.id, [other.id])
        assert work.session.get_one(AbsenceProof, proof.id).state == "waiting"
