"""A town with its cast on a clock that stands still, and people who speak at the desk itself, without a door."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select

from tests.databases import planted
from villars_core.clock import MovableClock
from villars_core.conversations import buttons
from villars_core.conversations.desk import Desk
from villars_core.conversations.messages import Channel, Incoming, Reply
from villars_core.demo.cast import Cast
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.notifications.screens import Screen
from villars_core.reservations.queries import booked
from villars_core.work import SYSTEM, Assurance, Records

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
_IDS = count(1)


@dataclass
class Town:
    """The records, the desk and the people."""

    records: Records
    clock: MovableClock
    desk: Desk
    cast: Cast

    def booked(self, child_id: int) -> list[str]:
        """Return the booked days of a child."""
        with self.records.reading(SYSTEM) as work:
            days = booked(work, [child_id], MONDAY.date(), datetime(2027, 7, 2, tzinfo=UTC).date())
            return [day.isoformat() for day in days[child_id]]

    def rows(self, **wanted: object) -> list[OutboxRow]:
        """Return the outbox rows with these values, oldest first."""
        with self.records.reading(SYSTEM) as work:
            query = select(OutboxRow).order_by(OutboxRow.id)
            found = [row for row in work.session.scalars(query) if all(getattr(row, key) == value for key, value in wanted.items())]
            work.session.expunge_all()
            return found

    def screen_of(self, outbox_id: int) -> tuple[Screen, OutboxRow]:
        """Return the screen that a row carries."""
        with self.records.reading(SYSTEM) as work:
            row = work.session.get_one(OutboxRow, outbox_id)
            parcel = parcel_of(work, row)
            work.session.expunge_all()
        assert parcel is not None
        return parcel.screen, row


@contextmanager
def town_in(folder: Path, now: datetime = MONDAY) -> Iterator[Town]:
    """Give a planted town."""
    clock = MovableClock(now, running=False)
    with planted(f"sqlite:///{folder / 'town.db'}", clock) as (records, cast):
        yield Town(records, clock, Desk(records), cast)


@dataclass
class Person:
    """Somebody who speaks through one door; `screen` is what they see last."""

    town: Town
    channel: Channel
    address: str
    assurance: Assurance = Assurance.LINKED
    screen: Screen = field(default_factory=Screen)
    row: OutboxRow | None = None
    toast: str = ""

    def say(self, text: str, **more: object) -> "Person":
        """Write some words; by e-mail they answer the last message unless `token` says otherwise."""
        if self.channel is Channel.EMAIL and "token" not in more and self.row is not None:
            more["token"] = self.row.reply_token or ""
        return self._receive(self.incoming(text=text, **more))

    def press(self, label: str) -> "Person":
        """Press the button with this label."""
        key = next(one.key for one in self.screen.choices if one.label == label)
        return self.press_key(key)

    def press_key(self, key: str, revision: int | None = None) -> "Person":
        """Press a button by what it carries."""
        assert self.row is not None
        assert self.row.dialogue_id is not None
        carried = buttons.of_dialogue(self.row.dialogue_id, (self.row.dialogue_revision or 0) if revision is None else revision, key)
        return self._receive(self.incoming(choice=carried, anchor="900"))

    def incoming(self, **more: object) -> Incoming:
        """Return a message of this person, with an id of its own."""
        number = next(_IDS)
        given: dict[str, object] = {
            "channel": self.channel,
            "external_id": f"m{number}",
            "address": self.address,
            "message_ref": f"ref{number}",
            "assurance": self.assurance,
        }
        return Incoming(**(given | more))  # type: ignore[arg-type]

    def _receive(self, incoming: Incoming) -> "Person":
        replies: list[Reply] = self.town.desk.receive(incoming)
        self.screen, self.row = self.town.screen_of(replies[-1].outbox_id)
        self.toast = replies[0].toast
        return self

    @property
    def text(self) -> str:
        """Return what the last screen says."""
        return "\n".join(self.screen.body)

    @property
    def labels(self) -> list[str]:
        """Return the labels of the last screen's choices."""
        return [one.label for one in self.screen.choices]
