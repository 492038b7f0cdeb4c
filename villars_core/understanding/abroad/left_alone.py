"""Finds in a language other than French what leaves other children's meals as they are: "oğluma dokunmayın", "kızları ben alırım"."""

from villars_core.understanding.beside.stretches import WITHDRAWN, Stretch
from villars_core.understanding.heard import Heard

# Who comes as ever is told with no more than this beside the words listed as "kept".
_COMING = frozenset({"go", "stay", "eat", "canteen", "school", "but", "only", "notcond", "thanks", "told", "ask"})
_EATEN = frozenset({"eat", "canteen"})
# Who stays with the writers beside a meal booked for another is told with no more than this.
_WITH_US = frozenset({"go", "stay", "pickup", "same", "but", "only", "notcond", "thanks", "noon", "see", "home", "excuse"})
_BOOKED = frozenset({"book", "eat", "canteen"})
_MOST = 60
_NOTHING = ("\0",)


def left_alone(heard: Heard) -> set[int]:
    """Return the places of what keeps another child where it is beside an act about one."""
    stretches = heard.stretches
    if not 1 < len(stretches) <= _MOST:
        return set()
    ordered = [one for one in stretches if _withdraws(one)]
    kept = [one for one in stretches if _is_kept(one, ordered, heard)]
    if "fetched" in heard.lexicon.frames:
        booked = [one for one in stretches if any(cue.tag in _BOOKED for cue in one.cues) and not _withdraws(one)]
        kept += [one for one in stretches if _is_fetched(one, booked, stretches, heard)]
    return {at for one in kept for at in range(one.i, one.j)}


def _is_fetched(one: Stretch, booked: list[Stretch], stretches: list[Stretch], heard: Heard) -> bool:
    """Say whether the writers only keep another child with them beside a meal booked: "oğlanlar yesin, kızları ben alırım"."""
    others = {key for other in booked for key in other.keys}
    if not others or one.dated or not one.keys or one.keys & others or "?" in one.words or not one.tags <= _WITH_US:
        return False
    if any(cue.denied for cue in one.cues) or any(other is not one and _withdraws(other) for other in stretches):
        return False
    read = {at for cue in one.cues for at in range(cue.i, cue.j)} | {at for each in one.mentions for at in range(each.i, each.j)}
    told = [heard.scan.tokens[at].text for at in range(one.i, one.j) if at not in read and heard.scan.tokens[at].text[0].isalnum()]
    fetched = [word for word in one.words if heard.lexicon.tells("fetched", word)]
    return bool(fetched) and all(heard.lexicon.tells("fetched", word) or heard.lexicon.tells("fetching", word) for word in told)


def _withdraws(one: Stretch) -> bool:
    return any(cue.denied or cue.tag in WITHDRAWN for cue in one.cues)


def _is_kept(one: Stretch, ordered: list[Stretch], heard: Heard) -> bool:
    words = heard.lexicon
    others = {key for other in ordered if other is not one for key in other.keys}
    if not others or one.dated or one.keys & others or "?" in one.words or not one.tags <= _COMING:
        return False
    if any(cue.denied for cue in one.cues):
        return False
    last = one.cues[-1] if one.cues else None
    wishing = words.frame_ends.get("wishing", _NOTHING)
    if last is not None and last.tag in _EATEN and heard.scan.tokens[last.j - 1].text.endswith(wishing):
        # "Hugo yemesin, Chloé yemeğe kalsın" orders for both.
        return False
    told = bool(one.keys) or any(words.tells("others", word) for word in one.words)
    closing = [word for word in one.words if word.isalpha()][-1:]
    return told and bool(closing) and words.tells("kept", closing[0])
