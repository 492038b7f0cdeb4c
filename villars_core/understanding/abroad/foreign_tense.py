"""Tells in a language other than French whether an absence beside something past is itself to come: "was sick and won't come"."""

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_ARTICLES = word_set("la las a as una uma su sus sua suas esta essa aquella aquela nuestra nossa del da")


def tells_future(order: Order, heard: Heard) -> bool:
    """Say whether a word of an order tells what is to come, as each language's frames list it or its endings show it."""
    words = heard.lexicon
    ends = words.frame_ends.get("future", ())
    tokens = heard.scan.tokens
    return any(
        (words.tells("future", tokens[at].text) or (bool(ends) and tokens[at].text.endswith(ends)))
        # "la falta del lunes" is a noun
        and not (at and tokens[at - 1].text in _ARTICLES)
        for clause in order.clauses
        for at in range(clause.i, clause.j)
    )
