"""Finds the child who is put right by another: « pour Jade… pardon, pour Emma », « Louise, je veux dire », « erreur, c'est Léa qui … »."""

from typing import TYPE_CHECKING

from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

if TYPE_CHECKING:
    from villars_core.understanding.heard import Heard

_PARDONS = word_set("pardon oups dire erratum rectification rectif euh erreur corrige rectifie trompe trompee ecrire confondu mince zut")
# What may stand between such a word and the name.
BEFORE = word_set(", : de d' pour non je j' veux voulais voulait voulions dire c' est etait - ( nom prenom enfant me suis ai bien ecrire")
_SAYS = word_set("dire ecrire mettre noter parler taper inscrire annuler")
# Nobody puts a name right among so many; time stays bounded.
_MOST = 20
_ENDS = frozenset({".", "!", "?", ")", ";", "\n"})


def put_right(mention: Mention, heard: "Heard") -> tuple[Mention, ...]:
    """Return the mentions before it that a child's name takes the place of; nothing where it stands beside them."""
    if len(heard.mentions) > _MOST:
        return ()
    told = [one for one in heard.mentions if one.j <= mention.i and one.keys and not one.rule.startswith("pronoun")]
    kinds = ("name", "role") if told and all(one.rule.startswith("role") for one in told) else ("name",)
    if not told or not mention.rule.startswith(kinds) or mention.problem or any(one.problem for one in told):
        return ()
    if len({one.keys for one in told}) > 1 or told[-1].keys == mention.keys:
        return ()
    return tuple(told) if _is_led(mention, told[-1].j, heard) or _is_closed(mention, heard) else ()


def _is_led(mention: Mention, start: int, heard: "Heard") -> bool:
    """Say whether a pardon leads to a name alone: "pardon, pour Emma !", "oups, c'est Léa que je voulais dire"."""
    tokens, at = heard.scan.tokens, mention.i - 1
    while at >= start and tokens[at].text in BEFORE and tokens[at].text not in _PARDONS:
        at -= 1
    if at < start or tokens[at].text not in _PARDONS:
        return False
    after = [token.text for token in tokens[mention.j : mention.j + 4]]
    if not after or not after[0][0].isalpha():
        return True
    presented = mention.i > 1 and [tokens[mention.i - 2].text, tokens[mention.i - 1].text] == ["c'", "est"]
    return presented and (after[0] == "qui" or (after[0] in {"que", "qu'"} and any(word.startswith(("voul", "veu")) for word in after)))


def _is_closed(mention: Mention, heard: "Heard") -> bool:
    """Say whether a name alone is closed by what puts right: "… Louise, je veux dire !"."""
    tokens, at = heard.scan.tokens, mention.j
    if not mention.i or tokens[mention.i - 1].text[0].isalpha() or at >= len(tokens):
        return False
    at += tokens[at].text == ","
    words = [token.text for token in tokens[at : at + 3]]
    if words[:1] == ["pardon"]:
        end = at + 1
    elif len(words) > 2 and words[0] == "je" and words[1].startswith(("veu", "voul")) and words[2] in _SAYS:
        end = at + 3
    else:
        return False
    return end >= len(tokens) or tokens[end].text in _ENDS


def opens_without(mention: Mention, at: int, heard: "Heard") -> bool:
    """Say whether a message opens with whom it is not about: "non, pas Léa : inscrivez Léo"."""
    tokens = heard.scan.tokens
    if tokens[at].text != "pas" or mention.rule[:4] != "name" or not all(token.text in OPENING for token in tokens[:at]):
        return False
    after = [token.text for token in tokens[mention.j : mention.j + 2]]
    closed = len(after) > 1 and after[0] in _CLOSES and after[1] not in {"pas", "ni", "et"}
    return closed and any(one.i > mention.j and one.keys and one.keys != mention.keys and one.rule[:4] == "name" for one in heard.mentions)


def is_set_against(mention: Mention, at: int, heard: "Heard") -> bool:
    """Say whether a name is only set against the one right before it: "Louis pas Louise : repas à annuler", "annulez Léa pas Tom svp"."""
    tokens = heard.scan.tokens
    if tokens[at].text != "pas" or at + 1 != mention.i or mention.rule[:4] != "name":
        return False
    before = next((one for one in heard.mentions if one.j == at), None)
    if before is None or before.rule[:4] != "name" or before.problem or set(before.keys) & set(mention.keys):
        return False
    # "Tom pas Léa mange" may take Tom's meal off.
    after = tokens[mention.j].text if mention.j < len(tokens) else "."
    return not after[0].isalnum() or after in _CLOSING or mention.j in heard.dated


_CLOSING = word_set("svp stp merci mrc mci qui")
# What may stand before a "pas Léa" that opens a message.
OPENING, _CLOSES = word_set("non nan ah oh oups pardon , . !"), word_set(": , ! . ;")


def is_alternative(scan: Scan, source: str, at: int) -> bool:
    """Say whether a pronoun is told as one of two: "le petit, ou plutôt elle", "il mange, ou elle"; "où elle est" tells a place."""
    before = at - 1
    if before > 0 and scan.tokens[before].text == "enfin" and (at + 1 >= len(scan.tokens) or not scan.tokens[at + 1].text[0].isalpha()):
        # "il mange lundi, enfin elle"
        return True
    hedged = before > 0 and scan.tokens[before].text in {"plutot", "bien", "alors"}
    before -= hedged
    if before < 0 or scan.tokens[before].text != "ou" or source[scan.tokens[before].start : scan.tokens[before].end].lower() != "ou":
        return False
    after = scan.tokens[at + 1].text if at + 1 < len(scan.tokens) else "."
    # "c'est sa sœur ou elle qui déjeune"
    return hedged or after == "qui" or not after[0].isalpha()


def without_named_groups(found: list[Mention], scan: Scan) -> list[Mention]:
    """Leave out the group whose children are named behind a comma: "les petits, Fatou et Ousmane, …"."""
    groups = [one for one in found if one.rule in _GROUPS and scan.tokens[one.j : one.j + 1] and scan.tokens[one.j].text == ","]
    if not groups:
        return found
    names = {one.i: one.j for one in found if one.rule.startswith("name") and one.keys and not one.problem}
    return [one for one in found if one not in groups or not _are_named(one.j, names, scan)]


def _are_named(at: int, names: dict[int, int], scan: Scan) -> bool:
    end = names.get(at + 1, 0)
    return 0 < end < len(scan.tokens) and scan.tokens[end].text == "et" and end + 1 in names


_GROUPS = frozenset({"role.all", "role.boys", "role.girls"})
