"""Finds who is told to be there already, and what a brother or sister did, also where no mark stands: "tom y est déjà inscrit"."""

from collections.abc import Iterator, Sequence

from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.children.mentions import KIN_RULES, Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set

_TWO, _MINDED = 2, 3
_THEY = word_set("il elle ils elles lui eux")
_IS = word_set("est sont mange mangent sera seront a ont")
_DONE = word_set(
    "inscrit inscrite inscrits inscrites note notee notes notees prevu prevue prevus prevues compte comptee a la cantine dessus"
)
_CLOSING = word_set("merci svp stp bonne bonjour cordialement bien et mais donc")
_LISTS = word_set("et , & le la son sa l' les petit petite grand grande")
_OBJECTS, _HAD = word_set("l' lui leur le la les"), word_set("a avait ont avaient")
_TOLD = frozenset({"told", "past", "done", "but", "eaten", "like", "go"})


def already_there(heard: Heard) -> set[int]:
    """Return the places of who is there already beside a meal that is ordered for another, and of what kin did to another."""
    if len(heard.mentions) < _TWO:
        return set()
    found: set[int] = set()
    if "deja" in heard.scan.vocabulary and any(cue.tag == "book" and not cue.denied for cue in heard.cues) and "cancel" not in heard.tags:
        for start, stop in _there(heard):
            out = {key for one in heard.mentions if start <= one.i < stop for key in one.keys}
            meant = {key for one in heard.mentions if not start <= one.i < stop for key in one.keys}
            if meant and not out & meant and heard.dated.isdisjoint(range(start, stop)):
                found |= set(range(start, stop))
    return found | _deeds_of_kin(heard)


def _there(heard: Heard) -> Iterator[tuple[int, int]]:
    """Yield where it is told of children that they are there already, with those joined to them."""
    words = heard.scan.words
    named = [one for one in heard.mentions if one.keys and not one.rule.startswith("pronoun")]
    for one in named:
        at = one.j + (words[one.j : one.j + 1] != [] and words[one.j] in _THEY)
        if words[at : at + 1] != ["y"] or words[at + 1] not in _IS or words[at + 2 : at + 3] != ["deja"]:
            continue
        stop = at + _TWO + 1
        while stop < len(words) and words[stop] in _DONE:
            stop += 1
        if stop == len(words) or words[stop] in _CLOSING or not words[stop].isalpha():
            yield _start(one, named, words), stop


def _start(one: Mention, named: Sequence[Mention], words: Sequence[str]) -> int:
    """Return where the names joined to a child begin: "hugo et nathan y sont déjà"."""
    start = one.i
    for other in reversed(named):
        if other.j < start and all(word in _LISTS for word in words[other.j : start]):
            start = other.i
    return start


def _deeds_of_kin(heard: Heard) -> set[int]:
    """Return the places of what a brother or sister did to the child told of: "son frère l'avait poussée du toboggan"."""
    words, found = heard.scan.words, set[int]()
    for one in heard.mentions:
        if one.rule in KIN_RULES and words[max(one.i - _MINDED, 0) : one.i] in (["s'", "occupe", "de"], ["s'", "occupera", "de"]):
            # "annulez le repas de Tom, sa mère s'occupe de sa sœur"
            found |= set(range(one.i - _MINDED, one.j))
        if one.rule not in KIN_RULES or words[one.j : one.j + 1] == [] or words[one.j] not in _OBJECTS:
            continue
        if words[one.j + 1 : one.j + 2] == [] or words[one.j + 1] not in _HAD:
            continue
        stop = next((at for at in range(one.j, len(words)) if words[at] in MARKS), len(words))
        tags = {cue.tag for cue in heard.cues if one.i <= cue.i < stop}
        dated = not heard.dated.isdisjoint(range(one.i, stop))
        if (
            not dated
            and tags <= _TOLD
            and tags.isdisjoint(ORDERED - {"go"})
            and any(other.i < one.i and other.keys for other in heard.mentions)
        ):
            found |= set(range(one.i, stop))
    return found
