"""Finds, in a language other than French, what only says that another child stays as it was: "Jade sigue igual", "Tom as usual"."""

from itertools import pairwise

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟ ، pero mas but')
_UNMOVED = "unmoved"
_SPARED = word_set("need neg but thanks notcond only final")
_ACTS = word_set("cancel book absent sick homemeal pickup swap proof health")


def unmoved(heard: Heard) -> set[int]:
    """Return the places of the stretches that name a child whom no order is about: no other word of theirs is told elsewhere."""
    if not any(cue.tag == _UNMOVED or (cue.tag == "need" and cue.denied) for cue in heard.cues):
        return set()
    marks = [at for at, token in enumerate(heard.scan.tokens) if token.text in _MARKS and at not in heard.dated]
    kept, others = list[tuple[range, set[int]]](), set[int]()
    for before, after in pairwise((-1, *marks, len(heard.scan.tokens))):
        stretch = range(before + 1, after)
        tags = {cue.tag for cue in heard.cues if cue.i in stretch}
        keys = {key for one in heard.mentions if one.i in stretch and not one.problem for key in one.keys}
        # "añada a Jade, Emma no hace falta"
        spared = tags <= _SPARED and any(cue.tag == "need" and cue.denied for cue in heard.cues if cue.i in stretch)
        goes_on = bool(kept) and kept[-1][0].stop == before and not keys and _takes_up(stretch, heard) and not tags & _ACTS - {"homemeal"}
        if (goes_on or spared or (_UNMOVED in tags and not tags & _ACTS)) and not any(said.i in stretch for said in heard.said):
            kept.append((stretch, keys))
        else:
            others |= keys
    out = [(stretch, keys) for stretch, keys in kept if others and not keys & others]
    led = {stretch.stop for stretch, keys in out if keys}
    for stretch, keys in out:
        if not keys and stretch.start - 1 in led:
            led.add(stretch.stop)
    return {at for stretch, _ in out if stretch.stop in led for at in stretch}


def _takes_up(stretch: range, heard: Heard) -> bool:
    """Say whether a pronoun opens a stretch: "Léa is fine | she goes to the neighbour"."""
    return any(one.i == stretch.start and one.rule.startswith("pronoun") for one in heard.mentions)
