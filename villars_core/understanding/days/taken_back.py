"""Reads a day that was taken back and is told again, and an order that points back to a day told before it.

"Léa à la cantine demain, non pardon, vendredi (demain c'est sa marraine qui la prend)" and "Jeudi Louis va chez l'orthophoniste. Il faut
annuler son repas ce jour-là. Le dentiste de lundi est reporté."
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.language.text import MARKS, reach, word_set
from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order
    from villars_core.understanding.heard import Heard

_SMALL, _LONGEST = word_set("le la ce pour de du d' au"), 16
_BESIDE = frozenset({"grownup", "family", "home", "homemeal", "pickup", "excuse"})
_MOVES = frozenset({"book", "cancel", "canteen", "absent", "cond", "maybe"})
_SINGLE = frozenset({"weekday", "day", "rel"})
_THIS = {"ce": word_set("jour repas midi"), "ces": word_set("jours repas midis")}


def _told_again(order: "Order", said: Sequence[Said], heard: "Heard") -> list[Said]:
    """Return the days that were taken back before they are told again; none where nothing was put right."""
    if "correct" not in heard.tags:
        return []
    gone = {_words(one, heard): one.j for one in order.said if one.denied and not one.group.excepted}
    again = [one for one in said if gone.get(_words(one, heard), one.i + 1) <= one.i] if gone else []
    # "vendredi, oups non pas jeudi, bien vendredi": the only day stands.
    single = [one for one in said if not one.group.excepted and one.group.items[0].kind in _SINGLE]
    return again if len(again) < len(single) else []


def without_taken_back_again(order: "Order", said: list[Said], heard: "Heard") -> list[Said]:
    """Return the days without one taken back of which it is only told why: "(demain c'est sa marraine qui la prend)"."""
    again = [one for one in _told_again(order, said, heard) if _is_why(one, heard)]
    return [one for one in said if one not in again] if again else said


def is_doubtful(order: "Order", said: Sequence[Said], heard: "Heard") -> bool:
    """Say whether a day taken back is meant again, or which day an order points back to, is not told."""
    return bool(_told_again(order, said, heard)) or _points_to_none(order, said, heard) or _needs_none(order, said, heard)


def _needs_none(order: "Order", said: Sequence[Said], heard: "Heard") -> bool:
    """Say whether no meal is needed on another day of what is cancelled: "annulez Tom jeudi. Vendredi mamie est là, pas besoin"."""
    if order.act.intent is not Intent.CANCEL_MEAL or "need" not in heard.tags or len(order.said) == len(said):
        return False
    starts = heard.sentence_starts
    needless = {starts[cue.i] for cue in heard.cues if cue.tag == "need" and cue.denied}
    kept = {starts[one.i] for one in said}
    return any(starts[one.i] in needless - kept for one in order.said if one not in said and not one.denied)


def _points_to_none(order: "Order", said: Sequence[Said], heard: "Heard") -> bool:
    """Say whether an order points back to a day, and all it has are told behind it: "annuler ce jour-là. Le rendez-vous de lundi …"."""
    if not said or heard.scan.vocabulary.isdisjoint(_THIS):
        return False
    words = heard.scan.words
    for clause in order.told:
        pairs = enumerate(pairwise(words[clause.i : clause.j]), clause.i)
        # "ce jour de rentrée" is told at once.
        places = (at for at, (one, then) in pairs if one in _THIS and then in _THIS[one] and words[at + 2 : at + 3] != ["de"])
        place = next(places, None)
        if place is not None and all(one.i > place for one in said) and any(one.j <= place for one in heard.said):
            return True
    return False


def _words(one: Said, heard: "Heard") -> tuple[str, ...]:
    return tuple(word for word in heard.scan.words[one.i : one.j] if word not in _SMALL)


def _is_why(one: Said, heard: "Heard") -> bool:
    """Say whether the stretch of a day only tells who minds the child then."""
    start, stop = reach(heard.scan.tokens, (one.i, one.j), MARKS, _LONGEST, heard.dated)
    tags = {cue.tag for cue in heard.cues if start <= cue.i < stop}
    return (bool(tags & _BESIDE) or any(word in _MINDING for word in heard.scan.words[start:stop])) and tags.isdisjoint(_MOVES)


_MINDING = word_set("prend garde recupere emmene marraine parrain mamie papi papa maman tata tonton nounou voisine tante oncle pere mere")
