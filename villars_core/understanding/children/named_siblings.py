"""Tells a sibling of the family by name from somebody else: "avec sa sœur Fatou", "son petit frère Ousmane"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_SIBLINGS = word_set("frere soeur freres soeurs")
_OF_OTHERS = frozenset({"family", "change"})


def with_named_siblings(cues: list[Cue], mentions: Sequence[Mention], scan: Scan) -> list[Cue]:
    """Return the cues without a sibling who is company or news, where a child of the family is named right behind."""
    if _SIBLINGS.isdisjoint(scan.vocabulary):
        return cues
    named = {one.i for one in mentions if one.keys and one.rule.startswith("name")}
    return [cue for cue in cues if not (cue.tag in _OF_OTHERS and cue.j in named and scan.words[cue.j - 1] in _SIBLINGS)]
