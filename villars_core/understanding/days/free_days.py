"""Takes the days on which the writers say they are free out of a meal: "inscrivez Tom la semaine du 9 et le 16 je suis libre"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import MARKS, word_set

_FREE = word_set("libre libres conge conges repos rtt disponible disponibles dispo")
_WRITERS = word_set("je j' on nous")
_NOTS = word_set("pas plus ni jamais")
_JOINS = word_set("et & puis mais")
_EATEN, _AWAY = frozenset({"book", "eat", "canteen"}), frozenset({"cancel", "absent", "sick", "home", "homemeal"})
_NEAR = 6


def without_free_days(said: list[Said], cues: Sequence[Cue], scan: Scan) -> list[Said]:
    """Return what is said, a day beside those of a meal taken back where the writers are free; they cancel for that reason."""
    if _FREE.isdisjoint(scan.vocabulary):
        return said
    for at, one in enumerate(said):
        if not _is_free(one, scan) or not _is_of_meal([cue for cue in cues if cue.j <= one.i]):
            continue
        group = one.group
        if len(group.items) == 1:
            if scan.words[one.i - 1] in _JOINS and at:
                return [*said[:at], replace(one, denied=True), *_as_pointing(said[at + 1 :], scan)]
        elif group.kind == "list" and (ands := [place for place in range(one.i, one.j) if scan.words[place] in _JOINS]):
            # "jeudi et vendredi je suis libre"
            first, last = (replace(group, items=items) for items in (group.items[:-1], group.items[-1:]))
            free = replace(one, group=last, i=ands[-1] + 1, denied=True)
            return [*said[:at], replace(one, group=first, j=ands[-1]), free, *_as_pointing(said[at + 1 :], scan)]
    return said


def _is_free(one: Said, scan: Scan) -> bool:
    """Say whether the writers are told right behind a day to be free: "le 16 je suis libre"."""
    behind = scan.words[one.j : one.j + _NEAR]
    stop = next((at for at, word in enumerate(behind) if word in MARKS), len(behind))
    told = behind[:stop]
    return not one.denied and told[:1] != [] and told[0] in _WRITERS and not _FREE.isdisjoint(told) and _NOTS.isdisjoint(told)


def _is_of_meal(before: Sequence[Cue]) -> bool:
    return any(cue.tag in _EATEN for cue in before) and not any(cue.denied or cue.tag in _AWAY for cue in before)


def _as_pointing(after: Sequence[Said], scan: Scan) -> list[Said]:
    """Take back a week that points to the free day as well: "…, toute cette semaine-là"."""
    points = [one.group.items[0].kind == "week_of" and "cette" in scan.words[one.i : one.j] for one in after]
    return [replace(one, denied=True) if back else one for one, back in zip(after, points, strict=True)]
