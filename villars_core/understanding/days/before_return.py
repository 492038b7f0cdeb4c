"""Reads the weekdays of an absence as those before the day of the return: "elle ne rentre que mardi 5 janvier, elle manque donc lundi"."""

from dataclasses import replace
from datetime import date, timedelta

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Item
from villars_core.understanding.days.echoes import Resolve
from villars_core.understanding.days.gathered_days import is_bare
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_RETURNS = word_set(
    "retour rentre rentrent rentrons rentrera rentreront rentrerons revient reviennent revenons reviendra reviendront reviendrons reprend"
    " reprennent reprenons reprendra reprendront atterrit atterrissons arrivons reprise"
)
_WEEK = 7


def before_return(said: list[Said], heard: Heard, days_of: Resolve, today: date) -> list[Said]:
    """Return the days of an absence, bare weekdays set in the week before a return that is told by its date before them."""
    bare = all(one.group.kind == "list" and all(is_bare(item) and item.kind == "weekday" for item in one.group.items) for one in said)
    if not said or not bare:
        return said
    back = [one for one in heard.said if one not in said and one.j <= said[0].i and _is_return(one, heard)]
    days = days_of(back[0]) if len(back) == 1 else ()
    if len(days) != 1 or days[0] <= today:
        return said
    return [replace(one, group=replace(one.group, items=[_before(item, days[0]) for item in one.group.items])) for one in said]


def _is_return(one: Said, heard: Heard) -> bool:
    """Say whether a date tells when somebody is back: "retour le 6 janvier", "ne rentre que mardi 5"."""
    items = one.group.items
    if one.group.kind != "list" or len(items) != 1 or one.denied or not (items[0].kind == "day" or (items[0].day and not items[0].mod)):
        return False
    start = heard.sentence_starts[one.i]
    return any(heard.scan.tokens[at].text in _RETURNS for at in range(start, one.i))


def _before(item: Item, back: date) -> Item:
    """Return the last such weekday up to a date as a day of its own: "retour le 5 au soir, absent lundi et mardi"."""
    day = back - timedelta(days=(back.isoweekday() - item.weekday) % _WEEK)
    return Item("day", item.i, item.j, day=day.day, month=day.month, year=day.year)
