"""Posting to the outbox: a row in the same transaction as the act, so that who is told what is never in doubt."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import update

from villars_core.notifications.models import OutboxRow
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.work import Work

REPLY_DAYS = 60
LETTER = "office_letter"
"""Kind of a notice that a person of the office wrote to somebody without an account: a mail like any other."""

MAIL_ONLY = "mail_only"
"""Fact of a mail that no chat may carry, whatever becomes of it: health, what a proof says, a whole account number, lists of names."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_REPLY_LENGTH = 26  # 130 bits, lower case only: some mail programs lower the address


class Lane(IntEnum):
    """What goes first when all cannot go at once."""

    REPLY = 0
    NOTICE = 1
    ANNOUNCEMENT = 2


class AfterUnknown(StrEnum):
    """What to do with a message that may or may not have arrived."""

    RESEND = "resend"
    REMIND = "remind"
    """Send once more, marked as a reminder."""
    NEVER = "never"
    """Money and legal notices: staff look at it."""


@dataclass(frozen=True)
class Parcel:
    """What a row carries: the screen, what it offers, the message it replaces and those of the person to delete."""

    screen: Screen
    offers: tuple[Offer, ...] = ()
    edit: str = ""
    forget: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the parcel as it is sealed."""
        offers = [[one.key, one.label, one.intent, dict(one.facts), one.role.value] for one in self.offers]
        return json.dumps({"screen": self.screen.to_json(), "offers": offers, "edit": self.edit, "forget": list(self.forget)}).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Parcel":
        """Return the parcel that was sealed."""
        data = json.loads(raw)
        offers = tuple(Offer(key, label, intent, facts, Role(role)) for key, label, intent, facts, role in data["offers"])
        return cls(Screen.from_json(data["screen"]), offers, data["edit"], tuple(data["forget"]))


@dataclass(frozen=True)
class Notice:
    """One thing to tell one person.

    Either `account_id` (the sender asks `accounts` for the route, unless `channel` forces one) or `channel` and `address`.
    `about`: plain facts that an answer may lean on: {"children": [ids], "days": [ISO days], "intent": "…"}.
    `business_key`: the same key is posted once for ever. `thread`: what belongs together in a mailbox.
    """

    screen: Screen
    kind: str
    account_id: int | None = None
    channel: str = ""
    address: str = ""
    lane: Lane = Lane.NOTICE
    language: str = "fr"
    offers: tuple[Offer, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    business_key: str | None = None
    after_unknown: AfterUnknown = AfterUnknown.REMIND
    not_before: datetime | None = None
    holds_secret: bool = False
    campaign_id: int | None = None
    thread: str = ""
    in_reply_to: str = ""
    edit: str = ""
    forget: tuple[str, ...] = ()
    inbox_id: int | None = None
    dialogue_id: int | None = None
    dialogue_revision: int | None = None


def post(work: Work, notice: Notice) -> OutboxRow:
    """Write the row that tells a person something; it is sent after the transaction, by a door.

    Posting a known `business_key` again must be prevented by the caller (the unique constraint refuses it).
    """
    row = OutboxRow(
        kind=notice.kind,
        lane=int(notice.lane),
        after_unknown=notice.after_unknown.value,
        account_id=notice.account_id,
        channel=notice.channel,
        address=notice.address,
        language=notice.language,
        about=dict(notice.about),
        holds_secret=notice.holds_secret,
        campaign_id=notice.campaign_id,
        business_key=notice.business_key,
        thread=notice.thread,
        in_reply_to=notice.in_reply_to,
        inbox_id=notice.inbox_id,
        dialogue_id=notice.dialogue_id,
        dialogue_revision=notice.dialogue_revision,
        created_at=work.now,
        not_before=notice.not_before or work.now,
    )
    row.seal("payload", Parcel(notice.screen, notice.offers, notice.edit, notice.forget).to_bytes(), work.vault)
    if notice.channel == "email":
        open_to_replies(row, work.now)
    work.session.add(row)
    work.session.flush()
    return row


def open_to_replies(row: OutboxRow, now: datetime) -> None:
    """Give an e-mail the token that its answers carry, valid for sixty days."""
    row.reply_token, row.reply_until = new_reply_token(now)


def new_reply_token(now: datetime) -> tuple[str, datetime]:
    """Return a token that no other message has, and until when it counts."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_REPLY_LENGTH)), now + timedelta(days=REPLY_DAYS)


def parcel_of(work: Work, row: OutboxRow) -> Parcel | None:
    """Return what a row carries, or None once it was blanked."""
    raw = row.unseal("payload", work.vault)
    return None if raw is None else Parcel.from_bytes(raw)


def withdraw_campaign(work: Work, campaign_id: int) -> int:
    """Stop the rows of an announcement that are not sent yet; return how many."""
    changed = work.session.execute(
        update(OutboxRow).where(OutboxRow.campaign_id == campaign_id, OutboxRow.state == "queued").values(state="withdrawn")
    )
    return int(getattr(changed, "rowcount", 0))
