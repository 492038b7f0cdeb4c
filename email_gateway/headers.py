"""Headers as text: each one cut, decoded and freed of line breaks before anything reads it, so that none can raise or stall."""

import binascii
import quopri
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import getaddresses, parsedate_to_datetime

from email_gateway import charsets

MAX_HEADER = 8 * 1024
MAX_ADDRESSES = 10
MAX_REFERENCES = 20

_WORD = re.compile(r"=\?([A-Za-z0-9_.:\-*]{1,60})\?([bBqQ])\?([^?]{0,2000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s{1,200}(?==\?)")
_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,10}")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,240})>")


@dataclass(frozen=True)
class Person:
    """A name and an address, as a header gave them; the address in lower case."""

    name: str
    address: str


@dataclass(frozen=True)
class Headers:
    """The headers of one mail or part in their order, names in lower case, values raw and cut to 8 KiB."""

    items: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, object]]) -> "Headers":
        """Keep the raw pairs of a parsed message."""
        return cls(tuple((str(name).lower(), str(value)[:MAX_HEADER]) for name, value in pairs))

    def raw(self, name: str) -> str:
        """Return the first value, unfolded, or ""."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Return every value of a header, unfolded, in order."""
        return [unfold(value) for key, value in self.items if key == name]

    def text(self, name: str) -> str:
        """Return the first value with its encoded words decoded."""
        return decode_words(self.raw(name))

    def has(self, name: str) -> bool:
        """Tell whether the header is there, even empty."""
        return any(key == name for key, _ in self.items)

    def people(self, name: str) -> tuple[Person, ...]:
        """Return who an address header names: ten at most."""
        return people(self.all(name))

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the message ids that a header holds, without their angle brackets."""
        return tuple(_MESSAGE_ID.findall(" ".join(self.all(name))))[-MAX_REFERENCES:]

    @property
    def message_id(self) -> str:
        """Return the Message-ID without its brackets, or ""."""
        found = self.ids("message-id")
        return found[0] if found else _SPACES.sub("", self.raw("message-id")).strip("<>")[:240]

    @property
    def date(self) -> str:
        """Return the Date as ISO 8601, or "" where it cannot be read."""
        try:
            return parsedate_to_datetime(self.raw("date")[:200]).isoformat()
        except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
            return ""


def unfold(value: str) -> str:
    """Return a raw header on one line; bytes that are not ASCII are read as UTF-8 or windows-1252."""
    if any("\udc80" <= char <= "\udcff" for char in value):
        value = charsets.decode(value.encode("utf-8", "surrogateescape"))
    return _SPACES.sub(" ", value.replace("\x00", "")).strip()


def decode_words(value: str) -> str:
    """Return a header with its encoded words decoded; what cannot be decoded stays as it was written.

    Line breaks hidden in encoded words become spaces, so that no decoded text can open another header.
    """
    joined = _BETWEEN_WORDS.sub(r"\1", value[:MAX_HEADER])
    decoded = _WORD.sub(_decoded, joined)
    return _SPACES.sub(" ", charsets.clean(decoded)).strip()


def people(values: Iterable[str]) -> tuple[Person, ...]:
    """Return the addresses of raw header values; a header that cannot be read gives what looks like an address in it."""
    found: list[Person] = []
    for value in values:
        for name, address in _pairs(value[:2048]):
            plain = address.strip().strip("<>").lower()
            if _ADDRESS.fullmatch(plain):
                found.append(Person(decode_words(name)[:200], plain))
    return tuple(found[:MAX_ADDRESSES])


def _pairs(value: str) -> list[tuple[str, str]]:
    try:
        pairs = getaddresses([value])
    except (RecursionError, AttributeError, ValueError, IndexError, TypeError):
        pairs = []
    good = [pair for pair in pairs if "@" in pair[1]]
    return good or [("", address) for address in _ADDRESS.findall(value)]


def _decoded(word: re.Match[str]) -> str:
    charset, encoding, text = word.groups()
    try:
        if encoding in "bB":
            raw = binascii.a2b_base64(text.encode("ascii", "replace") + b"==")
        else:
            raw = quopri.decodestring(text.replace("_", " ").encode("ascii", "replace"), header=True)
    except (binascii.Error, ValueError):
        return word.group(0)
    return charsets.decode(raw, charset.split("*")[0])
