"""Limits on the raw bytes of a mail, checked before anything parses it: counting only, linear in the size."""

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 25 * 1024 * 1024
MAX_HEADER_BYTES = 64 * 1024
MAX_HEADER_LINES = 500
MAX_BOUNDARIES = 50
MAX_PARTS = 100
MAX_EMBEDDED = 20
MAX_PART_HEADER_LINES = 4_000

_BLANK = re.compile(rb"\r?\n\r?\n|\r\r")
_BOUNDARY = re.compile(rb"boundary\*?\d{0,3}\*?[ \t]{0,9}=", re.IGNORECASE)
_EMBEDDED = re.compile(rb"content-type:[ \t]{0,9}message/", re.IGNORECASE)
_PART_HEADER = re.compile(rb"^content-[a-z]{1,30}:", re.IGNORECASE | re.MULTILINE)
_DELIMITER = re.compile(rb"^--[^\s-][^\r\n]{0,75}\r?\n(?:[A-Za-z][A-Za-z0-9-]{0,60}:|\r?\n)", re.MULTILINE)


class Refused(StrEnum):
    """Why a mail is put aside unread."""

    TOO_LARGE = "too-large"
    HEADERS = "too-many-headers"
    PARTS = "too-many-parts"
    DEPTH = "too-deep"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"


@dataclass(frozen=True)
class Measure:
    """What counting found in the raw bytes."""

    size: int
    header_bytes: int
    header_lines: int
    boundaries: int
    parts: int
    embedded: int


def header_block(raw: bytes) -> bytes:
    """Return the bytes before the first empty line; at most a little more than is allowed."""
    start = raw[: MAX_HEADER_BYTES + 4]
    blank = _BLANK.search(start)
    return start[: blank.start()] if blank else start


def measure(raw: bytes) -> Measure:
    """Count what makes a mail dear to parse."""
    head = header_block(raw)
    return Measure(
        size=len(raw),
        header_bytes=len(head),
        header_lines=head.count(b"\n") + 1,
        boundaries=_count(_BOUNDARY, raw, MAX_BOUNDARIES),
        parts=_count(_DELIMITER, raw, MAX_PARTS),
        embedded=_count(_EMBEDDED, raw, MAX_EMBEDDED),
    )


def check(raw: bytes) -> Refused | None:
    """Return why these bytes must not be parsed, or None.

    The numbers come from measurements on CPython's parser: nested parts end in RecursionError, 100,000 headers take 428 MiB.
    """
    if len(raw) > MAX_BYTES:
        return Refused.TOO_LARGE
    found = measure(raw)
    if found.header_bytes > MAX_HEADER_BYTES or found.header_lines > MAX_HEADER_LINES:
        return Refused.HEADERS
    if found.embedded > MAX_EMBEDDED:
        return Refused.DEPTH
    if found.boundaries > MAX_BOUNDARIES or found.parts > MAX_PARTS:
        return Refused.PARTS
    if _count(_PART_HEADER, raw, MAX_PART_HEADER_LINES) > MAX_PART_HEADER_LINES:
        return Refused.HEADERS
    return None


def _count(pattern: re.Pattern[bytes], raw: bytes, enough: int) -> int:
    count = 0
    for _ in pattern.finditer(raw):
        count += 1
        if count > enough:
            break
    return count
