"""Inviting a person: a one-time code for a letter or an e-mail, a deep link for a phone; and what wrong codes cost."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update

from villars_core.accounts.lockout import Door, clear, missed, tries
from villars_core.accounts.models import Account, ChannelLink, Invitation
from villars_core.accounts.queries import EMAIL, identify
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import Work

VALID_DAYS, CONFIRM_DAYS = 60, 15
OPEN, CONFIRM = "open", "confirm"
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0/O and 1/I, which people mix up on paper
_GROUPS, _GROUP = 3, 4  # 60 bits, and five tries
_PRINTED = re.compile(r"(?<!\w)" + r"[- ]?".join([f"[{_SIGNS}{_SIGNS.lower()}]{{{_GROUP}}}"] * _GROUPS) + r"(?!\w)")


@dataclass(frozen=True)
class Invited:
    """What goes into the letter or the e-mail, and nowhere else: only digests are kept."""

    identifier: str
    code: str
    link_token: str
    expires_at: datetime


@dataclass(frozen=True)
class Redeemed:
    """What a typed code gave: an account, or how many tries are left, or until when no more is looked at.

    `locked_until` is `lockout.UNTIL_RELEASED` where only the office opens again.
    """

    account: Account | None = None
    left: int = 0
    locked_until: datetime | None = None


def invite(work: Work, account: Account) -> Invited:
    """Make a new one-time code and deep link for an account; earlier ones are void."""
    made = _made(work, account, OPEN, VALID_DAYS)
    record(work, "account.invite", Subject("account", account.id))
    return made


def confirmation(work: Work, account: Account) -> Invited:
    """Make a one-time code that confirms a sensitive act, for the counter or a letter; earlier ones are void, and it opens nothing."""
    work.actor.require("education_office")
    made = _made(work, account, CONFIRM, CONFIRM_DAYS)
    record(work, "account.confirmation", Subject("account", account.id))
    return made


def redeem_confirmation(work: Work, account: Account, door: Door, code: str) -> Redeemed:
    """Return what a typed confirmation code gives its owner. Wrong ones are counted, as for `redeem_code`."""
    locked = tries(work, door).locked_until
    if locked is not None:
        return Redeemed(locked_until=locked)
    own = (Invitation.code_digest == digest(written(code)), Invitation.account_id == account.id)
    found = _open_invitation(work, and_(*own), CONFIRM)
    if found is None:
        state = missed(work, door)
        return Redeemed(left=state.left, locked_until=state.locked_until)
    found.used_at = work.now
    clear(work, door)
    return Redeemed(account)


def redeem_code(work: Work, channel: str, address: str, code: str) -> Redeemed:
    """Return what a typed code gives. Wrong ones are counted: this returns instead of raising, so that the count stays.

    A mailbox that is already somebody's takes that person's code only; whatever is wrong is answered alike.
    """
    door = Door(channel, address)
    locked = tries(work, door).locked_until
    if locked is not None:
        return Redeemed(locked_until=locked)
    invitation = _open_invitation(work, Invitation.code_digest == digest(written(code)))
    owner = identify(work, channel, address) if channel == EMAIL else None
    if invitation is None or (owner is not None and owner.id != invitation.account_id):
        state = missed(work, door)
        return Redeemed(left=state.left, locked_until=state.locked_until)
    invitation.used_at = work.now
    clear(work, door)
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


def code_in(text: str) -> str:
    """Return the code that stands in some words, where there is one; what no letter could print is none."""
    found = _PRINTED.search(text)
    return written(found[0]) if found else ""


def new_code() -> str:
    """Return a new code in three groups of four signs."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def written(code: str) -> str:
    """Return a code as the letter writes it, however it was typed: small letters, spaces, no dashes."""
    signs = "".join(char for char in code.upper() if char.isalnum())
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def digest(code: str) -> str:
    """Return what is kept of a code or token: it is random enough that a plain digest tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()


def _made(work: Work, account: Account, purpose: str, days: int) -> Invited:
    before = (Invitation.account_id == account.id, Invitation.purpose == purpose, Invitation.used_at.is_(None))
    work.session.execute(update(Invitation).where(*before).values(used_at=work.now))
    code, link_token, expires = new_code(), secrets.token_urlsafe(32), work.now + timedelta(days=days)
    digests = {"code_digest": digest(code), "link_digest": digest(link_token)}
    work.session.add(Invitation(account_id=account.id, purpose=purpose, made_at=work.now, expires_at=expires, **digests))
    return Invited(account.identifier, code, link_token, expires)


def _open_invitation(work: Work, condition: ColumnElement[bool], purpose: str = OPEN) -> Invitation | None:
    query = select(Invitation).where(condition, Invitation.used_at.is_(None), Invitation.expires_at > work.now)
    query = query.where(Invitation.purpose == purpose)
    query = query.join(Account, Account.id == Invitation.account_id).where(Account.ended_at.is_(None))
    return work.session.scalars(query.with_for_update(of=Invitation).limit(1)).first()
