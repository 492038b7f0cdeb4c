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
    "half", "later", "the", "of", "to", "opt", "in", "begin", "mid", "end", "num", "n", "and", "clock", "this", "between",
    "start", "until", "before", "after", "during",
})  # fmt: skip
_NO_PART = frozenset(
    {"et quart", "et demi", "et demie", "trois quarts", "moins le quart", "pile", "inclus", "compris", "y compris", "precis"}
)
_DURING = frozenset({"en", "sur", "pendant", "durant"})
_WORDS_BESIDE = frozenset({
    "tres", "tot", "tard", "heure", "heures", "minutes", "quart", "quarts", "demi", "demie", "moins", "trente", "un", "peu",
    "moment", "plus", "alentours", "autour", "cet", "plutot", "quand", "importe",
})  # fmt: skip


def by_clock(words: Sequence[Word], now: datetime) -> DateReading | None:
    """Take a clock time, or a part of day said alone, for today, or for tomorrow once the clock is past."""
    at = next((at for at, word in enumerate(words) if word.tag == "clock"), None)
    if at is not None and [word.tag for word in words[at + 1 : at + 3]] == ["of", ""]:
        return None  # "4 h de cours" is a length of time
    if at is not None and _lasts(words, at):
        return None
    clock = words[at].text if at is not None else None
    minutes = _minutes_of(clock) if clock else _minutes_said(words)
    if minutes is None and not _part_alone(words):
        return None
    late = minutes is not None and minutes < now.hour * 60 + now.minute
    day = now.date() + _DAY if late or minutes == _MIDNIGHT else now.date()
    return DateReading(day, day)


def _lasts(words: Sequence[Word], at: int) -> bool:
    """Say whether an amount of hours is meant, no time of day: "en 1 heure", "les 24 heures passées"."""
    before = words[at - 1].text if at else ""
    if at + 2 < len(words) and words[at + 1].text == "sur" and words[at + 2].tag == "n":
        return True
    return before in _DURING or ("heure" in words[at].text and at + 1 < len(words) and words[at + 1].tag in {"next", "last", "foll"})


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
