"""The words of each language, read from its lexicon file into a table that finds the longest phrase at a token."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from villars_core.understanding.phrases import Listed, Phrases, all_words_of, listed_of, phrases_of, words_of_phrase
from villars_core.understanding.text import fold

_FOLDER = Path(__file__).parent / "lexicons"
_ARABIC_FIRST, _ARABIC_LAST = "\u0600", "\u06ff"
# French words that parents keep in any language tell nothing of theirs.
_KEPT = frozenset(
    {"cantine", "garderie", "svp", "merci", "bonjour", "qf", "caf", "facture", "factures", "quotient", "familial", "attestation", "mairie"}
    | {"periscolaire", "maitresse", "rue"}
)
_FRENCH, _LONG_ENOUGH = "fr", 4
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
    table = _written(language)
    groups = {name: table.get(name, {}) for name in ("dates", "acts", "names", "answers")}
    every = {word for group in groups.values() for phrases in group.values() for phrase in phrases for word in all_words_of(phrase)}
    known = {word for word in every if not word.endswith("*")}
    known |= {word for phrase in table.get("known", []) for word in all_words_of(phrase)}

    def listed(name: str) -> frozenset[str]:
        return frozenset(word for phrase in table.get(name, []) for word in all_words_of(phrase))

    return Lexicon(
        language,
        phrases_of(groups["dates"]),
        phrases_of(groups["acts"]),
        phrases_of(groups["names"]),
        phrases_of(groups["answers"]),
        {short: tuple(names) for short, names in table.get("diminutives", {}).items()} or lexicon(_FRENCH).diminutives,
        frozenset(known),
        tuple(fold(word).plain for word in table.get("mendable", [])),
        _affixes(table.get("beginnings", {})),
        _affixes(table.get("endings", {})),
        _affixes(table.get("closings", {})),
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


def _written(language: str) -> dict[str, Any]:
    """Return the lexicon file of a language as it is written, the French one for a language that has none."""
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads((path if path.is_file() else _FOLDER / f"{_FRENCH}.toml").read_text(encoding="utf-8"))


def _telling(table: dict[str, Any], language: str) -> frozenset[str]:
    """Return the words that tell a language: those listed, and beside French its own longer words of dates and acts."""
    listed = {word for phrase in table.get("telling", []) for word in all_words_of(phrase) if word.isalpha() or language == _FRENCH}
    if language == _FRENCH:
        return frozenset(listed)
    groups = [table.get(name, {}) for name in ("dates", "acts", "names")]
    phrases = (phrase for group in groups for some in group.values() for phrase in some)
    own = {word for phrase in phrases for word in all_words_of(phrase) if len(word) >= _LONG_ENOUGH and word.isalpha()}
    return frozenset(listed | (own - lexicon(_FRENCH).known))


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
    return tuple(language for language in LANGUAGES if (_FOLDER / f"{language}.toml").is_file())


def language_of(words: Iterable[str], setting: str) -> str:
    """Return the language that most of the words tell, the person's own one where two are level."""
    told = dict.fromkeys(_own_first(setting), 0)
    for language in chain.from_iterable(map(_tellers, words)):
        told[language] += 1
    return max(told, key=told.__getitem__)


@lru_cache(maxsize=len(LANGUAGES))
def _own_first(setting: str) -> tuple[str, ...]:
    """Return the languages that have a lexicon, the person's own one first."""
    return tuple(sorted(written_languages(), key=lambda language: language != setting))


@lru_cache(maxsize=8192)
def _tellers(word: str) -> tuple[str, ...]:
    """Return the languages that a word tells."""
    if word in _KEPT:
        return ()
    table = _telling_table()
    told = {*table.words.get(word, ()), *(_stem_tellers(table, word) if word[:_LONG_ENOUGH] in table.heads else ())}
    if _ARABIC_FIRST <= word[0] <= _ARABIC_LAST and word[0].isalpha() and "ar" in written_languages():
        told.add("ar")
    return tuple(told)


@dataclass(frozen=True)
class _Telling:
    """What tells the languages: words, the stems of acts that French lacks, and how these stems begin."""

    words: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def _telling_table() -> _Telling:
    """Return the telling words of all languages in one table: a word is looked up once, and a French message makes no other lexicon."""
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for language in written_languages():
        table = _written(language)
        for word in _telling(table, language):
            words[word] = (*words.get(word, ()), language)
        for stem in _act_stems(table) if language != _FRENCH else ():
            if len(stem) >= _LONG_ENOUGH:
                stems[stem] = (*stems.get(stem, ()), language)
    return _Telling(words, stems, frozenset(stem[:_LONG_ENOUGH] for stem in stems), max(map(len, stems), default=0))


def _act_stems(table: dict[str, Any]) -> set[str]:
    """Return how the phrases of acts begin that take every ending."""
    firsts = (phrase.split(" ", 1)[0] for phrases in table.get("acts", {}).values() for phrase in phrases)
    begun = (words_of_phrase(word)[0] for first in firsts if "*" in first for word in first.split("|"))
    return {word[:-1] for word in begun if word[-1] == "*"}


def _stem_tellers(table: _Telling, word: str) -> set[str]:
    """Return the languages beside French that know a longer word by its stem, where French does not know it."""
    sizes = range(_LONG_ENOUGH, min(len(word), table.longest) + 1) if len(word) > _LONG_ENOUGH else ()
    known = {language for size in sizes for language in table.stems.get(word[:size], ())}
    french = lexicon(_FRENCH)
    return known if known and word not in french.known and not french.acts.knows(word) else set()


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return common first names, folded: one of them that is not the family's is asked about."""
    return frozenset((_FOLDER / "first_names.txt").read_text(encoding="utf-8").split())
