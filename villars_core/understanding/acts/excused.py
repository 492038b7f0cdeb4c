"""Tells a past absence that is to be excused with its reason: "veuillez excuser l'absence de Tom lundi, il avait de la fièvre"."""

from typing import TYPE_CHECKING

from villars_core.understanding.heard import Heard

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order


def is_excused(order: "Order", heard: Heard) -> bool:
    """Say whether a past absence is excused with its reason: "veuillez excuser l'absence de Tom lundi, il avait de la fièvre"."""
    tokens = heard.scan.tokens
    was = not _WAS.isdisjoint(heard.scan.vocabulary) and any(
        token.text in _WAS for clause in order.clauses for token in tokens[clause.i : clause.j]
    )
    if not was and order.tags.isdisjoint(_PAST):
        return False
    asked = any(_excuses(token.text, heard) for clause in order.told for token in tokens[clause.i : clause.j])
    named = any(tokens[cue.j - 1].text in _ABSENCE for clause in order.told for cue in clause.cues if cue.tag == "absent")
    return asked and (named or _excuses_child(order, heard))


def _excuses_child(order: "Order", heard: Heard) -> bool:
    """Say whether a child itself is to be excused for what was: "veuillez excuser Léo qui était souffrant hier"."""
    told = "pastabsent" in order.tags or {"past", "sick"} <= order.tags
    after = {at for one in order.mentions if one.keys for at in (one.i - 1, one.i - 2)}
    return told and any(_excuses(heard.scan.tokens[at].text, heard) for at in after if at >= 0)


def _excuses(word: str, heard: Heard) -> bool:
    return word in _EXCUSING or heard.lexicon.tells("excusing", word)


_EXCUSING = frozenset({"excusez", "excuser"})
_PAST = frozenset({"pastabsent", "past"})
_ABSENCE = frozenset({"absence", "absences"})
_WAS = frozenset({"avions", "etions", "etait", "etaient", "avait", "avaient", "avais", "etais", "devait", "devions", "passait", "fallait"})
