"""The second factor of a sensitive act: how long a chat stays sure of who writes, and what was shown there."""

from datetime import timedelta

from sqlalchemy import select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.queries import EMAIL
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import Work

SURE = timedelta(minutes=10)
"""How long a second factor counts in the chat where it was shown. By e-mail it counts for the one form that asked."""


def is_sure(work: Work, account: Account, channel: str, address: str) -> bool:
    """Tell whether a second factor was shown in this chat a moment ago."""
    link = _link(work, account, channel, address)
    return link is not None and link.sure_until is not None and link.sure_until > work.now


def shown(work: Work, account: Account, channel: str, address: str) -> None:
    """Write that a person showed a second factor; a mailbox is believed for one act, a chat for a few minutes."""
    record(work, "account.second_factor_shown", Subject("account", account.id), Change(after={"channel": channel}))
    link = _link(work, account, channel, address)
    if link is not None:
        link.sure_until = work.now + SURE


def _link(work: Work, account: Account, channel: str, address: str) -> ChannelLink | None:
    if channel == EMAIL:
        return None
    query = select(ChannelLink).where(ChannelLink.account_id == account.id, ChannelLink.channel == channel, ChannelLink.address == address)
    return work.session.scalars(query.limit(1)).first()
