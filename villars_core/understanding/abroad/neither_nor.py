"""Reads a Turkish "ne … ne …" before a verb that is denied as "neither … nor", and not as "what": "ne Léo ne Léa yemek yemeyecek"."""

from collections.abc import Container, Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan

_TURKISH, _NE, _BOTH = "tr", "ne", 2


def neither_nor(cues: list[Cue], mentions: Sequence[Mention], scan: Scan, words: Lexicon) -> list[Cue]:
    """Return the cues without the "ne" before each of several children; beside a verb that is not denied it is asked about."""
    if words.language != _TURKISH or _NE not in scan.vocabulary or not any(cue.denied for cue in cues) or "?" in scan.vocabulary:
        return cues
    named = {one.i for one in mentions if one.keys}
    before = {cue.i for cue in cues if cue.tag == "maybe" and scan.words[cue.i] == _NE and _stands_before(named, cue.j, scan.words)}
    return [cue for cue in cues if cue.i not in before] if len(before) >= _BOTH else cues


def _stands_before(named: Container[int], at: int, words: Sequence[str]) -> bool:
    """Say whether a child is named at a place, or right behind a "de" there: "ne de Léa"."""
    return at in named or (words[at : at + 1] == ["de"] and at + 1 in named)
