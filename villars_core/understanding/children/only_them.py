"""Finds the children whom an order is told to be of alone: "annulez uniquement la cantine de Jade, Emma n'en a pas besoin"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_ONLY = word_set("uniquement seulement juste exclusivement")
_BETWEEN = word_set("la le les cantine repas dejeuner de d' du des pour celle celui inscription place l' a")
_JOINS = word_set("et , &")
_AS_WELL = word_set("aussi egalement idem pareil ainsi")
_TWO = 2


def only_them(mentions: list[Mention], heard: Heard) -> list[Mention]:
    """Leave out the other children where one "uniquement" is told right before those whom an order is about."""
    if len(mentions) < _TWO or _ONLY.isdisjoint(heard.scan.vocabulary) or not _AS_WELL.isdisjoint(heard.scan.vocabulary):
        return mentions
    words = heard.scan.words
    alone = [found for at, word in enumerate(words) if word in _ONLY for found in [_named_behind(at + 1, words, mentions)] if found]
    if len(alone) != 1 or any(one.problem for one in mentions):
        return mentions
    keys = {key for one in alone[0] for key in one.keys}
    return [one for one in mentions if keys >= {*one.keys}]


def _named_behind(at: int, words: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the children named from a place on, with only a meal's words before them: "la cantine de Jade et d'Emma"."""
    named = [one for one in mentions if one.keys and one.rule.startswith("name") and one.i >= at]
    if not named or not _BETWEEN.issuperset(words[at : named[0].i]):
        return []
    found = named[:1]
    for before, after in pairwise(named):
        if not (_JOINS | _BETWEEN).issuperset(words[before.j : after.i]) or _JOINS.isdisjoint(words[before.j : after.i]):
            break
        found.append(after)
    return found
