"""Which files of a mail are kept: photos and PDF by what their bytes say, never by the name or the declared type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from email_gateway.parsed import EmailFile, Verdict
from villars_core.documents.kinds import MAX_FILES, PICTURES, default_name, is_table, safe_name, sniff, trouble

MOST_LOOKED_AT = 30
_SMALL_PICTURE = 12 * 1024
_SMALL_INLINE = 60 * 1024
_SMALL_SIDE = 220

_LOGO_NAME = re.compile(
    r"logo|signature|banner|banni[eè]re|facebook|twitter|linkedin|instagram|youtube|icon|smile|emoji|pixel|spacer|footer|outlook-|^image00\d\.(?:png|gif|jpe?g)$|^att\d{3,}\b",
    re.IGNORECASE,
)
_MADE_BY_PROGRAMS = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
        "text/vcard",
        "text/x-vcard",
    }
)
_EXCHANGE_REST = re.compile(r"^att\d{3,}\.(?:txt|html?)$", re.IGNORECASE)


@dataclass(frozen=True)
class RawFile:
    """A part that carries a file, as it stood in the mail. `inline`: it has a Content-ID that the HTML shows, or says inline."""

    name: str
    declared: str
    content: bytes
    inline: bool = False


def judge(files: Sequence[RawFile]) -> tuple[EmailFile, ...]:
    """Return every file with what becomes of it; the bytes of what is refused are left out."""
    judged: list[EmailFile] = []
    kept = 0
    for one in files[:MOST_LOOKED_AT]:
        found = _judged(one)
        if found.verdict is Verdict.KEPT:
            kept += 1
            if kept > MAX_FILES:
                found = replace(found, verdict=Verdict.TOO_MANY, content=b"")
        judged.append(found)
    return tuple(judged)


def _judged(one: RawFile) -> EmailFile:
    media_type = sniff(one.content)
    name = safe_name(one.name) or default_name(media_type)
    verdict = _verdict(one, media_type)
    shown = media_type or one.declared or "application/octet-stream"
    return EmailFile(name, shown, one.declared, len(one.content), verdict, one.content if verdict is Verdict.KEPT else b"")


def _verdict(one: RawFile, media_type: str) -> Verdict:
    if one.declared in _MADE_BY_PROGRAMS or _EXCHANGE_REST.match(one.name):
        return Verdict.DECORATION
    if one.content and media_type in (*PICTURES, "image/gif", "image/bmp") and _is_decoration(one, media_type):
        return Verdict.DECORATION
    if one.content and one.declared == "application/ms-tnef":
        return Verdict.TNEF
    if is_table(one.name, one.content):
        # Whether its sender may hand in a table is for the desk, which knows who that is.
        return Verdict.KEPT
    return Verdict(trouble(one.name, media_type, one.content) or Verdict.KEPT)


def _is_decoration(one: RawFile, media_type: str) -> bool:
    """Tell a logo or a signature picture from a photographed paper: small, or inline with a name that programs give."""
    if media_type in ("image/gif", "image/bmp"):
        return one.inline or len(one.content) <= _SMALL_INLINE
    sides = _png_sides(one.content) if media_type == "image/png" else None
    tiny = sides is not None and min(sides) <= _SMALL_SIDE
    if one.inline:
        return len(one.content) <= _SMALL_PICTURE or tiny or (len(one.content) <= _SMALL_INLINE and _LOGO_NAME.search(one.name) is not None)
    return len(one.content) <= _SMALL_INLINE and _LOGO_NAME.search(one.name) is not None and (tiny or len(one.content) <= _SMALL_PICTURE)


def _png_sides(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24:  # noqa: PLR2004 (signature and first chunk)
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
