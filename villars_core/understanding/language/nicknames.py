"""Spells out how parents call their own children: « J-B », « Marilou », « Ous », and the small words « p'tit », « les garcon »."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from villars_core.understanding.language.lexicon import Lexicon, first_names
from villars_core.understanding.language.masks import Masked, Scan
from villars_core.understanding.language.text import Token, name_words, word_set
from villars_core.understanding.values import KnownChild

_SHORTEST, _PLAIN, _TWO = 3, 4, 2
# What a name of fondness ends in, after the beginning of the name: "Nathy", "Louisou", "Chlochlo" is none of them.
_FOND = ("ounette", "ounet", "inette", "ette", "inou", "oune", "ou", "y")
# No beginning of a name: days, months, "mam" and "pap".
_DAYS = word_set(
    "mam mum pap mom dad tat ton tonton pep mem"
    " lun mar mer jeu ven sam dim jan janv fev mars avr mai jui juin juil aou sep sept oct nov dec"
)
_SMALL = {"tit": "petit", "tits": "petits", "tite": "petite", "tites": "petites", "tiot": "petit", "tiote": "petite"}
_VOWELS = frozenset("aeiouyh")
_MANY = word_set("les mes nos des aux ses")
_PLURAL = {
    "garcon": "garcons", "fille": "filles", "enfant": "enfants", "jumelle": "jumelles", "jumeau": "jumeaux", "gamin": "gamins",
    "gamine": "gamines", "gosse": "gosses", "loulou": "loulous",
}  # fmt: skip


@dataclass(frozen=True)
class _Called:
    """The first names of one family, by their words."""

    names: Sequence[tuple[str, ...]]
    words: Lexicon
    scan: Scan
    source: str

    def at(self, at: int) -> tuple[str, ...]:
        """Return the words of the one child whom a word at a place calls by less or more than the name, else nothing."""
        token = self.scan.tokens[at]
        text = token.text
        if len(text) < _TWO or not text.isalpha() or any(text in name for name in self.names):
            return ()
        said = self.source[token.start : token.end]
        double = [name for name in self.names if len(name) == _TWO]
        if len(text) == _TWO:
            found = [name for name in double if said.isupper() and not self.source.isupper() and text == name[0][0] + name[1][0]]
            return found[0] if len(found) == 1 else ()
        found = [name for name in double if text.endswith(name[1]) and name[0].startswith(text.removesuffix(name[1]) or "?")]
        if len(found) == 1:
            return found[0]
        known = text in self.words.known or text in first_names() or text in self.words.diminutives or text in self.words.strangers
        if known or text in _DAYS or len(text) < _SHORTEST or not (said[0].isupper() or len(text) >= _PLAIN):
            return ()
        if any(some.knows(text) for some in (self.words.dates, self.words.acts, self.words.names)):
            return ()
        found = [name for name in self.names if _begins("".join(name), text)]
        # "Loui" may be mistyped for either of two.
        return found[0] if len(found) == 1 and "".join(found[0])[:-1] != text else ()

    def initials(self, at: int) -> tuple[tuple[str, ...], int]:
        """Return the words of the child whom "J-B" or "J.B." calls, and where that ends."""
        tokens = self.scan.tokens
        first = tokens[at]
        place = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ".")
        if len(first.text) > 1 or place >= len(tokens) or len(tokens[place].text) > 1 or tokens[place].start != first.end + 1:
            return (), at
        last = tokens[place]
        between, follows = self.source[first.end], self.source[last.end : last.end + 1]
        capitals = self.source[first.start].isupper() and self.source[last.start].isupper()
        if between not in "-.‑–" or not (capitals or first.text == "j") or follows == "-":
            return (), at
        found = [name for name in self.names if len(name) == _TWO and (name[0][0], name[1][0]) == (first.text, last.text)]
        end = place + 1
        if between == "." and end < len(tokens) and tokens[end].text == "." and tokens[end].start == last.end:
            end += 1
        return (found[0], end) if len(found) == 1 else ((), at)


def _begins(name: str, text: str) -> bool:
    """Say whether a word is the beginning of a name: "Ous", or that with an ending of fondness: "Nathy"."""
    if name.startswith(text):
        return True
    stems = [text.removesuffix(end) for end in _FOND if text.endswith(end)]
    return any(len(stem) >= _SHORTEST and name.startswith(stem) and len(stem) * _TWO >= len(name) for stem in stems)


def called(scan: Scan, source: str, words: Lexicon, children: Sequence[KnownChild]) -> Scan:
    """Return the scan of a French text with its nicknames spelt as the names they stand for; places in the text stay."""
    if words.language != "fr":
        return scan
    names = [name for child in children if (name := name_words(child.first_name))]
    starts = {name[0][0] for name in names}
    if not _may_call(scan, words, names, starts):
        return scan
    family = _Called(names, words, scan, source)
    tokens: list[Token] = []
    masked: dict[int, Masked] = {}
    at = 0
    while at < len(scan.tokens):
        token = scan.tokens[at]
        if at in scan.masked:
            masked[len(tokens)] = scan.masked[at]
            tokens.append(token)
            at += 1
            continue
        name, end = family.initials(at) if token.text in starts else ((), at)
        elided = _elided(token, words, family.names) if token.text[0] == "d" else ()
        if elided:
            tokens.append(Token("d'", token.start, token.start + 1))
            tokens.extend(_spread(elided, token.start + 1, token.end))
            at += 1
            continue
        if not name and token.text[0] in starts:
            name, end = family.at(at), at + 1
        if name:
            tokens.extend(_spread(name, token.start, scan.tokens[end - 1].end))
            at = end
            continue
        word, at = _small(scan, at)
        tokens.append(word)
    return Scan(tuple(tokens), masked)


def _may_call(scan: Scan, words: Lexicon, names: Sequence[tuple[str, ...]], starts: set[str]) -> bool:
    """Say whether any word may call a child by less than its name, or may be spelt otherwise; a known word calls only one of two names."""
    said = scan.vocabulary
    if "p" in said or not (said.isdisjoint(_PLURAL) or said.isdisjoint(_MANY)):
        return True
    own = {word for name in names for word in name}
    for word in said - words.known:
        if word[0] == "d" or (word[0] in starts and word not in own):
            return True
    return any(_may_be_cut(name, said - own) for name in names if len(name) == _TWO)


def _may_be_cut(name: tuple[str, ...], said: frozenset[str]) -> bool:
    """Say whether a name of two words may be told by its first letters, or by its end: "J-B", "JB", "Jbaptiste"."""
    first, last = name[0][0], name[1]
    return first in said or first + last[0] in said or any(word.endswith(last) for word in said)


def _elided(token: Token, words: Lexicon, names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the name that "dines" holds, written without its apostrophe."""
    if token.text in words.known or token.text[1:2] not in _VOWELS:
        return ()
    return next((name for name in names if "".join(name) == token.text[1:]), ())


