"""Tags the tokens of a text for the grammar of dates."""

from collections.abc import Collection

from villars_core.understanding.dates.items import Word
from villars_core.understanding.lexicon import Lexicon
from villars_core.understanding.masks import Scan

_SIGNS = {".": "dot", "°": "number"}
_MOST_WORDS = 900


def tagged(scan: Scan, source: str, lexicon: Lexicon, taken: Collection[int] = ()) -> list[Word]:
    """Tag each token or phrase; tokens in `taken` are names and stay out of dates."""
    tokens = scan.tokens[:_MOST_WORDS]
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        word, at = _word(scan, source, lexicon, taken, at)
        if word.text == "passe" and words and words[-1].tag in {"", "name"} and words[-1].text not in _SPANS:
            # "Tom passe vendredi chez moi" tells no day gone by.
            word.tag = ""
        words.append(word)
    return words


def _word(scan: Scan, source: str, lexicon: Lexicon, taken: Collection[int], at: int) -> tuple[Word, int]:
    tokens = scan.tokens
    text = tokens[at].text
    masked = scan.masked.get(at)
    if masked is not None:
        if masked.kind in {"date", "isodate"}:
            return Word("date", f"{masked.day}/{masked.month}/{masked.year}", at, at + 1, text), at + 1
        return Word(masked.kind, "", at, at + 1, source[tokens[at].start : tokens[at].end]), at + 1
    if at in taken:
        return Word("name", "", at, at + 1, text), at + 1
    if text == "rentre" and at > 1 and tokens[at - 1].text == "la" and tokens[at - 2].text in _BEFORE_RETURN:
        # "la semaine de la rentré"
        return Word("back", "", at, at + 1, text), at + 1
    match = lexicon.dates.at(tokens, at)
    if match is not None and not any(index in taken for index in range(at, at + match.length)):
        end = at + match.length
        tag, _, value = match.tag.partition(":")
        if text == "des" and match.length == 1 and source[tokens[at].start : tokens[at].end].lower() == "dès":
            tag, value = "start", ""
        elif match.length == 1 and text in _DAY_MARKS and tag in {"the", "of", "to"}:
            value = "d"
        said = " ".join(token.text for token in tokens[at:end])
        return Word(tag, value, at, end, said), end
    if text.isdigit() and len(text) <= 4:
        return Word("n", text, at, at + 1, text), at + 1
    return Word(_SIGNS.get(text, ""), "", at, at + 1, text), at + 1


_SPANS = frozenset({"an", "ans", "annee", "semaine", "mois", "ete", "hiver", "trimestre"})
_BEFORE_RETURN = frozenset({"de", "avant", "apres", "depuis", "des", "a"})
_DAY_MARKS = frozenset({"le", "du", "au", "el", "dia", "del", "al", "no", "em", "the", "dias", "يوم", "يومي"})
