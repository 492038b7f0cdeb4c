"""What was read of one mail, as plain values that cross the process boundary."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from email_gateway.limits import Refused


class Verdict(StrEnum):
    """What becomes of a file that came with a mail."""

    KEPT = "kept"
    DECORATION = "decoration"
    """A logo or a signature picture: neither kept nor spoken of."""
    TNEF = "winmail"
    ARCHIVE = "archive"
    OFFICE = "office"
    UNKNOWN = "unknown"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    EMPTY = "empty"


@dataclass(frozen=True)
class EmailFile:
    """A file of a mail; `media_type` is what its bytes say, `declared` what the sender said; bytes only where it is kept."""

    name: str
    media_type: str
    declared: str
    size: int
    verdict: Verdict
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Bounce:
    """A mail that says that another one did not arrive. `kind`: hard, soft or unknown; `recipient` in lower case or ""."""

    kind: str
    recipient: str = ""
    status: str = ""
    original_id: str = ""
    key: str = ""


@dataclass(frozen=True)
class ParsedEmail:
    """One mail as it was understood, before the house is asked about it.

    `reply_text`: the newest text, empty when nothing is left. `text`: the whole text, for the office's eyes.
    `automatic`: why it counts as automatic, "" when a person wrote it. `refused`: why it was not read at all.
    `sender_count`: how many addresses From names; only one is a person. `results`: raw Authentication-Results with their place.
    """

    sender: str = ""
    sender_name: str = ""
    sender_count: int = 0
    recipients: tuple[str, ...] = ()
    reply_to: str = ""
    subject: str = ""
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: str = ""
    digest: str = ""
    size: int = 0
    reply_text: str = ""
    text: str = ""
    automatic: str = ""
    bounce: Bounce | None = None
    refused: Refused | None = None
    files: tuple[EmailFile, ...] = ()
    results: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return what `villars email read` prints."""
        bounce = self.bounce
        return {
            "reply_text": self.reply_text,
            "automatic": bool(self.automatic) or bounce is not None,
            "automatic_reason": self.automatic or None,
            "bounce": None
            if bounce is None
            else {"kind": bounce.kind, "recipient": bounce.recipient, "status": bounce.status, "original_id": bounce.original_id},
            "refused": None if self.refused is None else self.refused.value,
            "from": self.sender,
            "from_name": self.sender_name,
            "to": list(self.recipients),
            "subject": self.subject,
            "message_id": self.message_id,
            "in_reply_to": list(self.in_reply_to),
            "references": list(self.references),
            "date": self.date or None,
            "digest": self.digest,
            "size": self.size,
            "attachments": [
                {"name": one.name, "type": one.media_type, "size": one.size, "declared": one.declared, "verdict": one.verdict.value}
                for one in self.files
            ],
        }
