"""Mends mistyped words of the grammar, where exactly one of them is near and the word is no ordinary word or name."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from villars_core.understanding.acts.idioms import MISSES
from villars_core.understanding.language.lexicon import Lexicon, first_names, lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Token

_SHORTEST, _LONG = 5, 8
# How French parents spell the small words by which they tell a child or a place.
_SPELT = {
    "ptit": "petit", "pti": "petit", "ptits": "petits", "ptis": "petits", "ptite": "petite", "ptites": "petites", "pitit": "petit",
    "pitite": "petite", "gd": "grand", "gde": "grande", "gds": "grands", "gdes": "grandes", "che": "chez", "ches": "chez", "chai": "chez",
    "po": "pas", "avk": "avec", "ac": "avec", "aveq": "avec", "avek": "avec", "cz": "chez", "chz": "chez",
    "otr": "autres", "otre": "autre", "otres": "autres", "zotres": "autres", "jums": "jumeaux", "jumz": "jumeaux",
    "frr": "frere", "frero": "frerot", "seur": "soeur", "soeure": "soeur", "seurs": "soeurs", "fis": "fils", "fiss": "fils", "fiy": "fille",
    "fiye": "fille", "fiyes": "filles", "garcn": "garcon", "garson": "garcon", "garsons": "garcons", "enfan": "enfant", "enfans": "enfants",
    "pouve": "pouvez", "pouver": "pouvez", "pouvai": "pouvez", "pourier": "pourriez", "pourrier": "pourriez", "pourie": "pourriez",
    "sai": "sais", "veu": "veux", "veus": "veux", "vx": "veux", "bsoin": "besoin", "bzoin": "besoin", "bezoin": "besoin",
    "koi": "quoi", "kan": "quand", "quan": "quand", "qan": "quand", "kand": "quand", "kel": "quel", "kels": "quels", "kelle": "quelle",
    "siouplait": "svp", "siouple": "svp", "sioupl": "svp", "siteplait": "svp", "silteplait": "svp", "silvouplait": "svp",
    "sivouplait": "svp", "silvousplait": "svp", "sivousplait": "svp", "svpl": "svp", "svpp": "svp", "stpl": "svp",
    "anfant": "enfant", "anfants": "enfants", "jumo": "jumeau", "jumos": "jumeaux", "jumele": "jumelle", "jumeles": "jumelles",
}  # fmt: skip
# A message that is dictated tells its marks.
_DICTATED = {"virgule": ",", "point": "."}
_SPELT["virgule"] = ","
_SPELT |= {"pa": "pas", "pu": "plus", "vs": "vous", "dm": "demain", "celle": "semaine", "celui": "le", "ceux": "les", "2": "2", "se": "ce"}


_SPELLED = frozenset(_SPELT) | frozenset(_DICTATED)
_BEFORE_POINT = frozenset({"le", "un", "ce", "au", "du", "ne", "n'", "mal", "a", "chaque"})
_LAST = 3


def _is_dictated(scan: Scan) -> bool:
    """Say whether the message closes with a mark told as a word: "… absent demain point merci"."""
    ends = [token.text for token in scan.tokens[-_LAST:]]
    return any(one == "point" and before not in _BEFORE_POINT for before, one in pairwise(ends))


def spelt(scan: Scan, words: Lexicon) -> Scan:
    """Return the scan of a French text with these small words spelt out; places in the text stay."""
    said = scan.vocabulary
    if words.language != "fr" or said.isdisjoint(_SPELLED):
        return scan
    spellings = _SPELT | _DICTATED if "virgule" in said or "dicte" in said or _is_dictated(scan) else _SPELT
    tokens = tuple(
        Token(_right(token.text, at, scan.tokens, spellings), token.start, token.end)
        if token.text in spellings and at not in scan.masked
        else token
        for at, token in enumerate(scan.tokens)
    )
    return Scan(tokens, scan.masked)


def _right(word: str, at: int, tokens: Sequence[Token], spellings: Mapping[str, str]) -> str:
    """Return how a word is spelt; "pa" and "pu" deny only after a verb: they may be a name or "able to"."""
    if word == _TWO:
        return _of_two(at, tokens)
    if word == "se":
        # "mange pas se midi", and not "se fait opérer"
        return "ce" if at + 1 < len(tokens) and tokens[at + 1].text in _THIS else word
    if word in _POINTING:
        return spellings[word] if _points(word, at, tokens) else word
    if word in _AFTER_VERBS:
        return spellings[word] if at and tokens[at - 1].text in _AFTER_VERBS[word] else word
    return spellings[word]


def _of_two(at: int, tokens: Sequence[Token]) -> str:
    """Return "de" for the figure of "pas 2 cantine", "besoin 2 la cantine"."""
    before = tokens[at - 1].text if at else ""
    after = [token.text for token in tokens[at + 1 : at + 3]]
    return "de" if before in _BEFORE_OF and (after[:1] == ["cantine"] or after == ["la", "cantine"]) else _TWO


_TWO = "2"
_BEFORE_OF = frozenset({"pas", "pa", "besoin", "plus"})


def _points(word: str, at: int, tokens: Sequence[Token]) -> bool:
    """Say whether "celle du 2" points back to a week, or "non celui de jeudi" takes a meal back."""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = [token.text for token in tokens[max(at - _WEEK_BEFORE, 0) : at]]
    if word == "celle":
        return after == "du" and tokens[at + 2 : at + 3] != () and tokens[at + 2].text.isdigit() and "semaine" in before
    day = tokens[at + 2].text if at + 2 < len(tokens) else ""
    return after in {"de", "du", "des"} and before[-1:] in (["non"], ["pas"]) and (day in _DAYS or day.isdigit())


_THIS = frozenset({"midi", "midis", "matin", "soir", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "mois", "jour"})
_POINTING = frozenset({"celle", "celui", "ceux"})
_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "demain"})
_WEEK_BEFORE = 8
_AFTER_VERBS = {
    "pa": frozenset({"sera", "seront", "est", "sont", "etait", "etai", "etaient", "ete", "serai"}),
    "pu": frozenset({"mange", "mangent", "mangera", "mangeront", "dejeune", "vient", "viendra", "va", "veut", "reste"}),
}


def mended(scan: Scan, words: Lexicon, taken: frozenset[int]) -> Scan:
    """Return the scan with mistyped words replaced; places in the text stay."""
    strange = [word for word in scan.vocabulary - words.known if len(word) >= _SHORTEST and word.isalpha()]
    if not strange:
        return scan
    spelt_right = {word: right_word for word in strange if (right_word := _mend(words.language, word)) != word}
    if not spelt_right:
        return scan
    right = {at: spelt_right[word] for at, word in enumerate(scan.words) if word in spelt_right and at not in taken}
    if not right:
        return scan
    tokens = tuple(Token(right[at], token.start, token.end) if at in right else token for at, token in enumerate(scan.tokens))
    return Scan(tokens, scan.masked)


# "vous la reverrez mardi" books nothing.
_SEEN_AGAIN = frozenset({"reverrez", "reverrons", "reverra", "reverront", "reverrai"})


@lru_cache(maxsize=8192)
def _mend(language: str, word: str) -> str:
    words = lexicon(language)
    if word in words.known or words.dates.knows(word) or words.acts.knows(word) or words.names.knows(word) or word in first_names():
        return word
    if language == "fr" and (word in MISSES or word in _SEEN_AGAIN):
        return word
    limit = 2 if len(word) >= _LONG else 1
    near = process.extract(word, words.mendable, scorer=OSA.distance, score_cutoff=limit, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]) or near[0][0][0] != word[0]:
        # Whoever mistypes a word begins it right: "observation" is no "réservation".
        return word
    return str(near[0][0])
