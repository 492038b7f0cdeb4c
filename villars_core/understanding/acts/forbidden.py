"""Finds a meal that is plainly told to be kept: « n'annulez surtout pas le repas de Tom lundi », « il ne faut pas annuler »."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import Token, word_set

# What asks, sets one thing against another, bounds it or puts it off.
_UNSETTLED = word_set(
    "? mais que qu' tout toute suite encore avant apres tant sans si s' sauf plutot seulement uniquement sinon pourquoi tard attendant"
    " aujourd'hui ou peux peut pouvons puis puisse"
)
_NES = frozenset({"ne", "n'", "n"})
_TO_CANCEL = word_set("annuler annule supprimer enlever retirer decommander")
_BEFORE = frozenset({"", "de", "surtout"})


def settled(orders: Sequence[Order], heard: Heard) -> list[Order]:
    """Return the orders, a single one to keep a meal without its doubt where the message plainly forbids to cancel it (French)."""
    plain = heard.lexicon.language == "fr" and len(orders) == 1 and orders[0].act.rule == "act.keep"
    if not plain or len(heard.said) != 1 or not any(cue.tag == "canteen" for cue in heard.cues) or not _is_forbidden(heard.scan.tokens):
        return list(orders)
    return [replace(orders[0], act=replace(orders[0].act, doubt=""))]


def _is_forbidden(tokens: Sequence[Token]) -> bool:
    """Say whether a message only forbids: "ne supprimez pas", "il ne faut pas annuler", "merci de ne pas annuler"."""
    words = ["", *(token.text for token in tokens), "", "", ""]
    if not _UNSETTLED.isdisjoint(words):
        return False
    for at, word in enumerate(words[:-3]):
        after = words[at + 1 : at + 4]
        commanded = word in _NES and after[0].endswith("ez") and words[at - 1] != "vous"
        if commanded and "vous" not in after and "pas" in after:
            return True
        forbidden = word == "faut" or (word == "ne" and words[at - 1] in _BEFORE)
        if forbidden and after[0] == "pas" and after[1] in _TO_CANCEL:
            return True
    return False
