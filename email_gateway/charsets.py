"""Bytes to text whatever the sender declared: only charsets of human text, never a codec that runs a transformation."""

import codecs
import re
import unicodedata

_KNOWN = re.compile(
    r"(?:us-?ascii|ascii|utf-?(?:8|16|32)(?:-?[bl]e)?(?:-sig)?|iso-?8859-?\d{1,2}(?:-[ei])?|latin-?\d{1,2}|l1|(?:windows|cp|ibm)-?\d{3,4}"
    r"|mac(?:intosh|-?roman|-?latin2|-?cyrillic|-?greek|-?turkish)|koi8-?[rtu]|gb(?:k|2312|18030)|hz(?:-gb-2312)?|big5(?:-?hkscs)?"
    r"|shift[-_]?jis|sjis|euc-?(?:jp|kr)|iso-?2022-?(?:jp(?:-?[123])?|kr)|tis-?620)"
)
"""A list of what is allowed: `idna`, `rot13`, `zlib`, `undefined`, `unicode_escape` are codecs too, and crash or bomb a reader."""

_NOT_LIKE_ASCII = re.compile(r"iso-?2022|hz")
_WIDE = re.compile(r"utf-?(?:16|32)")
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
)


def known(declared: str) -> str:
    """Return the declared charset in lower case where it is one of human text that Python knows, else ""."""
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    if not _KNOWN.fullmatch(name):
        return ""
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return name


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text: UTF-8 when the bytes are UTF-8, else the declared charset, else windows-1252; never an error."""
    charset = known(declared)
    if _WIDE.match(charset) and b"\x00" not in raw:
        charset = ""
    order = [charset, "utf-8"] if _WIDE.match(charset) or _NOT_LIKE_ASCII.match(charset) else ["utf-8", charset]
    for name in order:
        if name:
            try:
                return raw.decode(name)
            except (UnicodeError, ValueError):
                continue
    return raw.decode("cp1252", "replace") if b"\x81" not in raw else raw.decode("latin-1")


def clean(text: str) -> str:
    """Return the text in NFC with ordinary spaces and line ends, without invisible and control characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x0b", "\n")
        .replace("\x0c", "\n")
    )
    text = text.translate(_INVISIBLE)
    text = (
        "".join(" " if _is_space(char) else char for char in text if char in "\n\t" or not _is_control(char)) if _needs_care(text) else text
    )
    return unicodedata.normalize("NFC", text.replace("\t", " "))


_ODD = re.compile(r"[^\n\t\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")


def _needs_care(text: str) -> bool:
    return _ODD.search(text) is not None


def _is_space(char: str) -> bool:
    return char not in "\n\t" and (char.isspace() or char == "\u3164")


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") and not char.isspace()
