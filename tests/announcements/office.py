"""A town with booked meals and two of its staff, who declare events."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import (
    Draft,
)
from villars_core.announcements.event_queries import Scope
from villars_core.announcements.models import Event
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.families.models import Child
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Parcel, parcel_of
from villars_core.reservations.actions import book
from villars_core.reservations.queries import booked
from villars_core.schools.models import School, SchoolClass
from villars_core.work import SYSTEM, Actor, Assurance, Records

DAY, NEXT, MINE = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 10)
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 18)


@dataclass
class Office:
    """A town with Claire and a colleague."""

    records: Records
    clock: MovableClock
    cast: Cast
    anne: Account

    def acting(self, account: Account) -> Actor:
        """Return the actor that somebody is."""
        return actor_of(account, "test", Assurance.LINKED)

    def happens(self, draft: Draft) -> Event:
        """Let Claire prepare and confirm an event."""
        with self.records.writing(self.acting(self.cast.claire)) as work:
            return events.confirm(work, events.prepare(work, draft).id)

    def withdraw(self, event: Event) -> Event:
        """Let Claire take an event back."""
        with self.records.writing(self.acting(self.cast.claire)) as work:
            return events.withdraw(work, event.id)

    def answer(self, account: Account, event: Event, child: Child, choice: str) -> None:
        """Answer as a parent."""
        with self.records.writing(self.acting(account)) as work:
            events.answer(work, event.id, [child.id], choice)

    def book(self, child: Child, *days: date) -> None:
        """Book in the office's name."""
        with self.records.writing(SYSTEM) as work:
            book(work, child, days)

    def booked(self, child: Child) -> list[date]:
        """Return the booked days of a child."""
        with self.records.reading(SYSTEM) as work:
            return booked(work, [child.id], FIRST, LAST)[child.id]

    def told(self, account: Account) -> list[Parcel]:
        """Return what an adult was told of events."""
        with self.records.reading(SYSTEM) as work:
            query = select(OutboxRow).where(OutboxRow.account_id == account.id, OutboxRow.kind == "event").order_by(OutboxRow.id)
            return [parcel for row in work.session.scalars(query) if (parcel := parcel_of(work, row)) is not None]

    def school(self, name: str) -> Scope:
        """Return the scope of a school."""
        with self.records.reading(SYSTEM) as work:
            return Scope("school", work.session.scalars(select(School.id).where(School.name.contains(name))).one())

    def class_(self, name: str) -> Scope:
        """Return the scope of a class."""
        with self.records.reading(SYSTEM) as work:
            return Scope("class", work.session.scalars(select(SchoolClass.id).where(SchoolClass.name == name)).one())


def text(parcel: Parcel) -> str:
    """Return what a message says."""
    return "\n".join(parcel.screen.body)
