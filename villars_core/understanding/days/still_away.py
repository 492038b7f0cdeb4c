"""Reads an absence that goes on from the day it began: "Tom est à la maison depuis lundi, il ne vient pas aujourd'hui non plus"."""

from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_AWAY = frozenset({"absent", "sick", "home", "pastabsent", "stay"})
_BED = word_set("lit chambre")
_AGAIN = frozenset({("non", "plus"), ("encore", "pas"), ("toujours", "pas")})
_BEGAN = word_set("lundi mardi mercredi jeudi vendredi hier avant")
_TODAY = word_set("aujourd'hui aujourd hui matin jour ce cette la")


def from_its_first_day(said: list[Said], order: Order, heard: Heard) -> list[Said]:
    """Return the days of an absence; one of today that is told as one more of several begins where those did."""
    if order.act.intent is not Intent.REPORT_ABSENCE or len(said) != 1 or len(heard.said) != len(said) + 1:
        return said
    tokens = heard.scan.tokens
    began = next((one for one in heard.said if one.group.kind == "since" and one.i < said[0].i), None)
    if began is None or _BEGAN.isdisjoint(token.text for token in tokens[began.i : began.j]):
        return said
    if any(token.text not in _TODAY for token in tokens[said[0].i : said[0].j]):
        return said
    again = any((one.text, two.text) in _AGAIN for one, two in pairwise(tokens[began.j :]))
    clause = next((one for one in heard.clauses if one.i <= began.i < one.j), None)
    if not again or clause is None:
        return said
    in_bed = any(tokens[at].text in _BED for at in range(clause.i, clause.j))
    return [began] if in_bed or clause.tags & _AWAY else said
