"""What wrong codes cost: after five nothing is looked at for fifteen minutes, after five more until the office opens again."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from villars_core.accounts.models import Account, ChannelLink, WrongCodes
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


def doors_of(work: Work, account: Account) -> list[Door]:
    """Return where a person types codes: the login, the own mailbox, every linked chat."""
    return _doors(account, _links(work, [account])[account.id])


def who_is_locked(work: Work, accounts: Collection[Account]) -> set[int]:
    """Return the accounts that have a locked door now, with two queries for any number of them."""
    query = select(WrongCodes.channel, WrongCodes.address).where(WrongCodes.locked_until > work.now)
    locked = {Door(*row) for row in work.session.execute(query)}
    links = _links(work, accounts) if locked else {}
    return {account.id for account in accounts if locked and locked.intersection(_doors(account, links[account.id]))}


def missed(work: Work, door: Door) -> Tries:
    """Count a wrong code. The caller must let the transaction commit although the act is refused."""
    row = _row(work, door) or _new_row(work, door)
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


def _links(work: Work, accounts: Collection[Account]) -> dict[int, list[Door]]:
    found: dict[int, list[Door]] = {account.id: [] for account in accounts}
    query = select(ChannelLink.account_id, ChannelLink.channel, ChannelLink.address)
    if len(found) == 1:
        query = query.where(ChannelLink.account_id.in_(found))
    for account_id, channel, address in work.session.execute(query):
        if account_id in found:
            found[account_id].append(Door(channel, address))
    return found


def _doors(account: Account, links: list[Door]) -> list[Door]:
    return [login_door(account.identifier), login_door(account.email), Door("email", account.email), *links]


def _row(work: Work, door: Door) -> WrongCodes | None:
    return work.session.get(WrongCodes, (door.channel, door.address), with_for_update=True)


def _new_row(work: Work, door: Door) -> WrongCodes:
    row = WrongCodes(channel=door.channel, address=door.address, failures=0)
    try:
        with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:  # somebody typed there at the same instant
        return work.session.get_one(WrongCodes, (door.channel, door.address), with_for_update=True)
    return row


def _state(work: Work, row: WrongCodes | None) -> Tries:
    if row is None:
        return Tries(MOST_WRONG)
    if row.locked_until is not None and row.locked_until > work.now:
        return Tries(0, row.locked_until)
    return Tries(MOST_WRONG - row.failures % MOST_WRONG)
