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
from itertools import pairwise
from pathlib import Path

from villars_core.understanding.acts import MEAL_INTENTS
from villars_core.understanding.clauses import Parts, cut
from villars_core.understanding.mentions import Mention
from villars_core.understanding.orders import Heard
from villars_core.understanding.text import word_set
from villars_core.understanding.values import Evidence, Intent, Question, Reading

BUCKETS = 1 << 16
_FILE = Path(__file__).parent / "lexicons" / "children_fr.bin"
# Nobody tells more children in more words: time stays bounded.
_REACH, _MOST_WORDS, _TWO, _MOST_TOLD = 4, 250, 2, 10
_IN, _OUT = 0.8, 0.2
_DROPPED, _KEPT = 0.3, 0.7
_ASKED = 0.5


def told(heard: Heard) -> list[Mention]:
    """Return the mentions of children by a name or a role."""
    return [one for one in heard.mentions if one.keys and one.rule != "name.parent" and not one.rule.startswith("pronoun")]


def is_of_interest(heard: Heard) -> bool:
    """Say whether more than one child is told, so that one may not be meant."""
    if heard.lexicon.language != "fr" or len(heard.scan.tokens) > _MOST_WORDS:
        return False
    some = told(heard)
    return _TWO <= len(some) <= _MOST_TOLD and len({key for one in some for key in one.keys}) >= _TWO


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


def _may_join(heard: Heard, keys: set[int]) -> bool:
    """Say whether what is told of some children may make them part of the order: "Tom pareil", "sa sœur fera comme lui"."""
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    for mention in told(heard):
        if not keys & {*mention.keys}:
            continue
        stop = next((at for at in range(mention.j, len(starts)) if starts[at] != starts[mention.i]), len(starts))
        near = [token.text for token in tokens[max(mention.i - 1, starts[mention.i]) : stop]]
        if not _ALIKE.isdisjoint(near) or any(pair in _AS_THEY for pair in pairwise(near)):
            return True
        tags = {cue.tag for cue in heard.cues if starts[mention.i] <= cue.i < stop}
        if starts[mention.i] and tags and tags <= _EXCUSES:
            # "Tom va chez le dentiste.": he may be away too.
            return True
    return False


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
    words = [token.text for token in heard.scan.tokens]
    for one in heard.mentions:
        if one.rule.startswith("name"):
            _mask(words, one.i, one.j, "<child>")
    for said in heard.said:
        _mask(words, said.i, said.j, "<day>")
    return words


def _mask(words: list[str], start: int, stop: int, mark: str) -> None:
    for at in range(start, min(stop, len(words))):
        words[at] = mark if at == start else ""


def _order_themselves(heard: Heard, meant: set[int], out: set[int]) -> bool:
    """Say whether acts are told with those left out and none with those meant: "Aminata vient en plus, sa sœur n'y mange pas"."""
    acting = [{key for one in clause.mentions for key in one.keys} for clause in heard.clauses if clause.tags & _ACTING]
    return any(keys and keys <= out for keys in acting) and not any(keys & meant for keys in acting)


_ACTING = frozenset({"cancel", "book", "eat", "absent", "sick", "home", "homemeal", "pickup", "pastabsent", "proof"})
_ALIKE = word_set("aussi egalement pareil pareillement idem meme enfin pardon veux plutot oups")
_AS_THEY = frozenset({("comme", "lui"), ("comme", "elle"), ("comme", "eux"), ("comme", "elles"), ("non", "plus"), ("en", "plus")})
_EXCUSES = frozenset({"excuse", "sick", "go", "health"})


# What it may do to a reading


def without_unmeant(heard: Heard, intent: Intent) -> Heard | None:
    """Return a message without the children who are not meant, where the words around tell who is and who is not; else `None`."""
    if intent not in MEAL_INTENTS or not is_of_interest(heard) or any(token.text == "ou" for token in heard.scan.tokens):
        return None
    shares = likely_meant(heard, intent)
    meant = {key for key, share in shares.items() if share >= _IN}
    out = {key for key, share in shares.items() if share <= _OUT}
    if (
        not meant
        or not out
        or meant | out != shares.keys()
        or _may_join(heard, out)
        or any(one.problem and meant & {*one.keys} for one in heard.mentions)
    ):
        return None
    if _order_themselves(heard, meant, out):
        return None
    mentions = [one for one in heard.mentions if not one.keys or not out >= {*one.keys}]
    clauses = cut(Parts(heard.scan, heard.folded.plain, heard.cues, mentions, heard.said))
    return replace(heard, mentions=mentions, clauses=clauses)


def of_whom(reading: Reading, heard: Heard) -> Reading:
    """Return an order about the children who are meant, or ask where the grammar and the words around them disagree."""
    if reading.intent not in MEAL_INTENTS or reading.others or reading.questions or not is_of_interest(heard):
        return reading
    shares = likely_meant(heard, reading.intent)
    out = {key for key in reading.children if shares.get(key, 1.0) < _DROPPED}
    kept = tuple(key for key in reading.children if key not in out)
    if not out:
        return reading
    if kept and not _may_join(heard, out) and all(shares.get(key, 0.0) >= _KEPT for key in kept):
        return replace(reading, children=kept, evidence=_with(reading, shares))
    question = Question("which_child", tuple(str(key) for key in shares))
    return replace(reading, questions=(question,), confidence=_ASKED, evidence=_with(reading, shares))


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
