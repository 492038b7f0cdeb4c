"""Tells a parent's own planning, the reason of an order, from the one of the canteen that is looked up."""

from dataclasses import replace

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_OWN = word_set("mon notre son leur nos mes nouveau")
_OF = word_set("de du d' a")
_NEAR_KIN = word_set("mon ma mari femme conjoint conjointe travail boulot service taf papa maman hopital l'")
_MARKS = word_set(", : ; . ! ( -")
_LINKS = word_set("selon d' apres vu c c' est suivant avec car cause")
_MEALS = frozenset({"canteen", "eat", "book", "cancel", "home", "homemeal", "absent"})


def without_agendas(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues, a parent's planning turned into an excuse: "mon planning est sorti : cantine le 11 et le 14"."""
    tokens = scan.tokens
    plans = [cue for cue in cues if cue.tag == "planning" and cue.j == cue.i + 1 and tokens[cue.i].text.startswith("plan")]
    if not plans or any(cue.tag in {"see", "ask"} for cue in cues) or any(token.text == "?" for token in tokens):
        return cues
    meals = [cue.i for cue in cues if cue.tag in _MEALS]
    excuses = {cue.i for cue in plans if _is_own(cue, scan) and any(_is_apart(cue.i, at, scan) for at in meals)}
    return [replace(cue, tag="excuse") if cue.i in excuses and cue.tag == "planning" else cue for cue in cues]


def _is_own(cue: Cue, scan: Scan) -> bool:
    before = scan.tokens[cue.i - 1].text if cue.i else ""
    after = [token.text for token in scan.tokens[cue.j : cue.j + 3]]
    return before in _OWN or (after[:1] != [] and after[0] in _OF and not _NEAR_KIN.isdisjoint(after[1:]))


def _is_apart(plan: int, meal: int, scan: Scan) -> bool:
    """Say whether a mark, or a word that gives a source or a reason, stands between a planning and a meal."""
    between = scan.tokens[min(plan, meal) : max(plan, meal)]
    words = {token.text for token in between}
    return not words.isdisjoint(_MARKS) or (meal < plan and not words.isdisjoint(_LINKS))
