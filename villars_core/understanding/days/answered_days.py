"""Takes out the days behind which a "non" stands, beside others that are wanted: "mardi oui, jeudi non", "cantine mardi, vendredi non"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.text import Token, word_set

_NO, _YES = frozenset({"non", "nan"}), frozenset({"oui"})
_AFTER = word_set(", . ; ! et mais pour merci svp stp par")
_MEALS = word_set("cantine repas dejeuner midi")
_WANTS = frozenset({"eat", "canteen", "book"})
_TURNS = frozenset({"cancel", "absent", "sick", "home", "homemeal", "cond", "maybe"})
_FAR, _TWO = 4, 2


def without_refused(said: Sequence[Said], cues: Sequence[Cue], tokens: Sequence[Token]) -> tuple[list[Said], list[Cue]]:
    """Return what is said of the days and the cues, the days that a "non" refuses taken back, where others are wanted before them."""
    noes = [one.j for one in said if one.j < len(tokens) and tokens[one.j].text in _NO and _ends(one.j + 1, tokens)]
    if not noes or any(token.text == "?" for token in tokens):
        return list(said), list(cues)
    parted = [part for one in said for part in (_parted(one, tokens) if one.j in noes else [one])]
    refused = [one for one in parted if one.j in noes]
    if not all(_is_wanted_beside(one, parted, cues, tokens, noes) for one in refused):
        return list(said), list(cues)
    inside = {one.i for one in refused}
    kept = [replace(cue, i=_meal(cue, tokens), tag="canteen") if cue.i in noes and _meal(cue, tokens) else cue for cue in cues]
    kept = [cue for cue in kept if cue.i not in noes]
    return [replace(one, denied=True) if one.i in inside else one for one in parted], kept


def _ends(at: int, tokens: Sequence[Token]) -> bool:
    """Say whether a "non" closes what it answers."""
    return at >= len(tokens) or tokens[at].text in _AFTER


def _parted(one: Said, tokens: Sequence[Token]) -> list[Said]:
    """Part a list at its last comma: "mardi et jeudi | lundi et vendredi non"."""
    commas = [at for at in range(one.i, one.j) if tokens[at].text in {",", ";"}]
    if not commas or one.group.kind != "list" or len(one.group.items) < _TWO:
        return [one]
    count = min(1 + sum(tokens[at].text in {"et", "&"} for at in range(commas[-1], one.j)), len(one.group.items) - 1)
    first, last = (replace(one.group, items=items) for items in (one.group.items[:-count], one.group.items[-count:]))
    return [replace(one, group=first, j=commas[-1]), replace(one, group=last, i=commas[-1] + 1)]


def _is_wanted_beside(one: Said, said: Sequence[Said], cues: Sequence[Cue], tokens: Sequence[Token], noes: Sequence[int]) -> bool:
    """Say whether other days are wanted: answered by a "oui", or told before with a meal that is not denied."""
    others = [other for other in said if other.j not in noes and not other.denied]
    if any(cue.tag in _TURNS or (cue.denied and cue.tag in _WANTS) for cue in cues if cue.i not in noes):
        return False
    if any(other.j < len(tokens) and tokens[other.j].text in _YES for other in others):
        return True
    return any(other.i < one.i for other in others) and any(cue.tag in _WANTS and cue.i < one.i for cue in cues)


def _meal(cue: Cue, tokens: Sequence[Token]) -> int:
    """Return where a meal is told in a cue that a "non" begins: "non pour la cantine"; 0: nowhere."""
    return next((at for at in range(cue.i, cue.j) if tokens[at].text in _MEALS), 0)
