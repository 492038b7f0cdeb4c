"""The words of a phrase of dates: the French lexicon with what only a general reader takes, and digits put together as dates."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from villars_core.understanding.dates.items import Word
from villars_core.understanding.dates.words import tagged
from villars_core.understanding.language.lexicon import Lexicon, first_names, lexicon
from villars_core.understanding.language.masks import Masked, Scan, scan
from villars_core.understanding.language.phrases import Match, Phrases, in_order
from villars_core.understanding.language.text import Token, fold, tokenize

_PHRASES = Path(__file__).parent.parent / "lexicons" / "fr_phrases.toml"
_SHORTEST = 5
_ABBREVIATED = frozenset({"mon", "unit", "wd", "wdx", "feast"})
_RANK_ENDS = frozenset({"e", "er", "eme", "ieme", "ere"})
_TWO_DIGITS, _YEAR_DIGITS, _COMPACT = 2, 4, 8
_NEW_CENTURY = 60
_COUNTABLE = frozenset({"next", "last", "foll", "ord"})
_BEHIND_DAY = frozenset({"n", "num", "date", "ord", "next", "last", "foll", "half", "clock", "inweek"})
_MOST_CENTURIES, _TEN = 21, 10
_DASHED_DATE = re.compile(
    r"(?<!\w)\d{1,2}(?:er)?-(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?:-\d{4})?(?!\w)"
)
_EDGES = {"a la fin": "end", "au debut": "begin"}
_TITLES = frozenset({"madame", "monsieur", "mademoiselle", "mme", "mlle", "docteur", "dr", "maitre", "tante", "oncle"})
_ROMAN = re.compile(r"([ivx]{1,6})(?:e|eme|ieme|er)")
_RANKED = {
    "onz": 11,
    "douz": 12,
    "treiz": 13,
    "quatorz": 14,
    "quinz": 15,
    "seiz": 16,
    "vingt": 20,
    "vingtetun": 21,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuv": 9,
    "dix": 10,
}
_MONTHS, _LONGEST_MONTH = 12, 31
_SIGNS_BESIDE = frozenset({"n", "dash", "comma", "dot", "date", "mon"})
_DASHED = ({"n", "mon"}, {"n", "mid"}, {"mon", "mid"})
_FRACTIONS = frozenset({"1/2/0", "1/3/0", "2/3/0", "1/4/0", "3/4/0", "1/5/0"})
_MENDED = (
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "janvier",
    "fevrier",
    "avril",
    "juillet",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "demain",
    "semaine",
    "semaines",
    "prochain",
    "prochaine",
    "prochains",
    "prochaines",
    "derniere",
    "dernieres",
    "trimestre",
    "semestre",
    "weekend",
)
_ORDINARY = frozenset(
    {
        "derriere",
        "domaine",
        "germaine",
        "romaine",
        "romain",
        "certaine",
        "humaine",
        "marcher",
        "membre",
        "membres",
        "ombre",
        "nombre",
        "novembres",
    }
)


@lru_cache(maxsize=1)
def phrase_lexicon() -> Lexicon:
    """Return the French lexicon for phrases of dates: the words only a general reader takes go over the others."""
    table = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))["dates"]
    base = lexicon("fr")
    exact = {word: list(rows) for word, rows in base.dates.exact.items()}
    for tag, phrases in table.items():
        for phrase in phrases:
            words = tuple(token.text for token in tokenize(fold(phrase + ("x" if phrase.endswith("'") else "")).plain))
            words = words[:-1] if phrase.endswith("'") else words
            exact.setdefault(words[0], []).insert(0, (words, Match(tag, len(words))))
    order = in_order(exact)
    return Lexicon(
        base.language,
        Phrases(order, base.dates.stems, base.dates.longest_stem, base.dates.words),
        base.acts,
        base.names,
        base.answers,
        base.diminutives,
        base.known,
        base.mendable,
    )


def phrase_words(text: str) -> list[Word]:
    """Return the tagged words of a phrase, mistyped names of days mended and dates in parted digits joined."""
    folded = fold(text)
    plain = _DASHED_DATE.sub(_spaced, folded.plain) if "-" in folded.plain else folded.plain
    seen = _mended(_with_births(scan(plain), plain))
    words = tagged(seen, folded.source, phrase_lexicon())
    words = _with_ends(_without_dots(words))
    words = [
        Word("", "", word.i, word.j, word.text) if _first_name(words, at, folded.source, seen) else word for at, word in enumerate(words)
    ]
    words = [_numbered(word, words[at - 1] if at else None) for at, word in enumerate(words)]
    words = [Word("unread", "", word.i, word.j, word.text) if _pointed_at(word, seen, folded.plain) else word for word in words]
    words = _with_centuries(_with_ranks(words, seen))
    words = _with_two_days(_without_fractions(_without_dashes(words, seen)))
    return _with_spaced_dates(_with_digit_months(words))


def _spaced(date: re.Match[str]) -> str:
    """Write "8-mai-1945" with spaces, as the masks of streets know it; no sign moves."""
    return date[0].replace("-", " ")


def _with_ends(words: list[Word]) -> list[Word]:
    """Read "à la fin" and "au début" right before a month or a year as a part of it; before all else they tell no day."""
    return [
        Word(_EDGES[word.text], "", word.i, word.j, word.text)
        if word.tag == "skip" and word.text in _EDGES and _long(words, at + 1)
        else word
        for at, word in enumerate(words)
    ]


def _long(words: list[Word], at: int) -> bool:
    named = at < len(words) and words[at].tag in {"mon", "n"}
    return named and (words[at].tag == "mon" or (len(words[at].text) == _YEAR_DIGITS and words[at].text[:2] in {"19", "20"}))


def _with_births(seen: Scan, plain: str) -> Scan:
    """Read the day of "né le 23 novembre 2019", which is none of a meal."""
    if not any(one.kind == "birth" for one in seen.masked.values()):
        return seen
    tokens: list[Token] = []
    masked: dict[int, Masked] = {}
    for at, token in enumerate(seen.tokens):
        if at in seen.masked and seen.masked[at].kind == "birth":
            start = next(place for place in range(token.start, token.end) if plain[place].isdigit())
            tokens.extend(tokenize(plain, token.start, start))
            told = scan(plain[start : token.end])
            masked |= {len(tokens) + place: one for place, one in told.masked.items()}
            tokens.extend(Token(one.text, start + one.start, start + one.end) for one in told.tokens)
            continue
        if at in seen.masked:
            masked[len(tokens)] = seen.masked[at]
        tokens.append(token)
    return Scan(tuple(tokens), masked)


def _mended(seen: Scan) -> Scan:
    tokens = tuple(
        Token(_mend(token.text), token.start, token.end) if len(token.text) >= _SHORTEST and at not in seen.masked else token
        for at, token in enumerate(seen.tokens)
    )
    return Scan(tokens, seen.masked)


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    """Return the date word that differs by one letter from an unknown word, where there is exactly one."""
    words = phrase_lexicon()
    if not word.isalpha() or word in words.known or word in _ORDINARY or word in first_names() or words.dates.knows(word):
        return word
    near = process.extract(word, _MENDED, scorer=OSA.distance, score_cutoff=1, limit=2)
    return str(near[0][0]) if len(near) == 1 else word


def _without_dots(words: list[Word]) -> list[Word]:
    """Drop the dot of an abbreviation: "lun. 3 févr." and "sem. prochaine"; "lun." alone is a Monday."""
    kept: list[Word] = []
    for at, said in enumerate(words):
        word = Word("mon", "3", said.i, said.j, said.text) if _march(words, at) else said
        word = Word("num", "7", said.i, said.j, said.text) if _seven(words, at) else word
        if word.tag == "dot" and kept and kept[-1].tag in _ABBREVIATED:
            if kept[-1].tag == "wdx" and not _names_day(words, at):
                kept.append(word)
                continue
            if kept[-1].tag == "wdx":
                last = kept.pop()
                kept.append(Word("wd", last.value, last.i, last.j, last.text))
            continue
        kept.append(word)
    if len(kept) == 1 and kept[0].tag == "wdx" and len(kept[0].text) > _TWO_DIGITS:
        kept[0] = Word("wd", kept[0].value, kept[0].i, kept[0].j, kept[0].text)
    return kept


def _first_name(words: list[Word], at: int, source: str, seen: Scan) -> bool:
    """Tell the month of "en avril" from the first name of "Avril Lavigne"."""
    if _last_name(words, at, source, seen):
        return True
    if words[at].tag != "mon" or at + 1 == len(words) or words[at + 1].tag or (at and words[at - 1].tag):
        return False
    named = [source[seen.tokens[word.i].start : seen.tokens[word.j - 1].end] for word in words[at : at + 2]]
    return all(name.istitle() for name in named)


def _last_name(words: list[Word], at: int, source: str, seen: Scan) -> bool:
    """Tell the month from the name of "Jean Juillet" and "Mademoiselle Avril"."""
    if not at or words[at].tag != "mon" or not (words[at - 1].text in _TITLES or words[at - 1].text in first_names()):
        return False
    dated = at + 1 < len(words) and words[at + 1].tag == "n"
    return not dated and all(source[seen.tokens[word.i].start : seen.tokens[word.j - 1].end].istitle() for word in words[at - 1 : at + 1])


def _names_day(words: list[Word], at: int) -> bool:
    """Tell the day of "mer. 2 avril" and of "mer." alone from the end of "près de la mer."."""
    alone = at == len(words) - 1 and all(word.tag == "the" for word in words[: at - 1]) and len(words[at - 1].text) > _TWO_DIGITS
    return alone or (at + 1 < len(words) and words[at + 1].tag in _BEHIND_DAY)


def _seven(words: list[Word], at: int) -> bool:
    """Tell the number of "les sept derniers jours" from the month of "sept. prochain"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].text == "sept" and after is not None and (after.tag == "unit" or (after.tag in _COUNTABLE and after.text.endswith("s")))
    )


