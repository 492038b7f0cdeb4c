"""Finds the words that tell the act, and whether each is denied."""

from dataclasses import dataclass

from villars_core.understanding.lexicon import Lexicon
from villars_core.understanding.masks import Scan

_MASK_CUES = {"iban": "sepa", "temperature": "sick"}
DENIABLE = frozenset({"cancel", "book", "eat", "go", "canteen", "need", "absent", "sick", "school", "pay", "home", "childcare"})
_BREAKS = frozenset({",", ".", ";", ":", "!", "?", "mais", "car", "et", "but", "and", "pero", "y", "mas", "e"})
_HELPERS = frozenset({"go", "need", "final"})
_REACH = 12
_BEFORE, _AFTER = 7, 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that tells something of the act, by token places; `denied` when a negation bears on it."""

    tag: str
    i: int
    j: int
    denied: bool = False


def find_cues(scan: Scan, lexicon: Lexicon, taken: frozenset[int]) -> list[Cue]:
    """Return the cues in order, each with its polarity."""
    plain: list[Cue] = []
    at = 0
    tokens = scan.tokens
    while at < len(tokens):
        masked = scan.masked.get(at)
        if masked is not None:
            if masked.kind in _MASK_CUES:
                plain.append(Cue(_MASK_CUES[masked.kind], at, at + 1))
            at += 1
            continue
        match = None if at in taken else lexicon.acts.at(tokens, at)
        if match is None:
            at += 1
            continue
        plain.append(Cue(match.tag, at, at + match.length))
        at += match.length
    return _with_polarity(plain, scan, lexicon.language)


def _with_polarity(cues: list[Cue], scan: Scan, language: str) -> list[Cue]:
    if not any(cue.tag in {"neg", "negplus"} for cue in cues):
        return cues
    found: list[Cue] = []
    for at, cue in enumerate(cues):
        if cue.tag not in DENIABLE:
            found.append(cue)
            continue
        near = cues[max(at - _REACH, 0) : at + _REACH + 1]
        if any(
            _bears_on(denial, cue, near, scan) if language == "fr" else _bears_simply(denial, cue, scan, language)
            for denial in near
            if denial.tag in {"neg", "negplus"}
        ):
            found.append(Cue(cue.tag, cue.i, cue.j, denied=True))
        else:
            found.append(cue)
    return found


def _bears_on(denial: Cue, cue: Cue, cues: list[Cue], scan: Scan) -> bool:
    opened = any(one.tag == "ne" and denial.i - 5 <= one.i < denial.i for one in cues)
    if denial.tag == "negplus" and not opened and not _plus_denies(denial, scan):
        return False
    if cue.j <= denial.i <= cue.j + _AFTER - 1:
        between = range(cue.j, denial.i)
        return not any(scan.tokens[at].text in _BREAKS for at in between) and not _other_between(cues, cue.j, denial.i)
    if denial.j <= cue.i <= denial.j + (_BEFORE if opened else 4):
        if any(scan.tokens[at].text in _BREAKS for at in range(denial.j, cue.i)):
            return False
        claimed = [one for one in cues if one.tag in DENIABLE and one.tag not in _HELPERS and one.j <= denial.i <= one.j + 1]
        return (
            not claimed
            or cue.tag in {"canteen", "school"}
            or (cue.tag == "eat" and all(one.tag == "cancel" for one in claimed) is False and claimed[0].tag == "go")
        )
    return False


def _plus_denies(denial: Cue, scan: Scan) -> bool:
    """Tell "il mange plus" and "plus de cantine" from "plus tard", "en plus", "de plus"."""
    after = scan.tokens[denial.j].text if denial.j < len(scan.tokens) else ""
    before = scan.tokens[denial.i - 1].text if denial.i else ""
    return after not in {
        "tard",
        "tot",
        "grand",
        "grande",
        "jeune",
        "petit",
        "petite",
        "vieux",
        "vite",
        "que",
        "possible",
        "en",
    } and before not in {"en", "de", "la", "le", "non", "au", "un"}


def _bears_simply(denial: Cue, cue: Cue, scan: Scan, language: str) -> bool:
    """In other languages a denial stands before its verb; in Turkish and Arabic it may close it."""
    if language == "tr":
        return denial.j <= cue.i + 3 and cue.j <= denial.i and denial.i - cue.j <= 2
    near = 0 <= cue.i - denial.j <= 4
    return near and not any(scan.tokens[at].text in _BREAKS for at in range(denial.j, cue.i))


def _other_between(cues: list[Cue], start: int, stop: int) -> bool:
    return any(start <= one.i < stop and one.tag in DENIABLE for one in cues)
