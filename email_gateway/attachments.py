"""Which files of a mail are kept: photos and PDF by what their bytes say, never by the name or the declared type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from email_gateway.parsed import EmailFile, Verdict

MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
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
_CLEAN_NAME = re.compile(r"[^\w .()'’,+@-]+")
_OFFICE_NAME = re.compile(r"\.(?:docx?|docm|dotx?|xlsx?|xlsm|xlsb|pptx?|pptm|ppsx?|odt|ods|odp|rtf|pages|numbers|key|csv)$", re.IGNORECASE)
_ARCHIVE_NAME = re.compile(r"\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz|iso|cab|ace|arj|lzh|jar)$", re.IGNORECASE)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif")


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
    for one in files[: MAX_FILES * 3]:
        found = _judged(one)
        if found.verdict is Verdict.KEPT:
            kept += 1
            if kept > MAX_FILES:
                found = replace(found, verdict=Verdict.TOO_MANY, content=b"")
        judged.append(found)
    return tuple(judged)


def sniff(content: bytes) -> str:
    """Return the media type that the first bytes show, or "" when they show none that is accepted or known to be refused."""
    start = content[:64]
    if content[:1024].lstrip(b"\x00\t\r\n \xef\xbb\xbf").startswith(b"%PDF-"):
        return "application/pdf"
    signs = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"))
    for sign, media_type in signs:
        if start.startswith(sign):
            return media_type
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp" and (start[8:12] in _HEIF_BRANDS or any(brand in start[16:] for brand in _HEIF_BRANDS)):
        return "image/heic"
    if start.startswith((b"II*\x00", b"MM\x00*")):
        return "image/tiff"
    return _refused_type(content)


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters and excess: 100 characters at most."""
    plain = _CLEAN_NAME.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" ._")
    if len(plain) <= 100:  # noqa: PLR2004 (as the docstring says)
        return plain
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:90]}.{suffix[:9]}" if dot else plain[:100]


def _judged(one: RawFile) -> EmailFile:
    media_type = sniff(one.content)
    name = safe_name(one.name) or {"application/pdf": "document.pdf"}.get(
        media_type, media_type.replace("/", ".").replace("image", "photo") or "piece"
    )
    verdict = _verdict(one, media_type)
    shown = media_type or one.declared or "application/octet-stream"
    return EmailFile(name, shown, one.declared, len(one.content), verdict, one.content if verdict is Verdict.KEPT else b"")


def _verdict(one: RawFile, media_type: str) -> Verdict:  # noqa: PLR0911 (one line for each kind)
    if one.declared in _MADE_BY_PROGRAMS or _EXCHANGE_REST.match(one.name):
        return Verdict.DECORATION
    if not one.content:
        return Verdict.EMPTY
    if media_type == "application/ms-tnef" or one.declared == "application/ms-tnef" or one.name.lower() == "winmail.dat":
        return Verdict.TNEF
    if media_type in ("image/jpeg", "image/png", "image/webp", "image/heic", "image/gif", "image/bmp") and _is_decoration(one, media_type):
        return Verdict.DECORATION
    if media_type in ("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"):
        return Verdict.KEPT if len(one.content) <= MAX_FILE_BYTES else Verdict.TOO_LARGE
    if media_type == "application/zip":
        return Verdict.OFFICE if _OFFICE_NAME.search(one.name) or b"[Content_Types].xml" in one.content[:4096] else Verdict.ARCHIVE
    if media_type == "application/x-ole-storage" or _OFFICE_NAME.search(one.name):
        return Verdict.OFFICE
    if media_type == "application/x-archive" or _ARCHIVE_NAME.search(one.name):
        return Verdict.ARCHIVE
    return Verdict.UNKNOWN


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


def _refused_type(content: bytes) -> str:
    signs = (
        (b"PK\x03\x04", "application/zip"),
        (b"PK\x05\x06", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"{\\rtf", "application/x-ole-storage"),
        (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
        (b"Rar!", "application/x-archive"),
        (b"7z\xbc\xaf\x27\x1c", "application/x-archive"),
        (b"\x1f\x8b", "application/x-archive"),
        (b"BZh", "application/x-archive"),
        (b"\xfd7zXZ", "application/x-archive"),
        (b"MZ", "application/x-executable"),
        (b"\x7fELF", "application/x-executable"),
    )
    return next((media_type for sign, media_type in signs if content.startswith(sign)), "")
