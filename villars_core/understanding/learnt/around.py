"""What stands around a child or a day that is told, as groups of words, and the weights that were learnt for them.

A linear model learnt from the corpus (`tools/learn_meant.py`) tells from them whether an order is about it: `meant.py`.
"""

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.heard import Heard
from villars_core.understanding.learnt.likely import masked
from villars_core.understanding.values import Intent

BUCKETS = 1 << 17
_FOLDER = Path(__file__).parents[1] / "lexicons"
_REACH, _FEW = 4, 4
_MARKS = frozenset(",;:.!?()")
_ACTS = ORDERED - {"go", "stay"}

Place = tuple[int, int]


class Around:
    """The words of one message, children and days masked, and what stands around a place in it."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.words = masked(heard)
        self.starts = heard.sentence_starts
        self.sentences = list(dict.fromkeys(self.starts))
        tokens = heard.scan.tokens
        self.marks = [at for at, token in enumerate(tokens) if token.text in _MARKS and at not in heard.dated]

    def groups(self, place: Place, own: Sequence[str], intent: Intent) -> set[int]:
        """Return the buckets of what stands around a place and of what it is itself, alone and with the intent."""
        return {bucket(some) for group in (*own, *self._said(place)) for some in (group, f"{group}|{intent.value}")}

    def _said(self, place: Place) -> Iterator[str]:
        start = self.starts[place[0]]
        stop = next((at for at in range(place[1], len(self.starts)) if self.starts[at] != start), len(self.starts))
        before = [word for word in self.words[start : place[0]] if word]
        after = [word for word in self.words[place[1] : stop] if word]
        left, right = ["^"] * _REACH + before, [*after, *["$"] * _REACH]
        for far in range(1, _REACH + 1):
            yield f"l{far}{left[-far]}"
            yield f"r{far}{right[far - 1]}"
        yield f"l{left[-2]} {left[-1]}"
        yield f"l{left[-3]} {left[-2]} {left[-1]}"
        yield f"r{right[0]} {right[1]}"
        yield f"r{right[0]} {right[1]} {right[2]}"
        yield f"b{left[-1]} {right[0]}"
        yield from (f"L{word}" for word in before)
        yield from (f"R{word}" for word in after)
        yield f"S{min(self.sentences.index(start), _FEW)}/{min(len(self.sentences), _FEW)}"
        yield from self._beside(place)

    def _beside(self, place: Place) -> Iterator[str]:
        """Yield what stands between the same two marks."""
        start = max((at + 1 for at in self.marks if at < place[0]), default=0)
        stop = next((at for at in self.marks if at >= place[1]), len(self.words))
        yield from (f"P{word}" for at, word in enumerate(self.words[start:stop], start) if word and not place[0] <= at < place[1])
        tags = {cue.tag for cue in self.heard.cues if start <= cue.i < stop}
        yield from (f"T{tag}" for tag in tags)
        yield f"A{bool(tags & _ACTS)}"
        yield f"C{any(start <= one.i < stop and one.i != place[0] for one in self.heard.mentions)}"
        yield f"D{any(start <= one.i < stop and one.i != place[0] for one in self.heard.said)}"


def bucket(group: str) -> int:
    """Return the place of a group among the weights."""
    return zlib.crc32(group.encode()) % BUCKETS


class Weights:
    """Weights of eight bits for each bucket, a scale for all and a bias."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\n")
        learnt = json.loads(head)
        self.scale: float = learnt["scale"]
        self.bias: float = learnt["bias"]
        self._weights: Sequence[int] = memoryview(zlib.decompress(body)).cast("b")

    def share(self, buckets: set[int]) -> float:
        """Return how likely what has these groups around is meant."""
        score = self.bias + self.scale * sum(self._weights[at] for at in buckets) / math.sqrt(max(len(buckets), 1))
        return 1 / (1 + math.exp(-score))


def path_of(name: str) -> Path:
    """Return the file of the weights for "children" or "days"."""
    return _FOLDER / f"{name}_fr.bin"


@lru_cache(maxsize=2)
def weights(name: str) -> Weights:
    """Return the weights learnt for "children" or "days"."""
    return Weights(path_of(name).read_bytes())
