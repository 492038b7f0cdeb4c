"""Tags the tokens of a text for the grammar of dates."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from villars_core.understanding.dates.items import Word
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.phrases import Match
from villars_core.understanding.language.text import Token

_SIGNS = {".": "dot", "°": "number"}
_MOST_WORDS = 900


def tagged(scan: Scan, source: str, lexicon: Lexicon, taken: AbstractSet[int] = frozenset()) -> list[Word]:
    """Tag each token or phrase; tokens in `taken` are names and stay out of dates."""
    tokens, texts, found_at = scan.tokens, scan.words, lexicon.dates.at
    size = min(len(tokens), _MOST_WORDS)
    words: list[Word] = []
    at, weekly = 0, False
    while at < size:
        match, text = found_at(tokens, at), texts[at]
        if match is None and text.isalpha() and text != _RETURN and at not in taken:
            # Most words tell no date, and are looked at no further; no sign, number or masked stretch is of letters alone.
            word = Word("", "", at, at + 1, text)
        elif match is None or _is_apart(match, tokens, taken, at):
            word = _alone(scan, source, taken, at)
        else:
            word = _matched(match, scan, source, lexicon, at)
            weekly = weekly or word.tag == "every"
            if text == "passe" and word.text == text and words and words[-1].tag in {"", "name"} and words[-1].text not in _SPANS:
                # "Tom passe vendredi chez moi" tells no day gone by.
                word.tag = ""
            elif text == "passe" and word.text == text and words and words[-1].text == "a":
                # "il a passé la semaine dernière au lit"
                word.tag = ""
        words.append(word)
        at = word.j
    return _weekly(words) if weekly else words


def _weekly(words: list[Word]) -> list[Word]:
    """Read "toutes les semaines, le jeudi" and "le mardi et le jeudi de chaque semaine" as every such weekday."""
    for at in range(len(words) - 2, -1, -1):
        if words[at].tag != "every" or words[at + 1].tag != "unit" or words[at + 1].value != "week":
            continue
        after = at + 2
        while after < len(words) and words[after].tag in _JOINING:
            after += 1
        parted = after > at + 2 and words[after - 1].tag == "comma"
        if after < len(words) and words[after].tag in _WEEKDAYS and not parted:
            words[at + 1 : after] = []
            continue
        first = before = at - (at > 0 and words[at - 1].tag == "of")
        while first > 0 and words[first - 1].tag in _LISTED:
            first -= 1
        first = next((place for place in range(first, before) if words[place].tag in _WEEKDAYS), before)
        if first < before and words[before - 1].tag in _WEEKDAYS:
            words[first : at + 2] = [words[at], *words[first:before]]
    return words


def _is_apart(match: Match, tokens: Sequence[Token], taken: AbstractSet[int], at: int) -> bool:
    """Say whether a phrase of the lexicon holds a name, or tells no date where it stands: "elle sera reprise à midi"."""
    if at in taken or (match.length > 1 and not taken.isdisjoint(range(at + 1, at + match.length))):
        return True
    text = tokens[at].text
    if text in _SAINT and match.length > 1:
        return _is_saints_town(match, tokens, at)
    return text in _RETURNS and at > 0 and tokens[at - 1].text in _BEING


def _is_saints_town(match: Match, tokens: Sequence[Token], at: int) -> bool:
    """Say whether a saint is no feast but a place: "demain à Saint-Étienne", not "à la Saint-Nicolas"."""
    before = tokens[at - 1].text if at else ""
    if before == "la":
        return False
    return tokens[at + match.length - 1].text in _TOWNS or before in _AT_PLACE


def _alone(scan: Scan, source: str, taken: AbstractSet[int], at: int) -> Word:
    """Return a token that begins no phrase of the lexicon as a word."""
    tokens = scan.tokens
    text = tokens[at].text
    masked = scan.masked.get(at)
    if masked is not None:
        if masked.kind in {"date", "isodate"}:
            return Word("date", f"{masked.day}/{masked.month}/{masked.year}", at, at + 1, text)
        return Word(masked.kind, "", at, at + 1, source[tokens[at].start : tokens[at].end])
    if at in taken:
        return Word("name", "", at, at + 1, text)
    if text == _RETURN and at > 1 and tokens[at - 1].text == "la" and tokens[at - 2].text in _BEFORE_RETURN:
        # "la semaine de la rentré"
        return Word("back", "", at, at + 1, text)
    if text.isdigit() and len(text) <= 4:
        return Word("n", text, at, at + 1, text)
    return Word(_SIGNS.get(text, ""), "", at, at + 1, text)


def _matched(match: Match, scan: Scan, source: str, lexicon: Lexicon, at: int) -> Word:
    """Return a phrase of the lexicon as one word."""
    tokens = scan.tokens
    text = tokens[at].text
    tag, _, value = match.tag.partition(":")
    if match.length > 1:
        return Word(tag, value, at, at + match.length, " ".join(scan.words[at : at + match.length]))
    if text == "sept" and _is_month(lexicon, tokens, at + 1):
        # "le sept janvier" is a number; alone it shortens September.
        tag, value = "num", "7"
    elif text == "des" and source[tokens[at].start : tokens[at].end].lower() == "dès":
        tag, value = "start", ""
    elif tag in _DAY_MARKED and text in _DAY_MARKS:
        value = "d"
    return Word(tag, value, at, at + 1, text)


def _is_month(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    match = lexicon.dates.at(tokens, at) if at < len(tokens) else None
    return match is not None and match.tag.startswith("mon:")


_RETURN = "rentre"
_SPANS = frozenset({"an", "ans", "annee", "semaine", "mois", "ete", "hiver", "trimestre"})
_RETURNS = frozenset({"reprise", "reprises"})
_SAINT = frozenset({"saint", "st", "sainte", "ste"})
# Saints whose towns are more often told than their feasts; "le" ends a phrase of the lexicon.
_TOWNS = frozenset({"etienne", "jean", "le"})
_AT_PLACE = frozenset({"a", "sur", "vers", "de", "depuis", "chez", "en"})
_BEING = frozenset({"sera", "seront", "est", "sont", "serait", "etait"})
_BEFORE_RETURN = frozenset({"de", "avant", "apres", "depuis", "des", "a"})
_WEEKDAYS = frozenset({"wd", "wds"})
_JOINING = frozenset({"comma", "the", "of"})
_LISTED = frozenset({"wd", "wds", "and", "the"})
_DAY_MARKED = frozenset({"the", "of", "to"})
_DAY_MARKS = frozenset({"le", "du", "au", "el", "dia", "del", "al", "no", "em", "the", "dias", "يوم", "يومي"})