def _march(words: list[Word], at: int) -> bool:
    """Tell the March of "2 mar. 2015" from the Tuesday of "mar. 2"."""
    after = [word for word in words[at + 1 : at + 3] if word.tag != "dot"]
    dated = at > 0 and words[at - 1].tag == "n" and len(words[at - 1].text) <= _TWO_DIGITS
    return words[at].text == "mar" and dated and (not after or (after[0].tag == "n" and len(after[0].text) == _YEAR_DIGITS))


def _numbered(word: Word, before: Word | None) -> Word:
    """Take "n°20" for a number: the mask of bills means nothing in a phrase of dates."""
    if len(word.text) == _COMPACT and word.text.isdigit() and word.text[:2] in {"19", "20"}:
        return Word("date", f"{int(word.text[6:])}/{int(word.text[4:6])}/{word.text[:4]}", word.i, word.j, word.text)
    digits = word.text.lower().removeprefix("n").lstrip("°o. ")
    if word.tag == "invoice" and before is not None and before.tag == "unit" and digits.isdigit() and len(digits) <= _TWO_DIGITS:
        return Word("n", digits, word.i, word.j, digits)
    return word


def _pointed_at(word: Word, seen: Scan, plain: str) -> bool:
    """Say whether a word is the "-là" of "cette année-là": a time told of, that a phrase alone does not tell."""
    start = seen.tokens[word.i].start
    return word.text == "la" and word.i > 0 and plain[start - 1] == "-" and plain[start - 2].isalpha()


