"""Reads as an absence what counts out a child who is ill, with no meal named: "ne comptez pas sur Léo lundi, il a une otite" (French)."""

from dataclasses import replace

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.values import Intent

_EATEN = frozenset({"canteen", "eat", "noon", "homemeal", "home", "school"})


def without_the_ill(orders: list[Order], heard: Heard) -> list[Order]:
    """Return the orders with the one that counts out an ill child as its absence."""
    if heard.lexicon.language != "fr" or len(orders) != 1 or orders[0].act.rule != "act.cancel" or orders[0].act.doubt:
        return orders
    tags = {cue.tag for cue in heard.cues if not cue.denied}
    if "sick" not in tags or tags & _EATEN or not any(_counts_out(cue.i, cue.j, heard) for cue in heard.cues if cue.tag == "cancel"):
        return orders
    orders[0].act = replace(orders[0].act, intent=Intent.REPORT_ABSENCE, rule="act.absent")
    return orders


def _counts_out(start: int, stop: int, heard: Heard) -> bool:
    """Say whether nobody is to count on a child: "ne comptez pas sur elle"."""
    tokens = heard.scan.tokens
    counted = any(token.text.startswith("compt") for token in tokens[start:stop])
    return counted and stop < len(tokens) and (tokens[stop].text == "sur" or tokens[stop - 1].text == "sur")
