"""Finds, in a language other than French, what only tells where a child goes who does not come: "no va a clase, va al dentista"."""

from collections.abc import Iterable

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import Intent

_AWAY = frozenset({Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_DEEDS = word_set("cancel book eat canteen go stay absent home homemeal pickup cease swap noon")
_WITHDRAWN = frozenset({"cancel", "absent", "homemeal"})
_WAYS = frozenset({"go", "stay"})
_OF = word_set("de del do da dos das")
_WHOSE, _FAR = word_set("mi mis su sus nuestro nuestra la el meu minha seu sua nosso nossa o a"), 2
_BUTS = word_set("pero mas but sino")


def tells_way(order: Order, heard: Heard, stretch: range) -> bool:
    """Say whether a stretch only tells where a child goes, beside one that tells that it does not come, no other child and no other day."""
    if order.act.intent not in _AWAY or "verb_last" in heard.lexicon.frames:
        return False
    cues = [cue for clause in order.clauses for cue in clause.cues if cue.tag in _DEEDS]
    inside = [cue for cue in cues if cue.i in stretch]
    if not inside or any(cue.denied or cue.tag not in _WAYS for cue in inside):
        return False
    if (stretch.start and heard.scan.tokens[stretch.start - 1].text in _BUTS) or heard.scan.tokens[stretch.start].text in _BUTS:
        return False
    if not any((cue.denied or cue.tag in _WITHDRAWN) and cue.i not in stretch for cue in cues):
        return False
    places = [one.i for one in order.said]
    if any(at in stretch for at in places) and any(at not in stretch for at in places):
        return False
    own = _keys(one.keys for one in order.mentions if one.i in stretch)
    others = _keys(one.keys for one in order.mentions if one.i not in stretch)
    return not own or not others or own <= others


def _keys(some: Iterable[tuple[int, ...]]) -> set[int]:
    return {key for keys in some for key in keys}


def of_reasons(heard: Heard) -> set[int]:
    """Return the places of what a reason is of: "tiene ensayo de coro", "por el santo de mi madre"."""
    tokens, found = heard.scan.tokens, set[int]()
    for at in (cue.j for cue in heard.cues if cue.tag == "excuse"):
        if at + 1 < len(tokens) and tokens[at].text in _OF:
            found.add(at + 1)
            if at + _FAR < len(tokens) and tokens[at + 1].text in _WHOSE:
                found.add(at + _FAR)
    return found


def leads_on(order: Order, heard: Heard, stretch: range) -> bool:
    """Say whether a stretch only gives child and day to a denial that has neither: "Aminata mañana ayuna, no le deis de comer"."""
    # Where an ending tells the past, as an accent does in Spanish and Portuguese.
    if order.act.intent not in _AWAY or heard.lexicon.language not in {"es", "pt"}:
        return False
    words, source, tokens = heard.lexicon, heard.folded.source, heard.scan.tokens
    if any(one.i not in stretch for one in order.said) or any(
        one.keys and one.i not in stretch and not one.rule.startswith("pronoun") for one in order.mentions
    ):
        return False
    past = words.frame_ends.get("past", ("\0",))
    told = (source[tokens[at].start : tokens[at].end].lower() for at in stretch if at not in heard.accounted)
    return not any(word.endswith(past) for word in told) and not any(words.tells("having", tokens[at].text) for at in stretch)


def gives_reason(at: int, heard: Heard) -> bool:
    """Say whether a "que" stands behind a mark, and nobody says anything before it: "apúntala, que hay pizza"."""
    tokens = heard.scan.tokens
    if not at or tokens[at - 1].text not in MARKS:
        return False
    start = heard.sentence_starts[at]
    return not any(heard.lexicon.tells("saying", tokens[place].text) for place in range(start, at))