def _with_ranks(words: list[Word], seen: Scan) -> list[Word]:
    """Join "15" and "e" where nothing stands between."""
    kept: list[Word] = []
    for word in words:
        before = kept[-1] if kept else None
        joined = before is not None and before.tag == "n" and word.text in _RANK_ENDS
        if before is not None and joined and seen.tokens[word.i].start == seen.tokens[before.j - 1].end:
            kept[-1] = Word("n", before.value, before.i, word.j, before.text)
        elif before is not None and before.tag == "n" and before.j - before.i > 1 and not word.tag and word.text.isalpha():
            kept[-1:] = [Word("", "", before.i, before.j, before.text), word]
        else:
            kept.append(word)
    return kept


def _with_centuries(words: list[Word]) -> list[Word]:
    """Read "XIXe siècle", "21e siècle" and "dix-neuvième siècle" as a century."""
    kept: list[Word] = []
    for word in words:
        rank = _century(kept[-1]) if kept and word.text == "siecle" else 0
        tens = len(kept) - 2 - (len(kept) > 1 and kept[-2].tag == "dash")
        if 0 < rank < _TEN and tens >= 0 and kept[tens].text == "dix":
            kept[tens:] = [Word("", "", kept[tens].i, kept[-1].j, kept[-1].text)]
            rank += _TEN
        if rank:
            kept[-1] = Word("century", str(rank), kept[-1].i, word.j, kept[-1].text)
        else:
            kept.append(word)
    return kept


