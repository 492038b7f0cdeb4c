"""Leaves out the days that a later one of a letter takes the place of, or that an order beside it does not point back to.

"Le dentiste proposait mardi, puis jeudi. Finalement c'est vendredi, annulez son repas." and "Lundi il mange avec ses copains. Jeudi mamie
est là, annulez ce repas-là."
"""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import OPPOSITE, Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set

_SETTLED = word_set("finalement final compte")
_FINAL = frozenset({("au", "final"), ("de", "compte"), ("du", "compte")})
_ACTS = frozenset({"cancel", "book", "eat", "canteen", "absent", "sick", "home", "homemeal", "pickup", "pastabsent", "proof", "cond"})
_THIS, _THESE = word_set("ce cet cette"), word_set("ces")
_THINGS = word_set("repas midi midis dejeuner dejeuners jour jours date dates")
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "2": 2, "3": 3, "4": 4}
_SINGLE = frozenset({"weekday", "day", "rel", "offset"})


def without_superseded(said: list[Said], order: Order, heard: Heard) -> list[Said]:
    """Return the days of a French order without those it does not mean, where two sentences or more tell some."""
    if len(said) < 2:
        return said
    said = _without_unsettled(said, heard) if not _SETTLED.isdisjoint(heard.scan.vocabulary) else said
    return _pointed_at(said, order, heard) if len(said) > 1 and order.act.intent in OPPOSITE else said


def _without_unsettled(said: list[Said], heard: Heard) -> list[Said]:
    """Leave out the days told before what was settled in the end: "il avait proposé mardi. Finalement on y va vendredi"."""
    words, starts = heard.scan.words, heard.sentence_starts
    pairs = enumerate(pairwise(["", *words]))
    place = next((at for at, pair in pairs if pair[1] == "finalement" or pair in _FINAL), None)
    if place is None:
        return said
    bound = place
    while bound > starts[place] and (words[bound - 1] not in MARKS or bound - 1 in heard.dated):
        bound -= 1
    before = [one for one in said if one.j <= bound]
    settled = [one for one in said if one.i >= bound and starts[one.i] == starts[place] and not one.denied]
    if not before or not settled or any(starts[before[0].i] <= cue.i < bound and cue.tag in _ACTS for cue in heard.cues):
        return said
    return [one for one in said if one not in before]


def _pointed_at(said: list[Said], order: Order, heard: Heard) -> list[Said]:
    """Return the days right before an order that points back to so many: "jeudi et vendredi mamie est là, annulez ces deux repas"."""
    told = [clause for clause in order.told if not clause.said]
    counts = [count for clause in told for count in _counts(heard.scan.words[clause.i : clause.j])]
    if len(counts) != 1:
        return said
    place = next(clause.i for clause in told if _counts(heard.scan.words[clause.i : clause.j]))
    before = [one for one in said if one.j <= place]
    starts = heard.sentence_starts
    near = [one for one in before if starts[one.i] == starts[before[-1].i]]
    if len(near) == len(before) or len(before) < len(said) or any(one.group.kind != "list" or one.denied for one in near):
        return said
    items = [item for one in near for item in one.group.items]
    return near if len(items) == counts[0] and all(item.kind in _SINGLE for item in items) else said


def _counts(words: Sequence[str]) -> list[int]:
    """Return how many meals or days each "ce repas-là", "ces deux jours" in some words points back to."""
    found = []
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        if word in _THIS and after[:1] and after[0] in _THINGS:
            found.append(1)
        elif word in _THESE and len(after) > 1 and after[0] in _NUMBERS and after[1] in _THINGS:
            found.append(_NUMBERS[after[0]])
    return found
