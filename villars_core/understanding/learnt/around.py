"""What stands around a child or a day that is told, as groups of words, and the weights that were learnt for them.

A linear model learnt from the corpus (`tools/learn_meant.py`) tells from them whether an order is about it: `meant.py`.
"""

import json
import math
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path

from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.heard import Heard
from villars_core.understanding.learnt.likely import masked
from villars_core.understanding.values import Intent

BUCKETS = 1 << 17
_FOLDER = Path(__file__).parents[1] / "lexicons"
_REACH, _FEW = 4, 4
_OPENING, _CLOSING = ("^",) * _REACH, ("$",) * _REACH
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
        dated = heard.dated
        self.marks = [at for at, word in enumerate(heard.scan.words) if word in _MARKS and at not in dated]

    def groups(self, place: Place, own: Sequence[str], intent: Intent) -> set[int]:
        """Return the buckets of what stands around a place and of what it is itself, alone and with the intent."""
        ending = f"|{intent.value}".encode()
        sums = list(map(zlib.crc32, map(str.encode, (*own, *self._said(place), *self._beside(place)))))
        # A checksum goes on from where another ended.
        return {one % BUCKETS for one in chain(sums, map(zlib.crc32, repeat(ending), sums))}

    def _said(self, place: Place) -> list[str]:
        """Return what stands in the sentence of a place before and after it, and which sentence that is."""
        start = self.starts[place[0]]
        at = self.sentences.index(start)
        stop = self.sentences[at + 1] if at + 1 < len(self.sentences) else len(self.starts)
        before = list(filter(None, self.words[start : place[0]]))
        after = list(filter(None, self.words[place[1] : stop]))
        (l4, l3, l2, l1), (r1, r2, r3, r4) = (*_OPENING, *before)[-_REACH:], (*after, *_CLOSING)[:_REACH]
        return [
            *(f"l1{l1}", f"r1{r1}", f"l2{l2}", f"r2{r2}", f"l3{l3}", f"r3{r3}", f"l4{l4}", f"r4{r4}"),
            *(f"l{l2} {l1}", f"l{l3} {l2} {l1}", f"r{r1} {r2}", f"r{r1} {r2} {r3}", f"b{l1} {r1}"),
            *["L" + word for word in before],
            *["R" + word for word in after],
            f"S{min(at, _FEW)}/{min(len(self.sentences), _FEW)}",
        ]

    def _beside(self, place: Place) -> list[str]:
        """Return what stands between the same two marks."""
        at = bisect_left(self.marks, place[0])
        start = self.marks[at - 1] + 1 if at else 0
        stop = next((mark for mark in self.marks[at:] if mark >= place[1]), len(self.words))
        tags = {cue.tag for cue in self.heard.cues if start <= cue.i < stop}
        others = filter(None, (*self.words[start : place[0]], *self.words[place[1] : stop]))
        return [
            *["P" + word for word in others],
            *["T" + tag for tag in tags],
            f"A{not tags.isdisjoint(_ACTS)}",
            f"C{any(start <= one.i < stop and one.i != place[0] for one in self.heard.mentions)}",
            f"D{any(start <= one.i < stop and one.i != place[0] for one in self.heard.said)}",
        ]


class Weights:
    """Weights of eight bits for each bucket, a scale for all and a bias."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\n")
        learnt = json.loads(head)
        self.scale: float = learnt["scale"]
        self.bias: float = learnt["bias"]
        self._weights = array("b", zlib.decompress(body))

    def share(self, buckets: set[int]) -> float:
        """Return how likely what has these groups around is meant."""
        score = self.bias + self.scale * sum(map(self._weights.__getitem__, buckets)) / math.sqrt(max(len(buckets), 1))
        return 1 / (1 + math.exp(-score))


def path_of(name: str) -> Path:
    """Return the file of the weights for "children" or "days"."""
    return _FOLDER / f"{name}_fr.bin"


@lru_cache(maxsize=2)
def weights(name: str) -> Weights:
    """Return the weights learnt for "children" or "days"."""
    return Weights(path_of(name).read_bytes())