def _century(word: Word) -> int:
    """Return the rank that a word tells, in letters, digits or Roman figures; 0 for none."""
    if word.tag in {"ord", "n"} or (word.text.isdigit() and word.j - word.i > 1):
        rank = int(word.value or word.text)
        return rank if rank <= _MOST_CENTURIES else 0
    figure = _ROMAN.fullmatch(word.text)
    return _romans().get(figure[1], 0) if figure else _RANKED.get(word.text.removesuffix("ieme"), 0)


@lru_cache(maxsize=1)
def _romans() -> dict[str, int]:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return {"x" * (rank // _TEN) + ones[rank % _TEN]: rank for rank in range(1, _MOST_CENTURIES + 1)}


def _without_dashes(words: list[Word], seen: Scan) -> list[Word]:
    """Drop the dashes of "15-mars-2025" and "mi-2026"."""
    return [
        word
        for at, word in enumerate(words)
        if not (word.tag == "dash" and 0 < at < len(words) - 1 and {words[at - 1].tag, words[at + 1].tag} in _DASHED and _tight(word, seen))
    ]


def _tight(word: Word, seen: Scan) -> bool:
    """Say whether no space stands around a sign."""
    token = seen.tokens[word.i]
    return seen.tokens[word.i - 1].end == token.start and seen.tokens[word.j].start == token.end


def _with_two_days(words: list[Word]) -> list[Word]:
    """Read "12/13 avril" as two days of a month."""
    kept: list[Word] = []
    for at, word in enumerate(words):
        if word.tag == "date" and word.value.endswith("/0") and at + 1 < len(words) and words[at + 1].tag == "mon":
            first, last, _ = word.value.split("/")
            signs = (("n", first, first), ("dash", "", "-"), ("n", last, last))
            kept.extend(Word(tag, value, word.i, word.j, text) for tag, value, text in signs)
        else:
            kept.append(word)
    return kept


def _without_fractions(words: list[Word]) -> list[Word]:
    """Take "3/4 de la classe" for no date."""
    return [
        Word("", "", word.i, word.j, word.text) if word.tag == "date" and word.value in _FRACTIONS and _of_a_thing(words, at + 1) else word
        for at, word in enumerate(words)
    ]


def _of_a_thing(words: list[Word], at: int) -> bool:
    thing = next((word for word in words[at:] if word.tag not in {"of", "the"}), None)
    return at < len(words) and words[at].tag == "of" and thing is not None and not thing.tag


def _with_digit_months(words: list[Word]) -> list[Word]:
    """Read "3-2015", "2016 / 11" and "2015-3" as a month of a year, and the "9/10" of "5/10-9/10" as a day of a month."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        found = _digit_month(words, at) or _second_date(words, at)
        kept.extend(found or words[at : at + 1])
        at += 3 if found else 1
    return kept


def _digit_month(words: list[Word], at: int) -> tuple[Word, ...]:
    beside = [word.tag for word in (words[at - 1] if at else None, words[at + 3] if at + 3 < len(words) else None) if word]
    if [word.tag for word in words[at : at + 3 : 2]] != ["n", "n"] or words[at + 1].text not in {"-", "/"} or set(beside) & _SIGNS_BESIDE:
        return ()
    year, month = sorted((words[at], words[at + 2]), key=_digits_of, reverse=True)
    if _digits_of(year) != _YEAR_DIGITS or _digits_of(month) > _TWO_DIGITS or not 1 <= month.number <= _MONTHS:
        return ()
    return Word("mon", str(month.number), words[at].i, words[at + 1].j, month.text), Word(
        "n", year.value, words[at + 2].i, words[at + 2].j, year.text
    )


def _digits_of(word: Word) -> int:
    return len(word.text)


def _second_date(words: list[Word], at: int) -> tuple[Word, ...]:
    if (
        at < 2
        or [word.tag for word in words[at - 2 : at]] != ["date", "dash"]
        or [word.tag for word in words[at : at + 3]] != ["n", "comma", "n"]
    ):
        return ()
    day, month = words[at], words[at + 2]
    if words[at + 1].text != "/" or not (1 <= day.number <= _LONGEST_MONTH and 1 <= month.number <= _MONTHS):
        return ()
    return (Word("date", f"{day.number}/{month.number}/0", day.i, month.j, day.text),)


def _with_spaced_dates(words: list[Word]) -> list[Word]:
    """Join "20 02 2014", "2025/04/12" and, where nothing else is said, "17 02" and "20 02 14" into dates."""
    alone = all(word.tag in {"n", "the"} for word in words) and sum(word.tag == "n" for word in words) in {2, 3}
    kept: list[Word] = []
    at = 0
    while at < len(words):
        joined = _spaced_date(words, at, alone=alone)
        kept.append(joined[0] if joined else words[at])
        at = joined[1] if joined else at + 1
    return kept


def _spaced_date(words: list[Word], at: int, *, alone: bool) -> tuple[Word, int] | None:
    if words[at].tag != "n":
        return None
    slashed = [word.text for word in words[at + 1 : at + 5 : 2]] and [word.text for word in words[at : at + 5]]
    if (
        len(slashed) == 5
        and slashed[1] == slashed[3]
        and slashed[1] in {"/", "."}
        and len(slashed[0]) == _YEAR_DIGITS
        and words[at + 2].tag == words[at + 4].tag == "n"
    ):
        return _date(words, at, 5, (slashed[4], slashed[2], slashed[0]))
    run = [word.text for word in words[at : at + 3] if word.tag == "n" and word.text.isdigit()]
    year_said = len(run) == 3 and len(run[2]) == _YEAR_DIGITS
    if (year_said or alone) and len(run) >= 2 and all(words[at + step].tag == "n" for step in range(len(run))):
        return _date(words, at, len(run), (run[0], run[1], run[2] if len(run) > 2 else "0"))
    return None


def _date(words: list[Word], at: int, size: int, said: tuple[str, str, str]) -> tuple[Word, int] | None:
    day, month, year = (int(part) for part in said)
    if not (1 <= day <= 31 and 1 <= month <= 12) or max(len(said[0]), len(said[1])) > _TWO_DIGITS:
        return None
    if len(said[2]) == _TWO_DIGITS:
        year += 2000 if year < _NEW_CENTURY else 1900
    elif year and len(said[2]) != _YEAR_DIGITS:
        return None
    last = words[at + size - 1]
    return Word("date", f"{day}/{month}/{year}", words[at].i, last.j, words[at].text), at + size
