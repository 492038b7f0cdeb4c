"""Finds in French whether a day or a child is told as one of two and none is chosen: "mardi ou bien celui d'après"."""

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent, Question

_FILLERS = word_set("bien alors peut etre encore meme voire sinon , le la les l' du de d' ce cette pour")
_OTHERS = word_set(
    "celui celle ceux celles autre autres suivant suivante suivants suivantes lendemain surlendemain veille premier premiere"
    " deuxieme second seconde troisieme quatrieme derniere dernier precedent precedente"
)
_FAR = 6


def or_another(order: Order, heard: Heard) -> list[Question]:
    """Return a question where an "or" behind a day of the order opens another day or another child."""
    tokens = heard.scan.tokens
    if _tells_half(order, heard) or _eats_alone(order, heard):
        return [Question("which_child")]
    if "ou" not in heard.scan.vocabulary:
        return []
    starts, source = {one.i for one in heard.said}, heard.folded.source
    named = {one.i: one for one in heard.mentions if one.keys and not one.rule.startswith("pronoun")}
    for one in order.said:
        at = one.j + (one.j < len(tokens) and tokens[one.j].text in {",", ".", ";", "("})
        if at >= len(tokens) or tokens[at].text != "ou" or source[tokens[at].start : tokens[at].end].lower() != "ou":
            continue
        place = at + 1
        while place < min(len(tokens), at + _FAR) and tokens[place].text in _FILLERS and place not in starts and place not in named:
            place += 1
        if place in named and named[place].j in _ends(heard):
            return [Question("which_child")]
        if place < len(tokens) and (place in starts or tokens[place].text in _OTHERS):
            return [Question("which_days")]
    return []


def _tells_half(order: Order, heard: Heard) -> bool:
    """Say whether "les petits" may tell not all of the children, the big ones being told too: "annulez les petits, pas les grands"."""
    if _BIG.isdisjoint(heard.scan.vocabulary):
        return False
    tokens = heard.scan.tokens
    small = any(one.rule == "role.all" and tokens[one.j - 1].text in _SMALL for one in order.mentions)
    if not small:
        return False
    after = [*(token.text for token in tokens[1:]), "."]
    return any(token.text in _BIG and following not in _KIN for token, following in zip(tokens, after, strict=True))


def _eats_alone(order: Order, heard: Heard) -> bool:
    """Say whether a child of a cancelling is told to be there alone: "Jade seule à la cantine, sa jumelle mange avec moi"."""
    tokens = heard.scan.tokens
    if (
        order.act.intent is not Intent.CANCEL_MEAL
        or _ALONE.isdisjoint(heard.scan.vocabulary)
        or len({key for one in order.mentions for key in one.keys}) == 1
    ):
        return False
    return any(one.keys and one.j < len(tokens) and tokens[one.j].text in _ALONE for one in order.mentions)


_ALONE = word_set("seul seule seuls seules")
_SMALL, _BIG = word_set("petits petites"), word_set("grands grandes aines ainees")
_KIN = word_set("parents pere peres mere meres oncle tante")


def _ends(heard: Heard) -> set[int]:
    """Return the places of marks, and where the message ends."""
    tokens = heard.scan.tokens
    return {at for at, token in enumerate(tokens) if token.text in _MARKS} | {len(tokens)}


_MARKS = frozenset(".,;:!?()")
