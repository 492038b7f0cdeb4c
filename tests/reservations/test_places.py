"""Places: a full day is waited for in order, a freed place is offered for a time, and never are there more children than places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conversations.people import MONDAY
from tests.databases import planted
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import Cast, rules_text
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.reservations import waiting
from villars_core.reservations.actions import Receipt, book, cancel
from villars_core.reservations.models import WaitingPlace
from villars_core.reservations.places import Place, set_capacity, site_of, waiting_days
from villars_core.reservations.queries import booked
from villars_core.reservations.waiting import OfferOver, PlaceTaken
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Assurance, Records, Work

DAY, OTHER = date(2026, 12, 10), date(2026, 12, 11)
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 18)


@dataclass
class Office:
    """A town where the elementary school's restaurant has one place."""

    records: Records
    clock: MovableClock
    cast: Cast

    def book(self, account: Account, child: Child, *days: date) -> Receipt:
        """Book as an adult."""
        with self.records.writing(actor_of(account, "test", Assurance.LINKED)) as work:
            return book(work, child, days)

    def cancel(self, account: Account, child: Child, *days: date) -> Receipt:
        """Cancel as an adult."""
        with self.records.writing(actor_of(account, "test", Assurance.LINKED)) as work:
            return cancel(work, child, days)

    def accept(self, account: Account, child: Child) -> Receipt:
        """Take the newest place of a child."""
        with self.records.writing(actor_of(account, "test", Assurance.LINKED)) as work:
            return waiting.accept(work, self.place(work, child).id)

    def decline(self, account: Account, child: Child) -> None:
        """Give the newest place of a child up."""
        with self.records.writing(actor_of(account, "test", Assurance.LINKED)) as work:
            waiting.decline(work, self.place(work, child).id)

    def place(self, work: Work, child: Child) -> WaitingPlace:
        """Return the newest waiting place of a child."""
        return work.session.scalars(
            select(WaitingPlace).where(WaitingPlace.child_id == child.id).order_by(WaitingPlace.id.desc())
        ).first() or pytest.fail("nobody waits")

    def state(self, child: Child) -> str:
        """Return the state of the newest waiting place of a child."""
        with self.records.reading(SYSTEM) as work:
            return self.place(work, child).state

    def booked(self, child: Child) -> list[date]:
        """Return the booked days of a child."""
        with self.records.reading(SYSTEM) as work:
            return booked(work, [child.id], FIRST, LAST)[child.id]

    def time(self, instant: datetime) -> None:
        """Move the clock, and let the timer look."""
        self.clock.move_to(instant)
        with self.records.writing(SYSTEM) as work:
            waiting.move_on(work)

    def told(self, account: Account) -> list[str]:
        """Return what an adult was told of places."""
        with self.records.reading(SYSTEM) as work:
            rows = work.session.scalars(
                select(OutboxRow).where(OutboxRow.account_id == account.id, OutboxRow.kind == "waiting_place").order_by(OutboxRow.id)
            )
            return ["\n".join(parcel.screen.body) for row in rows if (parcel := parcel_of(work, row)) is not None]


@pytest.fixture
def office(url: str) -> Iterator[Office]:
    """Give a town where the elementary school's restaurant has one place on each day."""
    clock = MovableClock(MONDAY, running=False)
    with planted(url, clock) as (records, cast):
        with records.writing(SYSTEM) as work:
            site = site_of(work, cast.lea)
            assert site is not None
            set_capacity(work, Place(site), FIRST, LAST, 1)
        yield Office(records, clock, cast)


def test_a_full_day_is_waited_for_and_the_others_are_booked(office: Office) -> None:
    office.book(office.cast.fatou, office.cast.awa, DAY)
    receipt = office.book(office.cast.nadia, office.cast.lea, DAY, OTHER)
    assert (receipt.changed, receipt.waiting) == ((OTHER,), (DAY,))
    assert office.booked(office.cast.lea) == [OTHER]
    again = office.book(office.cast.paul, office.cast.lea, DAY)
    assert (again.changed, again.waiting) == ((), (DAY,))


