"""Settles whom the mentions of one message mean together: pronouns beside names, a sister beside her brother."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from villars_core.understanding.children.company import is_of_custody
from villars_core.understanding.children.grades import is_ranked
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.values import KnownChild


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """Children spoken of at a place; `problem` says why asking is needed: "which_child" or "name_unknown".

    No mention is ever changed; like a token it is not frozen, only to be made faster.
    """

    i: int
    j: int
    keys: tuple[int, ...]
    rule: str
    problem: str = ""


def places_of(mentions: Sequence[Mention]) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the places of the tokens that name children, of those that tell them but by a pronoun, and that name them or their kin."""
    if not mentions:
        return _NOWHERE, _NOWHERE, _NOWHERE
    names: list[int] = []
    roles: list[int] = []
    kin: list[int] = []
    for one in mentions:
        places, rule = range(one.i, one.j), one.rule
        if rule.startswith("name"):
            names += places
        elif rule in KIN_RULES:
            kin += places
        if not rule.startswith("pronoun"):
            roles += places
    named = frozenset(names)
    return named, frozenset(roles), named.union(kin) if kin else named


_NOWHERE = frozenset[int]()


def settled(found: list[Mention], children: Sequence[KnownChild], spoken_of: tuple[int, ...], scan: Scan) -> list[Mention]:
    """Drop pronouns beside names, and place classes and kin; a sex that no child has is asked about."""
    if all(map(_is_name, found)):
        return found
    rules = {one.rule for one in found}
    if "name.parent" in rules and any(map(_is_name, found)):
        # "je suis la maman de Tom, Léa ne mange pas": the parent's child is not the one spoken of.
        found = [one for one in found if one.rule != "name.parent"]
    if "role.kin" in rules and any(one.rule.startswith("name") and one.keys for one in found):
        # "la sœur de mon mari gardera Tom": a grown-up beside a child who is named.
        found = [one for one in found if one.rule != "role.kin"]
    if "role.aside" in rules and any(one.keys and not one.rule.startswith("pronoun") for one in found):
        found = [one for one in found if one.rule != "role.aside"]
    if any(rule.startswith("role") for rule in rules):
        found = _with_kin(_without_appositions(_contradicted(_without_counts(found), children), children, scan), children)
    named = [mention for mention in found if not mention.rule.startswith("pronoun")]
    return [_pronoun(one, named, spoken_of) if one.rule.startswith("pronoun") else one for one in found]


def _is_name(mention: Mention) -> bool:
    """Say whether a child is told by name alone, which needs nothing beside it."""
    return mention.rule.startswith("name") and mention.rule != "name.parent"


_KIN = {
    f"role.{rank}{kin}": (rank, sex)
    for rank in ("", "big", "small")
    for kin, sex in (
        ("rest", ""),
        ("brother", "m"),
        ("sister", "f"),
        ("brothers", "m"),
        ("sisters", "f"),
        ("siblings", ""),
        ("sibling", ""),
    )
}
# What is read as one word, though other words stand in it.
KIN_RULES = _KIN.keys() | {"role.kinof", "role.level"}


def _with_kin(found: list[Mention], children: Sequence[KnownChild]) -> list[Mention]:
    """Tell "son frère", "ses sœurs" by those they are kin to: the children of that sex who are not named beside them."""
    if not any(one.rule in _KIN for one in found):
        return found
    told = [one for one in found if one.keys and one.rule not in _KIN and not one.rule.startswith("pronoun")]
    kept: list[Mention] = []
    for one in found:
        kin = _kin(one, told, children) if one.rule in _KIN else one
        if kin is not None:
            kept.append(kin)
    return kept


def _kin(mention: Mention, told: Sequence[Mention], children: Sequence[KnownChild]) -> Mention | None:
    """Return whom a word of kinship means; nobody where the family has no such child and another is named."""
    before = [one for one in told if one.j <= mention.i]
    near = before[-1:] or told[:1]
    for beside in (before or told, near):
        named = {key for one in beside for key in one.keys}
        rank, sex = _KIN[mention.rule]
        others = [child for child in children if (child.sex in {sex, ""} or not sex) and child.key not in named]
        near_by = [child for child in children if child.key in {key for one in near for key in one.keys}]
        ranked = [child for child in others if all(is_ranked(child, other, rank) for other in near_by)] if near_by else []
        keys = tuple(child.key for child in (ranked or [one for one in others if one.key in mention.keys] or others))
        if keys:
            several = mention.rule.endswith(("s", "rest"))
            # "la grande sœur" of a brother who is the elder may be somebody else.
            fits = bool(ranked) if near_by else bool(mention.keys)
            sure = (len(keys) == 1 and fits) or (several and bool(named))
            return replace(mention, keys=keys, problem="" if sure else "which_child")
    # A grown-up's sister may be told beside a child who is named, not one who does "aussi" what the child does.
    return None if told and mention.problem != "name_unknown" else replace(mention, keys=(), problem="name_unknown")


