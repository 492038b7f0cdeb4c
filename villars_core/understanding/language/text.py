"""Folds a text for matching and cuts it into tokens that remember where they stood."""

import re
import unicodedata
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

_SPELT = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "…": ".", "½": "1/2"}
_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "ı": "i",
}
# What only stretches a word or turns the writing direction says nothing.
_UNSAID = re.compile("[ـ\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff]")
_ARABIC = dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹أإآٱىة،؟؛"), "01234567890123456789اااايه,?;", strict=True))
_ELIDED = "cdjlmnst"
# No sign that only marks the letter before it stands outside these.
_MAY_COMBINE = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")
_TOKEN = re.compile(r"aujourd(?:'|\s)?hui|(?:jusqu|lorsqu|puisqu|quelqu|qu|[" + _ELIDED + r"])'(?=[^\W\d_])|[^\W\d_]+|\d+|[^\w\s]|_")


@dataclass(slots=True)
class Folded:
    """A text without accents or capitals, character for character beside the text it came from; never changed."""

    source: str
    plain: str


@dataclass(slots=True)
class Token:
    """A word, a number or a sign: folded, with its place in the folded text.

    No token is ever changed; it is not frozen, for a message makes dozens and a frozen one takes three times as long to make.
    """

    text: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    base = unicodedata.normalize("NFKD", char)
    kept = [part for part in base if not unicodedata.combining(part)]
    low = "".join(kept).lower()
    return low[0] if low else " "


class _FoldTable(dict[int, str]):
    """A translation table that works out rare characters whenever they are met, and keeps none of them."""

    def __missing__(self, code: int) -> str:
        return _fold_char(chr(code))


_COMMON = 0x250
_ARABIC_LETTERS = range(0x620, 0x660)
# One message is folded and cut more than once while it is read.
_FEW = 8
_FOLDS = _FoldTable(
    {code: _fold_char(chr(code)) for code in (*range(_COMMON), *_ARABIC_LETTERS)} | {code: _fold_char(to) for code, to in _ARABIC.items()}
)

# The letters of French stand for one letter each and fit in a byte each: a text of nothing else folds at once.
_SIMPLE = "".join(char for char in map(chr, range(256)) if char not in _SPELT and not _UNSAID.match(char) and _FOLDS[ord(char)] < "\u0100")
_NOT_SIMPLE = re.compile(f"[^{re.escape(_SIMPLE)}]")
_FOLDED_BYTES = bytes(ord(_FOLDS[code]) if chr(code) in _SIMPLE else code for code in range(256))


@lru_cache(maxsize=_FEW)
def fold(text: str) -> Folded:
    """Fold `text`: same length as its composed, ligature-free source, so that offsets hold."""
    if text.isascii():
        return Folded(text, text.replace("`", "'").lower())
    if not _NOT_SIMPLE.search(text):
        return Folded(text, text.encode("latin-1").translate(_FOLDED_BYTES).decode("latin-1"))
    source = unicodedata.normalize("NFC", _UNSAID.sub("", text))
    for ligature, letters in _SPELT.items():
        if ligature in source:
            source = source.replace(ligature, letters)
    if _MAY_COMBINE.search(source):
        source = "".join(char for char in source if not unicodedata.combining(char))
    return Folded(source, source.translate(_FOLDS))


@lru_cache(maxsize=8192)
def fold_name(text: str) -> str:
    """Fold a name to compare it: no accents, no capitals, hyphens and apostrophes as spaces."""
    return " ".join(re.findall(r"[^\W_]+", fold(text).plain))


@lru_cache(maxsize=8192)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded."""
    return tuple(fold_name(text).split())


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set: a list of words reads better in one line than one a line."""
    return frozenset(words.split())


def tokenize(plain: str, start: int = 0, stop: int | None = None) -> tuple[Token, ...]:
    """Cut a folded text, or a stretch of it; a hyphen between two letters parts two words and is not kept."""
    stop = len(plain) if stop is None else stop
    tokens: list[Token] = []
    end = start
    for text in _TOKEN.findall(plain, start, stop):
        # Nothing but spaces stands between two of them.
        at = plain.find(text, end)
        end = at + len(text)
        if text != "-" or not _joins_letters(plain, start, at, stop):
            tokens.append(Token(text, at, end))
    return tuple(tokens)


def _joins_letters(plain: str, start: int, at: int, stop: int) -> bool:
    return start < at < stop - 1 and plain[at - 1].isalpha() and plain[at + 1].isalpha()


# What parts the stretches of a sentence.
MARKS = word_set(", ; : . ! ? ( )")


def reach(
    tokens: Sequence[Token], place: tuple[int, int], marks: AbstractSet[str], most: int, within: AbstractSet[int] = frozenset()
) -> tuple[int, int]:
    """Return the stretch around a place, up to the marks beside it and `most` tokens each way; a mark at a place `within` parts nothing."""
    start, stop = place
    first, last = max(start - most, 0), min(stop + most, len(tokens))
    while start > first and (tokens[start - 1].text not in marks or start - 1 in within):
        start -= 1
    while stop < last and (tokens[stop].text not in marks or stop in within):
        stop += 1
    return start, stop
