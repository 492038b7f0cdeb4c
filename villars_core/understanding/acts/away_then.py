"""Gives an absence told behind the day on which a child is there to that child: "Tom sera là jeudi, absent vendredi"."""

from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_AWAY = word_set("absent absente absents absentes malade malades excuse excusee")
_TURNS = word_set("mais et puis ensuite , par contre")
_ENDS = word_set(". ! ? ;")
_THERE = word_set("la present presente presents presentes")
_COMES = frozenset({"go", "but", "school", "final"})
_FAR = 4


def away_then(heard: Heard) -> list[Clause]:
    """Return the clauses, a bare absence given to who is told to be there right before it, beside another child."""
    clauses = heard.clauses
    if len(heard.mentions) < 2 or _AWAY.isdisjoint(heard.scan.vocabulary):
        return clauses
    found = list(clauses)
    for at, (before, then) in enumerate(pairwise(clauses)):
        if _goes_on(before, then, heard) and _is_there(before, heard):
            found[at] = Clause(before.i, before.j)
            found[at + 1] = replace(then, mentions=list(before.mentions))
    return found


def _goes_on(before: Clause, then: Clause, heard: Heard) -> bool:
    """Say whether a clause tells a day of an absence and not whose, in the sentence of the one before it."""
    words = heard.scan.words
    if not before.mentions or then.mentions or not then.said or then.asks or words[before.j - 1] in _ENDS:
        return False
    first = next((word for word in words[then.i : then.i + _FAR] if word not in _TURNS), "")
    return first in _AWAY and all(not cue.denied for cue in then.cues)


def _is_there(one: Clause, heard: Heard) -> bool:
    """Say whether a clause only tells of named children that they are there on a day: "Tom sera bien là jeudi"."""
    if not one.said or one.asks or not one.tags <= _COMES or any(cue.denied for cue in one.cues):
        return False
    if any(not told.keys or told.problem or told.rule.startswith("pronoun") for told in one.mentions):
        return False
    return "go" in one.tags or not _THERE.isdisjoint(heard.scan.words[one.i : one.j])
