"""Mail that says another one did not arrive: RFC 3464 reports, and the free forms of providers, French ones included."""

import re
from collections.abc import Sequence

from email_gateway.headers import Headers
from email_gateway.parsed import Bounce

_DAEMON = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|bounces?|double-bounce|microsoftexchange[0-9a-f]*|mmdf|smtp|"
    r"mailadmin|ne-?pas-?repondre)@|mail delivery (?:sub)?system",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|delivery (?:status notification|failure|failed|problem|has failed|error|report)|returned mail|mail (?:delivery|"
    r"system) (?:failed|error|failure)|failure notice|"
    r"(?:message|mail) (?:could not be|not) delivered|nondeliverable|non remis|non[- ]distribu|non d[ée]livr|"
    r"[ée]chec (?:de (?:la )?)?(?:remise|distribution|d['’]envoi)|message non (?:remis|distribu[ée]|d[ée]livr[ée])|"
    r"(?:rapport|avis|notification) de non[- ](?:remise|distribution)|erreur de distribution|remise (?:diff[ée]r[ée]e|retard[ée]e)|"
    r"unzustellbar|nicht zustellbar|rebotado|no se puede entregar|mancato recapito|"
    r"warning: (?:message|could not send)|delayed mail|mail delivery failed|message retard[ée]|impossible de (?:remettre|"
    r"distribuer|livrer)|user unknown|mailbox full",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"n['’]a (?:pas )?(?:pu [êe]tre|[ée]t[ée]) (?:remis|distribu[ée]|d[ée]livr[ée]|achemin[ée]|livr[ée]|transmis)|n['’]ont pas pu [êe]tre "
    r"(?:remis|contact)|could not be delivered|was not delivered|delivery to the following recipient|"
    r"permanent (?:fatal )?error|(?:user|recipient|mailbox|adresse|destinataire|utilisateur) (?:unknown|inconnue?|not found|"
    r"introuvable|n['’]existe (?:pas|plus)|does not exist)|impossible (?:de|d['’]) (?:remettre|distribuer|livrer|d[ée]livrer)|"
    r"compte (?:inexistant|d[ée]sactiv[ée])|<[^<>\s]{3,200}> n['’]existe|doesn['’]t have an? .{1,40} account|unable to deliver|"
    r"(?:bo[îi]te (?:aux lettres|de r[ée]ception|mail) (?:est )?(?:pleine|satur[ée]e|inexistante|d[ée]sactiv[ée]e))|mailbox (?:is "
    r")?(?:full|unavailable|disabled)|over ?quota|quota (?:exceeded|d[ée]pass[ée])|"
    r"\b5\d\d[ -][#]?5\.\d{1,3}\.\d{1,3}\b|\b550[ -]",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"quota|full|pleine|satur[ée]e|temporar|provisoire|retard|delay|diff[ée]r[ée]|greylist|try again|\b4\.\d\.\d\b|\b4[25]\d[ -]",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"over ?quota|quota (?:exceeded|d[ée]pass)|quotaexceeded|out of storage|(?:mailbox|inbox) (?:is )?full|"
    r"bo[îi]te[^.\n]{0,40} (?:est )?(?:pleine|satur[ée]e)",
    re.IGNORECASE,
)
"""Some say 5.1.1 of a box that is full: the words count more than the number."""

_EVIDENCE = re.compile(
    r"<[\w.+=-]{1,64}@[\w.-]{1,190}>|\b[45]\d\d[ -][#]?[45]\.\d{1,3}\.\d|\b[245]\.\d{1,3}\.\d{1,3}\b|^message-id\s*:",
    re.IGNORECASE | re.MULTILINE,
)
"""What a server quotes and a person who tells of a returned mail does not: an address in brackets, a code, headers."""

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_RECIPIENT = re.compile(
    r"(?:final-recipient|original-recipient|x-failed-recipients|x-actual-recipient)\s*:\s*(?:[\w-]+\s*;)?\s*<?([^\s<>;,]{1,"
    r"64}@[\w.-]{1,190})",
    re.IGNORECASE,
)
_FREE_RECIPIENT = re.compile(r"(?<![\w.+=-])([\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
_ACTION = re.compile(r"^action\s*:\s*(\w{1,20})", re.IGNORECASE | re.MULTILINE)
_ORIGINAL_ID = re.compile(r"^message-id\s*:\s*<([^<>\s]{1,240})>", re.IGNORECASE | re.MULTILINE)
_VERP = re.compile(r"\+b-([a-z2-7]{20,40})@")
_LOOK_AT = 20_000


def read(headers: Headers, reports: Sequence[str], text: str, original: str) -> Bounce | None:
    """Return what a bounce says, or None when the mail is none. `reports`: delivery-status parts; `original`: what came back.

    A report of success, and one that only speaks of delay, are bounces of kind "none" and "soft": they never end an address.
    """
    status_text = "\n".join(reports)[:_LOOK_AT]
    if not (reports or _is_free_form(headers, text)):
        return None
    everything = f"{status_text}\n{text[:_LOOK_AT]}"
    status = _STATUS.search(status_text) or _STATUS.search(text[:_LOOK_AT])
    found = status[1] if status else ""
    return Bounce(
        kind=_kind(status_text, found, everything),
        recipient=_recipient(headers, status_text, text),
        status=found,
        original_id=_original_id(original or text[:_LOOK_AT]),
        key=_key(headers),
    )


def _is_free_form(headers: Headers, text: str) -> bool:
    sender = headers.people("from")
    shown = f"{sender[0].address} {sender[0].name}" if sender else headers.raw("from")[:200]
    daemon = any(_DAEMON.search(part) for part in (shown, sender[0].name if sender else ""))
    null = headers.has("return-path") and headers.raw("return-path").replace(" ", "") == "<>"
    subject = _SUBJECT.search(headers.text("subject")[:300]) is not None
    if headers.has("x-failed-recipients"):
        return True
    return (daemon and (subject or _BODY.search(text[:_LOOK_AT]) is not None)) or (
        subject and (null or (_BODY.search(text[:_LOOK_AT]) is not None and _EVIDENCE.search(text[:_LOOK_AT]) is not None))
    )


def _kind(report: str, status: str, everything: str) -> str:
    action = _ACTION.search(report)
    if action and action[1].lower() in ("delivered", "relayed", "expanded"):
        return "none"
    if (action and action[1].lower() == "delayed") or status.startswith("4.") or status in ("5.2.2", "5.7.1"):
        return "soft"
    if _FULL.search(everything):
        return "soft"
    if status.startswith("5."):
        return "hard"
    if status.startswith("2."):
        return "none"
    return "soft" if _SOFT.search(everything) else "hard" if _BODY.search(everything) else "unknown"


def _recipient(headers: Headers, report: str, text: str) -> str:
    found = _RECIPIENT.search(report)
    if found:
        return found[1].lower()
    failed = headers.people("x-failed-recipients")
    if failed:
        return failed[0].address
    own = {person.address for name in ("to", "from") for person in headers.people(name)}
    candidates = [match.lower() for match in _FREE_RECIPIENT.findall(text[:_LOOK_AT]) if match.lower() not in own]  # bracketed or bare
    return candidates[0] if candidates else ""


def _original_id(original: str) -> str:
    found = _ORIGINAL_ID.search(original[:_LOOK_AT])
    return found[1] if found else ""


def _key(headers: Headers) -> str:
    for name in ("to", "delivered-to", "x-original-to", "envelope-to"):
        found = _VERP.search(headers.raw(name).lower())
        if found:
            return found[1]
    return ""
