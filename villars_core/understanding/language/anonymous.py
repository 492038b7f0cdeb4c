"""Takes from a message what tells who wrote it: names, numbers, addresses; what its reading depends on stays."""

import re
from collections.abc import Sequence

from villars_core.understanding.language.lexicon import first_names, lexicon
from villars_core.understanding.language.masks import scan
from villars_core.understanding.language.telling import language_of
from villars_core.understanding.language.text import Token, fold, fold_name

STAND_INS = ("Léa", "Tom", "Aminata", "Ousmane")
SURNAME = "Martin"
_MASKED = {
    "url": "https://exemple.fr",
    "address": "nom@exemple.fr",
    "iban": "FR7612345678901234567890123",
    "phone": "06 12 34 56 78",
    "birth": "né le 01/01/2018",
    "amount": "12,34 €",
}
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d{5,}")


def anonymised(text: str, names: Sequence[str] = ()) -> str:
    """Return the text with `names` and other names replaced in order by stand-ins, and numbers that tell somebody by fixed ones."""
    folded = fold(text)
    whole = scan(folded.plain)
    words = lexicon(language_of((token.text for token in whole.tokens), "fr"))
    given = {word: at for at, name in enumerate(names) for word in fold_name(name).split()}
    met: dict[str, str] = {}
    out: list[str] = []
    at, named_until = 0, -1
    for index, token in enumerate(whole.tokens):
        source = folded.source[token.start : token.end]
        new = source
        follows = named_until >= 0 and folded.source[named_until : token.start].isspace()
        if index in whole.masked:
            kind = whole.masked[index].kind
            new = _DIGIT.sub("0", source) if kind == "invoice" else _MASKED.get(kind, source)
        elif _LONG_NUMBER.fullmatch(token.text):
            new = "0" * len(token.text)
        elif token.text in given:
            new = STAND_INS[given[token.text] % len(STAND_INS)]
        elif _is_name(token, source, known=token.text in words.known or words.dates.holds(token.text) or words.acts.knows(token.text)):
            new = met.setdefault(token.text, SURNAME if follows else STAND_INS[(len(given) + len(met)) % len(STAND_INS)])
        named_until = token.end if new in STAND_INS else -1
        out += [folded.source[at : token.start], new]
        at = token.end
    return "".join(out) + folded.source[at:]


def _is_name(token: Token, source: str, *, known: bool) -> bool:
    """Say whether a word may name somebody: a common first name, or a capitalised word that nothing knows."""
    if not token.text.isalpha() or len(token.text) < 2:
        return False
    return (token.text in first_names() and not known) or (source[0].isupper() and not known)
