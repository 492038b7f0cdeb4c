"""Puts words of dates that a language says after what they bear on into the place where the grammar reads them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from villars_core.understanding.dates.items import Word
from villars_core.understanding.language.lexicon import LANGUAGES, Lexicon
from villars_core.understanding.language.lexicon import lexicon as lexicon_of
from villars_core.understanding.language.text import word_set

_DATED = word_set("wd wds wdx n num ord mon unit rel date next last this foll hol feast season back schoolyear")
_YEAR = 4
_FRENCH = "fr"
_WEEKDAYS = frozenset({"wd", "wds"})
_LAST_DAY, _FEW = 31, 3
_JOINS = frozenset({"and", "comma"})
_RANGES = frozenset({"to", "dash"})
_ACROSS = frozenset({"between"})
_TWO_ENDS = ("wd", "and", "wd")
_ENDS = frozenset(".!?;")
_JOINED = re.compile(r"\+(?=[a-z])")


def in_order(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """Return the words, "X post:until" as "until X" and "unit:week+of" as two words; without such words, as they are."""
    words = _excepted(words) if lexicon.language == _FRENCH else _with_marks(_with_nor(_with_week(words), lexicon))
    if lexicon.month_first or lexicon.weekday_last:
        words = _day_first(words, lexicon)
    if not (_moves(lexicon.language) and any(word.tag == "post" or _several(word) for word in words)):
        return list(words)
    out: list[Word] = []
    for at, word in enumerate(words):
        if word.tag == "post":
            _move(word, out)
        elif _several(word):
            first, *rest = _JOINED.split(f"{word.tag}:{word.value}")
            out.append(_tagged(word, first))
            if rest == ["of"] and at + 1 < len(words) and words[at + 1].tag in _SIDED:
                # "الأسبوع القادم": the week itself, of nothing.
                continue
            out.extend(_tagged(replace(word, i=word.j), tag) for tag in rest)
        else:
            out.append(word)
    return out


@lru_cache(maxsize=len(LANGUAGES))
def _moves(language: str) -> bool:
    """Say whether a language has words of dates to be moved or parted: French has none."""
    dates = lexicon_of(language).dates
    tags = [match.tag for rows in (*dates.exact.values(), *dates.stems.values()) for _, match in rows]
    return any(tag.startswith("post") or _JOINED.search(tag) for tag in tags)


def _excepted(words: Sequence[Word]) -> Sequence[Word]:
    """Put "vendredi excepté" as "excepté vendredi"; "jeudi et vendredi exceptés" takes out both."""
    if _EXCEPTED.isdisjoint([word.text for word in words]):
        return words
    out: list[Word] = []
    for at, word in enumerate(words):
        before = _days_before(out, several=word.text.endswith("s")) if word.text in _EXCEPTED and _closes(words, at + 1) else len(out)
        if before == len(out):
            out.append(word)
            continue
        place = out[before].i
        out.insert(before, Word("except", "", place, place, ""))
        out.append(Word("", "", word.i, word.j, word.text))
    return out


def _except_last(word: Word, out: list[Word]) -> None:
    """Put "gelecek hafta perşembe hariç" as "gelecek hafta, except perşembe": only the days right before it are taken out."""
    at = len(out)
    while at and out[at - 1].tag in _ONE_DAY | _LISTED and not _parts_days(out, at):
        at -= 1
    at += at < len(out) and out[at].tag == "and"
    before = out[at - 1].tag if at else ""
    if before in _WHICH and (at < _WEEK_AND_WHICH or out[at - 2].tag != "unit"):
        # "gelecek perşembe hariç"
        at -= 1
    elif at == len(out):
        while at and out[at - 1].tag in _DATED:
            at -= 1
    if at == len(out):
        return
    place = out[at].i
    out.insert(at, Word("except", "", place, place, ""))
    out.append(Word("", "", word.i, word.j, word.text))


def _parts_days(words: Sequence[Word], at: int) -> bool:
    """Say whether a weekday follows the month it lies in: "30 Kasım haftası | perşembe", "aralıkta | perşembe günleri"."""
    return at < len(words) and words[at - 1].tag in {"mon", "n", "date"} and words[at].tag in _WEEKDAYS


_LISTED = frozenset({"wds", "and", "the"})
_WHICH = frozenset({"next", "this", "last"})
_WEEK_AND_WHICH = 2


_EXCEPTED = frozenset({"excepte", "exceptes", "exceptee", "exclu", "exclus", "mis a part", "non compris", "non inclus"})
_ONE_DAY = frozenset({"wd", "n", "ord", "mon", "date"})


def _closes(words: Sequence[Word], at: int) -> bool:
    """Say whether no day and no article follows."""
    return at == len(words) or words[at].tag in {"", "comma", "dot"}


def _days_before(words: Sequence[Word], *, several: bool) -> int:
    """Return where the day that ends some words begins, or the days that an "et" joins."""
    tags = _ONE_DAY | {"wds", "and", "the"} if several else _ONE_DAY | {"wds"}
    at = len(words)
    while at and words[at - 1].tag in tags:
        at -= 1
    while at < len(words) and words[at].tag in {"and", "the"}:
        at += 1
    if at < len(words) and not several and at and words[at - 1].tag == "the" and words[at - 1].text == "le":
        return at - 1
    return at


def _with_week(words: Sequence[Word]) -> list[Word]:
    """Part "Friday next week" as "Friday of next week": there the "next" is the week's; so is the month of a return to school."""
    out: list[Word] = []
    words = _counted_first(words)
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        weekly = word.tag == "next" and after is not None and (after.tag, after.value) == ("unit", "week")
        if weekly and out and out[-1].tag in _WEEKDAYS:
            out.append(Word("of", "", word.i, word.i, ""))
        # "the first day of term in January": the month is the term's.
        of_term = word.tag == "in" and after is not None and after.tag == "mon" and bool(out) and out[-1].tag == "back"
        out.append(replace(word, tag="of") if of_term else word)
    return out


