"""Leaves out what somebody else's absence only gives as the reason of a meal: "reste manger lundi car la nounou n'est pas là"."""

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_ABSENT = frozenset({"act.absent", "act.go_not"})
_BECAUSE = word_set("car puisque parce vu comme cause")
_OF_SOMEBODY = word_set("la le les l' sa son ses leur leurs ma mon mes notre nos une un cette")
_NEAR = 6


def without_reasons(orders: list[Order], heard: Heard) -> list[Order]:
    """Return the orders without the absence of one who is none of the children, beside a meal booked with its day."""
    if heard.lexicon.language != "fr" or len(orders) == 1:
        return orders
    if any(_is_booked(one) for one in orders):
        orders = [one for one in orders if not _is_reason(one, heard)]
    return [one for at, one in enumerate(orders) if not _is_fed_elsewhere(one, orders[:at], heard)]


def _is_fed_elsewhere(order: Order, before: list[Order], heard: Heard) -> bool:
    """Say whether it is only told with whom one eats who does not here: "Jade ne mange pas mardi, elle déjeune avec son équipe"."""
    if order.act.rule != "act.eat" or order.act.intent is not Intent.BOOK_MEAL or order.said or "canteen" in order.tags:
        return False
    off = [one for one in before if one.act.rule in _TAKEN_OFF and one.said and not one.act.doubt]
    whom = {key for one in off for mention in one.mentions for key in mention.keys}
    if not off or any(key not in whom for one in order.mentions for key in one.keys):
        return False
    ends = [cue.j for clause in order.told for cue in clause.cues if cue.tag == "eat"]
    after = [heard.scan.words[end : end + 2] for end in ends]
    return all(words[:1] != [] and words[0] in _WITH and "vous" not in words for words in after)


_TAKEN_OFF = frozenset({"act.eat_not", "act.no_canteen", "act.book_not", "act.cancel"})
_WITH = word_set("avec chez dehors ailleurs")


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
        someone = any(word in _OF_SOMEBODY and after in heard.lexicon.persons for word, after in zip(head, [*head[1:], ""], strict=False))
        if not (stranger or because or someone or _is_grownup(cue, clause, heard)):
            return False
    return bool(order.told)


def _is_grownup(absent: Cue, clause: Clause, heard: Heard) -> bool:
    """Say whether the word right before an absence is a grown-up: "sa mamie n'est pas là", not "chez le dentiste, il n'est pas là"."""
    return any(
        one.tag in {"excuse", "grownup"}
        and 0 <= absent.i - one.j <= _BESIDE
        and (one.i == clause.i or heard.scan.words[one.i - 1] in _OF_SOMEBODY)
        and _SUBJECTS.isdisjoint(heard.scan.words[one.j : absent.i])
        for one in clause.cues
    )


_AWAY = frozenset({"absent", "go", "school"})
_BESIDE = 2
_SUBJECTS = word_set("il elle ils elles on")
