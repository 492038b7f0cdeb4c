"""What an address or a Message-ID of ours carries: the reply token of a person's notice, and another key for bounces."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

_IN_ADDRESS = re.compile(r"\+(u-)?([a-z2-7]{26})@")
_IN_MESSAGE_ID = re.compile(r"^v(\d{1,12})\.([a-z2-7]{26})@", re.IGNORECASE)
_NO_TOKEN = "x" * 26
_BOUNCE_ID_LENGTH = 8
_BOUNCE_MAC_LENGTH = 20


@dataclass(frozen=True)
class Address:
    """The office's mailbox, cut where a detail goes: `local+detail@domain`."""

    local: str
    domain: str

    @classmethod
    def of(cls, address: str) -> "Address":
        """Read the configured address."""
        local, _, domain = address.strip().lower().rpartition("@")
        return cls(local, domain)

    @property
    def plain(self) -> str:
        """Return the address as people write it."""
        return f"{self.local}@{self.domain}"

    def for_replies(self, token: str) -> str:
        """Return where a person answers one message; without a token, the office's address."""
        return f"{self.local}+{token}@{self.domain}" if token else self.plain

    def for_leaving(self, token: str) -> str:
        """Return where a mail program writes that a person wants no more announcements; whatever it writes there says so."""
        return f"{self.local}+u-{token}@{self.domain}"

    def for_bounces(self, outbox_id: int, token: str) -> str:
        """Return the envelope sender of one message: another key than the reply token, so that neither gives the other away."""
        return f"{self.local}+b-{bounce_key(outbox_id, token)}@{self.domain}"

    def message_id(self, outbox_id: int, token: str) -> str:
        """Return the Message-ID of one message, the same at every attempt; it carries the token for programs that rewrite Reply-To."""
        return f"v{outbox_id}.{token or _NO_TOKEN}@{self.domain}"

    def thread_id(self, thread: str) -> str:
        """Return the id that all messages of one subject refer to."""
        return f"f.{hashlib.sha256(thread.encode()).hexdigest()[:24]}@{self.domain}"


def bounce_key(outbox_id: int, token: str) -> str:
    """Return the key of a message's envelope: its number, and a proof that we gave it out."""
    number = base64.b32encode(outbox_id.to_bytes(5, "big")).decode().lower()
    proof = base64.b32encode(hashlib.sha256(f"bounce/{outbox_id}/{token}".encode()).digest()).decode().lower()
    return number[:_BOUNCE_ID_LENGTH] + proof[:_BOUNCE_MAC_LENGTH]


def outbox_id_of_bounce(key: str) -> int | None:
    """Return which message a bounce speaks of, still unproven, or None for a key of another form."""
    if len(key) != _BOUNCE_ID_LENGTH + _BOUNCE_MAC_LENGTH:
        return None
    try:
        return int.from_bytes(base64.b32decode(key[:_BOUNCE_ID_LENGTH].upper()), "big")
    except ValueError:
        return None


def is_our_bounce_key(key: str, outbox_id: int, token: str) -> bool:
    """Tell whether a bounce's key is the one that this message was given."""
    return hmac.compare_digest(key, bounce_key(outbox_id, token))


def token_in(recipients: Iterable[str], references: Iterable[str]) -> str:
    """Return the reply token that a mail carries: in an address it was sent to, else in the Message-ID it answers, else ""."""
    for recipient in recipients:
        found = _IN_ADDRESS.search(recipient.lower())
        if found:
            return found[2]
    for reference in references:
        named = _IN_MESSAGE_ID.match(reference)
        if named and named[2].lower() != _NO_TOKEN:
            return named[2].lower()
    return ""


def is_leaving(recipients: Iterable[str]) -> bool:
    """Tell whether a mail went to an address for leaving the announcements."""
    return any((found := _IN_ADDRESS.search(one.lower())) and found[1] for one in recipients)


def parts_of_message_id(message_id: str) -> tuple[int | None, str]:
    """Return the number and the token of a Message-ID of ours, or (None, "")."""
    found = _IN_MESSAGE_ID.match(message_id)
    return (int(found[1]), found[2].lower()) if found else (None, "")
