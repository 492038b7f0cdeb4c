"""What wrong codes cost: after five nothing is looked at for fifteen minutes, after five more until the office opens again."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from villars_core.accounts.models import WrongCodes
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.office_queue.actions import Posting, post
from villars_core.work import Work

MOST_WRONG = 5
PAUSE = timedelta(minutes=15)
UNTIL_RELEASED = datetime(9999, 12, 31, tzinfo=UTC)
LOGIN = "login"
LOCKED_OUT = N_("Trop de codes faux ({channel}). Vérifiez qui appelle avant de rouvrir.")


@dataclass(frozen=True)
class Door:
    """Where codes are typed: a chat, a mailbox, or the login of an identifier whether it exists or not."""

    channel: str
    address: str


@dataclass(frozen=True)
class Tries:
    """How many tries are left, or until when nothing is looked at."""

    left: int
    locked_until: datetime | None = None


def login_door(identifier: str) -> Door:
    """Return the door of a typed identifier; kept as a digest, since people type a secret there by mistake."""
    return Door(LOGIN, hashlib.sha256(identifier.strip().lower().encode()).hexdigest())


def tries(work: Work, door: Door) -> Tries:
    """Return what a door has left; a pause that is over counts no more."""
    return _state(work, _row(work, door))


def missed(work: Work, door: Door) -> Tries:
    """Count a wrong code. The caller must let the transaction commit although the act is refused."""
    row = _row(work, door)
    if row is None:
        row = WrongCodes(channel=door.channel, address=door.address, failures=0)
        work.session.add(row)
    row.failures += 1
    if row.failures >= 2 * MOST_WRONG:
        row.locked_until = UNTIL_RELEASED
        address = "" if door.channel == LOGIN else door.address
        post(work, Posting("locked_out", work.t(LOCKED_OUT, channel=door.channel), channel=door.channel, address=address))
    elif row.failures == MOST_WRONG:
        row.locked_until = work.now + PAUSE
    if row.failures in (MOST_WRONG, 2 * MOST_WRONG):
        record(work, "account.lock", Subject("channel"), Change(after={"channel": door.channel, "failures": row.failures}))
    work.session.flush()
    return _state(work, row)


def clear(work: Work, door: Door) -> bool:
    """Forget the wrong codes of a door: the right one came, or staff opened it. Tell whether there were any."""
    row = _row(work, door)
    if row is None:
        return False
    work.session.delete(row)
    work.session.flush()
    return True


def _row(work: Work, door: Door) -> WrongCodes | None:
    return work.session.get(WrongCodes, (door.channel, door.address), with_for_update=True)


def _state(work: Work, row: WrongCodes | None) -> Tries:
    if row is None:
        return Tries(MOST_WRONG)
    if row.locked_until is not None and row.locked_until > work.now:
        return Tries(0, row.locked_until)
    return Tries(MOST_WRONG - row.failures % MOST_WRONG)
