"""Reads a meal to which somebody has children as one elsewhere, in French: "mamie a les deux à déjeuner", "son parrain l'a à table"."""

from collections.abc import Sequence

from villars_core.understanding.cues import Cue
from villars_core.understanding.mentions import Mention
from villars_core.understanding.others import OTHERS
from villars_core.understanding.text import Token, word_set

_HAS = word_set("a ont aura auront ai avons aurai aurons")
_THEM = word_set("l' la le les")
_WHO = OTHERS | word_set("qui j' on nous cousin cousine cousins cousines amis amie ami famille copain copine belle beau")
_MEALS = word_set("dejeuner manger table diner repas")
_TO = word_set("a pour le")
_MANY = 8


def had_to_lunch(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with the meal that somebody has a child to as one at home, and without what only told who has it."""
    found = {cue.i: at for cue in cues if cue.tag in {"eat", "canteen"} and not cue.denied and (at := _had(cue, mentions, tokens)) >= 0}
    if not found:
        return cues
    verbs = set(found.values())
    kept = [cue for cue in cues if not (cue.tag == "told" and verbs & set(range(cue.i, cue.j)))]
    return [Cue("homemeal", cue.i, cue.j) if cue.i in found else cue for cue in kept]


def _had(cue: Cue, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place of the verb of having before a meal: "a Tom à déjeuner"; -1: there is none."""
    if not any(tokens[at].text in _MEALS for at in range(cue.i, cue.j)):
        return -1
    at = cue.i - (tokens[cue.i].text != "a")
    if at < 1 or tokens[at].text not in _TO:
        return -1
    if at > 1 and tokens[at].text == "le" and tokens[at - 1].text == "pour":
        at -= 1
    verb = _before_children(at, mentions, tokens)
    if verb < 1 or tokens[verb].text not in _HAS:
        return -1
    subject = verb - 1
    if verb == at - 1:
        # "sa mamie les a à déjeuner"
        if tokens[subject].text not in _THEM:
            return -1
        subject -= 1
    return verb if subject >= 0 and tokens[subject].text in _WHO else -1


def _before_children(at: int, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place right before the children that end at a place."""
    ends = {one.j: one.i for one in mentions if one.keys}
    for _ in range(_MANY):
        if at in ends:
            at = ends[at]
        elif at > 1 and tokens[at - 1].text in {"et", ","} and at - 1 in ends:
            at -= 1
        else:
            break
    return at - 1
