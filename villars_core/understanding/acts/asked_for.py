"""Reads a child who is asked for by name alone as one to be booked, in French: "il faudrait Chloé en plus", "je voudrais Tom aussi"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.text import Token, word_set

_ASKING = word_set("faut faudrait faudra voudrais voudrions voudrait aimerais aimerions souhaite souhaitons souhaiterais souhaiterions")
_BETWEEN = word_set("aussi egalement donc bien juste me nous")
_AFTER = word_set(
    "aussi en egalement a au le ce pour demain lundi mardi jeudi vendredi svp stp merci . , ; ! uniquement seulement seul seule"
)
_AND = word_set("et , &")
_ELSEWHERE = frozenset(
    {"home", "homemeal", "family", "withthem", "withme", "absent", "sick", "pickup", "cancel", "pastabsent", "childcare"}
)
_NEAR = 2


def booked_by_name(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with what asks for a child by its name as its booking; a question asks for nobody."""
    if not mentions or not _ELSEWHERE.isdisjoint([cue.tag for cue in cues]):
        # "je voudrais Tom avec moi jeudi"
        return cues
    words = [token.text for token in tokens]
    if _ASKING.isdisjoint(words) or "?" in words:
        return cues
    ends = {one.i: one.j for one in mentions if one.keys}
    found = list(cues)
    for one in mentions:
        at = one.i - 1
        while at > max(one.i - _NEAR - 1, 0) and tokens[at].text in _BETWEEN:
            at -= 1
        asked = one.keys and not one.rule.startswith("pronoun") and one.rule != "name.parent" and at >= 0 and tokens[at].text in _ASKING
        stop = one.j
        while stop < len(tokens) and tokens[stop].text in _AND and stop + 1 in ends:
            stop = ends[stop + 1]
        closed = stop >= len(tokens) or tokens[stop].text in _AFTER
        if asked and closed and not any(cue.i <= at < cue.j and cue.tag != "need" for cue in found):
            found = sorted([*(cue for cue in found if cue.i != at), Cue("book", at, at + 1)], key=_place)
    return found


def _place(cue: Cue) -> int:
    return cue.i
