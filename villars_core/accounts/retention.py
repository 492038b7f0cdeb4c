"""What is forgotten of accounts in time: codes that are over, old locks, old sessions, and who an ended account was."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from villars_core.accounts.lockout import UNTIL_RELEASED
from villars_core.accounts.models import Account, Invitation, StaffSession, WrongCodes
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import Work

CODES_KEPT = timedelta(days=30)
ENDED_KEPT = timedelta(days=365)
_NOBODY = "compte-fini-"


def forget(work: Work) -> int:
    """Delete what served its time and take the names off accounts that ended a year ago; return how many those were.

    Locks that only the office opens stay. The account's row stays too: the journal names its number.
    """
    edge = work.now - CODES_KEPT
    for spent in (
        delete(Invitation).where(func.coalesce(Invitation.used_at, Invitation.expires_at) < edge),
        delete(WrongCodes).where(WrongCodes.locked_until < edge, WrongCodes.locked_until != UNTIL_RELEASED),
        delete(StaffSession).where(StaffSession.expires_at <= work.now),
    ):
        work.session.execute(spent)
    query = select(Account).where(Account.ended_at < work.now - ENDED_KEPT, ~Account.identifier.startswith(_NOBODY))
    gone = list(work.session.scalars(query))
    for account in gone:
        account.identifier, account.name = f"{_NOBODY}{account.id}", ""
        account.email, account.guardian_id, account.preferences = f"{_NOBODY}{account.id}@invalid", None, {}
        record(work, "account.forget", Subject("account", account.id), Change())
    return len(gone)
