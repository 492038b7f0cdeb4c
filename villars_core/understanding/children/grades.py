"""Reads where at school a child is: a class, « grande section », « maternelle », « primaire »."""

from collections.abc import Sequence

from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import fold_name, word_set
from villars_core.understanding.values import KnownChild

LEVELS = ("tps", "ps", "ms", "gs", "cp", "ce1", "ce2", "cm1", "cm2")
_NURSERY, _PRIMARY = frozenset(LEVELS[:4]), frozenset(LEVELS[4:])
_SECTIONS = {"petite": "ps", "moyenne": "ms", "grande": "gs"}
_SCHOOLS = {
    "maternelle": _NURSERY, "maternelles": _NURSERY, "primaire": _PRIMARY, "primaires": _PRIMARY, "elementaire": _PRIMARY,
    "elementaires": _PRIMARY,
}  # fmt: skip
_LEADS = word_set("de en qui est sont du des d' ( a la au l' ecole classe cours")
_SCHOOL_LEADS = word_set("ecole classe cours")
_FAR = 6


def graded(scan: Scan, source: str, at: int, children: Sequence[KnownChild]) -> tuple[tuple[int, ...], int]:
    """Return the children of the class, section or school told at a place, and where that ends; the place itself where none is told."""
    tokens = scan.tokens
    if at >= len(tokens):
        return (), at
    masked = scan.masked.get(at)
    if masked is not None:
        if masked.kind != "class":
            return (), at
        return _of_levels(frozenset({fold_name(source[tokens[at].start : tokens[at].end]).replace(" ", "")}), children), at + 1
    word = tokens[at].text
    if word in _SECTIONS and at + 1 < len(tokens) and tokens[at + 1].text == "section":
        return _of_levels(frozenset({_SECTIONS[word]}), children), at + 2
    if word == "cours" and at + 1 < len(tokens) and tokens[at + 1].text == "preparatoire":
        return _of_levels(frozenset({"cp"}), children), at + 2
    return (_of_levels(_SCHOOLS[word], children), at + 1) if word in _SCHOOLS else ((), at)


def led_to(scan: Scan, source: str, at: int, children: Sequence[KnownChild]) -> tuple[tuple[int, ...], int]:
    """Return the same for what small words lead to: "de CM2", "qui est en maternelle", "à l'école primaire", "il est en CM1"."""
    start = at
    at += _taken_up(scan, at)
    place = at
    while place < min(at + _FAR, len(scan.tokens)) and place not in scan.masked and scan.tokens[place].text in _LEADS:
        found, end = graded(scan, source, place, children) if scan.tokens[place].text in _SCHOOL_LEADS else ((), place)
        if end > place:
            return found, end
        place += 1
    if place == at:
        return (), start
    found, end = graded(scan, source, place, children)
    return (found, end) if end > place else ((), start)


def _taken_up(scan: Scan, at: int) -> int:
    """Return how many words a pronoun takes that tells a child again before its class: "mon fils il est en CM1", "ma fille, elle est …"."""
    comma = at < len(scan.words) and scan.words[at] == ","
    at += comma
    told = len(scan.words) > at + 1 and scan.words[at] in {"il", "elle"} and scan.words[at + 1] == "est"
    return comma + 1 if told else 0


def _of_levels(levels: frozenset[str], children: Sequence[KnownChild]) -> tuple[int, ...]:
    return tuple(child.key for child in children if fold_name(child.level).replace(" ", "") in levels)


def age_order(child: KnownChild) -> int:
    """Return a number by which the elder of two children comes first."""
    if child.born is not None:
        return child.born.toordinal()
    level = fold_name(child.level).replace(" ", "")
    return -LEVELS.index(level) if level in LEVELS else UNKNOWN_AGE


UNKNOWN_AGE = 99999


def is_ranked(child: KnownChild, other: KnownChild, rank: str) -> bool:
    """Say whether a child is the elder ("big") or the younger ("small") of two, where their ages tell."""
    ages = age_order(child), age_order(other)
    if not rank or UNKNOWN_AGE in ages:
        return True
    return ages[0] < ages[1] if rank == "big" else ages[0] > ages[1]
