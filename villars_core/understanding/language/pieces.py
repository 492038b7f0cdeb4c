"""Takes words apart where a language writes small words at their beginning or end, and spells names of another script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Masked, Scan
from villars_core.understanding.language.text import Token, fold_name
from villars_core.understanding.values import KnownChild

_DEEPEST = 3
_SHORTEST_REST = 2
_SHORTEST_NAME = 3
# Small words of one letter that Arabic writes at the beginning of another: "for", "by", "so".
_ONE_LETTER = frozenset("لبف")
# A French name may close with letters that are not heard: "Marchand".
_SILENT = "dtsxzp"
_YU, _U, _SHORT_YU = "يو", "و", 4


@dataclass(frozen=True)
class _Parting:
    """What one message is taken apart with: its lexicon, the family's first names by word and by sound."""

    words: Lexicon
    names: frozenset[str]
    sounds: dict[str, tuple[str, ...]]
    surnames: frozenset[str] = frozenset()
    seconds: tuple[tuple[str, str], ...] = ()

    def knows(self, word: str) -> bool:
        """Say whether a word is a child's name or one that the lexicon can read."""
        words = self.words
        return (
            word in self.names
            or word in self.surnames
            or word in words.known
            or word in words.strangers
            or word in words.diminutives
            or any(some.knows(word) for some in (words.dates, words.acts, words.names, words.answers))
        )

    def pieces(self, token: Token) -> tuple[Token, ...]:
        """Return the token, or what it is made of; an unknown word stays whole."""
        if self.knows(token.text):
            return (token,)
        return self._sounding(token) or self._begun(token, _DEEPEST) or self._ended(token) or self._closed(token) or (token,)

    def _sounding(self, token: Token) -> tuple[Token, ...]:
        if not is_arabic(token.text) or token.text in self.words.known or len(token.text) < _SHORTEST_NAME:
            return ()
        found = self.sounds.get(sound_of(token.text), ())
        if not found and _YU in token.text and len(token.text) > _SHORT_YU:
            # "هيوغو" is Hugo.
            found = self.sounds.get(sound_of(token.text.replace(_YU, _U)), ())
        if len(found) > 1:
            # "لويس" is Louis, "لويز" Louise.
            found = tuple(name for name in found if _closely(name) == _closely(token.text))
        return (Token(found[0], token.start, token.end),) if len(found) == 1 else ()

    def second(self, before: Token | None, token: Token) -> Token | None:
        """Return the second word of a double name after its first, in Arabic letters: the "لو" of "ماري لو"."""
        if before is None or not is_arabic(token.text):
            return None
        sound = sound_of(token.text)
        found = next((word for first, word in self.seconds if first == before.text and sound_of(word) == sound), None)
        return None if found is None else Token(found, token.start, token.end)

    def first(self, token: Token, after: Token | None) -> Token | None:
        """Return the first word of a double name before its second, in Arabic letters: the "آن" of "آن ليز", which is "that" too."""
        if after is None or not is_arabic(token.text) or not is_arabic(after.text):
            return None
        sounds = sound_of(token.text), sound_of(after.text)
        found = next((first for first, second in self.seconds if (sound_of(first), sound_of(second)) == sounds), None)
        return None if found is None else Token(found, token.start, token.end)

    def first_of(self, token: Token, after: Token) -> Token | None:
        """Return the first word of a double name whose second was read, where a small word stands before it: "وآن ليز", "لآن ليز"."""
        if not is_arabic(token.text):
            return None
        for begun in (0, 1) if token.text[0] in _ONE_LETTER and len(token.text) > _SHORTEST_REST else (0,):
            sound = sound_of(token.text[begun:])
            found = next((first for first, second in self.seconds if second == after.text and sound_of(first) == sound), None)
            if found is not None:
                return Token(found, token.start + begun, token.end)
        return None

    def surname(self, before: Token | None, token: Token) -> Token | None:
        """Return a family name for an unknown word in Arabic letters behind a first name that sounds so: "نوح برنار" is Noah Bernard."""
        if before is None or not is_arabic(token.text) or token.text in self.words.known:
            return None
        if self.names.isdisjoint((before.text, *self.words.diminutives.get(before.text, ()))):
            return None
        sound = sound_of(token.text)
        found = next((name for name in self.surnames if sound in _heard(name)), None)
        return None if found is None else Token(found, token.start, token.end)

    def spelt_beside(self, token: Token, after: Sequence[Token]) -> Token | None:
        """Return a child's name for an unknown word in Arabic letters that stands before it in Latin ones: "أوسمان (Ousmane)"."""
        beside = next((one for one in after if one.text != "("), None)
        if beside is None or beside.text not in self.names or not is_arabic(token.text) or self.knows(token.text):
            return None
        return Token(beside.text, token.start, token.end) if sound_of(token.text)[:1] == sound_of(beside.text)[:1] else None

    def _begun(self, token: Token, depth: int) -> tuple[Token, ...]:
        for begin, stands_for in self.words.beginnings:
            rest = token.text.removeprefix(begin)
            if rest == token.text or len(rest) < _SHORTEST_REST or depth == 0:
                continue
            left = Token(rest, token.start + len(begin), token.end)
            right = (left,) if self.knows(rest) else self._sounding(left) or self._begun(left, depth - 1)
            if right:
                return (*((Token(stands_for, token.start, left.start),) if stands_for else ()), *right)
        return ()

    def _ended(self, token: Token) -> tuple[Token, ...]:
        for end, stands_for in self.words.endings:
            stem = token.text.removesuffix(end)
            if stem != token.text and len(stem) > _SHORTEST_REST and (stem in self.names or self.words.dates.holds(stem)):
                cut = token.end - len(end)
                return (Token(stem, token.start, cut), *((Token(stands_for, cut, token.end),) if stands_for else ()))
        return ()

    def _closed(self, token: Token) -> tuple[Token, ...]:
        """Return the word that an ending stands for: an unknown Turkish word in "-mazsa" is an "if"."""
        for end, stands_for in self.words.closings:
            if token.text.endswith(end) and len(token.text) > len(end) + 1:
                return (Token(stands_for, token.start, token.end),)
        return ()


