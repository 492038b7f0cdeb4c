"""Tells the language of a message by its words: those that stand in `lexicons/telling.tsv`, which `make telling` writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from villars_core.understanding.language.lexicon import FOLDER, LANGUAGES, lexicon, written, written_languages
from villars_core.understanding.language.phrases import all_words_of, words_of_phrase

TABLE = FOLDER / "telling.tsv"
_ARABIC_FIRST, _ARABIC_LAST = "\u0600", "\u06ff"
# French words that parents keep in any language tell nothing of theirs.
_KEPT = frozenset(
    {"cantine", "garderie", "svp", "merci", "bonjour", "qf", "caf", "facture", "factures", "quotient", "familial", "attestation", "mairie"}
    | {"periscolaire", "maitresse", "rue"}
)
_FRENCH, _LONG_ENOUGH = "fr", 4


def language_of(words: Iterable[str], setting: str) -> str:
    """Return the language that most of the words tell, the person's own one where two are level."""
    tellers = list(map(_tellers, words))
    for some in set(tellers):
        if some and setting not in some:
            break
    else:
        if setting in written_languages():
            # No word tells another language alone: most messages are in the person's own.
            return setting
    told = dict.fromkeys(_own_first(setting), 0)
    for language in chain.from_iterable(tellers):
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
    table = _telling()
    told = {*table.words.get(word, ()), *(_stem_tellers(table, word) if word[:_LONG_ENOUGH] in table.heads else ())}
    if _ARABIC_FIRST <= word[0] <= _ARABIC_LAST and word[0].isalpha() and "ar" in written_languages():
        told.add("ar")
    return tuple(told)


def _stem_tellers(table: "_Telling", word: str) -> set[str]:
    """Return the languages beside French that know a longer word by its stem, where French does not know it."""
    sizes = range(_LONG_ENOUGH, min(len(word), table.longest) + 1) if len(word) > _LONG_ENOUGH else ()
    known = {language for size in sizes for language in table.stems.get(word[:size], ())}
    french = lexicon(_FRENCH)
    return known if known and word not in french.known and not french.acts.knows(word) else set()


@dataclass(frozen=True)
class _Telling:
    """What tells the languages: words, the stems of acts that French lacks, and how these stems begin."""

    words: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def _telling() -> _Telling:
    """Return the telling words of all languages: a French message makes no other lexicon."""
    told: dict[str, tuple[str, ...]] = {}
    sets: dict[str, tuple[str, ...]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        word, languages = line.split("\t")
        told[word] = sets.get(languages) or sets.setdefault(languages, tuple(languages.split()))
    stems = {word[:-1]: some for word, some in told.items() if word[-1] == "*"}
    return _Telling(told, stems, frozenset(stem[:_LONG_ENOUGH] for stem in stems), max(map(len, stems), default=0))


# What the table is made of: five lexicons, of which a message needs at most two


def telling_lines() -> list[str]:
    """Return the lines of the table as the lexicons give them: a word, or a stem with `*`, and the languages that it tells."""
    told: dict[str, list[str]] = {}
    for language in written_languages():
        table = written(language)
        stems = (stem for stem in _act_stems(table) if len(stem) >= _LONG_ENOUGH) if language != _FRENCH else ()
        for word in chain(_words(table, language), (f"{stem}*" for stem in stems)):
            told.setdefault(word, []).append(language)
    return [f"{word}\t{' '.join(languages)}" for word, languages in sorted(told.items())]


def _words(table: dict[str, Any], language: str) -> frozenset[str]:
    """Return the words that tell a language: those listed, and beside French its own longer words of dates and acts."""
    listed = {word for phrase in table.get("telling", []) for word in all_words_of(phrase) if word.isalpha() or language == _FRENCH}
    if language == _FRENCH:
        return frozenset(listed)
    groups = [table.get(name, {}) for name in ("dates", "acts", "names")]
    phrases = (phrase for group in groups for some in group.values() for phrase in some)
    own = {word for phrase in phrases for word in all_words_of(phrase) if len(word) >= _LONG_ENOUGH and word.isalpha()}
    return frozenset(listed | (own - lexicon(_FRENCH).known))


def _act_stems(table: dict[str, Any]) -> set[str]:
    """Return how the phrases of acts begin that take every ending."""
    firsts = (phrase.split(" ", 1)[0] for phrases in table.get("acts", {}).values() for phrase in phrases)
    begun = (words_of_phrase(word)[0] for first in firsts if "*" in first for word in first.split("|"))
    return {word[:-1] for word in begun if word[-1] == "*"}
