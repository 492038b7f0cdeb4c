"""Finds what is booked or taken off and is no meal, in a language other than French: "inscrevam o Noah na excursão"."""

from villars_core.understanding.abroad.plain_commands import is_eaten_out
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟')
_TO_WHOM, _SHORT = word_set("le les lhe lhes"), 2
_MEALS = frozenset({"canteen", "noon", "homemeal", "eat"})


def books_other(order: Order, heard: Heard) -> bool:
    """Say whether a reason stands right behind the verb of booking and no meal beside it: a meeting, a trip, an appointment."""
    if order.act.rule == "act.canteen" and order.act.intent is Intent.BOOK_MEAL:
        # "lunch on Friday: Inès will be with us"; the meal is none here
        return any(is_eaten_out(heard, clause.i, clause.j) for clause in order.clauses)
    if order.act.rule not in {"act.book", "act.cancel"}:
        return False
    cues = [cue for clause in order.clauses for cue in clause.cues]
    if any(cue.tag in _MEALS for cue in cues):
        return False
    if order.act.rule == "act.cancel":
        return any(cue.tag == "cancel" and _takes_thing(cue, heard) for cue in cues)
    booked = [cue for cue in cues if cue.tag == "book" and cue.j - cue.i == 1]
    return any(cue.tag == "excuse" and _follows(cue, one, heard) for one in booked for cue in cues)


def _takes_thing(cue: Cue, heard: Heard) -> bool:
    """Say whether a thing is taken off somebody: "¿le quitáis el jueves a Tom las espinas?"; a child is taken off without it."""
    tokens, words = heard.scan.tokens, heard.lexicon
    if not any(tokens[at].text in _TO_WHOM for at in (cue.i - 1, cue.j) if 0 <= at < len(tokens)):
        return False
    stop = next((at for at in range(cue.j, len(tokens)) if tokens[at].text in _MARKS and at not in heard.dated), len(tokens))
    loose = (at for at in range(cue.j + 1, stop) if at not in heard.accounted and tokens[at - 1].text in words.nominal)
    known = words.plain | words.harmless
    return any(len(tokens[at].text) > _SHORT and tokens[at].text not in known for at in loose)


def _follows(cue: Cue, booked: Cue, heard: Heard) -> bool:
    """Say whether no mark and no "because" parts a cue from the verb before it."""
    tokens, words = heard.scan.tokens, heard.lexicon
    between = range(booked.j, cue.i)
    return cue.i >= booked.j and not any(tokens[at].text in _MARKS or words.tells("parting", tokens[at].text) for at in between)
