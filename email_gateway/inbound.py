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
_IBAN_LENGTHS = {
    "FR": 27, "MC": 27, "DE": 22, "BE": 16, "ES": 24, "IT": 27, "SM": 27, "PT": 25, "LU": 20, "CH": 21, "NL": 18, "GB": 22, "IE": 22,
    "AT": 20, "PL": 28, "RO": 24, "GR": 27, "AD": 24, "HU": 28, "CZ": 24, "DK": 18, "SE": 24, "FI": 18, "NO": 15, "MT": 31, "TR": 26,
}  # fmt: skip
"""Characters of an IBAN by country (the SWIFT registry)."""

_SHARE_OF_DIGITS = {"MT": 0.2, "GB": 0.6, "IE": 0.6, "NL": 0.6, "RO": 0.2}
_CREDITOR = "ZZZ"
_IBAN = re.compile(
    rf"(?<![A-Z0-9])(?P<country>{'|'.join(_IBAN_LENGTHS)})"
    r"(?P<rest>[ .:-]{0,2}\d{2}(?:[ \u00a0\u202f.-]{0,2}(?=[A-Z0-9]{0,3}\d)[A-Z0-9]){10,29}"
    r"(?:[ \u00a0\u202f.-]{0,2}[A-Z0-9]){0,2})(?![A-Z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Trust:
    """How this town knows who sent a mail: its server's name, or name servers to ask."""

    authserv_id: str = ""
    resolver: Resolver | None = None


@dataclass(frozen=True)
class Answered:
    """A message of ours that is answered: its lines, the address it was sent to, and the labels of its choices."""

    lines: str
    owner: str
    labels: frozenset[str] = frozenset()

    def left_of(self, text: str) -> str:
        """Return an answer without our own lines; a choice's label alone is the person's own, who copied it as the answer."""
        return text if " ".join(text.split()).casefold() in self.labels else quoting.subtract(text, self.lines)


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
    text = answered.left_of(parsed.reply_text) if answered else parsed.reply_text
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
        unsubscribes=keys.is_leaving(_ours(parsed, office)),
        assurance=min(assurance, Assurance.CLAIMED) if is_too_long(text) else assurance,
    )


def token_of(parsed: ParsedEmail, office: Office) -> str:
    """Return the reply token of a mail, from an address of ours or from a Message-ID of ours."""
    answered = [one for one in (*parsed.in_reply_to, *reversed(parsed.references)) if one.lower().endswith(f"@{office.address.domain}")]
    return keys.token_in(_ours(parsed, office), answered)


def _ours(parsed: ParsedEmail, office: Office) -> list[str]:
    return [one for one in parsed.recipients if one.endswith(f"@{office.address.domain}")]


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
        shown = (*parcel.screen.choices, *offers) if parcel else ()
        return Answered(lines, row.address.lower(), frozenset(" ".join(one.label.split()).casefold() for one in shown))


def is_too_long(text: str) -> bool:
    """Tell whether a text is longer than what is read without asking."""
    return sum(1 for line in text.split("\n") if line.strip()) > MAX_LINES


def may_hold_iban(text: str) -> bool:
    """Tell whether a text holds an account number: a whole IBAN (ISO 13616), one mistyped by a character, or two left out.

    A wrong one shows nearly as much as a right one, so it must leave the mailbox too. Our own references (a creditor's
    identifier, a mandate's) are told apart by their letters.
    """
    return any(_is_like_iban(found) for found in _IBAN.finditer(text))


def _is_like_iban(found: re.Match[str]) -> bool:
    country = found["country"].upper()
    plain = country + re.sub(r"[^A-Z0-9]", "", found["rest"].upper())
    digits = sum(char.isdigit() for char in plain[2:])
    usual = _IBAN_LENGTHS[country]
    is_word = found["country"].islower() and country != "FR" and not found["rest"][0].isdigit()  # « de 20 à 24 », « es 2026 »
    if plain[4:7] == _CREDITOR or is_word:
        return False
    # A word after the number may have been caught with it: what counts is the run of mostly digits.
    return usual - 2 <= len(plain) and digits >= (usual - 4) * _SHARE_OF_DIGITS.get(country, 0.7)


def _file(one: EmailFile) -> IncomingFile:
    trouble = "" if one.verdict is Verdict.KEPT else one.verdict.value
    return IncomingFile(one.name, one.media_type, one.size, one.content or None, trouble=trouble)
