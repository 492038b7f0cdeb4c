"""Tells a day of one sentence from the whole week of a later one: "absente vendredi. Elle le sera toute la semaine prochaine"."""

from collections.abc import Sequence

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.days.gathered_days import is_bare
from villars_core.understanding.heard import Heard


def before_whole_week(said: Sequence[Said], heard: Heard) -> list[Said]:
    """Return the weekdays of earlier sentences that a whole week told last is not narrowed to: "lundi. Puis toute la semaine prochaine"."""
    week, tokens = said[-1], heard.scan.tokens
    if tokens[week.i].text != "toute" or week.denied or week.group.kind != "list" or len(week.group.items) != 1:
        return []
    if (week.group.items[0].kind, week.group.items[0].unit) != ("period", "week"):
        return []
    start = heard.sentence_starts[week.i]
    days = [
        one for one in said[:-1] if one.i < start and not one.denied and one.group.kind == "list" and all(map(is_bare, one.group.items))
    ]
    return days if len(days) == len(said) - 1 else []
