"""Reads "cette semaine-là" and "ces deux semaines" as the weeks told before them.

The week of a day ("mon congé finit le 2 novembre. Noah mange toute cette semaine-là"), or a stretch that is as long ("en cure du 22 au 26
mars … cette semaine-là").
"""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import MARKS, Token, word_set

_WEEKS = word_set("semaine semaines")
_COUNTS = {"deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4}
_LONGEST_MONTH, _DAYS_IN_WEEK = 31, 7
_POINTED = "that"
_DAY_KINDS = frozenset({"day", "weekday"})
_WEEK_KINDS = frozenset({"week_of", "week_number", "nth", "edge", "beside"})


def with_weeks_before(said: list[Said], scan: Scan, source: str) -> list[Said]:
    """Return what is said of the days, each week that only points back replaced by the week or stretch told before it."""
    if _WEEKS.isdisjoint(scan.vocabulary):
        return said
    tokens = scan.tokens
    said = _of_that_week(said, tokens, source)
    return [_told_before(one, said[:at], tokens, source) or one if at else one for at, one in enumerate(said)]


def _told_before(one: Said, earlier: Sequence[Said], tokens: Sequence[Token], source: str) -> Said | None:
    weeks, end = _pointed_at(one, tokens, source)
    if not weeks and earlier and _takes_up_week(one, earlier[-1], tokens):
        weeks, end = 1, one.j
    if not weeks:
        return None
    for other in reversed(earlier):
        group = None if other.denied or other.group.excepted else _as_weeks(other.group, weeks)
        if group is not None:
            return replace(one, group=replace(group, i=one.group.i, j=one.group.j, excepted=one.group.excepted), j=end)
    return None


def _takes_up_week(one: Said, before: Said, tokens: Sequence[Token]) -> bool:
    """Say whether "toute cette semaine" is the one told by its date: "ils sont là la semaine du 7. Annulez toute cette semaine"."""
    if len(before.group.items) != 1 or before.group.items[0].kind not in {"week_of", "week_number"}:
        return False
    if any(token.text in {"mais", "sauf"} for token in tokens[before.j : one.i]):
        return False
    items = one.group.items
    week = one.group.kind == "list" and len(items) == 1 and (items[0].kind, items[0].unit, items[0].mod) == ("period", "week", "this")
    words = [token.text for token in tokens[max(one.i - 1, 0) : one.j]]
    return week and words[-3:] == ["toute", "cette", "semaine"]


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


# The week of a day told before


def _of_that_week(said: Sequence[Said], tokens: Sequence[Token], source: str) -> list[Said]:
    """Return what is said of the days: a week that is pointed back to is that of the day before it, and "tous les jours" of it."""
    found: list[Said] = []
    for one in said:
        if not found or not _points_at_week(one, tokens, source):
            found.append(one)
        elif one.group.items[0].kind == "weekday":
            found.append(_within(one, found))
        else:
            start = one.i
            if found[-1].j == start and _is_every_day(found[-1]):
                # "tous les jours de cette semaine-là" tells no more than the week.
                start = found.pop().i
            weeks = _weeks_of_days(found)
            found.append(replace(one, i=start, group=Group("list", one.i, one.j, weeks, either=len(weeks) > 1) if weeks else one.group))
    return found


def is_week_of_day(one: Said) -> bool:
    """Say whether days pointed back to have become those of a week told before: they are then no echo of another."""
    item = one.group.items[0]
    return item.name == _POINTED or (item.within is not None and item.within.name == _POINTED)


def _within(one: Said, before: Sequence[Said]) -> Said:
    """Return the weekdays of a week told before: "je reprends lundi 30. Tom mangera le jeudi de cette semaine-là"."""
    weeks = _weeks_of_days(before) or [replace(said.group.items[0], name=_POINTED) for said in before if _is_week(said)]
    if len(weeks) != 1:
        return one
    return replace(one, group=replace(one.group, items=[replace(item, within=weeks[0]) for item in one.group.items]))


def _weeks_of_days(before: Sequence[Said]) -> list[Item]:
    """Return the weeks of the days told, where nothing but single days is told."""
    told = [one for one in before if not one.denied]
    days = [item for one in told for item in one.group.items]
    if any(one.group.kind != "list" for one in told) or any(item.kind not in _DAY_KINDS or item.every or item.plural for item in days):
        return []
    return [Item("week_of", item.i, item.j, anchor=item, unit="week", name=_POINTED) for item in days]


def _is_week(one: Said) -> bool:
    item = one.group.items[0]
    named = item.kind in {"week_of", "week_number"} or (item.kind, item.unit, item.mod) == ("period", "week", "next")
    return named and len(one.group.items) == 1 and one.group.kind == "list"


def _points_at_week(one: Said, tokens: Sequence[Token], source: str) -> bool:
    """Say whether a stretch is "cette semaine-là", or weekdays of it."""
    if one.j >= len(tokens):
        return False
    item = one.group.items[-1]
    week = item.within if item.kind == "weekday" else item if len(one.group.items) == 1 else None
    if week is None or (week.kind, week.unit, week.mod) != ("period", "week", "this"):
        return False
    return is_there(tokens, one.j, source)


def _is_every_day(one: Said) -> bool:
    item = one.group.items[-1]
    return len(one.group.items) == 1 and (item.kind, item.unit) == ("period", "day")
