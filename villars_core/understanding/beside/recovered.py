"""Says whether an illness that is told is over: its child is there, or will be on a day told with it."""

import itertools

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


def _is_dated_return(cue: Cue, heard: Heard) -> bool:
    """Say whether a return is told with its day: "il reprendra l'école jeudi"."""
    returns = heard.scan.tokens[cue.i].text.startswith("repren")
    return returns and any(cue.j <= said.i < cue.j + _NEAR for said in heard.said)


_COMES = word_set("est sont vient viennent viendra viendront ira iront sera seront reprend reprendra")
