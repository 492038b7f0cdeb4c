"""Phrases of a lexicon, in a table that finds the longest one at a token."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from villars_core.understanding.language.text import Token, fold, tokenize

_SHORTEST_STEM, _TWO = 2, 2
# The same words stand in phrases again and again.
_MOST_CUT = 65_536
# Most phrases are plain words: they need no cutting into tokens, and a program that starts loads six lexicons.
_NOT_SIMPLE = re.compile(r"[^a-z\u0621-\u064a* ]|(?<![a-z\u0621-\u064a])\*|\*[^ ]")


@dataclass(frozen=True)
class Listed:
    """Words of one table of a lexicon's frames; those written with `*` stand for all their endings."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        """Say whether a word is listed."""
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the lexicon found at a token: its tag, how many tokens it covers, and whether only its stem was met."""

    tag: str
    length: int


_MOST_KEPT = 8192
_Slot = str | Listed
_Row = tuple[tuple[_Slot, ...], Match]


@dataclass(frozen=True, slots=True)
class _Followed:
    """The phrases that begin with two words: by their third word, or those that any other third word leaves."""

    thirds: dict[str, tuple[_Row, ...]]
    rest: tuple[_Row, ...]

    def longest(self, tokens: Sequence[Token], index: int) -> Match | None:
        """Return the longest of them that stands at a place where the two words stand."""
        rows = self.thirds.get(tokens[index + _TWO].text, self.rest) if index + _TWO < len(tokens) else self.rest
        return _best(rows, tokens, index, _TWO) if rows else None


@dataclass(frozen=True, slots=True)
class _Begun:
    """The phrases that begin with one word: alone, by their second word, by how it begins, or with a second word left open.

    Those of `stems` begin with some of its letters, the longest stem first.
    """

    alone: Match | None
    seconds: dict[str, _Followed]
    loose: dict[str, tuple[_Row, ...]]
    open: tuple[_Row, ...]
    loosely: bool
    stems: tuple[tuple[_Row, ...], ...]


@dataclass(frozen=True)
class Phrases:
    """Phrases by first word, the longest first; a word may end in `*` to stand for all its endings, or be one of several.

    `words` are all that stand whole in a phrase.
    """

    exact: dict[str, tuple[_Row, ...]]
    stems: dict[str, tuple[_Row, ...]]
    longest_stem: int
    words: frozenset[str] = field(repr=False)
    stem_heads: frozenset[str] = field(init=False, repr=False)
    known_rows: dict[str, _Begun | None] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Tell words that no stem can begin by their first letters."""
        object.__setattr__(self, "stem_heads", frozenset(word[:_SHORTEST_STEM] for word in self.stems))

    def at(self, tokens: Sequence[Token], index: int) -> Match | None:
        """Return the longest phrase that begins at `index`."""
        word = tokens[index].text
        try:
            begun = self.known_rows[word]
        except KeyError:
            begun = self._rows(word)
        if begun is None:
            return None
        best = begun.alone
        if index + 1 < len(tokens):
            followed = begun.seconds.get(tokens[index + 1].text)
            if followed is not None:
                best = followed.longest(tokens, index) or best
            if begun.loosely:
                best = _longer(best, begun.loose.get(tokens[index + 1].text[:_SHORTEST_STEM], begun.open), tokens, index)
        for stemmed in begun.stems:
            best = _longer(best, stemmed, tokens, index)
        return best

    def begins(self, word: str) -> bool:
        """Say whether a phrase can begin with this word."""
        return (self.known_rows[word] if word in self.known_rows else self._rows(word)) is not None

    def begins_with(self, word: str, after: str) -> bool:
        """Say whether a phrase can begin with a word before another one."""
        begun = self.known_rows[word] if word in self.known_rows else self._rows(word)
        if begun is None or (not begun.alone and not begun.stems and not begun.open):
            return begun is not None and (after in begun.seconds or after[:_SHORTEST_STEM] in begun.loose)
        return True

    def _rows(self, word: str) -> _Begun | None:
        """Return what may begin with a word, the longest stem first, and keep it for the next time; `None`: nothing does."""
        sizes = range(min(len(word), self.longest_stem), _SHORTEST_STEM - 1, -1) if word[:_SHORTEST_STEM] in self.stem_heads else ()
        stems = tuple(rows for rows in (self.stems.get(word[:size]) for size in sizes) if rows)
        if len(self.known_rows) >= _MOST_KEPT:
            self.known_rows.clear()
        self.known_rows[word] = found = _begun(self.exact.get(word, ()), stems) if stems or word in self.exact else None
        return found

    def holds(self, word: str) -> bool:
        """Say whether this very word is a phrase, or begins one."""
        return word in self.exact

    def knows(self, word: str) -> bool:
        """Say whether a phrase can begin with this word."""
        return word in self.exact or any(word[:size] in self.stems for size in range(_SHORTEST_STEM, min(len(word), self.longest_stem) + 1))


