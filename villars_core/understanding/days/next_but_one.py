"""Reads "pas ce mardi mais le suivant" as the day a week after the one it takes back, and leaves out ages told in years."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.dates.items import Item
from villars_core.understanding.language.text import Token, word_set

_NOTS = frozenset({"pas", "non"})
_BUTS = word_set("mais plutot ,")
_THE = word_set("le celui la celle")
_NEXT = word_set("suivant prochain")
_AFTER = word_set("apres ensuite")
_YEARS = frozenset({"an", "ans"})
_FEW, _WEEK = 3, 7


def corrected_days(said: Sequence[Said], tokens: Sequence[Token]) -> list[Said]:
    """Return what is said of the days, each weekday that the next one takes the place of read as that one; no ages."""
    kept = [one for one in said if not _is_age(one, tokens)] or list(said)
    if _NOTS.isdisjoint([tokens[one.i - 1].text for one in kept if one.i]):
        return kept
    found: list[Said] = []
    for one in kept:
        later = _later(one, tokens)
        if later and found and _is_same_weekday(found[-1], one) and found[-1].j >= later.i - _FEW:
            # "Tom ne mange pas jeudi, pas ce jeudi mais le suivant"
            found.pop()
        found.append(later or one)
    return found


def without_taken_back(cues: Sequence[Cue], said: Sequence[Said], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues without those of a "pas … mais" that stands for one day."""
    inside = {at for one in said if tokens[one.i].text in _NOTS for at in range(one.i, one.j)}
    return [cue for cue in cues if cue.i not in inside] if inside else list(cues)


def _is_age(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether years are counted: "pour ses 7 ans"."""
    if one.j - one.i != 1 or tokens[one.i].text not in _YEARS or not one.i:
        return False
    return tokens[one.i - 1].text.isdigit() and one.group.items[0].kind == "period"


def _later(one: Said, tokens: Sequence[Token]) -> Said | None:
    """Return the day a week after one that a "pas … mais le suivant" takes back."""
    item = one.group.items[0]
    if len(one.group.items) > 1 or one.group.kind != "list" or item.kind != "weekday" or item.mod not in {"", "this"} or item.within:
        return None
    start = one.i - 1
    if start < 0 or tokens[start].text not in _NOTS:
        return None
    start -= start > 0 and tokens[start - 1].text == "non"
    stop = _end(one.j, [token.text for token in tokens[one.j : one.j + 2 * _FEW]])
    if stop is None:
        return None
    later = Item("weekday", item.i, item.j, weekday=item.weekday, mod="plus", unit=str(_WEEK))
    return Said(replace(one.group, items=[later], excepted=False), start, stop)


def _end(at: int, words: Sequence[str]) -> int | None:
    """Return where "mais le suivant", "mais celui d'après" ends."""
    place = 0
    while place < len(words) and words[place] in _BUTS:
        place += 1
    if not place or words[place : place + 1] == [] or words[place] not in _THE:
        return None
    after = words[place + 1 : place + _FEW]
    if after[:1] and after[0] in _NEXT:
        return at + place + 2
    return at + place + _FEW if after[:1] == ["d'"] and after[1:] and after[1] in _AFTER else None


def _is_same_weekday(one: Said, other: Said) -> bool:
    item, last = one.group.items[-1], other.group.items[0]
    return len(one.group.items) == 1 and (item.kind, item.weekday) == (last.kind, last.weekday) and item.mod in {"", "this"}
