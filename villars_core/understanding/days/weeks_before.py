"""Reads "cette semaine-là" and "ces deux semaines" as the weeks told before them: "en cure du 22 au 26 mars … toute cette semaine-là"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.language.text import MARKS, Token, word_set

_WEEKS = word_set("semaine semaines")
_COUNTS = {"deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4}
_LONGEST_MONTH, _DAYS_IN_WEEK = 31, 7
_WEEK_KINDS = frozenset({"week_of", "week_number", "nth", "edge", "beside"})


def with_weeks_before(said: list[Said], tokens: Sequence[Token], source: str) -> list[Said]:
    """Return what is said of the days, each week that only points back replaced by the stretch told before it that is as long."""
    return [_told_before(one, said[:at], tokens, source) or one if at else one for at, one in enumerate(said)]


def _told_before(one: Said, earlier: Sequence[Said], tokens: Sequence[Token], source: str) -> Said | None:
    weeks, end = _pointed_at(one, tokens, source)
    if not weeks:
        return None
    for other in reversed(earlier):
        group = None if other.denied or other.group.excepted else _as_weeks(other.group, weeks)
        if group is not None:
            return replace(one, group=replace(group, i=one.group.i, j=one.group.j, excepted=one.group.excepted), j=end)
    return None


def points_to_weeks(one: Said, tokens: Sequence[Token], source: str) -> bool:
    """Say whether a week points back to one that was not found: "annulez ses repas cette semaine-là", and nothing before it."""
    return bool(_pointed_at(one, tokens, source)[0])


def _pointed_at(one: Said, tokens: Sequence[Token], source: str) -> tuple[int, int]:
    """Return how many weeks a stretch points back to, 0 for none, and where it ends: "cette semaine-là", "ces deux semaines"."""
    items = one.group.items
    if (
        one.group.kind != "list"
        or len(items) > 1
        or (items[0].kind, items[0].unit) != ("period", "week")
        or tokens[one.j - 1].text not in _WEEKS
    ):
        return 0, one.j
    there = one.j < len(tokens) and is_there(tokens, one.j, source)
    if items[0].mod == "this":
        return (1 if there else 0), one.j + 1
    counted = not items[0].mod and one.i > 1 and tokens[one.i - 2].text == "ces"
    return (_COUNTS.get(tokens[one.i - 1].text, 0) if counted else 0), one.j + there


def is_there(tokens: Sequence[Token], at: int, source: str) -> bool:
    """Say whether a token is the "là" of "cette semaine-là", as people write it."""
    if tokens[at].text != "la":
        return False
    start = tokens[at].start
    closed = at + 1 >= len(tokens) or tokens[at + 1].text in MARKS
    return source[start : start + 2].lower() == "là" or source[start - 1] == "-" or closed


def _as_weeks(group: Group, weeks: int) -> Group | None:
    """Return a group where it tells as many weeks: "du 18 au 29 janvier" are two, and "le 14 décembre" lies in one."""
    items = group.items
    if group.kind == "range":
        return group if _weeks_between(items[0], items[1]) == weeks else None
    if group.kind != "list" or group.either:
        return None
    if weeks == 1 and len(items) == 1 and items[0].kind == "day":
        return replace(group, items=[Item("week_of", items[0].i, items[0].j, unit="week", anchor=items[0])])
    return group if sum(_weeks_in(item) for item in items) == weeks and all(map(_weeks_in, items)) else None


def _weeks_between(first: Item, last: Item) -> int:
    """Return in how many weeks a stretch between two days fits, 0 where they are told otherwise."""
    if first.kind != "day" or last.kind != "day":
        return 0
    length = last.day - first.day + 1
    if length <= 0 or (first.month and last.month and first.month != last.month):
        length += _LONGEST_MONTH
    return -(-length // _DAYS_IN_WEEK)


def _weeks_in(item: Item) -> int:
    if item.kind == "next_n" and item.unit == "week":
        return item.number
    if item.kind == "span" and item.within and item.anchor and item.within.kind == item.anchor.kind == "week_number":
        return item.anchor.number - item.within.number + 1
    week = item.kind in _WEEK_KINDS and (item.unit == "week" or item.kind == "week_number")
    return int(week or (item.kind == "period" and item.unit == "week" and bool(item.mod) and not item.part))
