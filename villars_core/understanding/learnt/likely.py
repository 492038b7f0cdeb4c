"""How likely a message means each intent, told by groups of its words and letters: a second reader beside the grammar.

It is a linear model learnt from the corpus (`tools/learn_orders.py`). It never reads a child or a day. What it may do to the
reading of the grammar is written in `agreement.py`: ask about an act that it finds very unlikely, drop a doubt about the form of an
order that it finds likely, name the intent of a message in which the grammar found none or a less likely one.
"""

import json
import re
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, starmap
from math import exp, sqrt
from pathlib import Path

from villars_core.understanding.heard import Heard
from villars_core.understanding.values import Intent

BUCKETS = 1 << 16
# What is learnt: an intent, an act among them only where it may be taken at once; none; an act that is told and asked about.
CLASSES = (
    *(None, Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE, Intent.STOP_NOTIFICATIONS),
    *(Intent.SHOW_PLANNING, Intent.SHOW_INVOICES, Intent.PAY_INVOICE, Intent.ASK_TARIFF, Intent.SUBMIT_QF, Intent.SEPA_MANDATE),
    *(Intent.TAX_CERTIFICATE, Intent.UPDATE_CONTACT, Intent.UPDATE_HEALTH, Intent.DECLARE_CHANGE, Intent.LIST_REQUESTS),
    *(Intent.ANNOUNCEMENTS, Intent.PRACTICAL_INFO, Intent.TALK_TO_STAFF, Intent.GREETING, Intent.THANKS, Intent.HELP),
)
# Those that are acted on: they may be told without being meant at once.
ACTS = frozenset(CLASSES[1:6])
ASKED = len(CLASSES)
_PLACES = {intent: at for at, intent in enumerate(CLASSES) if intent is not None}
_SIZE = ASKED + 1
_FOLDER = Path(__file__).parents[1] / "lexicons"
_GROUPS = (3, 4, 5)
_SHORTEST = 2
_MOST_WORDS = 150
_MASK = "<"
_DIGIT = re.compile(r"\d")
_FIRST, _LAST = "^", "$"

_SHIFT = 128
_UNPACKED = struct.Struct(f"<{_SIZE + 1}I")
_PACKED = _UNPACKED.size
_SHIFTED = bytes((byte + _SHIFT) % 256 for byte in range(256))


@dataclass(frozen=True)
class Likelihood:
    """How likely each intent is, an act only where it may be taken at once, and how likely an act is told and asked about.

    `powers`: the share of each in the whole of them, which is asked of a few only.
    """

    powers: list[float]
    whole: float

    @property
    def shares(self) -> list[float]:
        """The shares of all, 0 to 1."""
        return [power / self.whole for power in self.powers]

    def at_once(self, intent: Intent) -> float:
        """Return how likely a message means an intent; an act, that it orders it at once."""
        at = _PLACES.get(intent)
        return 0.0 if at is None else self.powers[at] / self.whole

    def told(self, intent: Intent) -> float:
        """Return how likely an act is told at all."""
        return self.at_once(intent) + self.powers[ASKED] / self.whole

    def likeliest(self, some: Collection[Intent]) -> Intent:
        """Return the likeliest of some intents."""
        return max(some, key=self.at_once)


def likelihood(heard: Heard) -> Likelihood | None:
    """Return how likely a message means each intent; `None` where nothing was learnt about its language."""
    model = _model(heard.lexicon.language)
    if model is None:
        return None
    scores = _scores(masked_words(heard), model)
    highest = max(scores)
    powers = list(map(exp, [score - highest for score in scores]))
    return Likelihood(powers, sum(powers))


def path_of(language: str) -> Path:
    """Return the file of the weights learnt for a language."""
    return _FOLDER / f"orders_{language}.bin"


