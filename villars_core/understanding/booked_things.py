"""Finds what is booked and is no meal, in a language other than French: "inscrevam o Noah na excursão", "quiero pedir una cita"."""

from villars_core.understanding.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.orders import Order
from villars_core.understanding.text import word_set

_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟')
_MEALS = frozenset({"canteen", "noon", "homemeal", "eat"})


def books_other(order: Order, heard: Heard) -> bool:
    """Say whether a reason stands right behind the verb of booking and no meal beside it: a meeting, a trip, an appointment."""
    if order.act.rule != "act.book":
        return False
    cues = [cue for clause in order.clauses for cue in clause.cues]
    if any(cue.tag in _MEALS for cue in cues):
        return False
    booked = [cue for cue in cues if cue.tag == "book" and cue.j - cue.i == 1]
    return any(cue.tag == "excuse" and _follows(cue, one, heard) for one in booked for cue in cues)


def _follows(cue: Cue, booked: Cue, heard: Heard) -> bool:
    """Say whether no mark and no "because" parts a cue from the verb before it."""
    tokens, words = heard.scan.tokens, heard.lexicon
    between = range(booked.j, cue.i)
    return cue.i >= booked.j and not any(tokens[at].text in _MARKS or words.tells("parting", tokens[at].text) for at in between)
