"""Finds what is only told of a child who is taken out: "pas de cantine pour mes enfants, sauf Fatou qui mange comme d'habitude"."""

from villars_core.understanding.beside.doubts import is_excepted
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set

_SAVE = word_set("sauf hormis excepte exceptee exceptes part exception")
_WHO = word_set("qui lui elle il")
# What may stand in it and tells more than that the others' order leaves the child alone.
_MORE = frozenset({"book", "cond", "childcare", "correct", "proof"})


def told_of_excepted_child(heard: Heard) -> set[int]:
    """Return the places of what follows a child who is taken out, and tells of that child alone, without a day of its own."""
    found: set[int] = set()
    if _SAVE.isdisjoint(heard.scan.vocabulary) or _WHO.isdisjoint(heard.scan.vocabulary):
        return found
    tokens = heard.scan.tokens
    for one in heard.mentions:
        if not one.keys or one.problem or not is_excepted(one, heard):
            continue
        start = one.j + (one.j < len(tokens) and tokens[one.j].text == ",")
        if start >= len(tokens) or tokens[start].text not in _WHO or (start == one.j and tokens[start].text != "qui"):
            continue
        stop = start
        while stop < len(tokens) and tokens[stop].text not in MARKS:
            stop += 1
        inside = [cue for cue in heard.cues if start <= cue.i < stop]
        named = any(start <= other.i < stop and other.keys for other in heard.mentions)
        asked = stop < len(tokens) and tokens[stop].text == "?"
        if named or asked or any(cue.tag in _MORE for cue in inside) or any(start <= said.i < stop for said in heard.said):
            continue
        if any(cue.tag in ORDERED for cue in heard.cues if cue.j <= one.i):
            found |= set(range(start, stop))
    return found
