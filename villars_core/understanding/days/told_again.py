"""Leaves out what tells no day of its own beside those told: a week told twice, "comme avant Noël", "son dernier repas de l'année"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Item
from villars_core.understanding.language.text import Token, word_set

_MEALS = word_set("repas dejeuner dejeuners cantine midi")
_ORDINALS = word_set("dernier derniers derniere dernieres premier premiers premiere premieres")
_SINGLE = frozenset({"weekday", "rel", "day"})
_TO_MEAL = 3


def without_told_again(said: Sequence[Said], tokens: Sequence[Token]) -> list[Said]:
    """Return what is said of the days without a week told again, a comparison with former days, and which meal of many is meant."""
    if len(said) == 1 and len(said[0].group.items) == 1 and said[0].group.kind == "list" and said[0].group.items[0].kind in _SINGLE:
        # The only day told is told once.
        return list(said)
    kept = [
        _without_holidays_over(one, tokens)
        for one in said
        if not (_compares(one, tokens) or _ranks(one, tokens) or _is_last_now(one, said, tokens))
    ] or list(said)
    if len(kept) > 1:
        kept = _put_right(_without_explained(kept, tokens), tokens)
    kept = [_without_edge(_left_from(one, tokens), tokens) for one in kept]
    return _without_week_again(kept, tokens) if any(_is_whole_week(item) for one in kept for item in one.group.items) else kept


def _without_explained(said: Sequence[Said], tokens: Sequence[Token]) -> list[Said]:
    """Take the dates in brackets for the last days that they explain: "les deux derniers jours avant Noël (17 et 18 décembre)"."""
    return [one for one, then in pairwise([*said, said[-1]]) if not _is_explained(one, then, tokens)]


def _is_explained(one: Said, then: Said, tokens: Sequence[Token]) -> bool:
    """Say whether as many dates stand in brackets behind last or first days as are counted there."""
    if then.i != one.j + 1 or tokens[one.j].text not in {"(", ":"} or len(one.group.items) != 1:
        return False
    item, dates = one.group.items[0], then.group.items
    return item.kind == "edge" and item.unit == "day" and abs(item.number) == len(dates) and all(date.kind == "day" for date in dates)


def _put_right(said: Sequence[Said], tokens: Sequence[Token]) -> list[Said]:
    """Take back a day that the writers put right while they write: "ne mange pas mardi, euh jeudi pardon", "mardi heu non jeudi"."""
    kept = list(said)
    for at, (one, then) in enumerate(pairwise(said)):
        between = [token.text for token in tokens[one.j : then.i]]
        if not _STUMBLES.isdisjoint(between) and all(word in _STUMBLING for word in between):
            kept[at], kept[at + 1] = replace(kept[at], denied=True), replace(then, denied=False)
    return kept


def _left_from(one: Said, tokens: Sequence[Token]) -> Said:
    """Read from when one is away for a weekend as that day alone: "on part en week-end dès vendredi midi"."""
    item = one.group.items[0]
    if one.group.kind != "from" or len(one.group.items) > 1 or item.kind not in _SINGLE:
        return one
    near = [token.text for token in tokens[max(one.i - _FAR, 0) : one.j + 1]]
    weekend = not _WEEKENDS.isdisjoint(near) and not _LEAVES.isdisjoint(near)
    return replace(one, group=replace(one.group, kind="list")) if weekend else one


def _without_edge(one: Said, tokens: Sequence[Token]) -> Said:
    """Take no other day from what is only said of those told by their date: "le vendredi 18, dernier jour d'école"."""
    items = one.group.items
    if len(items) == 1 or one.group.kind != "list":
        return one
    # The last days before a feast are known: told by another date they are asked about.
    last = [item for item in items if item.kind == "edge" and item.number < 0 and item.unit == "day" and not item.linked]
    edges = [item for item in last if not _SCHOOL.isdisjoint(token.text for token in tokens[item.i : item.j])]
    days = [item for item in items if item.kind == "day"]
    apart = len(edges) == 1 and len(days) == -edges[0].number and len(edges) + len(days) == len(items)
    return replace(one, group=replace(one.group, items=days)) if apart else one


_SCHOOL = word_set("ecole classe cours")
_WEEKENDS = word_set("week-end weekend week we")
_LEAVES = word_set("part partons partent pars partirons partira partiront")
_FAR = 8
_STUMBLES = word_set("euh heu hum oups")
_STUMBLING = _STUMBLES | word_set(", . … ! non nan pardon enfin plutot ah mince zut")


def _without_holidays_over(one: Said, tokens: Sequence[Token]) -> Said:
    """Take no day from what is told of the holidays themselves: "comptez-le tous les jours, les vacances sont finies"."""
    items = one.group.items
    if len(items) == 1 or one.group.kind != "list" or items[-1].kind not in {"holiday", "back"} or one.j >= len(tokens):
        return one
    if tokens[one.j].text not in _OF_HOLIDAYS or tokens[one.j - 2].text not in {"les", "la"} or tokens[one.j - 3].text not in {",", ";"}:
        return one
    return Said(replace(one.group, items=items[:-1]), one.i, one.j - 3, one.denied, one.contrast)


_OF_HOLIDAYS = word_set(
    "est sont sera seront finit finissent termine terminent commence commencent arrive arrivent approche approchent se s'"
)


def _compares(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether former days are what a habit is compared with: "ils mangent mardi, comme avant les vacances"."""
    if one.group.kind == "before" and one.i > 0 and tokens[one.i - 1].text == "comme":
        return True
    # "une location moins chère qu'au mois d'août"
    if one.i < _TO_MEAL or tokens[one.i - 1].text not in {"qu'", "que"}:
        return False
    return tokens[one.i - 2].text.startswith("cher") and tokens[one.i - 3].text in {"moins", "plus", "aussi"}


