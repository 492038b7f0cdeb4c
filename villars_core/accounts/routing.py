"""By which way a notice reaches a person: the linked chat, else the e-mail, else the office is told."""

from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import aliased

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.queries import EMAIL, TELEGRAM, identify, is_active
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, record
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import MAIL_ONLY, Parcel, new_reply_token, open_to_replies, parcel_of
from villars_core.notifications.screens import Screen
from villars_core.office_queue.actions import Posting, post
from villars_core.work import Work

AT_ONCE = 500
NOT_IN_CHAT = N_("Un courriel pour vous n’a pas pu être remis. Il ne peut pas être montré ici : appelez le service Éducation.")
UNREACHABLE = N_("Lettre à envoyer : ni le chat ni le courriel de {name} ne reçoit nos messages.")


def assign(work: Work) -> int:
    """Give a channel and an address to rows that name an account only, a set at a time; return how many.

    The chat is for whoever may act there; rows of an account that ended are withdrawn.
    """
    chat, dead = aliased(ChannelLink), aliased(ChannelLink)
    may_act = and_(Account.activated_at.is_not(None), or_(Account.kind == "staff", Account.terms_version == TERMS_VERSION))
    query = (
        select(OutboxRow.id, Account.id, Account.email, Account.ended_at, chat.address, dead.id)
        .join(Account, Account.id == OutboxRow.account_id)
        .outerjoin(chat, and_(chat.account_id == Account.id, chat.channel == TELEGRAM, chat.blocked_at.is_(None), may_act))
        .outerjoin(dead, and_(dead.channel == EMAIL, dead.address == Account.email, dead.blocked_at.is_not(None)))
        .where(OutboxRow.channel == "", OutboxRow.state == "queued", OutboxRow.not_before <= work.now)
        .order_by(OutboxRow.lane, OutboxRow.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    sent: dict[int, dict[str, Any]] = {}
    lost: dict[int, int] = {}
    for row_id, account_id, email, ended_at, chat_address, dead_id in work.session.execute(query):
        if row_id in sent:
            continue  # a second chat of the same person
        if ended_at is not None:
            sent[row_id] = {"id": row_id, "state": "withdrawn"}
        elif chat_address:
            sent[row_id] = {"id": row_id, "channel": TELEGRAM, "address": chat_address}
        elif dead_id:
            lost[row_id] = account_id
        else:
            token, until = new_reply_token(work.now)
            sent[row_id] = {"id": row_id, "channel": EMAIL, "address": email, "reply_token": token, "reply_until": until}
    if sent:
        work.session.execute(update(OutboxRow), list(sent.values()))
        work.session.expire_all()
    for row_id, account_id in lost.items():
        _give_up(work, work.session.get_one(OutboxRow, row_id), work.session.get_one(Account, account_id))
    return len(sent) + len(lost)


def fall_back(work: Work, row: OutboxRow) -> OutboxRow | None:
    """Tell the person through the other channel, once; a secret is never told a second way, and what is for a mailbox alone never here.

    Of such a mail the chat says that it did not arrive.
    """
    if row.holds_secret or row.fallback_of is not None:
        return None
    account = work.session.get(Account, row.account_id) if row.account_id else identify(work, row.channel, row.address)
    parcel = parcel_of(work, row)
    if account is None or parcel is None:
        return None
    way = _other_way(work, account, row.channel)
    if way is None:
        _give_up(work, row, account)
        return None
    copy = _copy(row, account.id, *way)
    copy.created_at = copy.not_before = work.now
    told = Parcel(parcel.screen, parcel.offers)
    if row.about.get(MAIL_ONLY):
        copy.dialogue_id = copy.dialogue_revision = None
        told = Parcel(Screen(parcel.screen.title, (Translator(row.language).t(NOT_IN_CHAT),)))
    copy.seal("payload", told.to_bytes(), work.vault)
    if copy.channel == EMAIL:
        open_to_replies(copy, work.now)
    work.session.add(copy)
    work.session.flush()
    return copy


def blocked(work: Work, channel: str, address: str) -> None:
    """Remember that nothing arrives at an address, so that the next notices go elsewhere at once."""
    row = _link(work, channel, address)
    if row is None:
        account = identify(work, channel, address)
        if account is None:
            return
        row = ChannelLink(account_id=account.id, channel=channel, address=account.email, linked_at=work.now)
        work.session.add(row)
    if row.blocked_at is None:
        row.blocked_at = work.now
        record(work, "account.unreachable", Subject("account", row.account_id), Change(after={"channel": channel}))


def unblocked(work: Work, channel: str, address: str) -> None:
    """Remember that an address receives again."""
    row = _link(work, channel, address)
    if row is not None and row.blocked_at is not None:
        row.blocked_at = None
        record(work, "account.reachable", Subject("account", row.account_id), Change(after={"channel": channel}))


def _other_way(work: Work, account: Account, channel: str) -> tuple[str, str] | None:
    if channel == TELEGRAM:
        dead = _link(work, EMAIL, account.email)
        return None if dead is not None and dead.blocked_at else (EMAIL, account.email)
    if not is_active(account):
        return None
    query = select(ChannelLink.address).where(
        ChannelLink.account_id == account.id, ChannelLink.channel == TELEGRAM, ChannelLink.blocked_at.is_(None)
    )
    address = work.session.scalars(query.limit(1)).first()
    return (TELEGRAM, address) if address else None


def _copy(row: OutboxRow, account_id: int, channel: str, address: str) -> OutboxRow:
    return OutboxRow(
        kind=row.kind,
        lane=row.lane,
        after_unknown=row.after_unknown,
        account_id=account_id,
        channel=channel,
        address=address,
        language=row.language,
        about=row.about,
        campaign_id=row.campaign_id,
        dialogue_id=row.dialogue_id,
        dialogue_revision=row.dialogue_revision,
        thread=row.thread,
        fallback_of=row.id,
    )


def _give_up(work: Work, row: OutboxRow, account: Account) -> None:
    row.state, row.failure = "failed", row.failure or "no way left"
    summary = work.t(UNREACHABLE, name=account.name)
    post(work, Posting("unreachable", summary, account_id=account.id, facts={"outbox": row.id}))


def _link(work: Work, channel: str, address: str) -> ChannelLink | None:
    query = select(ChannelLink).where(
        ChannelLink.channel == channel, ChannelLink.address == (address.lower() if channel == EMAIL else address)
    )
    return work.session.scalars(query.limit(1)).first()
