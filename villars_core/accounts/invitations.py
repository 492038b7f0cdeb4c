"""Inviting a person: a one-time code for a letter or an e-mail, a deep link for a phone; and what wrong codes cost."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from villars_core.accounts.models import Account, ChannelLink, Invitation, WrongCodes
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import Work

VALID_DAYS = 60
MOST_WRONG = 5
LOCKED = timedelta(minutes=15)
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0/O and 1/I, which people mix up on paper
_GROUPS, _GROUP = 3, 4  # 60 bits, and five tries


@dataclass(frozen=True)
class Invited:
    """What goes into the letter or the e-mail, and nowhere else: only digests are kept."""

    identifier: str
    code: str
    link_token: str
    expires_at: datetime


@dataclass(frozen=True)
class Redeemed:
    """What a typed code gave: an account, or how many tries are left, or until when no more is looked at."""

    account: Account | None = None
    left: int = 0
    locked_until: datetime | None = None


def invite(work: Work, account: Account) -> Invited:
    """Make a new one-time code and deep link for an account; earlier ones are void."""
    work.session.execute(
        update(Invitation).where(Invitation.account_id == account.id, Invitation.used_at.is_(None)).values(used_at=work.now)
    )
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    link_token = secrets.token_urlsafe(32)
    expires = work.now + timedelta(days=VALID_DAYS)
    work.session.add(
        Invitation(account_id=account.id, code_digest=digest(code), link_digest=digest(link_token), made_at=work.now, expires_at=expires)
    )
    record(work, "account.invite", Subject("account", account.id))
    return Invited(account.identifier, code, link_token, expires)


def redeem_code(work: Work, channel: str, address: str, code: str) -> Redeemed:
    """Return what a typed code gives. Wrong ones are counted: this returns instead of raising, so that the count stays."""
    row = _wrong(work, channel, address)
    if row.locked_until is not None and row.locked_until > work.now:
        return Redeemed(locked_until=row.locked_until)
    invitation = _open_invitation(work, Invitation.code_digest == digest(code.upper()))
    if invitation is None:
        row.failures += 1
        if row.failures >= MOST_WRONG:
            row.failures, row.locked_until = 0, work.now + LOCKED
            record(work, "account.lock", Subject("channel"), Change(after={"channel": channel}))
            return Redeemed(locked_until=row.locked_until)
        return Redeemed(left=MOST_WRONG - row.failures)
    invitation.used_at, row.failures, row.locked_until = work.now, 0, None
    return Redeemed(work.session.get_one(Account, invitation.account_id))


def redeem_link(work: Work, token: str) -> Account | None:
    """Return the account that a deep link invites, once; None for one that is used, old or made up."""
    invitation = _open_invitation(work, Invitation.link_digest == digest(token))
    if invitation is None:
        return None
    invitation.used_at = work.now
    return work.session.get_one(Account, invitation.account_id)


def link(work: Work, account: Account, channel: str, address: str) -> None:
    """Say that a chat or mailbox is this person's; it was nobody else's, or is no longer."""
    work.session.execute(delete(ChannelLink).where(ChannelLink.channel == channel, ChannelLink.address == address))
    work.session.add(ChannelLink(account_id=account.id, channel=channel, address=address, linked_at=work.now))
    record(work, "account.link", Subject("account", account.id), Change(after={"channel": channel}))


def release(work: Work, channel: str, address: str) -> None:
    """Let a locked address try again: a staff act."""
    row = _wrong(work, channel, address)
    row.failures, row.locked_until = 0, None


def digest(code: str) -> str:
    """Return what is kept of a code or token: it is random enough that a plain digest tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()


def _open_invitation(work: Work, condition: object) -> Invitation | None:
    query = select(Invitation).where(condition, Invitation.used_at.is_(None), Invitation.expires_at > work.now)  # type: ignore[arg-type]
    return work.session.scalars(query.with_for_update().limit(1)).first()


def _wrong(work: Work, channel: str, address: str) -> WrongCodes:
    row = work.session.get(WrongCodes, (channel, address), with_for_update=True)
    if row is None:
        row = WrongCodes(channel=channel, address=address, failures=0)
        work.session.add(row)
        work.session.flush()
    return row
