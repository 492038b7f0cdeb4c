"""Leaves out what the writers had said and now say otherwise: "j'avais dit que Léa mangeait lundi, finalement elle ne mangera pas"."""

from collections.abc import Sequence

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

FINALLY, _LEAD = "finalement", 3
_HAD = word_set("avais avait avions")
_SAID = word_set("dit ecrit annonce prevenu signale indique")
_EATEN = frozenset({"eat", "eaten", "home", "homemeal", "canteen", "go", "stay"})
_LEFT_OUT = _EATEN | {"done", "told", "past", "only", "final", "excuse"}
_ACTS = frozenset({"eat", "canteen", "book", "cancel", "homemeal", "home"})
_DOUBTS = frozenset({"cond", "maybe", "ask", "absent", "pastabsent", "sick", "proof"})


def without_said_before(cues: list[Cue], mentions: Sequence[Mention], said: Sequence[Said], scan: Scan) -> list[Cue]:
    """Return the cues without those of what was said before a "finalement" that tells an act, of the same child and day."""
    words = scan.words
    told = next((at for at in range(1, len(words)) if words[at] in _SAID and words[at - 1] in _HAD), None)
    if told is None or words[told + 1 : told + 2] not in (["que"], ["qu'"]) or "?" in scan.vocabulary or words.count(FINALLY) > 1:
        return cues
    turn = words.index(FINALLY)
    before = [cue for cue in cues if told - _LEAD <= cue.i < turn]
    after = [cue for cue in cues if cue.i > turn + 1]
    if turn < told or any(cue.denied for cue in before) or not any(cue.tag in _ACTS for cue in after):
        return cues
    if any(cue.tag in _DOUBTS for cue in cues if not (cue.tag == "sick" and cue in before)) or not _is_same(mentions, said, scan, turn):
        return cues
    # "finalement non elle ne mangera pas"
    lone = turn + 1 if words[turn + 1 : turn + 2] == ["non"] else turn
    return [cue for cue in cues if not (told - _LEAD <= cue.i <= turn and cue.tag in _LEFT_OUT | {"sick"}) and not turn < cue.i <= lone]


def _is_same(mentions: Sequence[Mention], said: Sequence[Said], scan: Scan, turn: int) -> bool:
    """Say whether no other child and no other day is told behind a place than before it."""
    named = [one for one in mentions if one.keys and not one.rule.startswith("pronoun")]
    keys = {key for one in named if one.i < turn for key in one.keys}
    if not keys >= {key for one in named if one.i > turn for key in one.keys} or any(one.problem for one in mentions):
        return False
    days = [scan.words[one.i : one.j] for one in said]
    before = [day for one, day in zip(said, days, strict=True) if one.i < turn]
    return len(before) <= 1 and all(day in before or not before for day in days)