def _begun(rows: tuple[_Row, ...], stemmed: tuple[tuple[_Row, ...], ...]) -> _Begun:
    """Part the phrases of one word by their second word too: most begin with "je", "de" or "pas"."""
    seconds: dict[str, list[_Row]] = {}
    loose: list[tuple[_Row, tuple[str, ...]]] = []
    for row in rows:
        if len(row[0]) == 1:
            continue
        words, stems = _beginnings(row[0][1])
        if stems:
            loose.append((row, tuple(stems)))
        for word in words:
            seconds.setdefault(word, []).append(row)
    alone = next((match for words, match in rows if len(words) == 1), None)
    heads = {stem[:_SHORTEST_STEM] for _, stems in loose for stem in stems}
    return _Begun(
        alone,
        {word: _followed(some) for word, some in seconds.items()},
        {head: tuple(row for row, stems in loose if head.startswith(_heads_of(stems))) for head in heads if len(head) == _SHORTEST_STEM},
        tuple(row for row, stems in loose if any(len(stem) < _SHORTEST_STEM for stem in stems)),
        bool(loose),
        stemmed,
    )


def _followed(rows: list[_Row]) -> _Followed:
    """Part the phrases of two words by their third; those of two words alone stay, last, beside any."""
    thirds = {word for words, _ in rows if len(words) > _TWO for word in _beginnings(words[_TWO])[0]}
    return _Followed(
        {third: tuple(row for row in rows if len(row[0]) == _TWO or _same(row[0][_TWO], third)) for third in thirds},
        tuple(row for row in rows if len(row[0]) == _TWO or _beginnings(row[0][_TWO])[1]),
    )


def _heads_of(stems: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem[:_SHORTEST_STEM] for stem in stems)


def _longer(best: Match | None, rows: tuple[_Row, ...], tokens: Sequence[Token], index: int) -> Match | None:
    """Return the first of some phrases that stands at a place, where it is longer than the best one yet."""
    other = _best(rows, tokens, index, 1)
    return other if other is not None and (best is None or other.length > best.length) else best


def _best(rows: Iterable[_Row], tokens: Sequence[Token], index: int, known: int) -> Match | None:
    """Return the first of some phrases that stands at a place; that many of its words are known to stand there."""
    left = len(tokens) - index
    for words, match in rows:
        size = len(words)
        if size <= left:
            for step in range(known, size):
                if not _same(words[step], tokens[index + step].text):
                    break
            else:
                return match
    return None


def _same(slot: _Slot, word: str) -> bool:
    if isinstance(slot, str):
        return word == slot or (slot[-1] == "*" and word.startswith(slot[:-1]))
    return slot.holds(word)


def phrases_of(table: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the phrases of a group of a lexicon, each tag with its phrases."""
    exact: dict[str, list[_Row]] = {}
    stems: dict[str, list[_Row]] = {}
    every: set[str] = set()
    for tag, phrases in table.items():
        for phrase in phrases:
            slots = slots_of(phrase)
            for slot in slots:
                if isinstance(slot, str):
                    every.add(slot)
                else:
                    every.update(slot.words)
            row = slots, Match(tag, len(slots))
            words, begun = _beginnings(slots[0])
            for word in words:
                exact.setdefault(word, []).append(row)
            for stem in begun:
                stems.setdefault(stem, []).append(row)
    whole = frozenset(word for word in every if word[-1] != "*")
    return Phrases(in_order(exact), in_order(stems), max((len(word) for word in stems), default=0), whole)


def in_order(rows: Mapping[str, Iterable[_Row]]) -> dict[str, tuple[_Row, ...]]:
    """Return the phrases of each word, the longest first."""
    return {word: tuple(sorted(some, key=_longest_first)) for word, some in rows.items()}


def _longest_first(row: _Row) -> int:
    return -len(row[0])


def slots_of(phrase: str) -> tuple[_Slot, ...]:
    """Return the words of a phrase as a lexicon writes it; "eats|eat" is one word or the other."""
    if "|" not in phrase:
        return words_of_phrase(phrase)
    slots: list[_Slot] = []
    for piece in phrase.split():
        slots += [listed_of(piece.split("|"))] if "|" in piece else words_of_phrase(piece)
    return tuple(slots)


def all_words_of(phrase: str) -> Iterator[str]:
    """Yield each word that stands in a phrase, every one of several."""
    for piece in re.split(r"[ |]", phrase) if "|" in phrase else (phrase,):
        yield from words_of_phrase(piece)


def listed_of(lines: Iterable[str]) -> Listed:
    """Return the words of some lines, and those with a `*` by how they begin."""
    words = {word for line in lines for word in words_of_phrase(line)}
    return Listed(frozenset(word for word in words if word[-1] != "*"), tuple(word[:-1] for word in words if word[-1] == "*"))


def _beginnings(slot: _Slot) -> tuple[Iterable[str], Iterable[str]]:
    """Return the words that a slot takes, and how those begin of which it takes all endings."""
    if isinstance(slot, Listed):
        return slot.words, slot.stems
    return ((), (slot[:-1],)) if slot[-1] == "*" else ((slot,), ())


@lru_cache(maxsize=_MOST_CUT)
def words_of_phrase(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase, folded, as a message is cut."""
    plain = phrase if phrase.isascii() else fold(phrase).plain
    if not _NOT_SIMPLE.search(plain) and "aujourd" not in plain:
        return tuple(plain.split())
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
