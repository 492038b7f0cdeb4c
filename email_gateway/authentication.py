"""Who really sent a mail: the town's own server's word, else DKIM and DMARC checked here; and what that permits."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import dkim
import dns.exception
import dns.resolver

from villars_core.work import Assurance

MAX_SIGNATURES = 5
MAX_RECEIVED_ABOVE = 3
"""Hops inside the town's own servers that may stand above their Authentication-Results."""
DNS_SECONDS = 2.0
PAUSE_SECONDS = 60.0

Resolver = Callable[[str], str]
"""Gives the TXT record of a name, or "" (also when it cannot be asked in time)."""

_NEVER_ASKED = frozenset({"example", "test", "invalid", "localhost", "local"})
"""Names that RFC 2606 and RFC 6762 keep out of the public tree."""

_RESULT = re.compile(r"\s*([a-z0-9-]{1,30})(?:/\d+)?\s*=\s*([a-z]{1,20})\b(.{0,600})", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z]{1,20}\.[a-z0-9-]{1,30})\s*=\s*\"?([^\s;\"]{1,254})", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_POLICY = re.compile(r"(?:^|;)\s*p\s*=\s*(none|quarantine|reject)\b", re.IGNORECASE)


class Standing(StrEnum):
    """What is known of the From address."""

    PASS = "pass"  # noqa: S105 (RFC 8601's own word)
    FAIL = "fail"
    UNKNOWN = "unknown"
    """Nobody checked, or nothing could be checked."""
    MISSING = "missing"
    """The town's server checks everything, and this mail does not carry its word."""


@dataclass(frozen=True)
class Result:
    """One method's result, with its properties (`header.d`, `smtp.mailfrom` …), all in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return a property, or ""."""
        return next((value for key, value in self.properties if key == name), "")


def standing(trace: Sequence[tuple[str, str]], sender: str, authserv_id: str) -> Standing:
    """Return what the town's own server says of the sender. `trace`: Received and Authentication-Results, as they stood.

    Only headers that name `authserv_id` count (RFC 8601 §5; its server removes forged ones), and only the uppermost run of
    them, near the top: a copy that the sender put into the message stands below the server's own Received line.
    """
    if not authserv_id:
        return Standing.UNKNOWN
    results = [result for value in _own_results(trace, authserv_id.lower()) for result in parsed(value)[1]]
    if not results:
        return Standing.MISSING
    return _judged(_first_of_each(results), sender.rpartition("@")[2])


def parsed(value: str) -> tuple[str, list[Result]]:
    """Return the authserv-id and the results of one header; what cannot be read is left out."""
    plain = value.replace("\n", " ").replace("\r", " ")[:8192]
    for _ in range(5):
        plain = _COMMENT.sub(" ", plain)
    first, *rest = plain.split(";")
    words = first.split()
    found = []
    for part in rest[:40]:
        match = _RESULT.match(part)
        if match:
            properties = tuple((key.lower(), content.lower()) for key, content in _PROPERTY.findall(match[3])[:10])
            found.append(Result(match[1].lower(), match[2].lower(), properties))
    return (words[0].lower() if words else ""), found


def verified_here(raw: bytes, sender: str, resolver: Resolver) -> Standing:
    """Return what DKIM and the domain's DMARC policy say, for towns whose server says nothing; never raises on a mail.

    A valid signature of the sender's own domain passes. Without one, a domain that asks for rejection or quarantine fails;
    SPF cannot be checked after the mail was handed over.
    """
    domain = sender.rpartition("@")[2]
    if not domain:
        return Standing.UNKNOWN
    if any(aligned(found, domain) for found in _valid_signers(raw, resolver)):
        return Standing.PASS
    policy = _POLICY.search(_dmarc_record(domain, resolver))
    return Standing.FAIL if policy and policy[1].lower() != "none" else Standing.UNKNOWN


def aligned(signer: str, domain: str) -> bool:
    """Tell whether two domains are the same or one lies under the other (relaxed alignment, RFC 7489 §3.1)."""
    one, other = signer.lower().strip("."), domain.lower().strip(".")
    if one == other:
        return bool(one)
    shorter, longer = sorted((one, other), key=len)
    return shorter.count(".") >= 1 and longer.endswith("." + shorter)