def parted(scan: Scan, words: Lexicon, children: Sequence[KnownChild]) -> Scan:
    """Return the scan with words taken apart as the language asks; places in the text stay."""
    if not words.beginnings and not words.endings and not words.number_ends:
        return scan
    first_names = tuple(word for child in children for word in fold_name(child.first_name).split())
    last_names = frozenset(word for child in children for word in fold_name(child.last_name).split())
    arabic = words.language == "ar"
    parted_names = [fold_name(child.first_name).split() for child in children] if arabic else []
    seconds = tuple((parts[0], parts[1]) for parts in parted_names if len(parts) > 1)
    parting = _Parting(words, frozenset(first_names), _sounds(first_names) if arabic else {}, last_names, seconds)
    tokens: list[Token] = []
    masked: dict[int, Masked] = {}
    for at, token in enumerate(scan.tokens):
        if at in scan.masked:
            masked[len(tokens)] = scan.masked[at]
            tokens.append(token)
        else:
            half = _half_name(scan, at, tokens, parting) if parting.seconds else None
            if half is None and arabic:
                half = parting.surname(tokens[-1] if tokens else None, token)
            tokens.extend((half,) if half is not None else _kept(scan, at, parting))
            if parting.seconds and len(tokens) > 1 and len(tokens) - 2 not in masked:
                tokens[-2] = parting.first_of(tokens[-2], tokens[-1]) or tokens[-2]
    return Scan(tuple(tokens), masked)


def _half_name(scan: Scan, at: int, before: Sequence[Token], parting: _Parting) -> Token | None:
    """Return one word of a double name in Arabic letters, told by the other beside it."""
    after = scan.tokens[at + 1] if at + 1 < len(scan.tokens) else None
    return parting.second(before[-1] if before else None, scan.tokens[at]) or parting.first(scan.tokens[at], after)


def _kept(scan: Scan, at: int, parting: _Parting) -> Iterator[Token]:
    """Yield what stays of a token: the end of "3rd" or of "Tom'un" goes, or becomes the word it stands for."""
    token, words = scan.tokens[at], parting.words
    before = scan.tokens[at - 1] if at else None
    touches = before is not None and before.end == token.start
    if touches and before is not None and before.text.isdigit() and token.text in words.number_ends:
        return
    if words.endings and token.text == "'" and touches and _ending_at(scan, at + 1, words) is not None:
        return
    ending = _ending_at(scan, at, words) if touches and before is not None and before.text == "'" and at > 1 else None
    if ending is not None:
        if ending:
            yield Token(ending, token.start, token.end)
        return
    if token.text in words.written_short:
        yield from _in_full(token, words.written_short[token.text])
        return
    spelt = parting.spelt_beside(token, scan.tokens[at + 1 : at + 3]) if parting.sounds else None
    if spelt is not None:
        yield spelt
    elif token.text.isalpha():
        yield from parting.pieces(token)
    else:
        yield token


