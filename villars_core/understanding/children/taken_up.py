"""Tells a child who is named beside a grown-up and taken up behind it: "le parrain de Tom l'invite", "sa nounou part : inscrivez-le"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import KnownChild

_OBJECTS = {"le": "m", "la": "f", "l'": ""}
_SUBJECTS = word_set("je il elle on nous vous qui ils elles")
_JOINS = word_set("et ou puis ensuite pour de")
_MINDS = word_set(
    "garde gardera recupere recuperera prend prendra emmene emmenera invite invitera ramene ramenera amene amenera accueille reprend"
    " accueillera reprendra gardait prenait nourrit attend conduit depose deposera fetera fete veut voit verra fait fera"
    " garder recuperer prendre emmener inviter ramener amener accueillir voir reprendre chercher nourrir faire"
)
# "je le signale" takes up what is told, and nobody.
_OF_THINGS = word_set(
    "dis dit disais redis signale signalais sais sait savais pense pensais confirme precise rappelle repete note regrette vois voyez faut"
    " voulais souhaite comprends promets avoue ai avais dirai ferai fais sens"
)


def with_taken_up(found: Sequence[Mention], scan: Scan, source: str, children: Iterable[KnownChild]) -> list[Mention]:
    """Return the mentions, a child named by a grown-up told as itself where an object takes it up before another child is named."""
    sexes = {child.key: child.sex for child in children}
    kept: list[Mention] = []
    for one in found:
        if one.rule == "name.parent" and len(one.keys) == 1:
            stop = next((other.i for other in found if other.i >= one.j and other.keys and _is_another(other, one)), len(scan.tokens))
            if any(_takes_up(at, one.j, scan, source, sexes[one.keys[0]]) for at in range(one.j, stop)):
                kept.append(replace(one, rule="name.exact"))
                continue
        kept.append(one)
    return kept


def takes_up(pronoun: Mention, told: Mention, words: Sequence[str]) -> bool:
    """Say whether a pronoun behind who is told takes up that child: "je suis chez le médecin avec ma fille, elle sera absente"."""
    agrees = _ROLES.get(words[pronoun.i]) == told.rule
    return agrees and pronoun.i > told.i and pronoun.rule.startswith("pronoun") and set(pronoun.keys) <= set(told.keys)


_ROLES = {"elle": "role.girl", "il": "role.boy"}


def _is_another(other: Mention, one: Mention) -> bool:
    return not other.rule.startswith("pronoun") and other.keys != one.keys


def _takes_up(at: int, start: int, scan: Scan, source: str, sex: str) -> bool:
    """Say whether a token is an object that takes up a child of this sex: "la récupère", "l'invite", "inscrivez-le"."""
    words = scan.words
    if words[at] not in _OBJECTS or _OBJECTS[words[at]] not in {sex, ""}:
        return False
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else ""
    if source[scan.tokens[at].start - 1] == "-":
        return before.endswith("ez")
    if before in _SUBJECTS:
        return after.isalpha() and after not in _OF_THINGS
    return (before in _JOINS or at == start) and after in _MINDS
