"""Says whether the childcare is only told beside a meal: "à l'étude comme d'habitude, par contre pas de cantine"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import Token, word_set
from villars_core.understanding.values import Intent

_MARKS = word_set(", ; : . ! ? ( ) mais contre revanche cependant et")
_KEPT = word_set(
    "habitude prevu maintenu maintenue maintenus maintenues toujours bien reste restent restera change inchangee inchange normalement"
    " conserve conservee garde"
)
_ORDERS = frozenset({"cancel", "book", "absent", "need", "canteen", "eat", "cond", "ask", "home", "homemeal"})


def is_apart(order: Order, own: Sentences, heard: Heard) -> bool:
    """Say whether a meal is ordered, and the childcare only denied beside it, or told to stay as it is."""
    return _is_none(order, own) or _is_neither(order, own, heard) or _stays(order, own, heard)


def _is_neither(order: Order, own: Sentences, heard: Heard) -> bool:
    """Say whether neither meal nor childcare is wanted, which needs no booking: "ni cantine ni garderie pour Tom demain"."""
    if order.act.intent is not Intent.CANCEL_MEAL or "ni" not in heard.scan.vocabulary:
        return False
    cues = list(own.cues())
    return all(any(cue.tag == tag for cue in cues) and all(_is_nor(cue, heard) for cue in cues if cue.tag == tag) for tag in _NEITHER)


def _is_nor(cue: Cue, heard: Heard) -> bool:
    words = heard.scan.words[max(cue.i - 3, 0) : cue.i]
    while words and words[-1] in _TO:
        words.pop()
    return cue.denied and words[-1:] in (["ni"], ["pas"])


_NEITHER = ("canteen", "childcare")
_TO = word_set("a la le l' au aux de du")


def _is_none(order: Order, own: Sentences) -> bool:
    """Say whether a meal that is booked is only told to be no childcare: "… à la cantine jeudi, surtout pas à l'étude"."""
    cues = list(own.cues())
    meal = any(cue.tag in {"canteen", "eat"} and not cue.denied for cue in cues)
    return order.act.intent is Intent.BOOK_MEAL and meal and all(cue.denied for cue in cues if cue.tag == "childcare")


def denies_childcare_alone(heard: Heard) -> bool:
    """Say whether all that is denied is the childcare: "pas de garderie lundi, par contre Marie mangera à la cantine"."""
    tokens = heard.scan.tokens
    cares = [_between(cue.i, cue.j, tokens) for cue in heard.cues if cue.tag == "childcare" and cue.denied]
    if not cares:
        return False
    meals = [cue for cue in heard.cues if cue.tag in {"canteen", "eat"}]
    denials = [cue for cue in heard.cues if cue.tag in _DENIALS]
    beside = not any(start <= cue.i < stop for cue in meals for start, stop in cares)
    return bool(meals) and beside and all(any(start <= cue.i < stop for start, stop in cares) for cue in denials)


_DENIALS = frozenset({"ne", "neg", "negplus", "nothanks"})


def _stays(order: Order, own: Sentences, heard: Heard) -> bool:
    """Say whether the childcare stays as it is beside a meal that is not wanted."""
    if order.act.intent is not Intent.CANCEL_MEAL or order.act.rule not in {"act.eat_not", "act.no_canteen"}:
        return False
    for cue in own.cues():
        if cue.tag != "childcare":
            continue
        start, stop = _between(cue.i, cue.j, heard.scan.tokens)
        words = set(heard.scan.words[start:stop])
        ordered = any(start <= one.i < stop and one.tag in _ORDERS for one in heard.cues)
        if cue.denied or ordered or words.isdisjoint(_KEPT) or not words.isdisjoint({"pas", "plus", "ni", "si"}):
            return False
    return True


def _between(start: int, stop: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the stretch around a place up to the marks beside it."""
    while start and tokens[start - 1].text not in _MARKS:
        start -= 1
    while stop < len(tokens) and tokens[stop].text not in _MARKS:
        stop += 1
    return start, stop