def _is_last_now(one: Said, said: Sequence[Said], tokens: Sequence[Token]) -> bool:
    """Say whether the day of the writing is told as the last of a year: "je profite de ce dernier jour de l'année"."""
    if one is not said[0] or tokens[one.i].text not in _THIS:
        return False
    words = [token.text for token in tokens[one.i : one.j] if token.text != "de"]
    return words[:3] == ["ce", "dernier", "jour"] and words[-1] in {"annee", "an"}


_THIS = frozenset({"ce", "de"})


def _ranks(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether a stretch tells which meal of many is meant: "son dernier repas de l'année"."""
    if not one.i or tokens[one.i].text not in {"de", "du"} or tokens[one.i - 1].text not in _MEALS:
        return False
    periods = all(item.kind in {"period", "year"} for item in one.group.items)
    return periods and any(token.text in _ORDINALS for token in tokens[max(one.i - _TO_MEAL, 0) : one.i - 1])


def _without_week_again(said: Sequence[Said], tokens: Sequence[Token]) -> list[Said]:
    """Read "toute la semaine" as the week told before it: "la semaine prochaine il est opéré, absent toute la semaine"."""
    kept: list[Said] = []
    told = False
    for one in said:
        items = []
        for item in one.group.items:
            if told and _is_whole_week(item) and tokens[one.i].text != "et":
                continue
            told = told or (one.group.kind == "list" and not one.denied and _is_one_week(item))
            items.append(item)
        if len(items) == len(one.group.items):
            kept.append(one)
        elif items:
            kept.append(replace(one, group=replace(one.group, items=items)))
    return kept


def _is_whole_week(item: Item) -> bool:
    return item.whole and (item.kind, item.unit, item.mod) == ("period", "week", "") and item.within is None


def _is_one_week(item: Item) -> bool:
    return item.kind == "week_of" or (item.kind == "period" and item.unit == "week" and item.mod in {"next", "this", "plus"})
