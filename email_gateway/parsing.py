"""Bytes to a ParsedEmail; run in a child process, because CPython's parser can stall or exhaust the memory on crafted mail."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from email_gateway import attachments, automatic, bounces, charsets, limits, quoting
from email_gateway.headers import Headers, decode_words
from email_gateway.parsed import ParsedEmail

_MAX_PARAMETERS = 1024
_MAX_SEMICOLONS = 40
_MAX_TEXT = 1024 * 1024
_KEPT_TEXT = 100_000
_TRACE = frozenset({"authentication-results", "received"})
_MAX_TRACE = 60
_READING_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What CPython's parser was seen to raise on access; MemoryError is left to end the child."""


@dataclass
class _Contents:
    """What the parts of a mail hold, gathered in one walk."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    files: list[attachments.RawFile] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    original: str = ""
    parts: set[str] = field(default_factory=set)
    calendar_method: str = ""

    @property
    def body(self) -> quoting.Body:
        return quoting.Body("\n".join(self.texts), "\n".join(self.htmls))


def digest_of(raw: bytes) -> str:
    """Return the SHA-256 of the bytes received, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def refused(raw: bytes, why: limits.Refused) -> ParsedEmail:
    """Return what is said of a mail that was not read: its size and digest, nothing of its content."""
    return ParsedEmail(refused=why, digest=digest_of(raw), size=len(raw))


def parse(raw: bytes, own: frozenset[str] = frozenset()) -> ParsedEmail:
    """Return the mail as understood; `own`: the town's addresses in lower case. Bytes beyond the limits are refused unread."""
    why = limits.check(raw)
    if why is not None:
        return refused(raw, why)
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        return _understood(raw, message, own)
    except _READING_ERRORS:
        return refused(raw, limits.Refused.UNREADABLE)


def _understood(raw: bytes, message: Message, own: frozenset[str]) -> ParsedEmail:
    headers = Headers.of(message.raw_items())
    contents = _gathered(message)
    body = contents.body
    people = headers.people("from")
    newest, whole = quoting.newest(body, people[0].name if people else ""), quoting.whole(body)
    shape = automatic.Shape(
        content_type=_content_type(message),
        report_type=_parameter(message, "content-type", "report-type").lower(),
        parts=frozenset(contents.parts),
        calendar_method=contents.calendar_method,
    )
    bounce = bounces.read(headers, contents.reports, whole, contents.original)
    reply_to = headers.people("reply-to")
    return ParsedEmail(
        sender=people[0].address if people else "",
        sender_name=people[0].name if people else "",
        sender_count=len(people),
        recipients=_recipients(headers),
        reply_to=reply_to[0].address if reply_to else "",
        subject=headers.text("subject")[:300],
        message_id=headers.message_id,
        in_reply_to=headers.ids("in-reply-to"),
        references=headers.ids("references"),
        date=headers.date,
        digest=digest_of(raw),
        size=len(raw),
        reply_text=newest,
        text=whole[:_KEPT_TEXT],
        automatic="bounce" if bounce else automatic.reason(headers, shape, newest or whole, own),
        bounce=bounce,
        files=attachments.judge(contents.files),
        results=tuple(item for item in headers.items if item[0] in _TRACE)[:_MAX_TRACE],
    )


def _recipients(headers: Headers) -> tuple[str, ...]:
    """Return the addresses the mail was sent to, the ones that servers noted first (a reply token may stand in any)."""
    names = ("x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "resent-to", "to", "cc")
    found = [person.address for name in names for person in headers.people(name)]
    return tuple(dict.fromkeys(found))[:20]


def _gathered(message: Message) -> _Contents:
    contents = _Contents()
    for part in _parts(message):
        try:
            _gather(part, contents)
        except _READING_ERRORS:
            contents.parts.add("unreadable")
    return contents


def _parts(message: Message) -> Iterator[Message]:
    """Walk the parts in order without recursion; what is inside an attached message is not walked."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        _bound_parameters(part)
        if part.is_multipart() and not _content_type(part).startswith("message/"):
            waiting.extend(reversed(_inner(part)))
        else:
            yield part


def _gather(part: Message, contents: _Contents) -> None:
    kind = _content_type(part)
    contents.parts.add(kind)
    if kind.startswith("message/") or kind == "text/rfc822-headers":
        _gather_message(part, kind, contents)
    elif kind.startswith("multipart/"):
        contents.parts.add("unreadable")
    elif kind == "text/calendar":
        contents.calendar_method = contents.calendar_method or _calendar_method(part)
    elif kind in ("text/plain", "text/html") and not _file_name(part) and _disposition(part) != "attachment":
        text = _text(part)
        (contents.htmls if kind == "text/html" else contents.texts).append(text)
    else:
        inline = bool(part.get("content-id")) or _disposition(part) == "inline"
        contents.files.append(attachments.RawFile(_file_name(part), kind, _bytes(part), inline))


def _gather_message(part: Message, kind: str, contents: _Contents) -> None:
    inner = _inner(part)
    headers = "\n".join(f"{name}: {value}" for one in inner for name, value in Headers.of(one.raw_items()).items)
    if not inner:
        headers = charsets.decode(_bytes(part)[:_KEPT_TEXT])
    if kind in ("message/delivery-status", "message/global-delivery-status"):
        contents.reports.append(headers)
    else:
        contents.original = contents.original or headers
        if kind == "message/rfc822" and _disposition(part) == "attachment":
            contents.files.append(attachments.RawFile(_file_name(part) or "message.eml", kind, headers.encode("utf-8", "replace")))


def _inner(part: Message) -> list[Message]:
    """Return the messages inside a part; the payload of any other part must not be asked for, it is decoded as it is declared."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _text(part: Message) -> str:
    raw = _bytes(part)[:_MAX_TEXT]
    text = charsets.decode(raw, _parameter(part, "content-type", "charset"))
    if _parameter(part, "content-type", "format").lower() == "flowed":
        return quoting.unflowed(text, delsp=_parameter(part, "content-type", "delsp").lower() == "yes")
    return text


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _content_type(part: Message) -> str:
    try:
        return part.get_content_type().lower()
    except _READING_ERRORS:
        return "application/octet-stream"


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition") or "").split(";")[0].strip().lower()


def _parameter(part: Message, header: str, name: str) -> str:
    try:
        value = part.get_param(name, "", header)
    except _READING_ERRORS:
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def _file_name(part: Message) -> str:
    try:
        return decode_words(part.get_filename("") or "")
    except _READING_ERRORS:
        return ""


def _calendar_method(part: Message) -> str:
    named = _parameter(part, "content-type", "method").lower()
    if named:
        return named
    found = [line for line in charsets.decode(_bytes(part)[:4000]).upper().split("\n") if line.startswith("METHOD:")]
    return found[0].removeprefix("METHOD:").strip().lower() if found else ""


def _bound_parameters(part: Message) -> None:
    """Cut headers whose parameters CPython reads in quadratic time."""
    for name in ("content-type", "content-disposition"):
        value = str(part.get(name) or "")
        if len(value) > _MAX_PARAMETERS or value.count(";") > _MAX_SEMICOLONS:
            short = ";".join(value[:_MAX_PARAMETERS].split(";")[:_MAX_SEMICOLONS])
            part.replace_header(name, short)
