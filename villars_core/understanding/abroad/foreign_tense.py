"""Tells in a language other than French whether an absence beside something past is itself to come: "was sick and won't come"."""

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_ARTICLES = word_set("la las a as una uma su sus sua suas esta essa aquella aquela nuestra nossa del da")


# "pode" is what can be, "pôde" what could.
_GONE_BY = frozenset({"pôde"})
_NOTS = word_set("no nao ne")
_FAR = 3


def has_forgotten(order: Order, heard: Heard) -> bool:
    """Say whether the writers forgot to tell an absence, which is over: "olvidé avisar de la ausencia del martes"; not "no olviden"."""
    words, tokens = heard.lexicon, heard.scan.tokens
    listed = words.frames.get("forgetting")
    if listed is None or listed.words.isdisjoint(heard.scan.vocabulary):
        return False
    places = [at for clause in order.clauses for at in range(clause.i, clause.j) if tokens[at].text in listed.words]
    return any(_NOTS.isdisjoint(token.text for token in tokens[max(at - _FAR, 0) : at]) for at in places)


def tells_future(order: Order, heard: Heard) -> bool:
    """Say whether a word of an order tells what is to come, as each language's frames list it or its endings show it."""
    words = heard.lexicon
    ends = words.frame_ends.get("future", ())
    tokens, source = heard.scan.tokens, heard.folded.source
    return any(
        (words.tells("future", tokens[at].text) or (bool(ends) and tokens[at].text.endswith(ends)))
        # "la falta del lunes" is a noun
        and not (at and tokens[at - 1].text in _ARTICLES)
        and source[tokens[at].start : tokens[at].end].lower() not in _GONE_BY
        for clause in order.clauses
        for at in range(clause.i, clause.j)
    )
