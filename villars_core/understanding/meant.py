"""How likely each child who is told in a message is one that its order is about, told by the words around.

"Tom mange jeudi, sa sœur est déjà inscrite": two children are told, one is meant. A linear model learnt from the corpus
(`tools/learn_children.py`) beside the grammar; what it may do to a reading is written here too.
"""

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from villars_core.understanding.acts import MEAL_INTENTS
from villars_core.understanding.mentions import Mention
from villars_core.understanding.orders import Heard
from villars_core.understanding.values import Evidence, Intent, Question, Reading

BUCKETS = 1 << 16
_FILE = Path(__file__).parent / "lexicons" / "children_fr.bin"
_REACH, _MOST_WORDS, _TWO = 4, 200, 2
_IN, _OUT = 0.8, 0.2
_DROPPED, _KEPT = 0.3, 0.7
_SURE, _ASKED = 0.95, 0.5


def told(heard: Heard) -> list[Mention]:
    """Return the mentions of children by a name or a role."""
    return [one for one in heard.mentions if one.keys and one.rule != "name.parent" and not one.rule.startswith("pronoun")]


def is_of_interest(heard: Heard) -> bool:
    """Say whether more than one child is told, so that one may not be meant."""
    some = told(heard)
    return heard.lexicon.language == "fr" and len(some) >= _TWO and len({key for one in some for key in one.keys}) >= _TWO


def groups_of(heard: Heard, mention: Mention, intent: Intent) -> Iterator[str]:
    """Yield what stands around a child in its sentence, alone and with the intent."""
    for group in _around(heard, mention):
        yield group
        yield f"{group}|{intent.value}"


def bucket(group: str) -> int:
    """Return the place of a group among the weights."""
    return zlib.crc32(group.encode()) % BUCKETS


def likely_meant(heard: Heard, intent: Intent) -> dict[int, float]:
    """Return for each child told how likely the order is about that child, 0 to 1."""
    found: dict[int, float] = {}
    for mention in told(heard):
        share = _model().share({bucket(group) for group in groups_of(heard, mention, intent)})
        for key in mention.keys:
            found[key] = max(found.get(key, 0.0), share)
    return found


def _around(heard: Heard, mention: Mention) -> list[str]:
    words, starts = _masked(heard), heard.sentence_starts
    start = starts[mention.i]
    stop = next((at for at in range(mention.j, len(starts)) if starts[at] != start), len(starts))
    before, after = [word for word in words[start : mention.i] if word], [word for word in words[mention.j : stop] if word]
    left, right = ["^"] * _REACH + before, [*after, *["$"] * _REACH]
    said = " ".join(token.text for token in heard.scan.tokens[mention.i : mention.j]) if not mention.rule.startswith("name") else "name"
    groups = [f"M{said}"]
    for far in range(1, _REACH + 1):
        groups += [f"l{far}{left[-far]}", f"r{far}{right[far - 1]}"]
    groups += [f"l{left[-2]} {left[-1]}", f"l{left[-3]} {left[-2]} {left[-1]}", f"r{right[0]} {right[1]}"]
    groups += [f"r{right[0]} {right[1]} {right[2]}", f"b{left[-1]} {right[0]}"]
    groups += [f"L{word}" for word in {*before}] + [f"R{word}" for word in {*after}]
    tags = {cue.tag for cue in heard.cues if start <= cue.i < stop}
    groups += [f"T{tag}" for tag in tags]
    sentences = list(dict.fromkeys(starts))
    groups.append(f"S{min(sentences.index(start), 4)}/{min(len(sentences), 4)}")
    groups.append(f"N{min(len(told(heard)), 4)}")
    return groups


def _masked(heard: Heard) -> list[str]:
    words = [token.text for token in heard.scan.tokens[:_MOST_WORDS]] + [""] * max(0, len(heard.scan.tokens) - _MOST_WORDS)
    for one in heard.mentions:
        if one.rule.startswith("name"):
            _mask(words, one.i, one.j, "<child>")
    for said in heard.said:
        _mask(words, said.i, said.j, "<day>")
    return words


def _mask(words: list[str], start: int, stop: int, mark: str) -> None:
    for at in range(start, min(stop, len(words))):
        words[at] = mark if at == start else ""


# What it may do to a reading


def of_whom(reading: Reading, heard: Heard) -> Reading:
    """Return an order about the children who are meant, or ask where the grammar and the words around them disagree."""
    if reading.intent not in MEAL_INTENTS or reading.others or not is_of_interest(heard):
        return reading
    shares = likely_meant(heard, reading.intent)
    kinds = {question.kind for question in reading.questions}
    if kinds:
        return _told_apart(reading, shares, heard) if "which_child" in kinds else reading
    out = {key for key in reading.children if shares.get(key, 1.0) < _DROPPED}
    kept = tuple(key for key in reading.children if key not in out)
    if not out:
        return reading
    if kept and all(shares.get(key, 0.0) >= _KEPT for key in kept):
        return replace(reading, children=kept, evidence=_with(reading, shares))
    question = Question("which_child", tuple(str(key) for key in shares))
    return replace(reading, questions=(question,), confidence=_ASKED, evidence=_with(reading, shares))


def _told_apart(reading: Reading, shares: dict[int, float], heard: Heard) -> Reading:
    """Return an order without the question which child is meant, where the words tell those who are from those who are not."""
    meant = {key for key, share in shares.items() if share >= _IN}
    out = {key for key, share in shares.items() if share <= _OUT}
    doubtful = any(one.problem and meant & {*one.keys} for one in heard.mentions) or any(token.text == "ou" for token in heard.scan.tokens)
    if not meant or not out or meant | out != shares.keys() or doubtful:
        return reading
    questions = tuple(question for question in reading.questions if question.kind != "which_child")
    confidence = _ASKED if questions else _SURE
    return replace(reading, children=tuple(sorted(meant)), questions=questions, confidence=confidence, evidence=_with(reading, shares))


def _with(reading: Reading, shares: dict[int, float]) -> tuple[Evidence, ...]:
    said = ",".join(f"{key}:{share:.2f}" for key, share in sorted(shares.items()))
    return (*reading.evidence, Evidence(0, 0, "", "likely.whom", said))


class _Model:
    """Weights of eight bits for each bucket, a scale for all and a bias."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\n")
        learnt = json.loads(head)
        self.scale: float = learnt["scale"]
        self.bias: float = learnt["bias"]
        self._weights: Sequence[int] = memoryview(zlib.decompress(body)).cast("b")

    def share(self, buckets: set[int]) -> float:
        """Return how likely a child with these groups around is meant."""
        score = self.bias + self.scale * sum(self._weights[at] for at in buckets) / math.sqrt(max(len(buckets), 1))
        return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(_FILE.read_bytes())
