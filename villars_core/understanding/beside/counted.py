"""Says whether the meals of an order are counted, which tells no day: "deux repas la semaine prochaine"."""

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_ALL_OF = word_set("les ses leurs ces")
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "2": 2, "3": 3, "4": 4}
_COUNTS = frozenset({"deux", "trois", "quatre", "cinq", "quelques", "plusieurs"})


def counts_meals(order: Order, heard: Heard, days: int) -> bool:
    """Say whether meals are counted: "deux repas la semaine prochaine" tells no day, "ses quatre repas" a whole week of four."""
    tokens = heard.scan.tokens
    if "canteen" not in heard.tags:
        return False
    meals = [cue.i for clause in order.clauses for cue in clause.cues if cue.tag == "canteen" and cue.i]
    if not meals:
        return False
    before = {
        tokens[at - 1].text for at in meals if not (at > 1 and tokens[at - 2].text in _ALL_OF and _NUMBERS.get(tokens[at - 1].text) == days)
    }
    return bool(before & _COUNTS) or any(word.isdigit() for word in before)
