"""Reads an answer to an open question: yes, no, or the number of a choice."""

from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan

_RANKS = {
    "premier": "1", "premiere": "1", "un": "1", "une": "1", "deuxieme": "2", "deux": "2", "second": "2", "seconde": "2",
    "trois": "3", "troisieme": "3", "quatre": "4", "quatrieme": "4", "cinq": "5", "first": "1", "second one": "2",
}  # fmt: skip
_FILLERS = frozenset(
    {
        "le",
        "la",
        "l'",
        "choix",
        "numero",
        "n",
        "option",
        "reponse",
        "et",
        "bonjour",
        "merci",
        "svp",
        "stp",
        "beaucoup",
        "alors",
        "euh",
        "s'il",
    }
)
_CIVIL = frozenset({"thanks", "greeting", "notcond"})
_LONGEST_ANSWER = 12
_LONGEST_NUMBER = 2


def answer_of(scan: Scan, lexicon: Lexicon) -> str | None:
    """Return "yes", "no", a number as text, or `None` when the message says more than that."""
    found: set[str] = set()
    tokens = scan.tokens
    at = 0
    while at < len(tokens):
        if at > _LONGEST_ANSWER:
            return None
        text = tokens[at].text
        match = lexicon.answers.at(tokens, at)
        if match is not None:
            found.add(match.tag)
            at += match.length
            continue
        number = text.lstrip("0") if text.isdigit() and len(text) <= _LONGEST_NUMBER else _RANKS.get(text, "")
        if number:
            found.add(number)
        elif text[0].isalnum() and text not in _FILLERS:
            said = lexicon.acts.at(tokens, at)
            if said is None or said.tag not in _CIVIL:
                return None
            at += said.length - 1
        at += 1
    found -= {"yes"} if "no" not in found and len(found) > 1 else set()
    return found.pop() if len(found) == 1 else None
