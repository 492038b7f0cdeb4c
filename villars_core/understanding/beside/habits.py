"""Finds the habit that a meal breaks with, in French: "d'habitude Léa mange chez mamie, mais mamie est en voyage : inscrivez-la jeudi"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.beside.stretches import Stretch
from villars_core.understanding.days.pointed_back import points_back
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_USUAL = word_set("habitude ordinaire habituellement normalement toujours")
_EVERY = frozenset({("tous", "les"), ("toutes", "les")})
_AT_ONCE = _USUAL | word_set("tous toutes chaque")
_HOME = frozenset({"home", "homemeal", "family"})
_BESIDE = _HOME | {"told", "excuse", "eat", "maybe", "same", "only", "noon", "greeting", "grownup", "place", "go"}
_BREAKS = frozenset({"but", "excuse", "go", "absent", "sick", "ne", "neg", "negplus", "grownup", "only", "shift", "family", "home"})
_LEFT = word_set("annuler annulez retirer retirez enlever enlevez supprimer")


def broken_habits(heard: Heard) -> set[int]:
    """Return the places of a habit of eating elsewhere that a "mais" ends, before a meal ordered in another sentence."""
    if _AT_ONCE.isdisjoint(heard.scan.vocabulary) or not {"mais"} <= heard.scan.vocabulary or heard.tags.isdisjoint(_HOME):
        return set()
    stretches = heard.stretches
    for at, one in enumerate(stretches):
        sentence = [other for other in stretches[at + 1 :] if other.sentence == one.sentence]
        later = [other for other in stretches if other.sentence > one.sentence]
        if _is_habit(one) and sentence and sentence[0].words[0] == "mais" and _only_breaks(sentence, one) and _is_ordered(later):
            own = [said for said in heard.said if said.i >= later[0].i and not points_back(said, heard)]
            told = [one, *sentence] if own else [one]
            # Who it is told of stays: "mettez-la" takes her up.
            return {place for part in told for place in range(part.i, part.j)} - heard.named
    return set()


def _is_habit(one: Stretch) -> bool:
    """Say whether a stretch tells where a child eats as a rule: "Jade déjeune chez la nounou toutes les semaines"."""
    words = one.words
    every = "chaque" in words or any(pair in _EVERY for pair in pairwise(words))
    usual = every or not _USUAL.isdisjoint(words)
    return usual and bool(one.tags & _HOME) and one.tags <= _BESIDE and not any(cue.denied for cue in one.cues)


def _only_breaks(sentence: Sequence[Stretch], habit: Stretch) -> bool:
    """Say whether what follows in the sentence tells of no child and no meal: "mais jeudi mamie passe une radio"."""
    return all(other.tags <= _BREAKS and not other.keys - habit.keys for other in sentence)


def _is_ordered(later: Sequence[Stretch]) -> bool:
    """Say whether a meal is ordered behind, and none is taken off."""
    cues = [cue for other in later for cue in other.cues]
    words = {word for other in later for word in other.words}
    denied = any(cue.denied or cue.tag == "cancel" for cue in cues)
    return any(cue.tag in {"book", "canteen"} for cue in cues) and not denied and _LEFT.isdisjoint(words)
