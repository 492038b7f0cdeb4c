"""Says whether days told behind the last of several children are told of all of them."""

from collections.abc import Sequence

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.language.text import Token, word_set


def shares_days(clause: Clause, rest: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Say whether a clause names one more child and then every day of a week told before: "… et Louise tous les jours sauf lundi"."""
    if any(item.kind != "period" for one in clause.said if not one.group.excepted for item in one.group.items):
        return False
    dated = {tokens[at].text for one in clause.said for at in range(one.i, one.j)}
    return bool(clause.said) and all(word in _BESIDE or word in dated or not word[0].isalpha() for word in rest)


_BESIDE = word_set("et pour avec merci svp donc bien sur sauf hormis excepte hors a part")
