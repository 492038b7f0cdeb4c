"""Finds the sentences that only tell of other days that nothing is to be done.

"Noah sera absent vendredi. Il sera bien là demain", "inscrivez Inès mardi. Jeudi sa tante la récupère, rien à prévoir".
"""

from villars_core.understanding.beside.stretches import ORDERED, WITHDRAWN
from villars_core.understanding.days.pointed_back import points_back
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import MARKS, word_set

_TWO, _MOST, _FEW = 2, 12, 3
_BARE_DAYS = word_set("demain lundi mardi mercredi jeudi vendredi apres aujourd'hui")
_IS, _PRESENT = word_set("est sont sera seront"), word_set("present presente presents presentes")
_EATS = word_set("mange mangent mangera mangeront dejeune dejeunent dejeunera dejeuneront")
_NEEDLESS = word_set("besoin prevoir faire inutile peine")
_AT_ONCE = _IS | _EATS | _NEEDLESS
_NOTS = word_set("ne n' n pas plus ni non jamais aucun sans si ou ?")
_ALIKE = word_set("aussi egalement pareil pareillement idem meme encore finalement exceptionnellement desormais dorenavant plutot")
_NEVER = frozenset({"cancel", "book", "absent", "sick", "pastabsent", "proof", "cond", "ask", "cease", "swap", "correct", "childcare"})
_AT_HOME = frozenset({"home", "homemeal", "pickup", "family"})
_OURS = word_set("maison moi nous")
_THEY = word_set("il elle ils elles")
_SINGLE = frozenset({"weekday", "day", "rel"})


def days_there(heard: Heard) -> set[int]:
    """Return the places of the sentences that tell only that nothing is to be done on their days, where another orders on its own days."""
    if not _TWO <= len(heard.said) <= _MOST or _AT_ONCE.isdisjoint(heard.scan.vocabulary):
        return set()
    starts = heard.sentence_starts
    if starts[heard.said[0].i] == starts[heard.said[-1].i]:
        return set()
    begun = list(dict.fromkeys(starts))
    sentences = [_Sentence(heard, start, stop) for start, stop in zip(begun, [*begun[1:], len(starts)], strict=True)]
    orders = [one for one in sentences if one.days and one.orders]
    found: set[int] = set()
    for one in sentences:
        others = [other for other in orders if other is not one]
        if not one.days or not others:
            continue
        withdrawn = all(other.withdraws for other in others)
        booked = all("book" in other.tags and not other.withdraws for other in others)
        if (withdrawn and (one.tells_there or one.tells_meal)) or (booked and one.needs_nothing):
            # Who is named only there is still meant.
            alone = all(one.start <= name.i < one.stop for name in heard.mentions if name.keys and not name.rule.startswith("pronoun"))
            named = {at for name in heard.mentions if alone for at in range(name.i, name.j)}
            found |= set(range(one.start, one.stop)) - named
    return found


class _Sentence:
    """A sentence with what it tells of its days."""

    def __init__(self, heard: Heard, start: int, stop: int) -> None:
        self.heard, self.start, self.stop = heard, start, stop
        self.words = [word for at, word in enumerate(heard.scan.words[start:stop], start) if at not in heard.dated]
        self.cues = [cue for cue in heard.cues if start <= cue.i < stop]
        self.tags = {cue.tag for cue in self.cues}
        self.days = [one for one in heard.said if start <= one.i < stop and not one.denied]

    @property
    def orders(self) -> bool:
        """Whether it tells an act on a day of its own: "merci d'annuler vendredi"."""
        single = any(item.kind in _SINGLE for one in self.days if not points_back(one, self.heard) for item in one.group.items)
        return single and any(cue.tag in ORDERED - {"go", "stay"} or (cue.tag in {"go", "stay"} and cue.denied) for cue in self.cues)

    @property
    def withdraws(self) -> bool:
        """Whether it takes a meal off or tells an absence."""
        return any(cue.tag in WITHDRAWN or (cue.denied and cue.tag in ORDERED) for cue in self.cues)

    @kept
    def tells_there(self) -> bool:
        """Whether a child is only told to be there: "il sera bien là demain et après-demain", "mardi ils seront présents"."""
        if not self.tags.isdisjoint(_NEVER | _AT_HOME | {"eat", "canteen"}) or not _ALIKE.isdisjoint(self.words):
            return False
        if not _NOTS.isdisjoint(self.words) or ("sauf" in self.words and not self._excepts_order):
            return False
        spoken = not _THEY.isdisjoint(self.words) or any(self.start <= one.i < self.stop for one in self.heard.mentions)
        return spoken and any(self._is_there(at) for at in range(self.start, self.stop))

    @property
    def _excepts_order(self) -> bool:
        """Whether only the day of the order is taken out: "… sauf ce vendredi-là"."""
        return any(one.group.excepted and points_back(one, self.heard) for one in self.days)

    def _is_there(self, at: int) -> bool:
        """Say whether "est là", "sera bien présent" stands at a place; "là" may be read with its day."""
        words = self.heard.scan.words
        if words[at] not in _IS:
            return False
        place = at + 1 + (words[at + 1 : at + 2] == ["bien"])
        if place >= self.stop:
            return False
        token = self.heard.scan.tokens[place]
        if words[place] in _PRESENT or self.heard.folded.source[token.start : token.end].lower() == "là":
            return True
        # "il sera bien la demain", its accent forgotten
        after = place + 1
        bare = words[place] == "la" and (after == self.stop or words[after] in MARKS or words[after] in _BARE_DAYS)
        return bare and after not in self.heard.named

    @kept
    def tells_meal(self) -> bool:
        """Whether meals are only told to stay: "lundi elle mange bien à l'école et Tom aussi"."""
        if not self.tags.isdisjoint(_NEVER | _AT_HOME) or any(cue.denied for cue in self.cues):
            return False
        if not (_OURS | _NOTS).isdisjoint(self.words):
            return False
        ends = {one.j for one in self.heard.mentions}
        words = self.heard.scan.words
        alike = [at for at in range(self.start, self.stop) if words[at] in _ALIKE]
        if any(at not in ends or words[at] != "aussi" for at in alike):
            return False
        return any(words[at] in _EATS and words[at + 1 : at + 2] == ["bien"] for at in range(self.start, self.stop))

    @kept
    def needs_nothing(self) -> bool:
        """Whether nothing is needed on its day: "jeudi, c'est sa tante qui la prend, il n'y a rien à prévoir"."""
        if not self.tags.isdisjoint(_NEVER - {"cancel"}) or {"non", "plus"} <= set(self.words) or not _ALIKE.isdisjoint(self.words):
            return False
        if any(cue.tag == "cancel" and self.heard.scan.words[cue.i] != "rien" for cue in self.cues):
            # "rien à prévoir" may take a meal off.
            return False
        words = self.words
        needless = any(cue.tag == "need" and cue.denied for cue in self.cues) or "inutile" in words or {"pas", "peine"} <= set(words)
        return needless or any(word == "rien" and words[at + 2 : at + _FEW] in (["prevoir"], ["faire"]) for at, word in enumerate(words))
