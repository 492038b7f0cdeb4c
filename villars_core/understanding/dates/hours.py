"""Reads a clock time or a part of day that stands without a day."""

import itertools
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from villars_core.understanding.dates.items import Word
from villars_core.understanding.values import DateReading

_DAY = timedelta(days=1)
_MIDNIGHT = 1440
_TAGS_BESIDE = frozenset({
    "half", "later", "the", "of", "to", "opt", "in", "begin", "mid", "end", "num", "n", "and", "clock", "this", "between", "start",
    "until", "before", "after", "during",
})  # fmt: skip
_NO_PART = frozenset(
    {"et quart", "et demi", "et demie", "trois quarts", "moins le quart", "pile", "inclus", "compris", "y compris", "precis"}
)
_DURING = frozenset({"en", "sur", "pendant", "durant"})
_LASTING = re.compile(r"dur(?:e|ent|er|era|eront|ait|aient|a|erait|eraient|ant)$|pren(?:d|ds|ne|nent|dra|dront|drait|dre)$")
_SPENDING = frozenset({
    "dormi", "couru", "tenu", "patiente", "pedale", "vole", "navigue", "grimpe", "lu", "revise", "etudie", "bosse", "reste", "nettoye",
    "jardine", "cuisine", "danse", "chante", "randonne", "skie", "perdre", "attends", "attend", "dort", "dors", "roule", "marche",
    "attendu", "attendre", "travaille", "joue", "nage", "mis", "met", "mettre", "mettra", "perdu", "gagne", "faut", "fallu", "pris",
    "conduit", "parle", "discute", "chrono", "prevoir", "prevoyez", "comptez", "compter", "cuire", "cuisson", "reposer", "toutes les",
})  # fmt: skip
_LENGTHS = frozenset({"duree", "durees", "trajet", "attente", "retard", "cuisson", "chrono", "temps"})
_ABOUT = frozenset({
    "environ", "presque", "pres de", "pres", "plus", "moins", "peu", "peine", "a peu pres", "a peine", "au moins", "encore", "bien",
    "seulement", "minimum", "maximum", "que",
})  # fmt: skip
_SMALL_SIGNS = frozenset({":", "de", "d", "'", "d'", "="})
_NIGHT, _EARLY, _NEAR = 300, 480, 2
_WORDS_BESIDE = frozenset({
    "tres", "tot", "tard", "heure", "heures", "minutes", "quart", "quarts", "demi", "demie", "moins", "trente", "un", "peu", "moment",
    "plus", "alentours", "autour", "cet", "plutot", "quand", "importe",
})  # fmt: skip


def by_clock(words: Sequence[Word], now: datetime) -> DateReading | None:
    """Take a clock time, or a part of day said alone, for today, or for tomorrow once the clock is past."""
    clocks = [at for at, word in enumerate(words) if word.tag == "clock"]
    at = next((at for at in clocks if not lasts(words, at)), None)
    if (at is None and clocks) or any(word.tag == "num" and _spent(words, place) for place, word in enumerate(words)):
        return None
    clock = words[at].text if at is not None else None
    minutes = _minutes_of(clock) if clock else _minutes_said(words)
    if minutes is None and not _part_alone(words):
        return None
    late = minutes is not None and minutes < now.hour * 60 + now.minute
    day = now.date() + _DAY if late or minutes == _MIDNIGHT else now.date()
    return DateReading(day, day)


def lasts(words: Sequence[Word], at: int) -> bool:
    """Say whether an amount of hours is meant, no time of day: "en 1 heure", "les 24 heures passées", "4 h de cours"."""
    behind = [word.tag for word in words[at + 1 : at + 3]]
    if behind == ["of", ""] or (at + 2 < len(words) and words[at + 1].text == "sur" and words[at + 2].tag == "n"):
        return True
    return _spent(words, at) or ("heure" in words[at].text and behind[:1] in (["next"], ["last"], ["foll"]))


def _spent(words: Sequence[Word], at: int) -> bool:
    """Say whether what stands before makes an amount of a clock: "dure environ 2h", "durée : 2h30", "un trajet de 3h"."""
    before = at - 1
    while before >= 0 and (words[before].text in _ABOUT or (before > 0 and words[before].tag == "of" and words[before - 1].text in _ABOUT)):
        before -= 1
    if before < 0:
        return False
    word = words[before]
    if word.text in _DURING or word.text in _SPENDING or _LASTING.match(word.text) or (word.tag == "opt" and "dur" in word.text):
        return True
    while before > 0 and words[before].text in _SMALL_SIGNS:
        before -= 1
    named = _LENGTHS.isdisjoint(word.text for word in words[max(before - _NEAR, 0) : before + 1])
    if not named and words[at - 1].text in {*_SMALL_SIGNS, *_LENGTHS, *_ABOUT}:
        return True
    return _of_length(words, before, at)


def _of_length(words: Sequence[Word], thing: int, at: int) -> bool:
    """Say whether an hour early at night is a length: "un vol de 7h", "réunion de 2h"; "la réunion de 14h" is not, nor "de 2h à 4h"."""
    linked = words[at - 1].text in {"de", "d'"} or [word.text for word in words[max(at - 2, 0) : at]] == ["d", "'"]
    behind = words[at + 1].tag if at + 1 < len(words) else ""
    if not linked or thing < 0 or words[thing].tag or words[thing].text in _WORDS_BESIDE or behind in {"to", "dash", "half"}:
        return False
    some = thing > 0 and words[thing - 1].text in {"un", "une"}
    return (_minutes_of(words[at].text) or 0) < (_EARLY if some else _NIGHT)


def _minutes_of(clock: str) -> int | None:
    numbers = [int(digits) for digits in re.findall(r"\d{1,2}", clock)]
    return numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0) if numbers else None


def _minutes_said(words: Sequence[Word]) -> int | None:
    """Read "à quinze heures" and "à minuit", where nothing else is said."""
    if not _part_alone(words):
        return None
    for word, after in itertools.pairwise(words):
        if word.tag == "num" and after.tag == "unit" and after.text.startswith("heure"):
            return word.number * 60
    said = {word.text for word in words}
    return _MIDNIGHT if said & {"minuit", "a minuit"} else None


def _part_alone(words: Sequence[Word]) -> bool:
    """Say whether a phrase is a part of day and words that go with one, and no others."""
    tags = {word.tag for word in words}
    timed = (
        any(word.tag == "half" and word.text not in _NO_PART for word in words)
        or "later" in tags
        or ("num" in tags and any(word.text.startswith("heure") for word in words))
    )
    return timed and all(word.tag in _TAGS_BESIDE or word.text in _WORDS_BESIDE for word in words)
