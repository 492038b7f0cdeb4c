"""Reads as a change what tells that children leave the school for good: "nous déménageons, ils ne seront plus chez vous à la rentrée"."""

from dataclasses import replace

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_SINGLE = frozenset({"weekday", "day", "rel", "offset"})
_NEXT_YEAR = word_set("rentree annee an ete septembre aout juillet juin scolaire")
_GONE = frozenset({"negplus", "go"})
_COMES_BACK = ("revien", "retourn")
_AWAY = frozenset({"act.go_not", "act.absent"})


def without_leaving(orders: list[Order], heard: Heard) -> list[Order]:
    """Return the orders with the absence of those who leave the school as the change it is (French)."""
    if heard.lexicon.language != "fr" or heard.tags.isdisjoint(_GONE):
        return orders
    away = [one for one in orders if one.act.rule in _AWAY]
    if not away:
        return orders
    moves = any(one.act.intent is Intent.DECLARE_CHANGE for one in orders)
    leaving = [one for one in away if _leaves(one, heard, moves=moves)]
    if leaving and moves:
        return [one for one in orders if one not in leaving]
    for one in leaving:
        one.act = replace(one.act, intent=Intent.DECLARE_CHANGE, rule="info.leaving", weak=False, doubt="")
    return orders


def _leaves(order: Order, heard: Heard, *, moves: bool) -> bool:
    """Say whether an absence has no end and begins with a school year, or with a move: "ne sera plus", "ne reviendra pas"."""
    if not order.said or "?" in {heard.scan.tokens[one.j - 1].text for one in order.own}:
        return False
    if any(item.kind in _SINGLE for said in order.said for item in said.group.items):
        return False
    tokens = heard.scan.tokens
    cues = [cue for clause in order.own for cue in clause.cues]
    gone = any(cue.tag == "negplus" for cue in cues)
    gone = gone or any(cue.tag == "go" and cue.denied and tokens[cue.i].text.startswith(_COMES_BACK) for cue in cues)
    words = {tokens[at].text for said in order.said for at in range(said.i, said.j)}
    months = all(item.kind == "month" for said in order.said for item in said.group.items)
    return gone and (bool(words & _NEXT_YEAR) or (moves and months))


def away_till_back(orders: list[Order], heard: Heard) -> list[Order]:
    """Return the orders with the place of a child till its return as an absence: "chez sa tante, il reprend l'école le 5"."""
    if heard.lexicon.language != "fr" or len(orders) != 1 or orders[0].act.rule != "act.home" or not orders[0].act.weak:
        return orders
    act, words = orders[0].act, [token.text for token in heard.scan.tokens]
    returns = any(
        word in _RETURNS and (at + 1 in heard.dated or not _SCHOOLS.isdisjoint(words[at + 1 : at + _NEAR])) for at, word in enumerate(words)
    )
    if returns and act.doubt == "which_act" and not _OPEN & {*words}:
        orders[0].act = replace(act, intent=Intent.REPORT_ABSENCE, rule="act.absent", weak=False, doubt="")
    return orders


_RETURNS = word_set(
    "reprend reprendra reprennent reprendront retourne retournera retournent retourneront revient reviendra reviennent reviendront retour"
    " reprise retrouve retrouvera retrouvent retrouveront"
)
_SCHOOLS = word_set("ecole classe cours")
_OPEN = word_set("? si ou repas cantine manger dejeuner mange dejeune midi")
_NEAR = 5
