"""Which message of ours a mail answers, and what its token is worth: in time, and given to this very address, or nothing."""

from datetime import timedelta

from sqlalchemy import select

from villars_core.conversations.dialogue import about, is_private
from villars_core.conversations.flows.base import Talk
from villars_core.conversations.messages import Channel, Incoming
from villars_core.conversations.models import Dialogue
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import MAIL_ONLY, AfterUnknown, Lane, Notice, Parcel, post
from villars_core.notifications.screens import Screen
from villars_core.understanding import Intent, Reading
from villars_core.work import Assurance, Work

TOO_OLD = N_("Vous avez répondu à un ancien message. Pour que je réponde moi-même, écrivez un nouveau message.")
SURE = N_("Est-ce bien votre réponse ? Répondez de nouveau, par le numéro ou par oui ou non.")
LONGEST_ANSWER = 60
NOTICE_ANSWERED = timedelta(days=3)
"""How long a word in a chat may answer a notice that has buttons."""

REMINDER = "reminder"
WORDS_OF_ORDER = 6
"""« Je voudrais payer par carte » is an order; what is longer tells something."""

ASKED = "asked_again"
"""Fact of a notice that was sent once more because nothing proved who had answered it."""


def answered_row(work: Work, incoming: Incoming) -> OutboxRow | None:
    """Return the message of ours that a mail answers: its token is in time, and was given to this very address."""
    if incoming.channel is not Channel.EMAIL or not incoming.token:
        return None
    row = work.session.scalar(select(OutboxRow).where(OutboxRow.reply_token == incoming.token))
    if row is None or row.address.lower() != incoming.address.lower() or row.reply_until is None or row.reply_until < work.now:
        return None
    return row


def is_worthless(incoming: Incoming, row: OutboxRow | None) -> bool:
    """Tell whether a mail bears a token that counts for nothing: expired, of somebody else, or never given."""
    return incoming.channel is Channel.EMAIL and bool(incoming.token) and row is None


def notice_seen(talk: Talk) -> OutboxRow | None:
    """Return the newest notice of the last days that this door showed; a mail is answered itself."""
    account, incoming = talk.account, talk.incoming
    if account is None or incoming.channel is Channel.EMAIL or len(incoming.text) > LONGEST_ANSWER:
        return None
    query = select(OutboxRow).where(OutboxRow.account_id == account.id, OutboxRow.dialogue_id.is_(None), OutboxRow.kind != "reply")
    if incoming.channel is not Channel.TERMINAL:
        query = query.where(OutboxRow.channel == incoming.channel.value)
    newest = query.where(OutboxRow.created_at >= talk.work.now - NOTICE_ANSWERED).order_by(OutboxRow.id.desc()).limit(1)
    return talk.work.session.scalar(newest)


def asks_for_help(talk: Talk, row: OutboxRow | None, reading: Reading) -> bool:
    """Tell whether words answer a reminder of a bill by more than asking how to pay: it promises that a person reads them."""
    about_money = reading.intent in {Intent.PAY_INVOICE, Intent.SHOW_INVOICES, Intent.UNKNOWN}
    return row is not None and row.kind == REMINDER and about_money and len(talk.incoming.text.split()) > WORDS_OF_ORDER


def must_ask_again(talk: Talk, row: OutboxRow | None) -> bool:
    """Tell whether an answer that acts at once is asked for once more: nothing proves who wrote, and the owner was not asked."""
    return row is not None and talk.by_email and talk.incoming.assurance < Assurance.LINKED and not row.about.get(ASKED)


def ask_again(talk: Talk, row: OutboxRow, parcel: Parcel, inbox_id: int, lead: str = "") -> int:
    """Send the notice to its owner once more, with a token of its own; return the row. What answers it is an answered confirmation.

    `lead`: what is said first in place of asking whether it was their answer.
    """
    screen = Screen(parcel.screen.title, (lead or talk.t(SURE), *parcel.screen.body))
    incoming = talk.incoming
    notice = Notice(
        screen,
        row.kind,
        account_id=row.account_id,
        channel=incoming.channel.value,
        address=incoming.address,
        lane=Lane.REPLY,
        language=row.language,
        offers=parcel.offers,
        about={**row.about, ASKED: True},
        thread=row.thread,
        in_reply_to=incoming.message_ref,
        inbox_id=inbox_id,
    )
    return post(talk.work, notice).id


def answer(talk: Talk, screen: Screen, row: Dialogue | None, inbox_id: int) -> Notice:
    """Return what answers a message: the screen of a form, or one of no form."""
    incoming = talk.incoming
    return Notice(
        screen,
        "reply",
        account_id=talk.account.id if talk.account else None,
        channel=incoming.channel.value,
        address=incoming.address,
        lane=Lane.REPLY,
        language=talk.work.translator.language,
        about=about(talk.work, row) | ({MAIL_ONLY: True} if talk.by_email and row is not None and is_private(row) else {}),
        after_unknown=AfterUnknown.RESEND,
        thread=f"d{row.id}" if row else "",
        in_reply_to=incoming.message_ref if incoming.channel is Channel.EMAIL else "",
        inbox_id=inbox_id,
        dialogue_id=row.id if row else None,
        dialogue_revision=row.revision if row else None,
    )


def to_forget(incoming: Incoming) -> tuple[str, ...]:
    """Return the message of the person that is to leave the chat, once it showed a secret; a mailbox is not ours to empty."""
    return (incoming.message_ref,) if incoming.channel is Channel.TELEGRAM and incoming.message_ref else ()
