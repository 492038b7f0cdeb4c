"""Staff at the terminal: secret and second factor give a session of eight hours; wrong ones count, whoever they are typed for."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete, select

from villars_core.accounts.lockout import Door, clear, login_door, missed, tries
from villars_core.accounts.models import Account, StaffSession
from villars_core.accounts.queries import by_identifier
from villars_core.accounts.secrets import verify
from villars_core.journal.actions import Subject, record
from villars_core.work import SYSTEM, Records, Work

HOURS = 8
STEP_SECONDS = 30
_STEPS = (0, -1, 1)  # clocks of phones are a little off


@dataclass(frozen=True)
class Tried:
    """What a login gave: a session token, or how many tries are left, or until when nothing is looked at."""

    token: str = ""
    expires_at: datetime | None = None
    left: int = 0
    locked_until: datetime | None = None


def log_in(records: Records, identifier: str, secret: str, code: str) -> Tried:
    """Open a session for a staff member who shows secret and second factor.

    An unknown identifier, a wrong secret and a wrong or used code are answered alike and take as long.
    """
    door = login_door(identifier)
    with records.reading(SYSTEM) as work:
        state, account = tries(work, door), _staff(work, identifier)
        hashed = account.secret_hash if account else ""
    if state.locked_until is not None:
        return Tried(locked_until=state.locked_until)
    right = verify(hashed, secret)  # slow on purpose, outside any transaction
    with records.writing(SYSTEM) as work:
        return _judged(work, door, identifier, hashed if right else "", code)


def session_account(work: Work, token: str) -> Account | None:
    """Return the staff member whose session this token opened; None once it is over or the account ended."""
    query = select(Account).join(StaffSession, StaffSession.account_id == Account.id)
    query = query.where(StaffSession.token_digest == _digest(token), StaffSession.expires_at > work.now, Account.ended_at.is_(None))
    return work.session.scalars(query.limit(1)).first()


def log_out(work: Work, token: str) -> None:
    """End a session."""
    work.session.execute(delete(StaffSession).where(StaffSession.token_digest == _digest(token)))


def account_of_system_user(work: Work, name: str) -> Account | None:
    """Return the staff member bound to a user of this machine."""
    if not name:
        return None
    query = select(Account).where(Account.system_user == name, Account.kind == "staff", Account.ended_at.is_(None))
    return work.session.scalars(query.order_by(Account.id).limit(1)).first()


def matching_step(key: str, code: str, now: datetime, last: int) -> int | None:
    """Return the step that a second factor's code belongs to, later than the last one used; None for a wrong or used code."""
    totp = pyotp.TOTP(key)
    present = int(now.timestamp()) // STEP_SECONDS
    digits = "".join(char for char in code if char.isdigit())
    found = [present + shift for shift in _STEPS if secrets.compare_digest(totp.at((present + shift) * STEP_SECONDS), digits)]
    return next((step for step in found if step > last), None)


def _judged(work: Work, door: Door, identifier: str, hashed: str, code: str) -> Tried:
    """Decide in one transaction: the count is looked at again, since many may try at once."""
    state = tries(work, door)
    if state.locked_until is not None:
        return Tried(locked_until=state.locked_until)
    account = _staff(work, identifier)
    step = None
    if account is not None:
        work.session.refresh(account, with_for_update=True)  # the same code shown twice at once counts once
    if account is not None and hashed and hashed == account.secret_hash:
        key = account.unseal_text("totp", work.vault)
        step = matching_step(key, code, work.now, account.totp_last_step) if key else None
    if account is None or step is None:
        state = missed(work, door)
        return Tried(left=state.left, locked_until=state.locked_until)
    account.totp_last_step = step
    clear(work, door)
    return _open(work, account)


def _open(work: Work, account: Account) -> Tried:
    token, expires = secrets.token_urlsafe(32), work.now + timedelta(hours=HOURS)
    work.session.execute(delete(StaffSession).where(StaffSession.expires_at <= work.now))
    work.session.add(StaffSession(account_id=account.id, token_digest=_digest(token), opened_at=work.now, expires_at=expires))
    record(work, "account.login", Subject("account", account.id))
    return Tried(token, expires)


def _staff(work: Work, identifier: str) -> Account | None:
    account = by_identifier(work, identifier.strip())
    return account if account is not None and account.kind == "staff" and account.ended_at is None else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
