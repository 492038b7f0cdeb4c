"""Reads "ce jour", "ce mardi" and "ese martes" as the day told before them: "le 12 janvier mamie part. Cantine ce mardi, merci."."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.heard import Heard

_DAY_WORDS = frozenset({"jour", "midi"})
_LEADS = frozenset({"pour", "de", "a"})
_NEAR = 2
Resolve = Callable[[Said], Sequence[date]]


def taken_up(said: Sequence[Said], heard: Heard, days_of: Resolve) -> list[Said]:
    """Return what was said of the days, each "ce jour" replaced by the day told before it, where one was."""
    return [_told_before(one, heard, days_of) or one for one in said]


def _told_before(one: Said, heard: Heard, days_of: Resolve) -> Said | None:
    if len(one.group.items) != 1 or one.group.kind != "list":
        return None
    item = one.group.items[0]
    pointed = _is_pointed_at(one, heard)
    whole = item.kind == "rel" and _is_this_day(one, heard)
    of_weekday = item.kind == "weekday" and (pointed or (item.mod == "this" and heard.lexicon.language == "fr"))
    if not whole and not of_weekday:
        return None
    for other in reversed([other for other in heard.said if other.j <= one.i and not other.denied]):
        if len(other.group.items) != 1 or other.group.kind != "list":
            continue
        if other.group.items[0].kind not in ({"day", "weekday"} if whole or pointed else {"day"}):
            continue
        days = days_of(other)
        if len(days) == 1 and (whole or days[0].isoweekday() == item.weekday):
            return replace(one, group=other.group)
    return None


def _is_pointed_at(one: Said, heard: Heard) -> bool:
    """Say whether a word right before a day points back, as a lexicon's frames list it: "ese mismo jueves", "nessa quinta"."""
    if "pointing" not in heard.lexicon.frames:
        return False
    near = heard.scan.tokens[max(one.i - _NEAR, 0) : one.i + 1]
    return any(heard.lexicon.tells("pointing", token.text) for token in near)


def _is_this_day(one: Said, heard: Heard) -> bool:
    """Say whether a stretch is "ce jour", or "ce midi-là"."""
    tokens = heard.scan.tokens
    words = [token.text for token in tokens[one.i : one.j] if token.text not in _LEADS]
    if words == ["ce", "jour"]:
        return True
    after = tokens[one.j].text if one.j < len(tokens) else ""
    there = after == "la" and heard.folded.source[tokens[one.j].start - 1] == "-"
    return there and words[:1] == ["ce"] and words[-1] in _DAY_WORDS
