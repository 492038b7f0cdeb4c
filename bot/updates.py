"""From a Telegram update to what the house takes in: a message for the desk, a block, a group to leave, or a short word back."""

import re
from dataclasses import dataclass
from enum import StrEnum

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from villars_core.conversations.messages import MAX_TEXT, Channel, Incoming, IncomingFile
from villars_core.work import Assurance

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""Said at each start: what is left out keeps the setting of before."""

_COMMAND = re.compile(r"(/[A-Za-z0-9_]{1,32})(?:@\w+)?(?=\s|$)")
_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")
_LEFT = frozenset({ChatMember.BANNED, ChatMember.LEFT})


class Why(StrEnum):
    """Why a message is not for the desk, though its author is told so."""

    EDITED = "edited"
    FORWARDED = "forwarded"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Aside:
    """A message that changes nothing and is answered by one sentence. `key` names the message: one answer for ever."""

    why: Why
    address: str
    key: str
    language: str


@dataclass(frozen=True)
class Reach:
    """A person blocked the bot, or took it back."""

    address: str
    blocked: bool


@dataclass(frozen=True)
class Leave:
    """A group or channel that the bot was added to: it leaves, families are spoken to in private only."""

    chat_id: int


Event = Incoming | Aside | Reach | Leave


def read(update: Update, external_id: str) -> Event | None:
    """Return what an update is for the house, or None for what is left alone (groups, channels, other bots)."""
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if update.callback_query is not None:
        return _pressed(update.callback_query, external_id)
    if message is None or message.from_user is None or message.from_user.is_bot or message.chat.type != ChatType.PRIVATE:
        return None
    if update.edited_message is not None:
        return _aside(Why.EDITED, message, message.from_user)
    return _said(message, message.from_user, external_id)


def to_incoming(update: Update, external_id: str) -> Incoming | None:
    """Return the desk's message that an update holds, or None when it holds none."""
    event = read(update, external_id)
    return event if isinstance(event, Incoming) else None


def author(update: Update) -> str:
    """Return who sent an update, as an address: what is kept in order is kept per person."""
    return str(update.effective_user.id) if update.effective_user else ""


def _said(message: Message, user: User, external_id: str) -> Event:
    files = _files(message)
    forwarded = message.forward_origin is not None
    text = "" if forwarded else _command_alone(message.text or message.caption or "")
    if not text and not files:
        return _aside(Why.FORWARDED if forwarded else Why.UNREADABLE, message, user)
    start = _START.fullmatch(text)
    return Incoming(
        channel=Channel.TELEGRAM,
        external_id=external_id,
        address=str(user.id),
        text="/start" if start else text[:MAX_TEXT],
        token=start[1] if start else "",
        files=files,
        sent_at=message.date,
        message_ref=str(message.message_id),
        album=message.media_group_id or "",
        language=_language(user),
        assurance=Assurance.LINKED,
    )


def _pressed(query: CallbackQuery, external_id: str) -> Incoming | None:
    """Return a press. It has no date of its own: the message's date is that of the screen, not of the press."""
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE or not query.data:
        return None
    return Incoming(
        channel=Channel.TELEGRAM,
        external_id=external_id,
        address=str(query.from_user.id),
        choice=query.data,
        anchor=str(message.message_id),
        language=_language(query.from_user),
        assurance=Assurance.LINKED,
    )


def _membership(change: ChatMemberUpdated) -> Reach | Leave | None:
    out = change.new_chat_member.status in _LEFT
    if change.chat.type == ChatType.PRIVATE:
        return Reach(str(change.chat.id), out)
    return None if out else Leave(change.chat.id)


def _files(message: Message) -> tuple[IncomingFile, ...]:
    if message.document is not None:
        sent = message.document
        name = sent.file_name or "document"
        return (IncomingFile(name, sent.mime_type or "application/octet-stream", sent.file_size or 0, fetch=sent.file_id),)
    if message.photo:
        largest = max(message.photo, key=lambda one: one.width * one.height)
        name = f"photo-{message.message_id}.jpg"
        return (IncomingFile(name, "image/jpeg", largest.file_size or 0, fetch=largest.file_id),)
    return ()


def _command_alone(text: str) -> str:
    """Return the text with "/menu@the_bot" written "/menu"."""
    found = _COMMAND.match(text)
    return found[1] + text[found.end() :] if found else text


def _aside(why: Why, message: Message, user: User) -> Aside:
    return Aside(why, str(user.id), f"telegram-{why}/{user.id}/{message.message_id}", _language(user))


def _language(user: User) -> str:
    return (user.language_code or "").split("-")[0].lower()
