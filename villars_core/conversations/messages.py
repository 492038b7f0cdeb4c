"""What enters the desk and what leaves it, whatever the door."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from villars_core.work import Assurance

MAX_TEXT = 4096
"""Characters of a message that are read; a door cuts the rest and says so."""


class Channel(StrEnum):
    """The doors for a person."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    TERMINAL = "terminal"


@dataclass(frozen=True)
class IncomingFile:
    """A file that came with a message. `fetch` is the door's own reference where the bytes were not fetched yet.

    `trouble`: why the door did not take it, a word of `documents.rules.REFUSALS`; the desk says the sentence.
    """

    name: str
    media_type: str
    size: int
    content: bytes | None = field(default=None, repr=False)
    fetch: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class Incoming:
    """One message of a person, as a door understood its envelope; the desk reads its words.

    `external_id` is unique per channel (update id, Message-ID) and makes a redelivery harmless.
    `address`: Telegram user id, e-mail address in lower case, or the account's identifier in the terminal.
    `choice`: what a button carried. `token`: a reply token (e-mail) or the code behind /start (chat).
    `sent_at`: when the other side says it was sent, where that can be trusted (a tap at 23:59:59 handled at 00:00:01).
    `anchor`: the other side's id of the message whose button was pressed; the answer is written in its place.
    `message_ref`: the other side's id of this message (to delete it when it held a secret, to thread the answer).
    `assurance`: what the door vouches for; the desk may lower it, never raise it.
    `sender_name`: how a mail's sender calls himself; proves nothing. `is_too_long`: it says more than what is read without asking.
    `unsubscribes`: it came by the address that announcements give for leaving them; its words say nothing.
    `album`: the same for messages that are one album of photographs, each of which comes as a message of its own.
    """

    channel: Channel
    external_id: str
    address: str
    text: str = ""
    choice: str = ""
    token: str = ""
    files: tuple[IncomingFile, ...] = ()
    sent_at: datetime | None = None
    anchor: str = ""
    message_ref: str = ""
    subject: str = ""
    language: str = ""
    assurance: Assurance = Assurance.NONE
    album: str = ""
    sender_name: str = ""
    is_too_long: bool = False
    unsubscribes: bool = False


@dataclass(frozen=True)
class Reply:
    """An outbox row that the desk posted for the one who spoke, and the few words for the tap, if it was one.

    `repeated`: the message was answered before; the row may be sent already.
    """

    outbox_id: int
    toast: str = ""
    repeated: bool = False
