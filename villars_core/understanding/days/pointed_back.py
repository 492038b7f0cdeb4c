"""Tells a day that only points back to one told before: « cette semaine-là », « ce jour-là »."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from villars_core.understanding.acts.acts import Act
from villars_core.understanding.acts.clauses import Clause, Said
from villars_core.understanding.days.weeks_before import is_week_of_day
from villars_core.understanding.language.text import MARKS
from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order
    from villars_core.understanding.heard import Heard

_THIS_DAY = ["ce", "jour"]
_THIS_LAST = ["ce", "dernier", "jour"]
_FEW = 3


def points_back(one: Said, heard: "Heard") -> bool:
    """Say whether a day is one told before: "cette semaine-là", "ce jour là"."""
    plain, tokens = heard.folded.source, heard.scan.tokens
    if one.j - one.i <= _FEW and [token.text for token in tokens[one.i : one.j]][-2:] == _THIS_DAY:
        return True
    if one.i and [token.text for token in tokens[one.i : one.i + _FEW]] == _THIS_LAST and heard.said[0] is not one:
        # "le 9 avril on part, ils manqueront ce dernier jour de classe"
        return True
    if tokens[one.i + (tokens[one.i].text == "de")].text == "ces" and one.group.items[0].kind == "weekday" and _is_told_before(one, heard):
        return True
    if one.j >= len(tokens) or tokens[one.j].text != "la" or is_week_of_day(one):
        return False
    start = tokens[one.j].start
    closed = one.j + 1 >= len(tokens) or tokens[one.j + 1].text in MARKS
    return plain[start : start + 2].lower() == "là" or plain[start - 1] == "-" or closed


def _is_told_before(one: Said, heard: "Heard") -> bool:
    """Say whether the weekdays of "ces quatre mardis" are told before: "chaque mardi de novembre"."""
    weekdays = {item.weekday for item in one.group.items}
    return any(other.j <= one.i and any(item.weekday in weekdays for item in other.group.items) for other in heard.said)


def only_points_back(said: list[Said], heard: "Heard") -> bool:
    """Say whether all days of a clause point back to days told in another."""
    return bool(said) and all(points_back(one, heard) and one is not heard.said[0] for one in said)


def pointed_to(said: Sequence[Said], order: "Order", heard: "Heard") -> Said | None:
    """Return the day that the words of an order take up: "mardi 5 je n'ai personne : inscrivez Léa à la cantine ce jour-là"."""
    if order.act.intent not in _OF_MEALS or "ce" not in heard.scan.vocabulary:
        return None
    words, starts = heard.scan.words, heard.sentence_starts
    for clause in order.told:
        ordering = [cue.i for cue in clause.cues if cue.tag in {"book", "cancel"} and not cue.denied]
        for at in range(min(ordering), clause.j - 1) if ordering else ():
            if words[at] == "ce" and words[at + 1] in _POINTED and at not in heard.dated:
                single = [one for one in said if one.group.kind == "list" and one.group.items[-1].kind in _SINGLE]
                before = [one for one in single if one.j <= at and starts[one.i] == starts[at]]
                return before[-1] if before and before[-1].j <= min(ordering) else None
    return None


_SINGLE = frozenset({"day", "weekday", "rel"})
_POINTED, _OF_MEALS = frozenset({"jour", "midi"}), frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL})


def canteen_then(clause: Clause, heard: "Heard") -> Act | None:
    """Return the meal that a clause without a verb tells for days told before it: "les filles à la cantine ce jour-là"."""
    cues = [cue for cue in clause.cues if cue.tag not in _BESIDE]
    named = any(one.keys and one.rule.startswith(("name", "role")) for one in clause.mentions)
    if clause.said or clause.asks or not named or not cues or any(cue.tag != "canteen" or cue.denied for cue in cues):
        return None
    words = [token.text for token in heard.scan.tokens[clause.i : clause.j]]
    points = any(word in _POINTS and _POINTS[word] in words[at + 1 : at + _FEW] for at, word in enumerate(words))
    told = any(one.j <= clause.i and not one.denied for one in heard.said)
    return Act(Intent.BOOK_MEAL, "act.canteen", weak=True) if points and told else None


_POINTS = {"ce": "jour", "ces": "jours"}
_BESIDE = frozenset({"notcond", "but", "thanks", "greeting"})
