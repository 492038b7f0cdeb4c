"""Carrying the outbox: claim with a lease, an attempt row before each send, its result after; the doors only deliver."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from villars_core.notifications.models import OutboxAttempt, OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Parcel, parcel_of
from villars_core.storage.types import UtcDateTime
from villars_core.work import SYSTEM, Records, Work

LEASE_SECONDS = 60
MAX_ATTEMPTS = 12
_FIRST_RETRY_SECONDS = 5
_AS_WRITTEN = {"synchronize_session": False}
_LONGEST_RETRY_SECONDS = 4 * 3600


class Result(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    RETRY = "retry"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """What a door saw when it delivered. `unreachable`: the address itself is dead, another channel is tried.

    `retry_after`: seconds the other side asked for. `detail` never holds personal data.
    """

    result: Result
    external_id: str = ""
    detail: str = ""
    retry_after: float | None = None
    unreachable: bool = False


@dataclass(frozen=True)
class ToSend:
    """A claimed row, as plain values for a door. `about`: ids and days that it speaks of, never shown as they are."""

    id: int
    attempt_id: int
    number: int
    kind: str
    lane: int
    channel: str
    address: str
    language: str
    parcel: Parcel
    reminder: bool
    account_id: int | None
    campaign_id: int | None
    dialogue_id: int | None
    dialogue_revision: int | None
    reply_token: str
    thread: str
    in_reply_to: str
    created_at: datetime
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """What a sender asks for: rows of one channel, or just those named (the replies of the message it handles)."""

    channel: str
    owner: str
    limit: int = 20
    only: tuple[int, ...] = ()


Router = Callable[[Work], object]
"""Gives a channel and an address to the rows that name an account only (`accounts.routing.assign`)."""

Fallback = Callable[[Work, OutboxRow], object]
"""Tells the person through another channel (`accounts.routing.fall_back`)."""


def claim(records: Records, wanted: Claim, route: Router) -> list[ToSend]:
    """Take rows to send in one durable commit, each with its attempt row; one at a time per address, oldest first.

    A row whose lease ran out is first treated as unknown: nobody knows whether it arrived. The sender that looks for
    whatever waits sees to that; whoever asks for the replies of one message only takes those.
    """
    with records.writing(SYSTEM) as work:
        route(work)
        if not wanted.only:
            _give_up_lost_leases(work, wanted.channel)
        rows = work.session.scalars(_rows_to_claim(named=bool(wanted.only)), _values(work, wanted)).all()
        return [_taken(work, row, wanted.owner) for row in rows]


def settle(records: Records, item: ToSend, outcome: Outcome, fall_back: Fallback) -> None:
    """Write the result of an attempt in one durable commit."""
    with records.writing(SYSTEM) as work:
        row = work.session.get_one(OutboxRow, item.id)
        ended = {"ended_at": work.now, "result": outcome.result.value, "detail": outcome.detail[:200]}
        work.session.execute(update(OutboxAttempt).where(OutboxAttempt.id == item.attempt_id).values(ended), execution_options=_AS_WRITTEN)
        if row.state == "sending" and row.attempts == item.number:
            _apply(work, row, outcome, fall_back)


def waiting(work: Work, channel: str) -> int:
    """Return how many rows of a channel, or without one yet, are to be sent now."""
    rows = select(OutboxRow.id).where(OutboxRow.channel.in_((channel, "")), OutboxRow.state == "queued", OutboxRow.not_before <= work.now)
    return len(work.session.scalars(rows.limit(1000)).all())


def retry_delay(row_id: int, attempts: int) -> timedelta:
    """Return how long to wait before the next attempt: doubling from 5 s to 4 h, half of it spread over the rows."""
    longest = min(_LONGEST_RETRY_SECONDS, _FIRST_RETRY_SECONDS * 2 ** min(attempts - 1, 20))
    spread = hashlib.sha256(f"{row_id}/{attempts}".encode()).digest()[0] / 255
    return timedelta(seconds=longest * (0.5 + spread / 2))


def _values(work: Work, wanted: Claim) -> dict[str, object]:
    values: dict[str, object] = {"channel": wanted.channel, "now": work.now, "most": wanted.limit}
    return values | ({"only": list(wanted.only)} if wanted.only else {})


@lru_cache(maxsize=2)
def _rows_to_claim(*, named: bool) -> Select[OutboxRow]:
    """Return the statement, built once: it runs for each message and each tick of each sender."""
    before = aliased(OutboxRow)
    same_address = and_(before.channel == OutboxRow.channel, before.address == OutboxRow.address)
    blocked = exists().where(
        same_address,
        or_(before.state == "sending", and_(before.state == "queued", before.lane == OutboxRow.lane, before.id < OutboxRow.id)),
    )
    chosen: list[ColumnElement[bool]] = [
        OutboxRow.state == "queued",
        OutboxRow.channel == bindparam("channel"),
        OutboxRow.not_before <= bindparam("now", type_=UtcDateTime()),
    ]
    if named:
        chosen.append(OutboxRow.id.in_(bindparam("only", expanding=True)))
    query = select(OutboxRow).where(*chosen, ~blocked).order_by(OutboxRow.lane, OutboxRow.id).limit(bindparam("most"))
    return query.with_for_update(skip_locked=True, of=OutboxRow)


def _taken(work: Work, row: OutboxRow, owner: str) -> ToSend:
    row.state, row.lease_owner = "sending", owner
    row.lease_until = work.now + timedelta(seconds=LEASE_SECONDS)
    row.attempts += 1
    attempt = OutboxAttempt(outbox_id=row.id, number=row.attempts, owner=owner, started_at=work.now)
    work.session.add(attempt)
    work.session.flush()
    parcel = parcel_of(work, row)
    if parcel is None:
        message = f"outbox row {row.id} was blanked before it was sent"
        raise AssertionError(message)
    return ToSend(
        id=row.id,
        attempt_id=attempt.id,
        number=row.attempts,
        kind=row.kind,
        lane=row.lane,
        channel=row.channel,
        address=row.address,
        language=row.language,
        parcel=parcel,
        reminder=row.failure == "unknown" and row.after_unknown == AfterUnknown.REMIND.value,
        account_id=row.account_id,
        campaign_id=row.campaign_id,
        dialogue_id=row.dialogue_id,
        dialogue_revision=row.dialogue_revision,
        reply_token=row.reply_token or "",
        thread=row.thread,
        in_reply_to=row.in_reply_to,
        created_at=row.created_at,
        about=dict(row.about),
    )


def _apply(work: Work, row: OutboxRow, outcome: Outcome, fall_back: Fallback) -> None:
    row.lease_until = None
    if outcome.result is Result.SENT:
        row.state, row.sent_at, row.external_id, row.failure = "sent", work.now, outcome.external_id[:250], ""
        if row.holds_secret:
            row.seal("payload", None, work.vault)
    elif outcome.result is Result.UNKNOWN:
        _unknown(work, row)
    elif outcome.result is Result.RETRY and row.attempts < MAX_ATTEMPTS:
        wait = timedelta(seconds=outcome.retry_after) if outcome.retry_after is not None else retry_delay(row.id, row.attempts)
        row.state, row.not_before, row.failure = "queued", work.now + wait, outcome.detail[:200]
    else:
        row.state, row.failure = "failed", outcome.detail[:200] or "refused"
        fall_back(work, row)


def _unknown(work: Work, row: OutboxRow) -> None:
    """Apply the policy of the kind: resend, send once more as a reminder, or leave it to staff."""
    again = row.after_unknown == AfterUnknown.RESEND.value or (row.after_unknown == AfterUnknown.REMIND.value and row.failure != "unknown")
    row.failure = "unknown"
    row.lease_until = None
    if again and row.attempts < MAX_ATTEMPTS:
        row.state, row.not_before = "queued", work.now + retry_delay(row.id, row.attempts)
    else:
        row.state = "unknown"


def _give_up_lost_leases(work: Work, channel: str) -> None:
    lost: Sequence[OutboxRow] = work.session.scalars(
        select(OutboxRow)
        .where(OutboxRow.channel == channel, OutboxRow.state == "sending", OutboxRow.lease_until < work.now)
        .with_for_update(skip_locked=True)
    ).all()
    for row in lost:
        _unknown(work, row)
        row.not_before = work.now
