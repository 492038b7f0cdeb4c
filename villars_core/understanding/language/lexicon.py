"""The words of each language, read from its lexicon file into a table that finds the longest phrase at a token."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from villars_core.collector import freezing
from villars_core.understanding.language.phrases import Listed, Phrases, all_words_of, listed_of, phrases_of, words_of_phrase
from villars_core.understanding.language.text import fold

FOLDER = Path(__file__).parents[1] / "lexicons"
_FRENCH = "fr"
LANGUAGES = ("fr", "en", "es", "pt", "tr", "ar")


@dataclass(frozen=True)
class Lexicon:
    """All that is known of one language: its date words, its act words, words never to be mended, and words to tell it by."""

    language: str
    dates: Phrases
    acts: Phrases
    names: Phrases
    answers: Phrases
    diminutives: dict[str, tuple[str, ...]]
    known: frozenset[str]
    mendable: tuple[str, ...]
    beginnings: tuple[tuple[str, str], ...] = ()
    endings: tuple[tuple[str, str], ...] = ()
    closings: tuple[tuple[str, str], ...] = ()
    # What is written short stands for more words: "dont" for "don't", "cos" for "because".
    written_short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    number_ends: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    nominal: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    minding: frozenset[str] = frozenset()
    describing: tuple[str, ...] = ()
    adverbial: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    turned: frozenset[str] = frozenset()
    turning: frozenset[str] = frozenset()
    returning: frozenset[str] = frozenset()
    month_first: bool = False
    weekday_last: bool = False
    frames: dict[str, Listed] = field(default_factory=dict)
    frame_ends: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def tells(self, table: str, word: str) -> bool:
        """Say whether a word is in a table of the frames, bare or with a small word written at its beginning."""
        listed = self.frames.get(table)
        if listed is None:
            return False
        return listed.holds(word) or any(word.startswith(begin) and listed.holds(word[len(begin) :]) for begin, _ in self.beginnings)


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, loaded once; French for a language that has none."""
    with freezing():
        return _loaded(language)


def _loaded(language: str) -> Lexicon:
    table = written(language)
    groups = {name: phrases_of(table.get(name, {})) for name in ("dates", "acts", "names", "answers")}
    known = {word for group in groups.values() for word in group.words}
    known |= {word for phrase in table.get("known", []) for word in all_words_of(phrase)}

    def listed(name: str) -> frozenset[str]:
        return frozenset(word for phrase in table.get(name, []) for word in all_words_of(phrase))

    return Lexicon(
        language,
        groups["dates"],
        groups["acts"],
        groups["names"],
        groups["answers"],
        {short: tuple(names) for short, names in table.get("diminutives", {}).items()} or lexicon(_FRENCH).diminutives,
        frozenset(known),
        tuple(fold(word).plain for word in table.get("mendable", [])),
        _affixes(table.get("beginnings", {})),
        _affixes(table.get("endings", {})),
        _affixes(table.get("closings", {})),
        {short: words_of_phrase(whole) for short, whole in table.get("written_short", {}).items()},
        frozenset(table.get("number_ends", [])),
        strangers=listed("strangers"),
        plain=listed("plain"),
        harmless=listed("harmless"),
        nominal=listed("nominal"),
        adjectives=listed("adjectives"),
        persons=listed("persons"),
        linking=listed("linking"),
        doing=listed("doing"),
        minding=listed("minding"),
        turned=listed("turned"),
        turning=listed("turning"),
        returning=listed("returning"),
        describing=tuple(table.get("describing", [])),
        adverbial=tuple(table.get("adverbial", [])),
        verbal=tuple(fold(end).plain for end in table.get("verbal", [])),
        month_first=bool(table.get("month_first")),
        weekday_last=bool(table.get("weekday_last")),
        frames={name: listed_of(lines) for name, lines in table.get("frames", {}).items()},
        frame_ends={name: _ends(name, ends) for name, ends in table.get("frame_ends", {}).items()},
    )


def written(language: str) -> dict[str, Any]:
    """Return the lexicon file of a language as it is written, the French one for a language that has none."""
    path = FOLDER / f"{language}.toml"
    return tomllib.loads((path if path.is_file() else FOLDER / f"{_FRENCH}.toml").read_text(encoding="utf-8"))


def _ends(name: str, ends: list[str]) -> tuple[str, ...]:
    """Return how words end, folded; a past is told by its accent, as it was written."""
    return tuple(ends) if name == "past" else tuple(fold(end).plain for end in ends)


def _affixes(table: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what words begin or end with and the word each stands for, the longest first."""
    folded = ((fold(affix).plain, fold(word).plain) for affix, word in table.items())
    return tuple(sorted(folded, key=lambda row: -len(row[0])))


@lru_cache(maxsize=1)
def written_languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon, French first."""
    return tuple(language for language in LANGUAGES if (FOLDER / f"{language}.toml").is_file())


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return common first names, folded: one of them that is not the family's is asked about."""
    return frozenset((FOLDER / "first_names.txt").read_text(encoding="utf-8").split())
