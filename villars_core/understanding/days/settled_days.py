"""Places the days told among the words of a message, and settles which of them tell days, before any order is made."""

from collections.abc import Sequence

from villars_core.understanding.abroad.opened_days import opened_apart
from villars_core.understanding.acts.clauses import Said, outside_days, placed
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.dates.items import Group, Word
from villars_core.understanding.days.answered_days import without_refused
from villars_core.understanding.days.earlier_mail import without_earlier_mail
from villars_core.understanding.days.free_days import without_free_days
from villars_core.understanding.days.landmarks import without_years
from villars_core.understanding.days.next_but_one import corrected_days, without_taken_back
from villars_core.understanding.days.spoken_days import parted_lists
from villars_core.understanding.days.told_again import without_told_again
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan


def settled_days(
    groups: Sequence[Group], tags: Sequence[Word], cues: list[Cue], whole: Scan, words: Lexicon
) -> tuple[list[Said], list[Cue]]:
    """Return what is said of the days, without what only seems to tell some, and the cues without what belongs to the days."""
    tokens, french = whole.tokens, words.language == "fr"
    said = _at_noon(placed(groups, tags, cues, whole), whole, cues)
    said = without_told_again(without_earlier_mail(without_years(said, tokens), tokens), tokens) if french else said
    said = parted_lists(corrected_days(said, tokens), cues, tokens)
    said = without_free_days(said, cues, whole) if french else said
    said, cues = without_refused(said, cues, tokens) if french else (opened_apart(said, tokens, words), cues)
    return said, without_taken_back(outside_days(cues, said), said, tokens)


def _at_noon(said: list[Said], whole: Scan, cues: list[Cue]) -> list[Said]:
    """Leave out "ce soir" and "en ce moment" beside other days: no meal of the canteen is in the evening."""
    beside = [one for one in said if len(one.group.items) == 1 and one.group.items[0].kind == "rel"] if len(said) > 1 else []
    if not beside:
        return said
    away = any(cue.tag in _AWAY or (cue.tag == "go" and cue.denied) for cue in cues)
    aside = _EVENING if away else _EVENING | _MORNING
    evening = [one for one in beside if not aside.isdisjoint([token.text for token in whole.tokens[one.i : one.j]])]
    return [one for one in said if one not in evening] or said


_AWAY = frozenset({"absent", "sick", "school", "pastabsent", "proof"})
_MORNING = frozenset({"matin", "matinee"})
_EVENING = frozenset({"soir", "nuit", "soiree", "moment", "actuellement", "maintenant", "suite", "heure"})
