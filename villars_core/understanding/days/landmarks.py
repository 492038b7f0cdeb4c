"""Sets weekdays where the landmark told before them lies: "à la reprise elle mange jeudi", "dans deux semaines, pas jeudi"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Item
from villars_core.understanding.days.gathered_days import is_bare
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, Token, word_set

_OPENING = word_set("bonjour bonsoir salut coucou bjr bsr hello , alors donc et mais enfin puis bref sinon voila merci svp ! pour")
_DAYS = {"day": 1, "week": 7}
_WEEK, _TWO = 7, 2


def behind_landmarks(said: list[Said], heard: Heard) -> list[Said]:
    """Return the days of an act, bare weekdays set behind a return to school or a count of weeks that opens their sentence."""
    if len(said) < _TWO:
        return said
    lands = [one for one in said if len(one.group.items) == 1 and not one.group.excepted and _is_landmark(one)]
    if len(lands) != 1:
        return said
    land = lands[0]
    days = [one for one in said if one is not land]
    if not all(_are_bare(one) and land.j <= one.i for one in days) or not _opens(land, days[0], heard):
        return said
    return [_set(one, land.group.items[0]) for one in days]


def counts_weeks(said: list[Said]) -> bool:
    """Say whether days lie some weeks ahead of a landmark."""
    return any(
        item.within is not None and (item.within.unit, item.within.mod) == ("week", "plus") for one in said for item in one.group.items
    )


def without_events(said: list[Said], heard: Heard) -> list[Said]:
    """Leave out the feast that only tells which event is meant, beside other days: "le marché de Noël vendredi"."""
    if len(said) < _TWO:
        return said
    tokens = heard.scan.tokens
    events = [
        one
        for one in said
        if all(item.kind in {"feast", "holiday"} for item in one.group.items)
        and one.i
        and tokens[one.i].text in {"de", "d'"}
        and tokens[one.i - 1].text in _EVENTS
    ]
    return [one for one in said if one not in events] if 0 < len(events) < len(said) else said


def without_years(said: list[Said], tokens: Sequence[Token]) -> list[Said]:
    """Leave out what only tells that something is every year, beside other days: "comme tous les ans nous partons le lundi 4"."""
    if len(said) < _TWO:
        return said
    kept = [one for one in said if not _EVERY_YEAR.issuperset([token.text for token in tokens[one.i : one.j]])]
    return kept or said


def is_all_day(heard: Heard) -> bool:
    """Say whether no day is told but the whole of this one: "on le garde pour la journée"."""
    if heard.said or "journee" not in heard.scan.vocabulary:
        return False
    words = heard.scan.words
    of_day = any(
        triple == _OF_THE_DAY and before not in _SOME_OF
        for before, triple in zip(words, zip(words[1:], words[2:], words[3:], strict=False), strict=False)
    )
    return of_day or any(triple in _ALL_DAY for triple in zip(words, words[1:], words[2:], strict=False))


# "Léa ne viendra pas de la journée", and not "en fin de la journée"
_OF_THE_DAY = ("de", "la", "journee")
_SOME_OF = word_set("fin debut milieu partie moitie reste cours repas menu jour heure bout suite temps quart")
_EVERY_YEAR = word_set("comme tous les ans chaque annee annees toutes")
_ALL_DAY = frozenset({("pour", "la", "journee"), ("toute", "la", "journee"), ("tte", "la", "journee")})
_EVENTS = word_set("marche sapin gouter spectacle fete sortie concert chorale kermesse atelier bal vente tombola")


def _is_landmark(one: Said) -> bool:
    item = one.group.items[0]
    if one.group.kind != "list" or item.within is not None:
        return False
    if item.kind == "offset":
        counted = item.number * _DAYS.get(item.unit, 0)
        return item.mod == "in" and item.anchor is None and not item.name and counted >= _WEEK and counted % _WEEK == 0
    return item.kind == "back"


def _are_bare(one: Said) -> bool:
    return one.group.kind == "list" and not one.group.since and all(is_bare(item) for item in one.group.items)


def _opens(land: Said, first: Said, heard: Heard) -> bool:
    """Say whether a landmark opens the sentence of the days: what stands before it, or a mark behind it, may tell another matter."""
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    if starts[land.i] != starts[first.i] or any(tokens[at].text not in _OPENING for at in range(starts[land.i], land.i)):
        return False
    between = [tokens[at].text for at in range(land.j, first.i)]
    return MARKS.isdisjoint(between[1:]) and (not between or between[0] not in MARKS or between[0] in {",", ":"})


def _set(one: Said, land: Item) -> Said:
    return replace(one, group=replace(one.group, items=_within(one.group.items, land)))


def _within(items: Sequence[Item], land: Item) -> list[Item]:
    if land.kind != "back":
        land = Item("period", land.i, land.j, unit="week", mod="plus", number=land.number * _DAYS[land.unit] // _WEEK)
    return [replace(item, within=land) for item in items]
