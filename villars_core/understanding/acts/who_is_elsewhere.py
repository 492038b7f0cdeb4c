"""Sets aside what is told of another child beside an order: who is elsewhere, an errand on a day of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order

_GONE, _MEALS = frozenset({"home", "family", "sick", "absent", "excuse"}), frozenset({"eat", "book", "canteen"})


def without_who_is_elsewhere(order: "Order") -> "Order":
    """Leave out another child who is elsewhere beside a meal with its child and day: "Emma est chez mamie jeudi. Jade mange jeudi"."""
    if order.act.intent is not Intent.BOOK_MEAL or len(order.clauses) == len(order.told) or not any(one.said for one in order.told):
        return order
    told = [one for one in order.clauses if one in order.told or not one.tags & _GONE]
    meant = {key for clause in told for one in clause.mentions for key in one.keys}
    gone = [one for one in order.clauses if one not in order.told and one.said and one.tags & _GONE and not one.tags & _MEALS]
    gone = [one for one in gone if (keys := {key for told in one.mentions for key in told.keys}) and not keys & meant] if meant else []
    return replace(order, clauses=[one for one in order.clauses if one not in gone]) if gone else order


def has_errand_aside(order: "Order") -> bool:
    """Say whether a day is told for an errand beside an act with its own: "Tom a un rendez-vous vendredi. Les deux mangent jeudi"."""
    aside = any(clause.said and clause.tags == {"excuse"} and clause not in order.told for clause in order.clauses)
    return aside and any(clause.said for clause in order.told)
