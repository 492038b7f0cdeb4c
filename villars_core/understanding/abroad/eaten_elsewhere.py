"""Tells in a language other than French whether a meal with others is why it is cancelled: "eats at grandma's, so don't count her"."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order
    from villars_core.understanding.heard import Heard


def is_eaten_elsewhere(before: "Order", then: "Order", heard: "Heard") -> bool:
    """Say whether what is eaten with somebody on a day is only the reason of the cancelling that follows it, of the same children."""
    if before.act.rule != "act.eat" or before.act.doubt or "canteen" in before.tags or not before.said:
        return False
    if then.act.rule != "act.cancel" or then.said:
        return False
    named = {key for one in before.mentions for key in one.keys}
    taken_off = {key for one in then.mentions for key in one.keys}
    told = len(named) == 1 or any(one.rule == "pronoun.they" for one in then.mentions)
    return told and taken_off in (set(), named) and _in_company(before, heard)


def _in_company(order: "Order", heard: "Heard") -> bool:
    """Say whether with whom a child eats is told behind the eating: "con su abuela", "at grandma's"."""
    tokens = heard.scan.tokens
    for clause in order.told:
        ends = [cue.j for cue in clause.cues if cue.tag == "eat" and not cue.denied]
        told = {cue.i for cue in clause.cues if cue.tag in {"excuse", "family"}}
        if any(at in told or heard.lexicon.tells("with", tokens[at].text) for end in ends for at in range(end, clause.j)):
            return True
    return False
