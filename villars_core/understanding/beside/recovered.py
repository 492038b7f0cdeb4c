"""Says whether an illness or an absence that is told is over, or no reason not to eat: its child is there, or will be on a day told."""

import itertools
from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_NEAR = 5


def is_over(heard: Heard) -> bool:
    """Say whether an illness is told to be over: "… mais ce matin tout va bien, elle est en classe"."""
    tokens = heard.scan.tokens
    words = [token.text for token in tokens]
    there = any(
        cue.tag == "go" and not cue.denied and tokens[cue.i].text in _COMES and not _is_dated_return(cue, heard) for cue in heard.cues
    )
    over = any(one.tag == "shift" and other.tag == "sick" and one.j == other.i for one, other in itertools.pairwise(heard.cues))
    return there or over or any(words[at : at + 3] == ["tout", "va", "bien"] for at in range(len(words)))


def eats_all_the_same(heard: Heard) -> bool:
    """Say whether an absent child is told to come or eat: "sera absente jeudi mais mangera quand même"."""
    words = heard.scan.words
    if "meme" in heard.scan.vocabulary and _eats_anyway(words, heard):
        return True
    # "absent jeudi matin mais sera là à midi"
    if not {"mais", "la"} <= heard.scan.vocabulary:
        return False
    there = [cue for cue in heard.cues if cue.tag == "go" and not cue.denied and words[cue.j - 1] == "la"]
    noons = [cue.i for cue in heard.cues if cue.tag == "noon"]
    return any("mais" in words[max(cue.i - 2, 0) : cue.i] and any(0 <= at - cue.j < _NEAR for at in noons) for cue in there)


def _eats_anyway(words: Sequence[str], heard: Heard) -> bool:
    """Say whether "quand même" or "tout de même" stands right behind a meal."""
    ends = [at for at in range(len(words)) if words[at : at + 2] == ["quand", "meme"] or words[at : at + 3] == ["tout", "de", "meme"]]
    deeds = [cue for cue in heard.cues if cue.tag in {"eat", "canteen"} and not cue.denied]
    return any(0 <= at - cue.j < _NEAR for at in ends for cue in deeds)


def _is_dated_return(cue: Cue, heard: Heard) -> bool:
    """Say whether a return is told with its day: "il reprendra l'école jeudi"."""
    returns = heard.scan.words[cue.i].startswith("repren")
    return returns and any(cue.j <= said.i < cue.j + _NEAR for said in heard.said)


_COMES = word_set("est sont vient viennent viendra viendront ira iront sera seront reprend reprendra")
