"""Reads a meal for which somebody fetches a child as one eaten elsewhere: "mamie récupère Tom jeudi pour le déjeuner"."""

from collections.abc import Sequence

from villars_core.understanding.cues import Cue
from villars_core.understanding.mentions import Mention
from villars_core.understanding.text import Token, word_set

_MEALS = frozenset({"canteen", "eat", "noon"})
_NAMES = word_set("dejeuner repas manger midi")
_WHAT_FOR = frozenset({("pour",), ("pour", "le"), ("pour", "leur"), ("pour", "son"), ("heure", "du"), ("heure", "de"), ("heure", "des")})
_FETCHES = word_set("reprends reprenons reprendrai reprendrons reprend reprendra")
_THEM = word_set("le la les l'")
_HERE = word_set("cantine ecole vous self refectoire noel")
_STOPS = word_set(", . ; : ! ? ( ) mais car")
_FAR, _NEAR = 14, 4


def fed_elsewhere(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with the meal that a child is fetched for as one at home."""
    ends = [cue.j for cue in cues if cue.tag == "pickup"]
    ends += [at + 1 for at, token in enumerate(tokens) if token.text in _FETCHES]
    if not ends:
        return cues
    children = [one.i for one in mentions if one.keys]
    return [Cue("homemeal", cue.i, cue.j) if _is_fetched_for(cue, ends, children, tokens) else cue for cue in cues]


def _is_fetched_for(cue: Cue, ends: Sequence[int], children: Sequence[int], tokens: Sequence[Token]) -> bool:
    if cue.tag not in _MEALS or cue.denied or not any(tokens[at].text in _NAMES for at in range(cue.i, cue.j)):
        return False
    start = cue.i + (tokens[cue.i].text in {"le", "du"})
    before = tuple(token.text for token in tokens[max(start - 2, 0) : start])
    if before not in _WHAT_FOR and before[-1:] not in _WHAT_FOR:
        return False
    if not _HERE.isdisjoint(token.text for token in tokens[cue.i : cue.j + _NEAR]):
        return False
    end = max((one for one in ends if cue.i - _FAR <= one <= cue.i), default=None)
    if end is None or any(token.text in _STOPS for token in tokens[end : cue.i]):
        return False
    return any(end - _FAR <= at < cue.i for at in children) or any(token.text in _THEM for token in tokens[max(end - 3, 0) : end])