def _contradicted(found: list[Mention], children: Sequence[KnownChild]) -> list[Mention]:
    """Ask where a name and the word right before it are of two sexes: "le petit Louise"."""
    sexes = {child.key: child.sex for child in children}
    kept: list[Mention] = []
    for one in found:
        before = kept[-1] if kept and kept[-1].j == one.i else None
        told = _SEXED.get(before.rule) if before is not None and one.rule.startswith("name") else None
        wrong = told is not None and bool(one.keys) and all(sexes[key] not in {told, ""} for key in one.keys)
        kept.append(replace(one, problem="which_child") if wrong else one)
    return kept


_SEXED = {"role.boy": "m", "role.smallboy": "m", "role.bigboy": "m", "role.girl": "f", "role.smallgirl": "f", "role.biggirl": "f"}


def _without_counts(found: list[Mention]) -> list[Mention]:
    """Leave out the number that only counts those told before it: "les garçons ont de la fièvre tous les deux"."""
    kept: list[Mention] = []
    for one in found:
        counted = _COUNT.get(one.rule)
        if counted and any(before.rule in {"role.boys", "role.girls"} and len(before.keys) == counted for before in kept):
            # It stays read: "mes filles mangent toutes les deux jeudi" tells no second Thursday.
            kept.append(Mention(one.i, one.j, (), "role.counted"))
            continue
        kept.append(one)
    return kept


def _may_be(kin: Mention, name: Mention, sexes: Mapping[int, str]) -> bool:
    """Say whether a child who is named is of the sex that a word of kinship tells."""
    sex = _KIN[kin.rule][1]
    return not sex or any(sexes[key] in {sex, ""} for key in name.keys)


def _without_appositions(found: list[Mention], children: Sequence[KnownChild], scan: Scan) -> list[Mention]:
    """Drop or settle the roles that a name makes clear: "ma fille Fatou", "Louis, le cadet", "Mamadou tousse, mon fils restera"."""
    named = [one for one in found if one.rule.startswith("name") and one.keys and not one.problem]
    if not named:
        return found
    ends = frozenset(at for at, token in enumerate(scan.tokens) if token.text in _ENDS)
    keys = {key for one in named for key in one.keys}
    sexes = {child.key: child.sex for child in children}
    last = {key: one.i for one in named for key in one.keys}
    first = {key: one.i for one in reversed(named) for key in one.keys}
    kept: list[Mention] = []
    for one in found:
        after = {key for key in keys if last[key] > one.i}
        before = {key for key in keys if first[key] < one.i}
        either = any(other.i > one.i and other.keys and other.problem for other in found)
        if _COUNT.get(one.rule) in {len(keys), len(before)} or (
            one.rule == "role.oneof" and after and after < set(one.keys) and not either
        ):
            # the one of several who is named after it, or their number
            continue
        if one.rule == "role.all" and len(one.keys) == 1 and set(one.keys) == keys:
            # "toute la famille est malade" in a family of one child, who is named
            continue
        if one.rule in _WHOLE and is_of_custody(scan, one.i):
            # "l'audience avec le juge des enfants", beside a child who is named
            continue
        if one.rule in _KIN and any(0 <= name.i - one.j <= (one.j not in ends) and _may_be(one, name, sexes) for name in named):
            # his brother, who is named; not "ses deux sœurs et Ousmane"
            continue
        if not one.rule.startswith("role") or not one.keys or one.rule in _WHOLE or one.rule in _KIN:
            kept.append(one)
            continue
        beside = [name for name in named if 0 <= name.i - one.j <= (one.j not in ends) or 0 <= one.i - name.j <= (name.j not in ends)]
        if any(key in one.keys for name in beside for key in name.keys):
            continue
        meant = tuple(key for key in one.keys if key in keys)
        if one.problem and len(meant) == 1:
            kept.append(Mention(one.i, one.j, meant, one.rule))
        else:
            kept.append(one)
    return kept


# The marks that end a sentence.
_ENDS = frozenset(".!?;")
_COUNT = {"role.two": 2, "role.twoboys": 2, "role.twogirls": 2, "role.three": 3, "role.four": 4}
_WHOLE = frozenset(
    {"role.all", "role.two", "role.three", "role.four", "role.oneof", "role.boys", "role.girls", "role.twoboys", "role.twogirls"}
)


def _pronoun(mention: Mention, named: list[Mention], spoken_of: tuple[int, ...]) -> Mention:
    if mention.rule == "pronoun.or":
        return mention
    if named:
        return Mention(mention.i, mention.j, (), "pronoun.beside")
    if spoken_of and mention.rule != "pronoun.they":
        agreeing = tuple(key for key in spoken_of if key in mention.keys)
        if len(agreeing) == 1:
            return Mention(mention.i, mention.j, agreeing, mention.rule)
    if mention.rule == "pronoun.they":
        return Mention(mention.i, mention.j, mention.keys, mention.rule, "")
    return Mention(mention.i, mention.j, mention.keys, mention.rule, "" if len(mention.keys) == 1 else "which_child")