class NameServers:
    """Asks the machine's name servers for TXT records, two seconds at most; where they are away they are left alone for a minute."""

    def __init__(self) -> None:
        """Begin without knowing whether they are there."""
        self._away_until = 0.0

    def __call__(self, name: str) -> str:
        """Return the record, or "" when there is none or nobody answers; names that cannot exist are not asked for."""
        if name.rpartition(".")[2].lower() in _NEVER_ASKED or time.monotonic() < self._away_until:
            return ""
        try:
            answer = dns.resolver.resolve(name, "TXT", lifetime=DNS_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ""
        except (dns.exception.DNSException, OSError, ValueError):
            self._away_until = time.monotonic() + PAUSE_SECONDS
            return ""
        return "".join(part.decode("ascii", "replace") for record in answer for part in record.strings)


def vouched(found: Standing, *, has_token: bool, senders: int) -> Assurance:
    """Return what this door vouches for; the desk lowers it where the token is foreign, expired or of another person.

    | sender            | with reply token | without |
    |-------------------|------------------|---------|
    | pass              | linked           | claimed |
    | unknown           | linked           | claimed |
    | missing           | claimed          | claimed |
    | fail, or not one  | none             | none    |

    `linked` acts after the recap; `claimed` acts after a confirmation that the owner of the address must answer; `none`
    goes to the office. Bank, contact and health changes ask for a second factor whatever stands here.
    """
    if found is Standing.FAIL or senders != 1:
        return Assurance.NONE
    if has_token and found in (Standing.PASS, Standing.UNKNOWN):
        return Assurance.LINKED
    return Assurance.CLAIMED


def _own_results(trace: Sequence[tuple[str, str]], authserv_id: str) -> list[str]:
    own: list[str] = []
    received = 0
    for name, value in trace:
        if name == "received":
            received += 1
            if own or received > MAX_RECEIVED_ABOVE:
                break
        elif parsed(value)[0] == authserv_id:
            own.append(value)
    return own


def _first_of_each(results: Sequence[Result]) -> dict[str, Result]:
    """Keep the first result of each method; of DKIM a pass, where several signatures were checked."""
    kept: dict[str, Result] = {}
    for one in results:
        if one.method not in kept:
            kept[one.method] = one
    return kept


def _judged(results: dict[str, Result], domain: str) -> Standing:
    dmarc = results.get("dmarc")
    if dmarc and dmarc.result == "pass":
        stated = dmarc.get("header.from").rpartition("@")[2]
        return Standing.PASS if not stated or aligned(stated, domain) else Standing.FAIL
    if dmarc and dmarc.result == "fail":
        return Standing.FAIL
    signed = results.get("dkim")
    if signed and signed.result == "pass":
        signer = signed.get("header.d") or signed.get("header.i").rpartition("@")[2]
        if signer and aligned(signer, domain):
            return Standing.PASS
    sent = results.get("spf")
    envelope = sent.get("smtp.mailfrom").rpartition("@")[2] if sent else ""
    if sent and envelope and aligned(envelope, domain):
        return Standing.PASS if sent.result == "pass" else Standing.FAIL if sent.result == "fail" else Standing.UNKNOWN
    return Standing.UNKNOWN


def _valid_signers(raw: bytes, resolver: Resolver) -> list[str]:
    def ask(name: bytes, timeout: int = 2) -> bytes:  # noqa: ARG001 (dkimpy's signature)
        return resolver(name.decode("ascii", "replace").rstrip(".")).encode("ascii", "replace")

    found: list[str] = []
    try:
        message = dkim.DKIM(raw, minkey=1024, timeout=2)
        count = sum(1 for name, _ in message.headers if name.lower() == b"dkim-signature")
    except (dkim.DKIMException, ValueError, IndexError):
        return found
    for index in range(min(count, MAX_SIGNATURES)):
        try:
            if message.verify(idx=index, dnsfunc=ask):
                found.append(message.domain.decode("ascii", "replace"))
        except (dkim.DKIMException, ValueError, TypeError, KeyError, IndexError, AttributeError, dns.exception.DNSException):
            continue
    return found


def _dmarc_record(domain: str, resolver: Resolver) -> str:
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        record = resolver("_dmarc." + ".".join(labels[start:]))
        if record.lower().startswith("v=dmarc1"):
            return record
    return ""
