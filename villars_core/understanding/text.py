"""Folds a text for matching and cuts it into tokens that remember where they stood."""

import re
import unicodedata
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
_UNSAID = dict.fromkeys(map(ord, "ـ\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹أإآٱىة،؟؛", "01234567890123456789اااايه,?;")
_ELIDED = "cdjlmnst"
_TOKEN = re.compile(r"aujourd(?:'|\s)?hui|(?:jusqu|lorsqu|puisqu|quelqu|qu|[" + _ELIDED + r"])'(?=[^\W\d_])|[^\W\d_]+|\d+|[^\w\s]|_")


@dataclass(frozen=True)
class Folded:
    """A text without accents or capitals, character for character beside the text it came from."""

    source: str
    plain: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign: folded, with its place in the folded text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
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
# One message is folded and cut more than once while it is read.
_FEW = 8
_FOLDS = _FoldTable({code: _fold_char(chr(code)) for code in range(_COMMON)})


@lru_cache(maxsize=_FEW)
def fold(text: str) -> Folded:
    """Fold `text`: same length as its composed, ligature-free source, so that offsets hold."""
    source = text
    if not source.isascii():
        source = unicodedata.normalize("NFC", source.translate(_UNSAID))
        for ligature, letters in _SPELT.items():
            source = source.replace(ligature, letters)
        if any(unicodedata.combining(char) for char in source):
            source = "".join(char for char in source if not unicodedata.combining(char))
        plain = source.translate(_ARABIC).translate(_FOLDS)
    else:
        plain = source.replace("`", "'").lower()
    return Folded(source, plain)


@lru_cache(maxsize=4096)
def fold_name(text: str) -> str:
    """Fold a name to compare it: no accents, no capitals, hyphens and apostrophes as spaces."""
    return " ".join(re.findall(r"[^\W_]+", fold(text).plain))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set: a list of words reads better in one line than one a line."""
    return frozenset(words.split())


@lru_cache(maxsize=_FEW)
def tokenize(plain: str) -> tuple[Token, ...]:
    """Cut a folded text; a hyphen between two letters parts two words and is not kept."""
    tokens = [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain)]
    return tuple(token for token in tokens if token.text != "-" or not _joins_letters(plain, token.start))


def _joins_letters(plain: str, at: int) -> bool:
    return 0 < at < len(plain) - 1 and plain[at - 1].isalpha() and plain[at + 1].isalpha()
