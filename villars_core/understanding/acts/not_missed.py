"""Finds the wishes that a child miss nothing, which deny no meal: "je ne veux pas qu'il rate le repas"."""

from collections.abc import Sequence

from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

MISSES = word_set("rate ratent rater loupe loupent louper manque manquent manquer")
_WANTS = word_set("veux veut voulons veulent voudrais voudrait voudrions voudraient faut faudrait faudra aimerais aimerait tiens")
_NOTS = word_set("pas pa surtout")
_NES = word_set("ne n' n")
_WHOM = word_set("qu' que il elle ils elles a mon ma mes notre nos la le les fils fille filles enfant enfants petit petite petits petites")
_FAR = 6


def not_missed(scan: Scan, taken: frozenset[int]) -> set[int]:
    """Return the places of a wish that nothing be missed: "il ne faut surtout pas qu'elle loupe", "ne veut pas rater"."""
    words, found = scan.words, set[int]()
    for at, word in enumerate(words):
        if word not in MISSES:
            continue
        before = at - 1
        while before > max(at - _FAR, 0) and (words[before] in _WHOM or before in taken):
            before -= 1
        start = _wanted(words, before)
        if start is not None:
            found |= set(range(start, at + 1))
    return found


def _wanted(words: Sequence[str], at: int) -> int | None:
    """Return where a wish begins whose "pas" stands at a place: "ne veux surtout pas"."""
    stop = at
    while at >= 0 and words[at] in _NOTS:
        at -= 1
    if at < 0 or words[at] not in _WANTS or not {"pas", "pa"} & {*words[at + 1 : stop + 1]}:
        return None
    return at - 1 if at and words[at - 1] in _NES else at
