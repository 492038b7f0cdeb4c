"""Finds what the writers only put off beside an order: "je ne sais pas encore pour la suite", "pour la semaine d'après on verra"."""

from villars_core.understanding.beside.stretches import ORDERED, Stretch
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import reach, word_set

_MARKS = word_set(", ; : . ! ? ( ) mais et")
_AFTER = word_set("suite apres ensuite reste suivant suivante suivants suivantes prochaine prochaines")
_UNKNOWN = word_set(
    "sais sait savons verra verrai verrons verrez dirai dira dis redis redirai redira redirons confirmerai confirmera tiens tiendrai"
)
_OURS = word_set("je j' on nous")
_TURNS = word_set("ou si plutot sauf finalement ? aussi")
_LONGEST = 16


def put_off_days(heard: Heard) -> set[int]:
    """Return the places of what is put off for the days after those of an order, told in stretches that order nothing."""
    found: set[int] = set()
    if "maybe" not in heard.tags:
        return found
    for cue in heard.cues:
        if cue.tag != "maybe" or cue.i in found:
            continue
        start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _LONGEST, heard.dated)
        words = _words(start, stop, heard)
        if words.isdisjoint(_AFTER) or not _puts_off(start, stop, heard):
            continue
        found |= set(range(start, stop))
        if stop == len(heard.scan.tokens) or heard.scan.tokens[stop].text != ",":
            continue
        end = reach(heard.scan.tokens, (stop + 1, stop + 1), _MARKS, _LONGEST, heard.dated)[1]
        if _puts_off(stop, end, heard):
            # "…, je vous redirai"
            found |= set(range(stop, end))
    elsewhere = any(one.tag in ORDERED and one.i not in found for one in heard.cues)
    return found if elsewhere else set()


def _words(start: int, stop: int, heard: Heard) -> set[str]:
    return {token.text for token in heard.scan.tokens[start:stop]}


def _puts_off(start: int, stop: int, heard: Heard) -> bool:
    """Say whether the writers do not know yet, or will tell later, and order nothing of anybody."""
    words = _words(start, stop, heard)
    ordered = any(start <= one.i < stop and one.tag in ORDERED for one in heard.cues)
    named = any(start <= one.i < stop and not one.rule.startswith("pronoun") for one in heard.mentions)
    unknown = not words.isdisjoint(_UNKNOWN) and not words.isdisjoint(_OURS)
    return unknown and not ordered and not named and words.isdisjoint(_TURNS)


def is_put_off(one: Stretch) -> bool:
    """Say whether the writers do not know yet of others: "pour Louis je ne sais pas encore", "pour les autres on verra"."""
    words = set(one.words)
    unknown = "encore" in words and not words.isdisjoint({"sais", "savons", "sait"})
    later = not words.isdisjoint(_PUT_OFF) or {"reviens", "vers"} <= words or unknown
    return (
        later and not one.dated and one.tags <= {"maybe", "told", "neg", "negplus", "ne", "but"} and words.isdisjoint({"si", "ou", "aussi"})
    )


_PUT_OFF = word_set(
    "verra verrai verrons dirai dirons redirai redirons recontacte recontacterai recontacterons confirmerai confirmerons preciserai"
    " preciserons deciderai deciderons rappellerai rappellerons reparlerai reparlera courant"
)
