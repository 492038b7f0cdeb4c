"""What a file is by its first bytes, never by its name; light, since the child that reads mail uses it."""

import re
from dataclasses import dataclass

JPEG, PNG, WEBP, HEIC, PDF = "image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"
PICTURES = (JPEG, PNG, WEBP, HEIC)
ACCEPTED = (*PICTURES, PDF)
CSV, LARGEST_TABLE = "text/csv", 64 * 1024
"""A table of plain text that staff may send: a form reads it at once, and no document of it is kept."""

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_FILES = 5

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif")
_OFFICE_NAME = re.compile(r"\.(?:docx?|docm|dotx?|xlsx?|xlsm|xlsb|pptx?|pptm|ppsx?|odt|ods|odp|rtf|pages|numbers|key|csv)$", re.IGNORECASE)
_ARCHIVE_NAME = re.compile(r"\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz|iso|cab|ace|arj|lzh|jar)$", re.IGNORECASE)
_CLEAN_NAME = re.compile(r"[^\w .()'’,+@-]+")
_LONGEST_NAME = 100
_SIGNS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
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


@dataclass(frozen=True)
class Found:
    """What the child that opens a file says: why it is not taken ("" when it is), what is kept of it, and the words of a first page."""

    trouble: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0
    text: str = ""


def sniff(content: bytes) -> str:
    """Return the media type that the first bytes show, or "" when they show none that is accepted or known to be refused."""
    start = content[:64]
    if content[:1024].lstrip(b"\x00\t\r\n \xef\xbb\xbf").startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return WEBP
    if start[4:8] == b"ftyp" and (start[8:12] in _HEIF_BRANDS or any(brand in start[16:] for brand in _HEIF_BRANDS)):
        return HEIC
    return next((media_type for sign, media_type in _SIGNS if content.startswith(sign)), "")


def is_table(name: str, content: bytes | None) -> bool:
    """Tell whether a file is a small table of plain text (UTF-8, CSV) by its name and its bytes; a form of the staff may read it."""
    if not content or len(content) > LARGEST_TABLE or b"\x00" in content or not name.lower().endswith(".csv"):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return ";" in text.partition("\n")[0]


def trouble(name: str, media_type: str, content: bytes) -> str:
    """Return why a file is not taken: "empty", "winmail", "archive", "office", "unknown" or "too-large"; "" where it may be."""
    if not content:
        return "empty"
    if media_type == "application/ms-tnef" or name.lower() == "winmail.dat":
        return "winmail"
    if media_type in ACCEPTED:
        return "too-large" if len(content) > MAX_FILE_BYTES else ""
    if media_type == "application/zip":
        return "office" if _OFFICE_NAME.search(name) or b"[Content_Types].xml" in content[:4096] else "archive"
    if media_type == "application/x-ole-storage" or _OFFICE_NAME.search(name):
        return "office"
    return "archive" if media_type == "application/x-archive" or _ARCHIVE_NAME.search(name) else "unknown"


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters and excess: 100 characters at most."""
    plain = _CLEAN_NAME.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" ._")
    if len(plain) <= _LONGEST_NAME:
        return plain
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:90]}.{suffix[:9]}" if dot else plain[:_LONGEST_NAME]


def default_name(media_type: str) -> str:
    """Return what a file without a name is called."""
    return {PDF: "document.pdf"}.get(media_type, media_type.replace("/", ".").replace("image", "photo") or "piece")
