"""Says whether the act takes up a child who was named to tell a grown-up: "la nounou de Noah est prise mardi. Inscrivez-le."."""

from collections.abc import Iterable
from itertools import pairwise

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_TOLD_BEFORE = word_set("il elle on ils elles y son leur leurs")
_OBJECTS = word_set("le la l' lui")
_MINDING = word_set("nounou nourrice assmat sitter mamie papi mami papy grand-mere tata tonton tatie")
_FOR, _SELVES = word_set("pour a"), word_set("lui elle")
_FAR = 8


def is_taken_up(deeds: Iterable[Cue], heard: Heard) -> bool:
    """Say whether a pronoun at an act stands for the child: "il mange", or, of whoever minds it, "une place pour lui", "inscrivez-le"."""
    words = heard.scan.words
    minded = not _MINDING.isdisjoint(heard.scan.vocabulary)
    for deed in deeds:
        if any(words[at] in _TOLD_BEFORE for at in (deed.i - 1, deed.i - 2) if at > 0):
            return True
        after = words[deed.j : deed.j + _FAR]
        if minded and ((deed.i and words[deed.i - 1] in _OBJECTS) or after[:1] in (["le"], ["la"]) or _is_for_one(after)):
            return True
    return False


def _is_for_one(words: list[str]) -> bool:
    return any(one in _FOR and two in _SELVES for one, two in pairwise(words))