def _in_full(token: Token, whole: Sequence[str]) -> Iterator[Token]:
    """Yield the words that one written short stands for, each with its share of the letters."""
    start = token.start
    for word in whole[:-1]:
        end = min(start + len(word), token.end) if word != "'" else start
        yield Token(word, start, end)
        start = end
    yield Token(whole[-1], start, token.end)


def _ending_at(scan: Scan, at: int, words: Lexicon) -> str | None:
    if at >= len(scan.tokens) or scan.tokens[at].start != scan.tokens[at - 1].end:
        return None
    text = scan.tokens[at].text
    return next((stands_for for end, stands_for in words.endings if end == text), None)


# Names in Arabic letters

_ARABIC_SOUNDS = {
    "ا": "a", "ء": "", "ع": "a", "و": "u", "ي": "i", "ه": "a", "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "s", "ج": "j", "ح": "h",
    "خ": "k", "د": "d", "ض": "d", "ذ": "s", "ر": "r", "ز": "s", "س": "s", "ش": "c", "ص": "s", "ظ": "s", "غ": "g", "ف": "f", "ڤ": "f",
    "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "چ": "c",
}  # fmt: skip
_LATIN_SOUNDS = {
    "a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u", "b": "b", "p": "b", "c": "k", "k": "k", "q": "k",
    "d": "d", "f": "f", "v": "f", "g": "g", "h": "", "j": "j", "l": "l", "m": "m", "n": "n", "r": "r", "s": "s", "z": "s",
    "t": "t", "x": "ks",
}  # fmt: skip
_CLUSTERS = (
    ("chl", "kl"),
    ("chr", "kr"),
    ("ph", "f"),
    ("ch", "ç"),
    ("sh", "ç"),
    ("ou", "u"),
    ("th", "t"),
    ("kh", "k"),
    ("gh", "g"),
    ("eau", "u"),
    ("au", "u"),
    ("jea", "ja"),
    ("pt", "t"),
)
_VOWELS = frozenset("aiu")


def is_arabic(word: str) -> bool:
    """Say whether a word is written in Arabic letters."""
    return "\u0600" <= word[0] <= "\u06ff"


@lru_cache(maxsize=8192)
def sound_of(word: str) -> str:
    """Return how a folded word sounds, coarsely: its consonants, and where it has fewer than three, its vowels too."""
    if is_arabic(word):
        sounds = "".join(_ARABIC_SOUNDS.get(char, "?") for char in word)
    else:
        for cluster, sound in _CLUSTERS:
            word = word.replace(cluster, sound)
        sounds = "".join("c" if char == "ç" else _LATIN_SOUNDS.get(char, "?") for char in word)
    return _coarse(sounds)


@lru_cache(maxsize=8192)
def _closely(word: str) -> str:
    """Return how a name sounds more closely, to part two that sound alike coarsely: a "z" is no "s", and Latin "-se" is "z"."""
    if is_arabic(word):
        return "".join("z" if char == "ز" else _ARABIC_SOUNDS.get(char, "?") for char in word).rstrip("a")
    sounds = word.replace("ou", "u").replace("se", "z") if word.endswith("se") else word.replace("ou", "u")
    return "".join("z" if char == "z" else _LATIN_SOUNDS.get(char, "?") for char in sounds)


def _heard(name: str) -> tuple[str, ...]:
    """Return how a family name may sound: "Marchand" and "Garnier" close with silent letters, "Haddad" opens with an h."""
    open_ = name.removesuffix("r") if name.endswith("er") else name
    heard = sound_of(name), sound_of(name.rstrip(_SILENT)), sound_of(open_)
    return (*heard, "h" + sound_of(f"r{name[1:]}")[1:]) if name.startswith("h") else heard


def _coarse(sounds: str) -> str:
    """Drop doubled sounds and the silent vowel at the end; keep vowels only where consonants alone say too little."""
    single = "".join(char for at, char in enumerate(sounds) if at == 0 or sounds[at - 1] != char)
    consonants = "".join(char for char in single if char not in _VOWELS)
    if len(consonants) > 2:
        return consonants
    if len(single) > 1 and single[0] == "a" and single[1] in _VOWELS:
        single = single[1:]
    first = next((char for char in single if char in _VOWELS), "")
    return f"{consonants}/{'v' if single[:1] in _VOWELS else 'c'}{first}{single.rstrip('i') if len(consonants) < 2 else ''}"


def _sounds(first_names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(first_names):
        if len(name) >= _SHORTEST_NAME:
            found[sound_of(name)] = (*found.get(sound_of(name), ()), name)
    return found
