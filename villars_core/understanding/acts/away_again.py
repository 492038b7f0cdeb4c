"""Keeps an absence to come apart from the paper of one that is over: "voici le certificat pour hier, et il sera encore absent lundi"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order

_SINGLE = frozenset({"weekday", "day", "rel", "offset"})
_AWAY, _GOES, _OVER = frozenset({"absent"}), frozenset({"go", "school"}), frozenset({"past", "pastabsent", "proof", "attach", "motive"})
_TO_COME = word_set(
    "sera seront ira iront viendra viendront manquera manqueront ratera rateront restera resteront pourra pourront va vont"
    " garde gardons garderai garderons reste restent"
)


def is_away_again(order: "Order", proof: "Order", heard: Heard) -> bool:
    """Say whether an absence has days to come of its own, beside a paper that has its own: "il manquera aussi lundi"."""
    if heard.lexicon.language != "fr" or proof.act.intent is not Intent.JUSTIFY_ABSENCE or not proof.said:
        return False
    return order.act.intent is Intent.REPORT_ABSENCE and any(is_to_come(clause, heard) for clause in order.told)


def parted_again(order: "Order", heard: Heard) -> "list[Order]":
    """Part what is justified from what is to come: "il était absent hier, certificat joint, et il manquera encore lundi"."""
    if heard.lexicon.language != "fr" or order.act.intent is not Intent.JUSTIFY_ABSENCE or len(order.told) == 1:
        return [order]
    again = [clause for clause in order.told if is_to_come(clause, heard)]
    before = [clause for clause in order.clauses if clause not in again]
    told = [clause for clause in order.told if clause not in again]
    if not again or not any(clause.said and not _OVER.isdisjoint(clause.tags) for clause in told):
        return [order]
    act = replace(order.act, intent=Intent.REPORT_ABSENCE, rule="act.absent")
    return [replace(order, clauses=before, told=told, sentences=None), replace(order, act=act, clauses=again, told=again, sentences=None)]


def is_to_come(clause: Clause, heard: Heard) -> bool:
    """Say whether a clause tells an absence of one day or some with a verb that is not past."""
    if not any(item.kind in _SINGLE for said in clause.said if not said.denied for item in said.group.items):
        return False
    if not _OVER.isdisjoint(clause.tags):
        return False
    away = any((cue.tag in _AWAY and not cue.denied) or (cue.tag in _GOES and cue.denied) for cue in clause.cues)
    return away and not _TO_COME.isdisjoint(heard.scan.words[clause.i : clause.j])