def _counted_first(words: Sequence[Word]) -> Sequence[Word]:
    """Put "the first two weeks" as "the two first weeks", "the last 3 days" as "the 3 last days": the grammar reads the count first."""
    places = [
        at for at in range(len(words) - 2) if words[at].tag in _RANKS and words[at + 1].tag in {"n", "num"} and words[at + 2].tag == "unit"
    ]
    if not places:
        return words
    out = list(words)
    for at in places:
        out[at], out[at + 1] = (
            replace(words[at + 1], i=words[at].i, j=words[at].j),
            replace(words[at], i=words[at + 1].i, j=words[at + 1].j),
        )
    return out


_SIDED = frozenset({"next", "last", "foll"})
_RANKS = frozenset({"ord", "last"})


def _with_nor(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """Read a word that is "or" and "nor" in one as "and" where a denial stands before it: "لن تأكل اليوم ولا غدا", "not today or then"."""
    if not any(word.tag == "or" and lexicon.tells("nor", word.text) for word in words):
        return list(words)
    out: list[Word] = []
    denied = False
    for word in words:
        if word.text in _ENDS or lexicon.tells("contrast", word.text):
            denied = False
        denied = denied or lexicon.tells("denying", word.text)
        out.append(replace(word, tag="and") if denied and word.tag == "or" and lexicon.tells("nor", word.text) else word)
    return out


def _with_marks(words: Sequence[Word]) -> list[Word]:
    """Mark numbers that can only be days: three or more going up after a "for", two after a colon, and nothing counted by them."""
    out: list[Word] = []
    for at, word in enumerate(words):
        if word.tag == "n" and at and (words[at - 1].text == ":" or words[at - 1].tag == "opt") and _lists_days(words, at):
            out.append(Word("the", "d", word.i, word.i, ""))
        out.append(word)
    return out


def _lists_days(words: Sequence[Word], at: int) -> bool:
    told = [words[at].number]
    # "Lunch for Tom: 2, 3" may count meals.
    least = _FEW - (words[at - 1].text == ":" and told[0] > _FEW)
    at += 1
    while at + 1 < len(words) and words[at].tag in _JOINS and words[at + 1].tag == "n":
        told.append(words[at + 1].number)
        at += 2
    closed = at == len(words) or words[at].text in _ENDS
    return closed and len(told) >= least and told[-1] <= _LAST_DAY and all(one < other for one, other in pairwise([0, *told]))


def _day_first(words: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """Put "December 3" as "3 December", and where a weekday closes a date, "3 December Thursday" as "Thursday 3 December"."""
    out = _with_may(words) if lexicon.month_first else list(words)
    for at in range(len(out) - 1):
        tags = [word.tag for word in out[at : at + 3]]
        if lexicon.month_first and _is_day_of(out, at, lexicon) and not _numbered(out, at):
            end = at + 3 if _is_stretch(out, at) else at + 1
            month = replace(out[at], i=out[end].i if end > at + 1 else out[at].j, j=out[end].j)
            out[at : end + 1] = [replace(out[at + 1], i=out[at].i), *out[at + 2 : end + 1], month]
        elif lexicon.weekday_last and tags in (["n", "mon", "wd"], ["n", "mon", "wds"]):
            first = _list_start(out, at) if tags[2] == "wds" else at
            weekday = replace(out[at + 2], tag="wd", i=out[first].i, j=out[first].i)
            out[first : at + 3] = [weekday, *out[first : at + 1], replace(out[at + 1], j=out[at + 2].j)]
    return out


def _is_day_of(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Say whether a month is told before its day, which counts no days: "Dec 3", "aralığın üçünde", not "aralıkta 2 gün"."""
    tags = [word.tag for word in words[at : at + 3]]
    if tags[:2] == ["mon", "num"]:
        return words[at + 1].text.endswith(lexicon.frame_ends.get("of_month", ("\0",)))
    return tags[:2] == ["mon", "n"] and tags[2:] != ["unit"] and len(words[at + 1].text) < _YEAR


def _is_stretch(words: Sequence[Word], at: int) -> bool:
    """Say whether two days joined by a dash or a "to" follow a month: "Dec 10-11"."""
    tags = [word.tag for word in words[at + 2 : at + 5]]
    if tags[:2] not in (["dash", "n"], ["to", "n"]) or tags[2:] in (["mon"], ["unit"]):
        return False
    return words[at + 1].number < words[at + 3].number <= _LAST_DAY


def _with_may(words: Sequence[Word]) -> list[Word]:
    """Read "3 May" and "May 4" as days: alone, "may" asks or allows."""
    out = list(words)
    for at, word in enumerate(words):
        if word.text == "may" and not word.tag:
            beside = [words[place] for place in (at - 1, at + 1) if 0 <= place < len(words) and words[place].tag == "n"]
            if any(one.number <= _LAST_DAY and one.value for one in beside):
                out[at] = replace(word, tag="mon", value="5")
    return out


def _list_start(words: Sequence[Word], at: int) -> int:
    while at > 1 and words[at - 1].tag in _JOINS and words[at - 2].tag == "n":
        at -= 2
    return at


def _numbered(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].tag if at else ""
    return before in {"n", "ord", "num"} or (before == "of" and at > 1 and words[at - 2].tag in {"n", "ord", "num"})


def _several(word: Word) -> bool:
    """Tell "unit:week+of", which is two words, from "feast:easter+1"."""
    return ("+" in word.value or "+" in word.tag) and _JOINED.search(f"{word.tag}:{word.value}") is not None


def _move(word: Word, out: list[Word]) -> None:
    if word.value == "except":
        _except_last(word, out)
        return
    joins = _JOINS if word.value in _ACROSS else frozenset()
    if word.value in _ACROSS:
        _join_across(out)
    at = len(out)
    ends = word.value in _ACROSS and tuple(one.tag for one in out[-len(_TWO_ENDS) :]) == _TWO_ENDS
    if ends:
        # "gelecek hafta pazartesi ile cuma arası": the week is told of both.
        at -= len(_TWO_ENDS)
    while not ends and at and (out[at - 1].tag in _DATED or out[at - 1].tag in joins or _is_of_year(out, at)):
        # "ameliyat olacak, 15 Mart ile 19 Mart arasında": two ends are joined once.
        joins = joins if out[at - 1].tag != "and" else frozenset()
        at -= 1
    at += at < len(out) and out[at].tag in _JOINS
    ranged = at > 0 and out[at - 1].tag in _RANGES
    if ranged and word.value == "until" and out[at : at + 1] and out[at].tag == "hol":
        # "perşembeden tatile kadar": the holidays end the stretch before they begin.
        out[at - 1] = _tagged(out[at - 1], "until")
    if at == len(out) or (ranged and word.value in {"until", *_ACROSS}):
        return
    place = out[at].i
    out[at:at] = [_tagged(replace(word, i=place, j=place), tag) for tag in _JOINED.split(word.value)]


def _is_of_year(words: Sequence[Word], at: int) -> bool:
    """Say whether an "of" or an "end" stands before the school year, as in its last day."""
    return at < len(words) and words[at].tag == "schoolyear" and words[at - 1].tag in {"of", "end"}


def _join_across(out: list[Word]) -> None:
    """Read the two days before a "between" as its two ends, a dash or nothing between them: "pazartesi-cuma arası"."""
    tags = [word.tag for word in out[-4:]]
    if tags[-3:] == ["wd", "dash", "wd"]:
        out[-2] = _tagged(out[-2], "and")
        return
    of_months = tags == ["n", "mon", "n", "mon"]
    if of_months or (tags[-2:] == ["wd", "wd"] and tags[-3:-2] not in (["wd"], ["and"])):
        second = len(out) - 1 - of_months
        out.insert(second, Word("and", "", out[second].i, out[second].i, ""))


def _tagged(word: Word, tag: str) -> Word:
    name, _, value = tag.partition(":")
    return replace(word, tag=name, value=value)
