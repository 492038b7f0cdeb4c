"""What came in, kept before the other side is told "received"; each message is handled once, whatever is delivered again."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from villars_core.conversations.messages import Incoming, Reply
from villars_core.conversations.models import InboxRow
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Lane, Notice
from villars_core.notifications.outbox import post as post_notice
from villars_core.notifications.screens import Screen
from villars_core.office_queue.actions import Posting
from villars_core.office_queue.actions import post as post_queue
from villars_core.work import SYSTEM, Records, Work

MOST_FAILURES = 5
APOLOGY = N_(
    "Je n’ai pas pu traiter votre message. Le service Éducation l’a reçu sous le numéro {number}. Il vous répond aux heures d’ouverture."
)
APOLOGY_TITLE = N_("Votre message au service Éducation")
TO_ERASE = N_("Un courriel qui contient un IBAN ou un code est dans le dossier « {folder} » : supprimez-le de la boîte.")
PARKED = N_("Un message n’a pas pu être traité ({failure}).")


class Kept(StrEnum):
    """What the inbox knew of a message when it came."""

    NEW = "new"
    AGAIN = "again"
    DONE = "done"
    HELD = "held"
    """Another message came under the same id."""


@dataclass(frozen=True)
class WaitingMessage:
    """A message that was kept and is not done yet."""

    external_id: str
    raw: bytes


def keep(records: Records, channel: str, external_id: str, raw: bytes, address: str = "") -> Kept:
    """Keep a message in one durable commit; one that is known under these bytes is kept once."""
    digest = hashlib.sha256(raw).hexdigest()
    with records.writing(SYSTEM) as work:
        row = _find(work, channel, external_id)
        if row is None:
            _add(work, InboxRow(channel=channel, external_id=external_id, address=address[:254], digest=digest), raw)
            return Kept.NEW
        if row.digest != digest:
            return Kept.HELD
        return Kept.AGAIN if row.state == "waiting" else Kept.DONE


def waiting(records: Records, channel: str) -> list[WaitingMessage]:
    """Return what was kept and not finished, the oldest first."""
    with records.reading(SYSTEM) as work:
        query = select(InboxRow).where(InboxRow.state == "waiting", InboxRow.channel == channel).order_by(InboxRow.id)
        return [WaitingMessage(row.external_id, row.unseal("raw", work.vault) or b"") for row in work.session.scalars(query)]


def failed(records: Records, channel: str, external_id: str, detail: str) -> bool:
    """Count a fault of ours; the fifth parks the message with the office, and its writer is told. True once it is parked."""
    with records.writing(SYSTEM) as work:
        row = _find(work, channel, external_id)
        if row is None or row.state == "done":
            return False
        row.failures, row.failure = row.failures + 1, detail[:200]
        if row.failures < MOST_FAILURES:
            return False
        row.state, row.done_at = "parked", work.now
        _hand_over(work, row)
        return True


def held_secret(records: Records, channel: str, external_id: str) -> bool:
    """Tell whether a message showed a secret: it was emptied as soon as it was done."""
    with records.reading(SYSTEM) as work:
        row = _find(work, channel, external_id)
        return row is not None and row.state == "done" and row.raw is None


def to_erase(records: Records, channel: str, address: str, folder: str) -> None:
    """Tell the office which folder of the mailbox holds a mail with a code or a whole IBAN."""
    with records.writing(SYSTEM) as work:
        post_queue(work, Posting("to_erase", work.t(TO_ERASE, folder=folder), channel=channel, address=address))


def row_of(work: Work, incoming: Incoming) -> InboxRow:
    """Return the row of a message in the desk's transaction, locked; a door without a memory of its own gets one here."""
    found = _find(work, incoming.channel.value, incoming.external_id)
    if found is not None:
        return found
    raw = (incoming.text or incoming.choice).encode()
    digest = hashlib.sha256(raw).hexdigest()
    row = InboxRow(channel=incoming.channel.value, external_id=incoming.external_id, address=incoming.address, digest=digest)
    return _add(work, row, raw)


def answers_of(work: Work, kept: InboxRow) -> list[Reply]:
    """Return the rows that answered a message before."""
    query = select(OutboxRow.id).where(OutboxRow.inbox_id == kept.id).order_by(OutboxRow.id)
    return [Reply(one, repeated=True) for one in work.session.scalars(query)]


def finish(work: Work, row: InboxRow, *, holds_secret: bool) -> None:
    """Mark a message as done; what held a secret is blanked at once."""
    row.state, row.done_at = "done", work.now
    if holds_secret:
        row.seal("raw", None, work.vault)


def _add(work: Work, row: InboxRow, raw: bytes) -> InboxRow:
    row.state, row.received_at, row.failures = "waiting", work.now, 0
    row.seal("raw", raw, work.vault)
    work.session.add(row)
    work.session.flush()
    return row


def _find(work: Work, channel: str, external_id: str) -> InboxRow | None:
    return work.session.scalar(_by_id(), {"channel": channel, "external_id": external_id})


@lru_cache(maxsize=1)
def _by_id() -> Select[InboxRow]:
    """Return the statement, built once: it runs twice for each message."""
    same = (InboxRow.channel == bindparam("channel"), InboxRow.external_id == bindparam("external_id"))
    return select(InboxRow).where(*same).with_for_update()


def _hand_over(work: Work, row: InboxRow) -> None:
    posting = Posting(
        kind="failed_message",
        summary=work.t(PARKED, failure=row.failure),
        channel=row.channel,
        address=row.address,
        inbox_id=row.id,
    )
    item = post_queue(work, posting)
    if not row.address:
        return
    screen = Screen(title=work.t(APOLOGY_TITLE), body=(work.t(APOLOGY, number=item.number),))
    post_notice(
        work,
        Notice(
            screen, "apology", channel=row.channel, address=row.address, lane=Lane.REPLY, after_unknown=AfterUnknown.NEVER, inbox_id=row.id
        ),
    )
