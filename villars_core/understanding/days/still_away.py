"""Reads an absence that goes on from the day it began: "Tom est à la maison depuis lundi, il ne vient pas aujourd'hui non plus"."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.days.gathered_days import is_bare
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import Intent

_AWAY = frozenset({"absent", "sick", "home", "pastabsent", "stay"})
_BED = word_set("lit chambre")
_AGAIN = frozenset({("non", "plus"), ("encore", "pas"), ("toujours", "pas")})
_BEGAN = word_set("lundi mardi mercredi jeudi vendredi hier avant")
_TODAY = word_set("aujourd'hui aujourd hui matin jour ce cette la")


def from_its_first_day(said: list[Said], order: Order, heard: Heard, today: date) -> list[Said]:
    """Return the days of an absence; one of today that is told as one more of several begins where those did."""
    if order.act.intent is not Intent.REPORT_ABSENCE or len(heard.said) != _TWO:
        return said
    if not _LASTS.isdisjoint(heard.scan.vocabulary):
        said = _till_its_last_day(said, heard, today)
    if len(said) != 1:
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


def _till_its_last_day(said: list[Said], heard: Heard, today: date) -> list[Said]:
    """Return one stretch for what lasts since a day and still will on another: "absente depuis jeudi et le sera encore lundi"."""
    began, last = heard.said
    tokens = heard.scan.tokens
    if began.group.kind != "since" or last.group.kind != "list" or last.denied or last.group.either:
        return said
    if last not in said and not tokens[last.i - 1].text.startswith(("absent", "malade")):
        return said
    between = [token.text for token in tokens[began.j : last.i]]
    still = max((at for at, pair in enumerate(pairwise(["", *between])) if _tells_still(*pair)), default=len(between))
    if still == len(between) or not MARKS.isdisjoint(between[still:]) or not _is_end(last.group.items[-1]):
        return said
    other = any(one.keys and not one.rule.startswith("pronoun") and began.j <= one.i for one in heard.mentions)
    clause = next((one for one in heard.clauses if one.i <= began.i < one.j), None)
    if other or clause is None or not clause.tags & _AWAY:
        return said
    item = last.group.items[-1]
    if is_bare(item) and item.weekday == today.isoweekday():
        # On a Monday, "encore lundi" may be today.
        return [replace(last, group=replace(last.group, either=True))]
    group = Group("range", began.group.i, last.group.j, [began.group.items[0], item], since=True)
    return [Said(group, began.i, last.j)]


def _tells_still(before: str, word: str) -> bool:
    """Say whether an absence is told to last: "encore", "et le sera"."""
    return word in _STILL or (word in _REMAINS and before == "le")


def _is_end(item: Item) -> bool:
    return item.kind in {"weekday", "day", "rel"} or (item.kind == "period" and item.unit == "week")


_TWO = 2
_STILL, _REMAINS = word_set("encore toujours"), word_set("sera seront restera resteront")
_LASTS = _STILL | _REMAINS
