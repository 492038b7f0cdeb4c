"""Leaves out what somebody else's absence only gives as the reason of a meal: "reste manger lundi car la nounou n'est pas là"."""

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
        cue = next((one for one in clause.cues if one.tag in {"absent", "go", "school"}), None)
        if cue is None:
            return False
        head = [token.text for token in tokens[max(clause.i - 1, cue.i - _NEAR, 0) : cue.i]]
        stranger = any(one.problem == "name_unknown" and one.rule == "role.other" for one in clause.mentions)
        because = not _BECAUSE.isdisjoint(head) and not _OF_SOMEBODY.isdisjoint(head)
        someone = any(word in _OF_SOMEBODY and after in heard.lexicon.persons for word, after in zip(head, [*head[1:], ""], strict=True))
        if not (stranger or because or someone):
            return False
    return bool(order.told)
