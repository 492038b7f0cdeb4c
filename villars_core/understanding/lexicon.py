"""The words of each language, read from its lexicon file into a table that finds the longest phrase at a token."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from villars_core.understanding.text import Token, fold, tokenize

_FOLDER = Path(__file__).parent / "lexicons"
_SHORTEST_STEM = 2
_ARABIC_FIRST, _ARABIC_LAST = "\u0600", "\u06ff"
# French words that parents keep in any language tell nothing of theirs.
_KEPT = frozenset(
    {"cantine", "garderie", "svp", "merci", "bonjour", "qf", "caf", "facture", "factures", "quotient", "familial", "attestation", "mairie"}
    | {"periscolaire", "maitresse", "rue"}
)
_FRENCH, _LONG_ENOUGH = "fr", 4
# Most phrases are plain words: they need no cutting into tokens, and a program that starts loads six lexicons.
_SIMPLE = re.compile(r"[a-z]+\*?(?: [a-z]+\*?)*")
LANGUAGES = ("fr", "en", "es", "pt", "tr", "ar")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the lexicon found at a token: its tag, how many tokens it covers, and whether only its stem was met."""

    tag: str
    length: int


_MOST_KEPT = 8192
_Row = tuple[tuple[str, ...], Match]


@dataclass(frozen=True, slots=True)
class _Begun:
    """The phrases that begin with one word: alone, by their second word, or with a second word left open."""

    alone: Match | None
    seconds: dict[str, tuple[_Row, ...]]
    loose: tuple[_Row, ...]


_Rows = tuple[_Begun | None, tuple[tuple[_Row, ...], ...]]


@dataclass(frozen=True)
class Phrases:
    """Phrases by first word, the longest first; a word may end in `*` to stand for all its endings."""

    exact: dict[str, tuple[_Row, ...]]
    stems: dict[str, tuple[_Row, ...]]
    longest_stem: int
    begun: dict[str, _Begun] = field(init=False, repr=False)
    stem_heads: frozenset[str] = field(init=False, repr=False)
    known_rows: dict[str, _Rows | None] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Part the phrases by their second word too: most begin with "je", "de" or "pas"."""
        object.__setattr__(self, "begun", {word: _begun(rows) for word, rows in self.exact.items()})
        object.__setattr__(self, "stem_heads", frozenset(word[:_SHORTEST_STEM] for word in self.stems))

    def at(self, tokens: Sequence[Token], index: int) -> Match | None:
        """Return the longest phrase that begins at `index`."""
        word = tokens[index].text
        rows = self.known_rows[word] if word in self.known_rows else self._rows(word)
        if rows is None:
            return None
        begun, stems = rows
        best = None if begun is None else _best_begun(begun, tokens, index)
        for stemmed in stems:
            other = _best(stemmed, tokens, index)
            if other and (best is None or other.length > best.length):
                best = other
        return best

    def begins(self, word: str) -> bool:
        """Say whether a phrase can begin with this word."""
        return (self.known_rows[word] if word in self.known_rows else self._rows(word)) is not None

    def _rows(self, word: str) -> _Rows | None:
        """Return what may begin with a word, the longest stem first, and keep it for the next time; `None`: nothing does."""
        sizes = range(min(len(word), self.longest_stem), _SHORTEST_STEM - 1, -1) if word[:_SHORTEST_STEM] in self.stem_heads else ()
        stems = tuple(rows for rows in (self.stems.get(word[:size]) for size in sizes) if rows)
        if len(self.known_rows) >= _MOST_KEPT:
            self.known_rows.clear()
        begun = self.begun.get(word)
        self.known_rows[word] = found = None if begun is None and not stems else (begun, stems)
        return found

    def holds(self, word: str) -> bool:
        """Say whether this very word is a phrase, or begins one."""
        return word in self.exact

    def knows(self, word: str) -> bool:
        """Say whether a phrase can begin with this word."""
        return word in self.exact or any(word[:size] in self.stems for size in range(_SHORTEST_STEM, min(len(word), self.longest_stem) + 1))


def _begun(rows: tuple[_Row, ...]) -> _Begun:
    seconds: dict[str, list[_Row]] = {}
    loose = [row for row in rows if len(row[0]) > 1 and row[0][1].endswith("*")]
    for row in rows:
        if len(row[0]) > 1 and row not in loose:
            seconds.setdefault(row[0][1], []).append(row)
    alone = next((match for words, match in rows if len(words) == 1), None)
    return _Begun(alone, {word: tuple(some) for word, some in seconds.items()}, tuple(loose))


def _best_begun(begun: _Begun, tokens: Sequence[Token], index: int) -> Match | None:
    best = None
    if index + 1 < len(tokens):
        rows = begun.seconds.get(tokens[index + 1].text)
        best = None if rows is None else _best(rows, tokens, index)
        if begun.loose:
            other = _best(begun.loose, tokens, index)
            if other is not None and (best is None or other.length > best.length):
                best = other
    return begun.alone if best is None else best


def _best(rows: Iterable[_Row], tokens: Sequence[Token], index: int) -> Match | None:
    left = len(tokens) - index
    for words, match in rows:
        size = len(words)
        if size == 1:
            return match
        if size <= left and _same(words[1], tokens[index + 1].text):
            for step in range(2, size):
                if not _same(words[step], tokens[index + step].text):
                    break
            else:
                return match
    return None


def _same(pattern: str, word: str) -> bool:
    return word == pattern or (pattern[-1] == "*" and word.startswith(pattern[:-1]))


@dataclass(frozen=True)
class Listed:
    """Words of one table of a lexicon's frames; those written with `*` stand for all their endings."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        """Say whether a word is listed."""
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


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
    telling: frozenset[str]
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


