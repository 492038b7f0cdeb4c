"""Puts the words that a Spanish, Portuguese or English parent leaves in a French message into French: « la pequeña no mange demain »."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

# Verbs and months written as only French writes them: two of these words make a message French.
_VERBS = word_set(
    "mange mangent mangera mangeront mangeras dejeune dejeunent dejeunera dejeuneront annuler annulez inscrire inscrivez viendra viendront"
)
_TIMES = word_set("lundi mardi jeudi vendredi demain janvier fevrier juin juillet septembre octobre novembre decembre midi")
_PLACES = word_set("cantine ecole lecole")
_NOUNS = {
    "pequena": "petite", "pequeno": "petit", "pequenas": "petites", "pequenos": "petits", "ninas": "filles", "ninos": "enfants",
    "hija": "fille", "hijas": "filles", "hijo": "fils", "hijos": "enfants", "filha": "fille", "filhas": "filles", "filho": "fils",
    "filhos": "enfants", "hermana": "soeur", "hermano": "frere", "hermanas": "soeurs", "hermanos": "freres", "gemelas": "jumelles",
    "gemelos": "jumeaux", "gemeas": "jumelles", "gemeos": "jumeaux", "twins": "jumeaux", "daughter": "fille", "daughters": "filles",
    "son": "fils", "mayor": "grande", "menor": "petite", "brother": "frere", "sister": "soeur",
}  # fmt: skip
_WORDS = {
    "escuela": "ecole", "escola": "ecole", "school": "ecole", "manana": "demain", "amanha": "demain", "tomorrow": "demain",
    "today": "aujourd'hui", "hoje": "aujourd'hui", "gracias": "merci", "obrigado": "merci", "obrigada": "merci", "thanks": "merci",
    "please": "svp", "pls": "svp", "plz": "svp",
}  # fmt: skip
# Small words, put into French only before a noun of these.
_LEADS = {
    "el": "le", "las": "les", "los": "les", "mi": "ma", "mis": "mes", "my": "mon", "minha": "ma", "minhas": "mes", "meu": "mon",
    "meus": "mes", "dos": "deux", "duas": "deux", "dois": "deux", "two": "deux", "the": "les",
}  # fmt: skip
# French words too: only behind a small word of the other language.
_TWOFOLD = {"son": frozenset({"my"}), "mayor": frozenset({"la", "el"}), "menor": frozenset({"la", "el"})}
_MALE = frozenset({"fils", "frere", "petit"})
_BEFORE_NOUNS = frozenset({"por", "en", "con", "para"})
_FOREIGN = frozenset(_NOUNS) | frozenset(_WORDS) | {"no"}


def is_mixed(words: Sequence[str]) -> bool:
    """Say whether a message that seems to be in another language orders in French words: a verb and its day or place."""
    said = set(words)
    return not said.isdisjoint(_VERBS) and len(said & (_TIMES | _PLACES | _VERBS)) > 1


def in_french(scan: Scan) -> Scan:
    """Return the scan of a French text with these words in French; places in the text stay."""
    tokens = scan.tokens
    if _FOREIGN.isdisjoint(scan.vocabulary):
        return scan
    words = scan.words
    right: dict[int, str] = {}
    for at in range(len(words) - 1, -1, -1):
        if at in scan.masked:
            continue
        told = _french(words, at, right)
        if told is not None:
            right[at] = told
    if not right:
        # "son" and "no" stand in French messages too.
        return scan
    return Scan(tuple(replace(token, text=right[at]) if at in right else token for at, token in enumerate(tokens)), scan.masked)


def _french(words: Sequence[str], at: int, right: dict[int, str]) -> str | None:
    """Return the French word for one at a place; those after it are known already."""
    word, before = words[at], words[at - 1] if at else ""
    if word in _WORDS:
        return _WORDS[word]
    if word in _NOUNS:
        return _NOUNS[word] if word not in _TWOFOLD or before in _TWOFOLD[word] else None
    if word in _LEADS and at + 1 in right:
        return "mon" if _LEADS[word] == "ma" and right[at + 1] in _MALE else _LEADS[word]
    if word == "el" and before in _BEFORE_NOUNS:
        # "por el francés": no "el" for "elle"
        return "le"
    if word == "la" and right.get(at + 1) == "ecole":
        return "l'"
    if word == "no" and at + 1 < len(words) and words[at + 1] in _VERBS | {"va", "vient"}:
        return "pas"
    return None
