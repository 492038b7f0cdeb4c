"""A bounce as the door reads it: which message of ours it speaks of, where it proves that."""

import logging
from collections.abc import Callable

from email_gateway import keys
from email_gateway.parsed import Bounce
from villars_core.accounts.bounces import came_back
from villars_core.notifications.models import OutboxRow
from villars_core.work import SYSTEM, Records

_log = logging.getLogger("villars.email")


def note(records: Records, bounce: Bounce) -> None:
    """Note one bounce; one that proves no message of ours changes nothing, whoever wrote it."""
    if bounce.kind not in ("hard", "soft"):
        return
    with records.writing(SYSTEM) as work:
        row = _bounced_row(work.session.get, bounce)
        if row is None:
            _log.warning("a bounce that proves no message of ours was ignored")
            return
        came_back(work, row, bounce.kind, bounce.status)


def _bounced_row(get: Callable[[type[OutboxRow], int], OutboxRow | None], bounce: Bounce) -> OutboxRow | None:
    """Return the row that a bounce speaks of: by the envelope's key, which proves itself, else by our Message-ID with its token."""
    named = keys.outbox_id_of_bounce(bounce.key) if bounce.key else None
    if named is not None:
        row = get(OutboxRow, named)
        if row is not None and keys.is_our_bounce_key(bounce.key, named, row.reply_token or ""):
            return row
    number, token = keys.parts_of_message_id(bounce.original_id)
    row = get(OutboxRow, number) if number is not None else None
    return row if row is not None and token and row.reply_token == token else None
