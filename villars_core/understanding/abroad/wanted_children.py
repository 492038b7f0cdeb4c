"""Reads a child who is wanted among those that eat as one to be booked: "quería a las dos apuntadas", "deixem a Inès inscrita"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention

_WANTING = "wanting"
_NEAR = 2


def booked_as_wanted(cues: list[Cue], mentions: Sequence[Mention]) -> list[Cue]:
    """Return the cues with a child's being booked as its booking, where it is wanted; what is only wanted tells nothing."""
    if _WANTING not in {cue.tag for cue in cues}:
        return cues
    last = max((cue.i for cue in cues if cue.tag == "neg" and not cue.denied), default=-1)
    ends = {one.j: one.i for one in mentions if one.keys}
    booked = {
        cue.i
        for wish, cue in pairwise(cues)
        if wish.tag == _WANTING and cue.tag == "ischecked" and last < cue.i and cue.i in ends and 0 <= ends[cue.i] - wish.j <= _NEAR
    }
    return [Cue("book", cue.i, cue.j, cue.denied) if cue.i in booked else cue for cue in cues if cue.tag != _WANTING]
