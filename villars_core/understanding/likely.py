"""How likely a message orders an act, told by groups of its words and letters: a second reader beside the grammar.

It is a linear model learnt from the corpus (`tools/learn_orders.py`). It never reads a child or a day and never acts: where the
grammar reads an act that it finds very unlikely, the message is asked about; where both read the same act, a doubt about the
form of the order alone is dropped.
"""

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from villars_core.understanding.orders import Heard
from villars_core.understanding.values import Intent

BUCKETS = 1 << 16
# What is learnt: an act that may be taken at once, or none; besides, an act that is told and asked about for another reason.
CLASSES = (None, Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE, Intent.STOP_NOTIFICATIONS)
ASKED = len(CLASSES)
_SIZE = ASKED + 1
_FILE = Path(__file__).parent / "lexicons" / "orders_{}.bin"
_LANGUAGES = ("fr",)
_GROUPS = (3, 4, 5)
_SHORTEST = 2
_MOST_WORDS = 300
_MASK = "<"

Sums = tuple[tuple[float, ...], int]


@dataclass(frozen=True)
class Likelihood:
    """How likely a message orders an act at once, and how likely it tells it at all, from 0 to 1."""

    at_once: float
    told: float


def likelihood(heard: Heard, intent: Intent) -> Likelihood | None:
    """Return how likely a message orders the act; `None` where nothing was learnt about the language or the act."""
    if heard.lexicon.language not in _LANGUAGES or intent not in CLASSES:
        return None
    scores = _scores(masked_words(heard), heard.lexicon.language)
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    at_once, whole = powers[CLASSES.index(intent)], sum(powers)
    return Likelihood(at_once / whole, (at_once + powers[ASKED]) / whole)


def masked_words(heard: Heard) -> list[str]:
    """Return the words of a message, children's names, days and numbers masked: what is learnt holds for every family and day."""
    tokens = heard.scan.tokens[:_MOST_WORDS]
    words = [token.text for token in tokens]
    for named in heard.mentions:
        if named.rule.startswith("name"):
            _mask(words, named.i, named.j, "<child>")
    for said in heard.said:
        _mask(words, said.i, said.j, "<day>")
    for at in heard.aside:
        # What says that others stay as they are orders nothing, in whatever words.
        if at < len(words):
            words[at] = ""
    return ["9" if any(sign.isdigit() for sign in word) else word for word in words if word]


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
    for one, other in pairwise(["^", *words, "$"]):
        yield f"w{one} {other}"


def bucket(group: str) -> int:
    """Return the place of a group among the weights."""
    return zlib.crc32(group.encode()) % BUCKETS


def _mask(words: list[str], start: int, stop: int, mark: str) -> None:
    for at in range(start, min(stop, len(words))):
        words[at] = mark if at == start else ""


def _scores(words: Sequence[str], language: str) -> list[float]:
    rows = [*(_word_sums(word, language) for word in words), *(_pair_sums(pair, language) for pair in pairs_of(words))]
    sums = [sum(column) for column in zip(*(weights for weights, _ in rows), strict=True)]
    count = sum(number for _, number in rows)
    model = _model(language)
    size = math.sqrt(max(count, 1))
    return [bias + model.scale * have / size for bias, have in zip(model.biases, sums, strict=True)]


@lru_cache(maxsize=8192)
def _word_sums(word: str, language: str) -> Sums:
    return _model(language).sums(groups_of(word))


@lru_cache(maxsize=16384)
def _pair_sums(pair: str, language: str) -> Sums:
    return _model(language).sums((pair,))


class _Model:
    """Weights of eight bits for each bucket and class, a scale for all, a bias for each class."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\n")
        told = json.loads(head)
        self.scale: float = told["scale"]
        self.biases: list[float] = told["biases"]
        self._weights = memoryview(zlib.decompress(body)).cast("b")

    def sums(self, groups: Iterator[str] | tuple[str, ...]) -> Sums:
        sums, count = [0.0] * _SIZE, 0
        for group in groups:
            start = bucket(group) * _SIZE
            sums = [have + more for have, more in zip(sums, self._weights[start : start + _SIZE], strict=True)]
            count += 1
        return tuple(sums), count


@lru_cache(maxsize=4)
def _model(language: str) -> _Model:
    return _Model(Path(str(_FILE).format(language)).read_bytes())
