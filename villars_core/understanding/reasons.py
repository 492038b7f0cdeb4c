"""Leaves out what somebody else's absence only gives as the reason of a meal: "reste manger lundi car la nounou n'est pas là"."""

from villars_core.understanding.clauses import Clause
from villars_core.understanding.cues import Cue
from villars_core.understanding.orders import Heard, Order
from villars_core.understanding.text import word_set
from villars_core.understanding.values import Intent

_ABSENT = frozenset({"act.absent", "act.go_not"})
_BECAUSE = word_set("car puisque parce vu comme cause")
_OF_SOMEBODY = word_set("la le les l' sa son ses leur leurs ma mon mes notre nos une un cette")
_NEAR = 6


def without_reasons(orders: list[Order], heard: Heard) -> list[Order]:
    """Return the orders without the absence of one who is none of the children, beside a meal booked with its day."""
    if heard.lexicon.language != "fr" or not any(_is_booked(one) for one in orders):
        return orders
    return [one for one in orders if not _is_reason(one, heard)]


def _is_booked(order: Order) -> bool:
    return order.act.intent is Intent.BOOK_MEAL and not order.act.doubt and bool(order.said)


def _is_reason(order: Order, heard: Heard) -> bool:
    """Say whether an absence has no day and no child, and is somebody's: "sa cousine ne vient plus la chercher"."""
    if order.act.rule not in _ABSENT or order.said or any(one.keys for one in order.mentions) or "pastabsent" in order.tags:
        return False
    tokens = heard.scan.tokens
    for clause in order.told:
        cue = next((one for one in clause.cues if one.tag in _AWAY), None)
        if cue is None:
            return False
        head = [token.text for token in tokens[max(clause.i - 1, cue.i - _NEAR, 0) : cue.i]]
        stranger = any(one.problem == "name_unknown" and one.rule == "role.other" for one in clause.mentions)
        because = not _BECAUSE.isdisjoint(head) and not _OF_SOMEBODY.isdisjoint(head)
        someone = any(word in _OF_SOMEBODY and after in heard.lexicon.persons for word, after in zip(head, [*head[1:], ""], strict=True))
        if not (stranger or because or someone or _is_grownup(cue, clause, heard)):
            return False
    return bool(order.told)


def _is_grownup(absent: Cue, clause: Clause, heard: Heard) -> bool:
    """Say whether the word right before an absence is a grown-up: "sa mamie n'est pas là", not "chez le dentiste, il n'est pas là"."""
    return any(
        one.tag in {"excuse", "grownup"}
        and 0 <= absent.i - one.j <= _BESIDE
        and (one.i == clause.i or heard.scan.tokens[one.i - 1].text in _OF_SOMEBODY)
        and not any(token.text in _SUBJECTS for token in heard.scan.tokens[one.j : absent.i])
        for one in clause.cues
    )


_AWAY = frozenset({"absent", "go", "school"})
_BESIDE = 2
_SUBJECTS = word_set("il elle ils elles on")
