"""Finds what looks like a date or a number but is not: clock times, phones, amounts, classes, birth dates, streets; and dates in digits."""

import re
from dataclasses import dataclass

from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import Token, tokenize

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
# A street may be named after a day; "la place du 7 décembre" is a seat, "l'école du 8 mai" a school day, but where its year is told.
_STREET = (
    r"(?:rue|r\.|avenue|av\b\.?|ave\b\.?|boulevard|bd\b\.?|bld\b\.?|impasse|imp\.|allees?|chemin|route|quai|square|esplanade|rond-point)"
)
_SQUARE = r"(?:(?<!la )(?<![ms]a )(?<!ne )(?<![tnlv]re )(?<!es )(?<!ur )place|pl\.)"
_NAMED = r"(?:place|ecole|college|lycee|stade|gymnase|salle|groupe scolaire)(?: elementaire| maternelle| primaire| scolaire)?"
# Every repetition is bounded, and every alternative starts at a fixed sign, so that the scan stays linear on hostile texts.
# Nothing begins within a word but what begins with a digit, a "+" or "http", "www": told at once at most letters.
# What can only begin with a digit, or only with a letter, stands together: one look passes over all of it.
_MASKS = re.compile(
    r"(?:(?<!\w)|(?=[\d+hw]))(?:"
    r"(?P<url>https?://\S{1,300}|www\.\S{1,300})"
    r"|(?P<address>(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,100})"
    r"|(?P<iban>\b[a-z]{2}\d{2}(?: ?[a-z\d]{4}){3,7}(?: ?[a-z\d]{1,4})?\b(?<=[\d ][\d]))"
    r"|(?P<phone>(?<![\d/])(?:\+33 ?\(?0?\)? ?|00 ?33 ?|0)[1-9](?:[ ./-]?\d{2}){4}(?!\d))"
    r"|(?P<birth>\bne(?:e|\(e\))? le \d{1,2}(?:[ ./-]\d{1,2}[ ./-]|(?:er)? [a-z]{3,9} )\d{2,4}|\bdate de naissance ?:? ?\d{1,2}[ ./-]\d{1,2}[ ./-]\d{2,4})"
    rf"|(?P<street>(?:(?<!le )(?<!di )(?<![\d/.,:-])\d{{1,4}}(?: ?(?:bis|ter|b|t))?,? {_STREET}(?= [a-z])(?: du \d{{1,2}}(?:er)? {_MONTH}\b(?: \d{{4}}\b)?)?"
    rf"|(?:{_STREET}|{_SQUARE}) du \d{{1,2}}(?:er)? {_MONTH}\b(?! (?:au|jusqu))(?: \d{{4}}\b)?"
    rf"|{_NAMED} du \d{{1,2}}(?:er)? {_MONTH} 19\d\d\b))"
    r"|(?=\d)(?:(?P<isodate>(?<!\d)(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?!\d))"
    r"|(?P<schoolyear>(?<!\d)20\d\d ?[-/] ?20\d\d(?!\d))"
    r"|(?P<amount>(?<![\d/])\d{1,5}(?:[.,]\d{1,2})? ?(?:€|euros?\b|eur\b)(?: ?\d\d\b)?)"
    r"|(?P<percent>\d{1,3}(?:[.,]\d{1,2})? ?%)"
    r"|(?P<temperature>\b(?:3[5-9]|4[0-2])(?:[.,]\d| ?°(?:c\b)?|°\d)(?:°c?)?)"
    r"|(?P<clock>(?<![\d/])(?:[01]?\d|2[0-4]) ?(?:h(?: ?[0-5]\d)?\b|heures?(?: ?(?:[0-5]\d|et demie|et quart|moins le quart|pile))?\b|:[0-5]\d(?:\s?(?:am|pm))?)"
    r"|(?<![\d/])(?:1[0-2]|\d) ?(?:am|pm|a\.m\.|p\.m\.)))"
    r"|(?=[a-z])(?:(?P<class>(?<![\w'-])(?:(?:t?ps|ms|gs|cp|ulis)(?: ?[-/] ?(?:ms|gs|cp|ce1))?|ce ?[12](?: ?[-/] ?(?:ce2|cm1))?|cm ?[12](?: ?[-/] ?cm2)?)(?![\w'])(?! ?(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)))"
    r"|(?P<invoice>(?:\bfacture|\bfact|\btitre|\bdossier|\breference|\bref|\bnumero|\bdemande|\bn°|\bno(?! ?\d{1,2} de\b)|\bnum)\.? ?(?:n°|no|num(?:ero)?)?\.? ?:? ?#?(?!(?:\+33 ?|0)[1-9](?:[ ./-]?\d{2}){4}(?!\d))(?=[a-z\d-]{0,12}\d)[a-z]{0,4}-?\d[\d/-]{1,20}(?![\w°])))"
    r"|(?=\d)(?P<date>(?<![\d/.,:-])(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}|\d{2}))?(?![\d/])"
    r"|(?<![\d/.,:-])(?P<d2>\d{1,2})(?P<s2>[.-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})(?!\d)"
    r"|(?<![\d/.,:-])(?P<d3>\d{2})\.(?P<m3>0\d|1[0-2])(?![\d.€])(?! ?(?:€|eur|h\b))))"
)  # fmt: skip
_DIGIT = re.compile(r"\d")
# Without a digit, only an address and a class are masked.
_CLASS_MARKS = ("cp", "gs", "ms", "ps", "ulis", "@", "www")
_HALF = re.compile(r"1 ?/ ?[24]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked stretch: its kind, and day, month, year where it is a date in digits (0 = not said)."""

    kind: str
    day: int = 0
    month: int = 0
    year: int = 0


@dataclass
class Scan:
    """The tokens of a text; those standing for a masked stretch are in `masked`, by index.

    No scan is ever changed; like a token it is not frozen, only to be made faster.
    """

    tokens: tuple[Token, ...]
    masked: dict[int, Masked]

    @kept
    def words(self) -> list[str]:
        """Return the texts of the tokens."""
        return [token.text for token in self.tokens]

    @kept
    def vocabulary(self) -> frozenset[str]:
        """Return the words that stand anywhere in the text."""
        return frozenset(self.words)


def scan(plain: str) -> Scan:
    """Cut a folded text into tokens, each masked stretch as one token named after its kind."""
    if not _DIGIT.search(plain) and "http" not in plain and not _may_hold_class(plain):
        return Scan(tokenize(plain), {})
    tokens: list[Token] = []
    masked: dict[int, Masked] = {}
    at = 0
    for match in _MASKS.finditer(plain):
        found = _masked(match)
        if found is None:
            continue
        tokens.extend(tokenize(plain, at, match.start()))
        masked[len(tokens)] = found
        tokens.append(Token(f"<{found.kind}>", match.start(), match.end()))
        at = match.end()
    tokens.extend(tokenize(plain, at))
    return Scan(tuple(tokens), masked)


def _may_hold_class(plain: str) -> bool:
    return any(map(plain.__contains__, _CLASS_MARKS))


def _masked(match: re.Match[str]) -> Masked | None:
    kind = match.lastgroup or ""
    if kind == "isodate":
        return Masked(kind, int(match["id"]), int(match["im"]), int(match["iy"]))
    if kind != "date":
        return Masked(kind)
    if _HALF.fullmatch(match[0]):
        return None
    day = int(match["d"] or match["d2"] or match["d3"])
    month = int(match["m"] or match["m2"] or match["m3"])
    year = int(match["y"] or match["y2"] or 0)
    return Masked(kind, day, month, year + (2000 if 0 < year < 60 else 1900 if 60 <= year < 100 else 0))
