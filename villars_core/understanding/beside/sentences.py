"""Says which sentences of a message tell an act: what stands in the others makes no doubt of it, unless it hesitates."""

from collections.abc import Iterator

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept


class Sentences:
    """The sentences of one order: those that hold a clause which tells its act, as places of tokens."""

    def __init__(self, order: Order, heard: Heard) -> None:
        # Not the order itself, which keeps this: a message then leaves nothing to the collector.
        self.heard, self._all = heard, order.clauses
        self.starts = heard.sentence_starts
        own = commanded(order.own, heard.scan.tokens, heard.dated) if heard.lexicon.language == "fr" else None
        self._clauses: list[Clause] | None = None
        self._told, self._bidden = order.own, own
        self.own: set[int] = set()
        for clause in own or _fullest(order.own):
            self.own.update(self.starts[clause.i : clause.j])

    @classmethod
    def of(cls, order: Order, heard: Heard) -> "Sentences":
        """Return the sentences of an order, worked out once."""
        if order.sentences is None:
            order.sentences = cls(order, heard)
        return order.sentences

    def holds(self, at: int) -> bool:
        """Say whether a token stands in a sentence that tells the act."""
        return self.starts[at] in self.own

    def clauses(self) -> list[Clause]:
        """Return the clauses of the order that stand in a sentence which tells its act."""
        if self._clauses is None:
            starts, own = self.starts, self.own
            self._clauses = [clause for clause in self._all if not own.isdisjoint(starts[clause.i : clause.j])]
        return self._clauses

    @kept
    def commands(self) -> list[Clause]:
        """Return the plain commands in these clauses."""
        clauses = self.clauses()
        if self._bidden is not None and clauses == self._told:
            return self._bidden
        return commanded(clauses, self.heard.scan.tokens, self.heard.dated)

    def cues(self) -> Iterator[Cue]:
        """Yield the cues of the message that stand in a sentence which tells the act."""
        return (cue for cue in self.heard.cues if self.holds(cue.i))


def _fullest(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses that tell a child or a day, where one of them tells both: "j'ai oublié de réserver. Tom mange demain ?"."""
    for clause in clauses if len(clauses) > 1 else ():
        if clause.said and clause.mentions:
            return [one for one in clauses if one.said or one.mentions]
    return clauses
