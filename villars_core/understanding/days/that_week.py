"""Reads « cette semaine-là » as the week of the day told before it: "mon congé finit le 2 novembre. Noah mange toute cette semaine-là"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.days.weeks_before import is_there
from villars_core.understanding.language.text import Token

_POINTED = "that"
_DAYS = frozenset({"day", "weekday"})


def of_that_week(said: Sequence[Said], tokens: Sequence[Token], source: str) -> list[Said]:
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
    if any(one.group.kind != "list" for one in told) or any(item.kind not in _DAYS or item.every or item.plural for item in days):
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
