"""Finds why an order of one child is given where the reason tells another: "annulez Léa jeudi puisque Léo mange à la maison"."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_BECAUSE = word_set("puisque puisqu' comme car")
_BEFORE_QUE = word_set("vu parce donne sachant fait pour afin pendant")
_QUE = frozenset({"que", "qu'"})
_BEGINNING = _BECAUSE | _QUE
_MARKS = word_set(", ; : . ! ? ( ) mais donc")
_BOTH = word_set("aussi egalement pareil idem ensemble tous toutes deux elle elles lui eux ils leur leurs et ni non meme ou")
_AWAY = frozenset({"sick", "absent", "home", "homemeal", "pickup", "cancel", "pastabsent", "family", "excuse"})
_MEALS = frozenset({"eat", "canteen", "book"})


@dataclass(frozen=True)
class _Because:
    """A reason that tells another child: where it stands, whom, and what is told of it."""

    i: int
    j: int
    keys: frozenset[int]
    tags: frozenset[str]


def told_reasons(heard: Heard) -> set[int]:
    """Return the places of reasons that tell another child nothing that may be an order about it too."""
    found: set[int] = set()
    for one in _becauses(heard):
        rest = [cue for cue in heard.cues if not one.i <= cue.i < one.j]
        booked = any(cue.tag in _MEALS and not cue.denied for cue in rest) and not any(cue.tag in _AWAY or cue.denied for cue in rest)
        if one.tags.isdisjoint(_MEALS) and (booked or one.tags.isdisjoint(_AWAY)):
            found |= set(range(one.i, one.j))
    return found


def joins_reason(children: AbstractSet[int], heard: Heard) -> bool:
    """Say whether a child was taken into an order that only its reason tells."""
    return any(one.keys & children and children - one.keys for one in _becauses(heard))


def parts_meals(clauses: Sequence[Clause], heard: Heard) -> bool:
    """Say whether one child's meal is told and another's denied: "cantine jeudi pour Tom, pas de cantine pour Léa"."""
    if heard.lexicon.language != "fr" or len(heard.mentions) < len(("Léa", "Tom")):
        return False
    for clause in clauses:
        meals = [cue for cue in clause.cues if cue.tag in {"canteen", "eat"}]
        denied = [cue for cue in meals if cue.denied]
        if not denied or len(denied) == len(meals):
            continue
        told = [one for one in clause.mentions if one.keys and not one.rule.startswith("pronoun")]
        whose = {key for cue in denied for key in _beside(cue, told, heard)}
        rest = {key for cue in meals if not cue.denied for key in _beside(cue, told, heard)}
        if whose and rest and not whose & rest:
            return True
    return False


def _beside(cue: Cue, told: Sequence[Mention], heard: Heard) -> tuple[int, ...]:
    """Return whom a meal is told of: "cantine pour Tom", else the one right before it."""
    linked = cue.j + (heard.scan.words[cue.j] in {"pour", "de", "d'"}) if cue.j < len(heard.scan.tokens) else cue.j
    after = next((one for one in told if one.i == linked), None)
    before = next((one for one in reversed(told) if one.j <= cue.i <= one.j + _NEAR), None)
    found = after or before
    return found.keys if found is not None else ()


_NEAR = 3


def _becauses(heard: Heard) -> Iterator[_Because]:
    if heard.lexicon.language != "fr" or len(heard.mentions) < len(("Léa", "Tom")):
        return
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    told = [one for one in heard.mentions if one.keys and not one.rule.startswith("pronoun")]
    if len({key for one in told for key in one.keys}) < len(("Léa", "Tom")):
        return
    if _BEGINNING.isdisjoint(heard.scan.vocabulary):
        return
    ends = [at for at, token in enumerate(tokens) if token.text in _MARKS or (at and starts[at] == at)]
    for at, token in enumerate(tokens):
        if at in heard.dated or not (token.text in _BECAUSE or (at and token.text in _QUE and tokens[at - 1].text in _BEFORE_QUE)):
            continue
        stop = next((place for place in ends if place > at), len(tokens))
        inside = [one for one in told if at < one.i < stop]
        beside = [one for one in told if starts[one.i] == starts[at] and not at < one.i < stop]
        keys = {key for one in inside for key in one.keys}
        if not keys or not beside or keys & {key for one in beside for key in one.keys} or any(at < one.i < stop for one in heard.said):
            continue
        words = [tokens[place].text for place in range(inside[-1].j, stop) if tokens[place].text.isalpha()]
        opens = token.text != "comme" or (inside[0].i == at + 1 and at - 1 not in heard.named)
        if not words or not opens or not _BOTH.isdisjoint(tokens[place].text for place in range(at + 1, stop)):
            # "Léa mange jeudi comme Tom", "… puisque Tom aussi est malade"
            continue
        cues = [cue for cue in heard.cues if at <= cue.i < stop]
        if any(cue.tag in ORDERED and not at <= cue.i < stop for cue in heard.cues):
            yield _Because(at, stop, frozenset(keys), frozenset(cue.tag for cue in cues))
