"""Finds in a language other than French what only leaves a child's meals as they are: "oğluma dokunmayın", "Chloé normal gelecek"."""

from villars_core.understanding.heard import Heard
from villars_core.understanding.stretches import WITHDRAWN, Stretch, stretches_of

# Who comes as ever is told with no more than this beside the words listed as "kept".
_COMING = frozenset({"go", "stay", "eat", "canteen", "school", "but", "only", "notcond", "thanks", "told", "ask"})
_MOST = 60


def left_alone(heard: Heard) -> set[int]:
    """Return the places of what keeps another child where it is, beside what takes one's meal off or reports one absent."""
    stretches = stretches_of(heard)
    if not 1 < len(stretches) <= _MOST:
        return set()
    ordered = [one for one in stretches if _withdraws(one)]
    return {at for one in stretches if _is_kept(one, ordered, heard) for at in range(one.i, one.j)}


def _withdraws(one: Stretch) -> bool:
    return any(cue.denied or cue.tag in WITHDRAWN for cue in one.cues)


def _is_kept(one: Stretch, ordered: list[Stretch], heard: Heard) -> bool:
    words = heard.lexicon
    others = {key for other in ordered if other is not one for key in other.keys}
    if not others or one.dated or one.keys & others or "?" in one.words or not one.tags <= _COMING:
        return False
    if any(cue.denied for cue in one.cues):
        return False
    told = bool(one.keys) or any(words.tells("others", word) for word in one.words)
    closing = [word for word in one.words if word.isalpha()][-1:]
    return told and bool(closing) and words.tells("kept", closing[0])