def masked(heard: Heard) -> list[str]:
    """Return a word a token, children's names and days masked: what is learnt holds for every family and day; no word is within a mask."""
    words = heard.scan.words.copy()
    for named in heard.mentions:
        if named.rule.startswith("name"):
            _mask(words, named.i, named.j, "<child>")
    for said in heard.said:
        _mask(words, said.i, said.j, "<day>")
    return words


def masked_words(heard: Heard) -> list[str]:
    """Return the words of a message, names, days and numbers masked, without what says that others stay as they are."""
    words, aside = masked(heard)[:_MOST_WORDS], heard.aside
    if aside:
        words = [word for at, word in enumerate(words) if at not in aside]
    if not _DIGIT.search("".join(words)):
        return [word for word in words if word]
    return [word if word.isalpha() or not any(map(str.isdigit, word)) else "9" for word in words if word]


def groups_of(word: str) -> Iterator[str]:
    """Yield a word and the groups of its letters."""
    yield "w" + word
    if len(word) > _SHORTEST and not word.startswith(_MASK):
        edged = f" {word} "
        for size in _GROUPS:
            for at in range(len(edged) - size + 1):
                yield "c" + edged[at : at + size]


def pairs_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of words beside each other, the beginning and the end of the message among them."""
    return starmap(_pair, pairwise([_FIRST, *words, _LAST]))


def _pair(one: str, other: str) -> str:
    return f"w{one} {other}"


def bucket(group: str) -> int:
    """Return the place of a group among the weights."""
    return zlib.crc32(group.encode()) % BUCKETS


def _mask(words: list[str], start: int, stop: int, mark: str) -> None:
    for at in range(start, min(stop, len(words))):
        words[at] = mark if at == start else ""


def _scores(words: Sequence[str], model: "_Model") -> list[float]:
    """Return the score of each class, all shifted alike, which changes no share."""
    begun = [_FIRST, *words]
    rows = sum(map(model.of_next, begun, words)) + model.of_end(begun[-1])
    *sums, count = _UNPACKED.unpack(rows.to_bytes(_PACKED, "little"))
    size = model.scale / sqrt(count)
    return [bias + size * have for bias, have in zip(model.biases, sums, strict=True)]


class _Model:
    """Weights of eight bits for each bucket and class, a scale for all, a bias for each class."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\n")
        told = json.loads(head)
        self.scale: float = told["scale"]
        self.biases: list[float] = told["biases"]
        # Each weight is shifted so that none is below zero: -128 is 0.
        self._weights = zlib.decompress(body).translate(_SHIFTED)
        # The same groups, words and pairs come again and again.
        self._rows: list[int | None] = [None] * BUCKETS
        self._of_word = lru_cache(maxsize=8192)(self._sums)
        self.of_next = lru_cache(maxsize=32768)(self._of_next)
        self.of_end = lru_cache(maxsize=8192)(self._of_end)

    def _of_next(self, before: str, word: str) -> int:
        """Return the weights of a word and of its pair with the word before it."""
        return self._row(_pair(before, word)) + self._of_word(word)

    def _of_end(self, word: str) -> int:
        """Return the weights of the end of a message after its last word."""
        return self._row(_pair(word, _LAST))

    def _sums(self, word: str) -> int:
        """Return the weights of the groups of a word added up, a class each, and how many groups they are, packed in one number."""
        return sum(map(self._row, groups_of(word)))

    def _row(self, group: str) -> int:
        """Return the weights of one group in places of 32 bits of one number, so that all are added at once; the last place counts."""
        at = bucket(group)
        known = self._rows[at]
        return self._packed(at) if known is None else known

    def _packed(self, at: int) -> int:
        row = bytearray(_PACKED)
        row[: 4 * _SIZE : 4] = self._weights[at * _SIZE : (at + 1) * _SIZE]
        row[4 * _SIZE] = 1
        packed = self._rows[at] = int.from_bytes(row, "little")
        return packed


@cache
def _model(language: str) -> _Model | None:
    path = path_of(language)
    return _Model(path.read_bytes()) if path.is_file() else None
