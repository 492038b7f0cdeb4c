"""A message taken apart: its words, cues, children, days and clauses, before any order is made of them."""

from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

from villars_core.understanding.acts.clauses import Clause, Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.stretches import Stretch, stretches_of
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.kept import kept
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Folded
from villars_core.understanding.values import Evidence, Intent

_ENDS = frozenset(".!?;")


@dataclass(eq=False)
class Heard:
    """A message taken apart; `aside`: the places of what only says that others stay as they are; `cut_short`: its end was not read.

    It is never changed, what is worked out of it apart; like a token it is not frozen, only to be made faster.
    """

    folded: Folded
    scan: Scan
    lexicon: Lexicon
    cues: list[Cue]
    mentions: list[Mention]
    said: list[Said]
    clauses: list[Clause]
    aside: frozenset[int] = frozenset()
    cut_short: bool = False

    @kept
    def tags(self) -> frozenset[str]:
        """Return the tags of all its cues."""
        return frozenset([cue.tag for cue in self.cues])

    @kept
    def dated(self) -> frozenset[int]:
        """Return the places of the tokens that tell days."""
        return frozenset([at for said in self.said for at in range(said.i, said.j)])

    @kept
    def named(self) -> frozenset[int]:
        """Return the places of the tokens that tell children."""
        return frozenset([at for one in self.mentions for at in range(one.i, one.j)])

    @kept
    def accounted(self) -> frozenset[int]:
        """Return the places of the tokens that a cue, a child or a day accounts for."""
        return self.dated.union(self.named, [at for cue in self.cues for at in range(cue.i, cue.j)])

    @kept
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the stretches that were read, in the order of the text: the same for every act of the message."""
        read = [(cue.i, cue.j, "cue." + cue.tag, "denied" if cue.denied else "said") for cue in self.cues]
        read += [(one.i, one.j, one.rule, ",".join(map(str, one.keys))) for one in self.mentions]
        read += [(one.i, one.j, "days." + one.group.kind, "denied" if one.denied else "said") for one in self.said]
        tokens, source = self.scan.tokens, self.folded.source
        found = [(start := tokens[i].start, end := tokens[j - 1].end, source[start:end], rule, value) for i, j, rule, value in read]
        found.sort(key=itemgetter(0, 1))
        # `Evidence._make` without its frame: a message makes many.
        return tuple(map(tuple.__new__, repeat(Evidence), found))

    @kept
    def stretches(self) -> list[Stretch]:
        """Return the stretches between its marks: more than one rule looks at them."""
        return stretches_of(self)

    @kept
    def shares(self) -> dict[Intent, list[tuple[Mention, float]]]:
        """Return how likely each child told is meant by an order of an intent, where that was worked out: it is asked for twice."""
        return {}

    @kept
    def sentence_starts(self) -> list[int]:
        """Return for each token the place at which its sentence begins; a new line begins one too, "ni" and a mark inside a date do not."""
        tokens, words, plain = self.scan.tokens, self.scan.words, self.folded.plain
        marks = _ENDS & self.scan.vocabulary
        first = min(map(words.index, marks)) if marks else len(words)
        ends = [at for at in range(first + 1, len(words)) if words[at - 1] in _ENDS]
        if "\n" in plain:
            lines = [at for at in range(1, len(tokens)) if "\n" in plain[tokens[at - 1].end : tokens[at].start]]
            ends = sorted({*ends, *lines})
        elif not ends:
            return [0] * len(tokens)
        starts: list[int] = []
        start, dated = 0, self.dated
        for end in ends:
            if words[end] != "ni" and end - 1 not in dated:
                starts += [start] * (end - start)
                start = end
        return starts + [start] * (len(tokens) - start)
