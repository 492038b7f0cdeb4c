"""Tells in a language other than French whether an absence beside something past is itself to come: "was sick and won't come"."""

from villars_core.understanding.orders import Heard, Order


def tells_future(order: Order, heard: Heard) -> bool:
    """Say whether a word of an order tells what is to come, as each language's frames list it or its endings show it."""
    words = heard.lexicon
    ends = words.frame_ends.get("future", ())
    return any(
        words.tells("future", token.text) or (bool(ends) and token.text.endswith(ends))
        for clause in order.clauses
        for token in heard.scan.tokens[clause.i : clause.j]
    )
