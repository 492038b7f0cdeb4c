"""What it means that a mail came back: after a hard bounce, or a few soft ones, an address is dead; told another way, and to the office."""

from datetime import timedelta

from sqlalchemy import func, select

from villars_core.accounts import routing
from villars_core.accounts.models import Account
from villars_core.accounts.queries import EMAIL as CHANNEL
from villars_core.accounts.queries import identify
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.office_queue.actions import Posting, post
from villars_core.work import Work

SOFT_BOUNCES = 3
"""A full mailbox empties again; one that refuses this many of our messages within `SOFT_WITHIN` is as good as dead."""

SOFT_WITHIN = timedelta(days=14)
DEAD = N_("Le courriel {address} de {name} ne reçoit plus nos messages : ils passent par le chat. Demandez une autre adresse.")
_MARK = "bounce"


def came_back(work: Work, row: OutboxRow, kind: str, status: str) -> None:
    """Note that a message that was sent came back, once for each message. `kind`: hard or soft; `status`: RFC 3463's, or empty."""
    if row.state != "sent" or row.failure.startswith(_MARK) or kind not in ("hard", "soft"):
        return
    row.failure = f"{_MARK} {status}".strip()
    work.session.flush()
    if kind == "hard" or _soft_ones(work, row) >= SOFT_BOUNCES:
        _end(work, row)


def _end(work: Work, row: OutboxRow) -> None:
    account = work.session.get(Account, row.account_id) if row.account_id else identify(work, CHANNEL, row.address)
    routing.blocked(work, CHANNEL, row.address)
    row.state = "failed"
    elsewhere = routing.fall_back(work, row)
    if elsewhere is not None and account is not None:  # where no way is left, the office has a letter to write already
        summary = work.t(DEAD, address=row.address, name=account.name)
        post(work, Posting("dead_address", summary, account_id=account.id, facts={"outbox": row.id}))


def _soft_ones(work: Work, row: OutboxRow) -> int:
    of = (OutboxRow.channel == CHANNEL, OutboxRow.address == row.address, OutboxRow.created_at >= work.now - SOFT_WITHIN)
    return work.session.scalar(select(func.count()).select_from(OutboxRow).where(*of, OutboxRow.failure.startswith(_MARK))) or 0