def test_a_freed_place_is_offered_in_order_and_booked_by_its_taker(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    office.book(cast.fatou, cast.moussa, DAY)
    office.cancel(cast.fatou, cast.awa, DAY)
    assert (office.state(cast.lea), office.state(cast.moussa)) == ("offered", "waiting")
    assert "mardi 24 novembre à 09:00" in office.told(cast.nadia)[0]
    assert office.told(cast.paul) == []
    assert office.accept(cast.nadia, cast.lea).changed == (DAY,)
    assert office.accept(cast.nadia, cast.lea).changed == ()
    assert (office.booked(cast.lea), office.state(cast.moussa)) == ([DAY], "waiting")


def test_an_offer_that_is_declined_or_too_old_goes_to_the_next(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    for account, child in ((cast.nadia, cast.lea), (cast.fatou, cast.moussa), (cast.fatou, cast.binta)):
        office.book(account, child, DAY)
    office.cancel(cast.fatou, cast.awa, DAY)
    office.decline(cast.nadia, cast.lea)
    assert (office.state(cast.lea), office.state(cast.moussa)) == ("declined", "offered")
    office.time(MONDAY + timedelta(hours=24))
    assert office.state(cast.moussa) == "offered"
    office.time(MONDAY + timedelta(hours=24, minutes=1))
    assert (office.state(cast.moussa), office.state(cast.binta)) == ("expired", "offered")
    with pytest.raises(OfferOver):
        office.accept(cast.fatou, cast.moussa)
    assert office.accept(cast.fatou, cast.binta).changed == (DAY,)


def test_an_old_offer_neither_says_booked_what_was_cancelled_nor_given_up_what_is_booked(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    office.cancel(cast.fatou, cast.awa, DAY)
    office.accept(cast.nadia, cast.lea)
    with pytest.raises(PlaceTaken) as refused:
        office.decline(cast.nadia, cast.lea)
    assert [(one.intent, one.facts["days"]) for one in refused.value.ways_out()] == [("cancel_meal", [DAY.isoformat()])]
    assert office.accept(cast.paul, cast.lea).unchanged == (DAY,)
    office.cancel(cast.nadia, cast.lea, DAY)
    with pytest.raises(OfferOver):
        office.accept(cast.nadia, cast.lea)
    assert office.booked(cast.lea) == []


def test_a_place_that_is_kept_counts_as_taken_and_is_booked_in_any_way(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    office.cancel(cast.fatou, cast.awa, DAY)
    assert office.book(cast.fatou, cast.awa, DAY).waiting == (DAY,)
    assert office.book(cast.paul, cast.lea, DAY).changed == (DAY,)
    assert office.state(cast.lea) == "accepted"


def test_after_the_deadline_nothing_is_offered_and_those_who_wait_are_told(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    office.time(datetime(2026, 12, 2, 23, 59, 59, tzinfo=PARIS))
    assert office.state(cast.lea) == "waiting"
    office.time(datetime(2026, 12, 3, 0, 0, tzinfo=PARIS))
    assert office.state(cast.lea) == "closed"
    assert "Aucune place ne s’est libérée à la cantine pour Léa, jeudi 10 décembre." in office.told(cast.nadia)[0]
    office.cancel(cast.claire, cast.awa, DAY)
    assert office.told(cast.nadia)[1:] == []


def test_an_offer_near_the_deadline_ends_with_it(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    office.time(datetime(2026, 12, 2, 20, 0, tzinfo=PARIS))
    office.cancel(cast.fatou, cast.awa, DAY)
    assert "mercredi 2 décembre à 23:59" in office.told(cast.nadia)[0]


def test_whoever_cancels_waits_no_more_and_whoever_is_not_concerned_takes_nothing(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    assert office.cancel(cast.paul, cast.lea, DAY).waiting == (DAY,)
    office.cancel(cast.fatou, cast.awa, DAY)
    assert office.state(cast.lea) == "left"
    office.book(cast.nadia, cast.lea, DAY)
    office.book(cast.fatou, cast.moussa, DAY)
    office.cancel(cast.nadia, cast.lea, DAY)
    with pytest.raises(NotFound):
        office.accept(cast.nadia, cast.moussa)


def test_in_alternating_custody_the_other_home_learns_nothing_of_a_place(office: Office) -> None:
    cast = office.cast
    mine, other = date(2026, 12, 7), date(2026, 12, 14)
    office.book(cast.fatou, cast.awa, mine, other)
    office.book(cast.sophie, cast.ines, mine)
    office.cancel(cast.fatou, cast.awa, mine)
    assert (office.told(cast.karim), len(office.told(cast.sophie))) == ([], 1)
    with pytest.raises(NotFound):
        office.accept(cast.karim, cast.ines)
    with office.records.reading(actor_of(cast.karim, "test", Assurance.LINKED)) as work:
        assert waiting_days(work, [cast.ines.id], FIRST, LAST) == {cast.ines.id: []}


def test_more_places_are_offered_at_once_and_fewer_take_nobodys(office: Office) -> None:
    cast = office.cast
    office.book(cast.fatou, cast.awa, DAY)
    office.book(cast.nadia, cast.lea, DAY)
    with office.records.writing(actor_of(cast.claire, "test", Assurance.LINKED)) as work:
        site = site_of(work, cast.lea)
        assert site is not None
        assert [row.child_id for row in set_capacity(work, Place(site), DAY, DAY, 2)] == [cast.lea.id]
    office.accept(cast.nadia, cast.lea)
    with office.records.writing(actor_of(cast.claire, "test", Assurance.LINKED)) as work:
        set_capacity(work, Place(site), DAY, DAY, 0)
    assert (office.booked(cast.awa), office.booked(cast.lea)) == ([DAY], [DAY])


def test_the_rules_file_sets_places_by_weekday_and_another_site_has_none(tmp_path: Path) -> None:
    with planted(f"sqlite:///{tmp_path / 'town.db'}", MovableClock(MONDAY, running=False)) as (records, cast):
        with records.writing(SYSTEM) as work:
            table = '\n[[capacities]]\nsite = "Restaurant du Centre"\nplaces = 0\nsince = 2026-12-01\nweekdays = ["thursday"]\n'
            load_rules(work, rules_text() + table)
        with records.writing(SYSTEM) as work:
            assert book(work, cast.lea, [DAY, OTHER]).waiting == (DAY,)
            assert book(work, cast.tom, [DAY, OTHER]).waiting == ()
