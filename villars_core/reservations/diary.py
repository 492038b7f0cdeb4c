"""Booked days for a diary on a phone or a computer: an iCalendar file (RFC 5545) of whole-day events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75  # octets of a line, RFC 5545 section 3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class DiaryDay:
    """One event: its day, what it says, and an id that stays the same, so that importing again changes it instead of doubling it."""

    uid: str
    day: date
    summary: str


def diary(days: Sequence[DiaryDay], name: str, made_at: datetime) -> bytes:
    """Return the file; `name` is the diary's title. It is published, not an invitation: no program answers it (RFC 5546)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Villars//Cantine//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    stamp = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    newer = int(made_at.timestamp()) // 60
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(one.uid)}",
            f"DTSTAMP:{stamp}",
            f"SEQUENCE:{newer}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(one.summary)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(part for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _text(words: str) -> str:
    return words.replace("\r", "").translate(_ESCAPED)


def _folded(line: str) -> Iterable[str]:
    """Give a line in pieces of 75 octets at most, never cut inside a letter; each piece after the first begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece + "\r\n"
            piece = " "
        piece += letter
    yield piece + "\r\n"
