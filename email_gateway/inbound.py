"""A mail as one message for the desk: who speaks with what assurance, the token it answers, its newest text, its files."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from email_gateway import authentication, keys, outbound, quoting
from email_gateway.authentication import Resolver, Standing
from email_gateway.outbound import Office
from email_gateway.parsed import EmailFile, ParsedEmail, Verdict
from villars_core.conversations.messages import MAX_TEXT, Channel, Incoming, IncomingFile
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM, Assurance, Records

MAX_LINES = 15
"""A longer text acts only after a confirmation, whoever sent it: it says more than one thing."""

_ANSWER_PREFIX = re.compile(r"^(?:(?:re|r[ée]f?|tr|fwd?|aw|sv|rép(?:onse)?|réponse à) ?: ?){1,5}", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){3,7}(?:[ .-]?[A-Z0-9]{1,4})?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Trust:
    """How this town knows who sent a mail: its server's name, or name servers to ask."""

    authserv_id: str = ""
    resolver: Resolver | None = None


@dataclass(frozen=True)
class Answered:
    """A message of ours that is answered: its lines, and the address it was sent to."""

    lines: str
    owner: str


def external_id(parsed: ParsedEmail) -> str:
    """Return what names a mail in the records: its Message-ID, else the digest of its bytes."""
    return parsed.message_id[:240] or f"sha256:{parsed.digest}"


def to_incoming(raw: bytes, parsed: ParsedEmail, office: Office, trust: Trust, answered: Answered | None = None) -> Incoming:
    """Return the message for the desk. `answered`: the message of ours that its token names; its lines are taken away.

    A token that we never gave counts for nothing; one that was given to another address than the sender's takes all trust
    away. An e-mail without a body speaks by its subject, unless it answers something.
    """
    token = token_of(parsed, office)
    assurance = authentication.vouched(standing_of(raw, parsed, trust), has_token=answered is not None, senders=parsed.sender_count)
    if answered is not None and answered.owner != parsed.sender:
        assurance = Assurance.NONE
    text = quoting.subtract(parsed.reply_text, answered.lines) if answered else parsed.reply_text
    subject = _ANSWER_PREFIX.sub("", parsed.subject).strip()
    if not text and not token and not parsed.in_reply_to and not parsed.files:
        text = subject
    return Incoming(
        channel=Channel.EMAIL,
        external_id=external_id(parsed),
        address=parsed.sender,
        text=text[:MAX_TEXT],
        token=token,
        files=tuple(_file(one) for one in parsed.files if one.verdict is not Verdict.DECORATION),
        message_ref=parsed.message_id,
        subject=subject[:300],
        sender_name=" ".join(parsed.sender_name.split())[:120],
        is_too_long=is_too_long(text),
        assurance=min(assurance, Assurance.CLAIMED) if is_too_long(text) else assurance,
    )


def token_of(parsed: ParsedEmail, office: Office) -> str:
    """Return the reply token of a mail, from an address of ours or from a Message-ID of ours."""
    ours = [one for one in parsed.recipients if one.endswith(f"@{office.address.domain}")]
    answered = [one for one in (*parsed.in_reply_to, *reversed(parsed.references)) if one.lower().endswith(f"@{office.address.domain}")]
    return keys.token_in(ours, answered)


def standing_of(raw: bytes, parsed: ParsedEmail, trust: Trust) -> Standing:
    """Return what is known of the sender; name servers are asked here, before any transaction."""
    if trust.authserv_id or trust.resolver is None:
        return authentication.standing(parsed.results, parsed.sender, trust.authserv_id)
    return authentication.verified_here(raw, parsed.sender, trust.resolver)


def answered_by(records: Records, token: str, office: Office) -> Answered | None:
    """Return the message of ours that carried a token, or None when we never gave it; its lines are gone once it was blanked."""
    if not token:
        return None
    with records.reading(SYSTEM) as work:
        row = work.session.scalar(select(OutboxRow).where(OutboxRow.reply_token == token))
        if row is None:
            return None
        parcel = parcel_of(work, row)
        offers = [offer.choice for offer in parcel.offers] if parcel else []
        lines = outbound.sent_text(parcel.screen, offers, row.language, office) if parcel else ""
        return Answered(lines, row.address.lower())


def is_too_long(text: str) -> bool:
    """Tell whether a text is longer than what is read without asking."""
    return sum(1 for line in text.split("\n") if line.strip()) > MAX_LINES


def holds_iban(text: str) -> bool:
    """Tell whether a text holds a whole IBAN, by its check digits (ISO 13616)."""
    return any(_is_iban(re.sub(r"[ .-]", "", found).upper()) for found in _IBAN.findall(text))


def _is_iban(plain: str) -> bool:
    # A word after the number may have been caught with it: shorter ends are tried, down to the shortest IBAN.
    return any(int("".join(str(int(char, 36)) for char in plain[4:end] + plain[:4])) % 97 == 1 for end in range(len(plain), 14, -1))


def _file(one: EmailFile) -> IncomingFile:
    trouble = "" if one.verdict is Verdict.KEPT else one.verdict.value
    return IncomingFile(one.name, one.media_type, one.size, one.content or None, trouble=trouble)
