"""Puts a day, a month, a season or a feast into the year told before it: "l'an dernier à Pâques", "en 2019, le 3 mai"."""

from collections.abc import Sequence

from villars_core.understanding.dates.items import Group, Item, Word

_SMALL = frozenset({"the", "of", "to", "opt", "comma"})
_SMALL_WORDS = frozenset({"en", "a", "au", "aux", "dans", "vers", ":", "(", "courant"})
_PLACED = frozenset({"feast", "season", "month", "day", "back"})
# "l'année d'avant" is told from another year.
_RELATIVE = frozenset({"d'avant", "d'apres"})
_JOINING = frozenset({"que", "qu'", "qui", "car", "mais", "puis", "donc", "si", "ou", "quand"})
_MOST_BETWEEN = 5


def placed_in_years(words: Sequence[Word], groups: Sequence[Group]) -> list[Group]:
    """Return the groups, each that stands behind a year told alone put into that year, and the year taken away."""
    placed: list[Group] = []
    for group in groups:
        year = placed[-1] if placed else None
        if year is not None and _lone(words, year) and _fits(year.items[0], group) and _within(words, year, group):
            _place(year.items[0], group)
            group.i = year.i
            placed[-1] = group
        else:
            placed.append(group)
    return placed


def is_year(item: Item) -> bool:
    """Say whether an item is a year: "l'an dernier", "il y a deux ans", "2019"."""
    if item.part or item.anchor is not None or item.every or item.name:
        return False
    return item.kind == "year" or (item.unit == "year" and ((item.kind == "period" and bool(item.mod)) or item.kind == "offset"))


def _lone(words: Sequence[Word], group: Group) -> bool:
    if group.items[0].mod == "foll" or words[group.j - 1].text.replace(" ", "") in _RELATIVE:
        return False
    return is_year(group.items[0]) and group.kind == "list" and len(group.items) == 1 and not group.excepted


def _fits(year: Item, group: Group) -> bool:
    """Say whether the items of a group wait for a year; what begins in a year gone by has an end of its own."""
    to_come = year.mod not in {"last", "ago"} and year.number >= 0
    if group.excepted or not (group.kind in {"list", "range"} or (group.kind in {"from", "after"} and to_come)):
        return False
    dated = [bool(item.month) or item.kind != "day" for item in group.items]
    return all(item.kind in _PLACED and not (item.year or item.mod or item.within) for item in group.items) and (
        all(dated) or (group.kind == "range" and dated[-1])
    )


def _within(words: Sequence[Word], year: Group, group: Group) -> bool:
    """Say whether a year and a group are told together: nothing but small words between, or one clause that the year opens."""
    between = words[year.j : group.i]
    if all(word.tag in _SMALL or word.text in _SMALL_WORDS for word in between):
        return True
    whole = all(word.tag in {"", "the", "of", "to", "opt"} and word.text not in _JOINING and word.text[:1].isalnum() for word in between)
    return year.i <= 1 and whole and len(between) <= _MOST_BETWEEN


def _place(year: Item, group: Group) -> None:
    for item in group.items[:1] if group.kind == "range" else group.items:
        if year.kind == "year":
            item.year = year.year
        else:
            item.mod = f"year:{year.mod if year.kind == 'period' else year.number}"