@lru_cache(maxsize=16384)
def _words(phrase: str) -> tuple[str, ...]:
    if _SIMPLE.fullmatch(phrase) and "aujourd" not in phrase:
        return tuple(phrase.split())
    plain = fold(phrase).plain
    # An elided word ("jusqu'") is a token of its own only before a letter.
    cut = tokenize(plain + "x")[:-1] if plain.endswith("'") else tokenize(plain)
    joined: list[str] = []
    for token in cut:
        # "take * off" leaves a word open between two; "canteen*" only an ending.
        if token.text == "*" and joined and plain[token.start - 1] != " ":
            joined[-1] += "*"
        else:
            joined.append(token.text)
    return tuple(joined)


def _phrases(table: dict[str, list[str]]) -> Phrases:
    exact: dict[str, list[_Row]] = {}
    stems: dict[str, list[_Row]] = {}
    for tag, phrases in table.items():
        for phrase in phrases:
            words = _words(phrase)
            row = words, Match(tag, len(words))
            if words[0].endswith("*"):
                stems.setdefault(words[0][:-1], []).append(row)
            else:
                exact.setdefault(words[0], []).append(row)
    order = {
        True: {word: tuple(sorted(rows, key=_longest_first)) for word, rows in exact.items()},
        False: {word: tuple(sorted(rows, key=_longest_first)) for word, rows in stems.items()},
    }
    return Phrases(order[True], order[False], max((len(word) for word in stems), default=0))


def _longest_first(row: _Row) -> int:
    return -len(row[0])


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, loaded once; French for a language that has none."""
    path = _FOLDER / f"{language}.toml"
    if not path.is_file():
        path = _FOLDER / "fr.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = {name: table.get(name, {}) for name in ("dates", "acts", "names", "answers")}
    every = {word for group in groups.values() for phrases in group.values() for phrase in phrases for word in _words(phrase)}
    known = {word for word in every if not word.endswith("*")}
    known |= {word for phrase in table.get("known", []) for word in _words(phrase)}

    def listed(name: str) -> frozenset[str]:
        return frozenset(word for phrase in table.get(name, []) for word in _words(phrase))

    return Lexicon(
        language,
        _phrases(groups["dates"]),
        _phrases(groups["acts"]),
        _phrases(groups["names"]),
        _phrases(groups["answers"]),
        {short: tuple(names) for short, names in table.get("diminutives", {}).items()},
        frozenset(known),
        tuple(fold(word).plain for word in table.get("mendable", [])),
        _telling(table, groups, language),
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
        frames={name: _listed(lines) for name, lines in table.get("frames", {}).items()},
        frame_ends={name: _ends(name, ends) for name, ends in table.get("frame_ends", {}).items()},
    )


def _telling(table: dict[str, Any], groups: dict[str, dict[str, list[str]]], language: str) -> frozenset[str]:
    """Return the words that tell a language: those listed, and beside French its own longer words of dates and acts."""
    listed = {word for phrase in table.get("telling", []) for word in _words(phrase) if word.isalpha() or language == _FRENCH}
    if language == _FRENCH:
        return frozenset(listed)
    own = {
        word
        for name in ("dates", "acts", "names")
        for phrases in groups[name].values()
        for phrase in phrases
        for word in _words(phrase)
        if len(word) >= _LONG_ENOUGH and word.isalpha()
    }
    return frozenset(listed | (own - lexicon(_FRENCH).known))


def _listed(lines: list[str]) -> Listed:
    words = {word for line in lines for word in _words(line)}
    return Listed(frozenset(word for word in words if word[-1] != "*"), tuple(word[:-1] for word in words if word[-1] == "*"))


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
    """Return the telling words of all languages in one table: a word is looked up once, not in each lexicon."""
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for language in written_languages():
        for word in lexicon(language).telling:
            words[word] = (*words.get(word, ()), language)
        for stem in lexicon(language).acts.stems if language != _FRENCH else ():
            if len(stem) >= _LONG_ENOUGH:
                stems[stem] = (*stems.get(stem, ()), language)
    return _Telling(words, stems, frozenset(stem[:_LONG_ENOUGH] for stem in stems), max(map(len, stems), default=0))


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
