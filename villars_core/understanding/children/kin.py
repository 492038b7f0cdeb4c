"""Reads brothers and sisters: « sa petite sœur », « le frère de Louise », « le grand frère »."""

from collections.abc import Sequence
from dataclasses import dataclass

from villars_core.understanding.children.grades import is_ranked
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import fold_name, word_set
from villars_core.understanding.values import KnownChild

_OWNED = word_set("son sa ses leur leurs")
ARTICLES = word_set("le la l' les du des au aux")
_ADJECTIVES = word_set("grand grande grands grandes petit petite petits petites autre autres cher chere deux 2 jeune jeunes demi")
_NOUNS = {
    "frere": "brother", "frangin": "brother", "frerot": "brother", "freres": "brothers", "frangins": "brothers", "frerots": "brothers",
    "soeur": "sister", "frangine": "sister", "soeurette": "sister", "soeurs": "sisters", "frangines": "sisters", "soeurettes": "sisters",
}  # fmt: skip
# "sa cadette", "son aîné": told of the one named beside.
_AGED = {
    "aine": ("big", "brother"), "ainee": ("big", "sister"), "cadet": ("small", "brother"), "cadette": ("small", "sister"),
    "benjamin": ("small", "brother"), "benjamine": ("small", "sister"),
}  # fmt: skip
_BIG, _SMALL = word_set("grand grande grands grandes aine ainee"), word_set("petit petite petits petites jeune cadet cadette jeunes")
_AFTER = word_set("aine ainee cadet cadette")
_OF = word_set("de d' du des")
_LONGEST = 3
# What follows "son" or "le" where they tell kinship, or stands without them.
BEGINNINGS = _ADJECTIVES | _NOUNS.keys() | _AGED.keys()
# What kinship can begin with.
KIN_OPENERS = _OWNED | ARTICLES | _ADJECTIVES | _NOUNS.keys()


@dataclass(frozen=True)
class KinFinder:
    """Reads the words of kinship of one family's children; a brother of an only child is told elsewhere."""

    children: Sequence[KnownChild]

    def at(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Return the brothers or sisters told at a place; `None` where a grown-up's are told, or none."""
        tokens = scan.tokens
        owned, article = tokens[at].text in _OWNED, tokens[at].text in ARTICLES
        noun = at + (owned or article)
        if noun >= len(tokens) or tokens[noun].text not in BEGINNINGS:
            return None
        said: set[str] = set()
        while noun < min(at + _LONGEST, len(tokens)) and tokens[noun].text in _ADJECTIVES:
            said.add(tokens[noun].text)
            noun += 1
        if owned and noun == at + 1 and noun < len(tokens) and tokens[noun].text in _AGED:
            return self._told(at, noun + 1, *_AGED[tokens[noun].text])
        tag = _NOUNS.get(tokens[noun].text) if noun < len(tokens) and noun not in scan.masked else None
        if tag is None or (noun == at and tokens[at].text in _NOUNS):
            # A brother without any word before him is told elsewhere.
            return None
        if not (owned or article) and not said & (_BIG | _SMALL):
            return None
        end = noun + 1
        if end < len(tokens) and tokens[end].text in {"jumeau", "jumelle"}:
            # Whether the family has twins is told elsewhere.
            return None
        if end < len(tokens) and tokens[end].text in _AFTER:
            said.add(tokens[end].text)
            end += 1
        if _is_born(scan, source, end):
            return None
        rank = "big" if said & _BIG else "small" if said & _SMALL else ""
        if owned:
            return None if not rank and tag.endswith("s") else self._told(at, end, rank, tag)
        beside, after = self._named(scan, end)
        if beside is not None:
            return self._of(at, after, (rank, tag), beside)
        if (end < len(tokens) and tokens[end].text in _OF) or (not rank and article and tag.endswith("s")):
            # "la sœur de mon mari"; "les frères" are the boys.
            return None
        if at and tokens[at - 1].text in {"mon", "ma", "mes", "notre", "nos", "un", "une", "chez", "avec", "frere", "soeur"}:
            return None
        return self._told(at, end, rank, tag)

    def _told(self, at: int, end: int, rank: str, tag: str) -> Mention:
        keys = tuple(child.key for child in self.children if child.sex in {_SEX[tag], ""} and self._is_ranked(child, rank))
        return Mention(at, end, keys, f"role.{rank}{tag}", "which_child")

    def _is_ranked(self, child: KnownChild, rank: str) -> bool:
        """Say whether a child is the elder, or the younger, of any other."""
        return any(is_ranked(child, other, rank) for other in self.children if other is not child)

    def _of(self, at: int, end: int, told: tuple[str, str], beside: KnownChild) -> Mention:
        """Return whom "le frère de Louise" means; her own name is no child of the order."""
        rank, tag = told
        keys = tuple(
            child.key for child in self.children if child is not beside and child.sex in {_SEX[tag], ""} and is_ranked(child, beside, rank)
        )
        wanted = len(keys) > 1 if tag.endswith("s") else len(keys) == 1
        return Mention(at, end, keys, "role.kinof", "" if wanted else "which_child" if keys else "name_unknown")

    def _named(self, scan: Scan, at: int) -> tuple[KnownChild | None, int]:
        tokens = scan.tokens
        if at + 1 >= len(tokens) or tokens[at].text not in {"de", "d'", "a"}:
            return None, at
        for child in sorted(self.children, key=lambda one: -len(one.first_name)):
            words = fold_name(child.first_name).split()
            if words and [token.text for token in tokens[at + 1 : at + 1 + len(words)]] == words:
                return child, at + 1 + len(words)
        return None, at


def _is_born(scan: Scan, source: str, at: int) -> bool:
    """Say whether what follows tells a birth: "petit frère né mardi", "la petite sœur vient de naître"."""
    words = [token.text for token in scan.tokens[at : at + 3]]
    if words[:1] in (["ne"], ["nee"]):
        return source[scan.tokens[at].start : scan.tokens[at].end].lower() in {"né", "née", "nee"}
    return words[:1] in (["est"], ["vient"], ["va"]) and bool({"nee", "naitre", "arrive", "arrivee"} & set(words))


_SEX = {"brother": "m", "brothers": "m", "sister": "f", "sisters": "f"}