def _spread(name: tuple[str, ...], start: int, end: int) -> Iterator[Token]:
    """Yield the words of a name over one stretch of the text."""
    if len(name) == 1:
        yield Token(name[0], start, end)
        return
    yield Token(name[0], start, start + 1)
    for word in name[1:]:
        yield Token(word, start + 1, end)


def _small(scan: Scan, at: int) -> tuple[Token, int]:
    """Return the word at a place, "p'tit" as one and a plural that lacks its s with it, and the next place."""
    tokens, token = scan.tokens, scan.tokens[at]
    if token.text == "p" and at + 2 < len(tokens) and tokens[at + 1].text == "'" and tokens[at + 2].text in _SMALL:
        return Token(_SMALL[tokens[at + 2].text], token.start, tokens[at + 2].end), at + 3
    counted = at > 1 and tokens[at - 1].text in {"deux", "2", "trois", "3"}
    if token.text in _PLURAL and at and tokens[at - 1 - counted].text in _MANY:
        return Token(_PLURAL[token.text], token.start, token.end), at + 1
    return token, at + 1


_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("y", "i"), ("z", "s"), ("h", ""))


@lru_cache(maxsize=8192)
def sounds(name: str) -> str:
    """Return a name as it sounds: silent h, doubled letters and letters that sound alike made one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return "".join(letter for letter, _ in itertools.groupby(name))
