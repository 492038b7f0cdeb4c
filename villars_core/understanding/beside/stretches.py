"""Cuts a message into the stretches between its marks: whom each names, and which sentence it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from villars_core.understanding.acts.clauses import between
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import Token, word_set

if TYPE_CHECKING:
    from villars_core.understanding.heard import Heard

_ENDS = frozenset({".", "!", "?", ";"})
_MARKS = _ENDS | {",", ":", "(", ")"}
_BUTS = word_set("mais car tandis alors")
_BEGINNING = _BUTS | word_set("les l' pas et")
WITHDRAWN = frozenset({"cancel", "absent", "sick", "home", "homemeal", "pickup", "pastabsent", "proof"})
ORDERED = WITHDRAWN | {"book", "eat", "canteen", "go", "stay", "jot"}
SELVES = word_set("lui elle eux elles")
YES = word_set("oui si ok")
UNLIKE = word_set("contrairement inversement difference inverse oppose")
KEEPS = word_set(
    "garde gardent gardera gardez garder laissez laisser laisse laissons maintenez maintenir maintiens conservez conserver conserve"
)
THINGS = word_set(
    "jour jours fois semaine semaines mois repas midi midis dates date lundi mardi jeudi vendredi lundis mardis jeudis vendredis"
)
_LEADING = word_set("et ou pour de d' avec que qu' ni mais , chez comme")
_PLEASE = word_set("svp stp merci mrc")
_POSSESSIVES = word_set("son sa leur mon ma notre")
_AFTER_KIN = 3
LONGEST_LEAD = 4


@dataclass(eq=False)
class Stretch:
    """A stretch of a message between marks: whom it names, and which sentence it stands in.

    No stretch is ever changed, and each is cut once; like a token it is not frozen, only to be made faster.
    """

    i: int
    j: int
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    dated: bool
    sentence: int

    @kept
    def keys(self) -> frozenset[int]:
        """Return the children it names or tells by a role."""
        return frozenset([key for one in self.mentions for key in one.keys])

    @property
    def joins(self) -> set[int]:
        """The places of what stands alone between two of them: "ses sœurs et son frère"."""
        return {mention.j for mention in self.mentions} & {mention.i - 1 for mention in self.mentions}

    @kept
    def tags(self) -> frozenset[str]:
        """Return the tags of its cues."""
        return frozenset([cue.tag for cue in self.cues])


@dataclass(slots=True)
class _Named:
    """Where the children of a message are named, worked out once."""

    mentions: Sequence[Mention]
    starts: set[int]
    ends: set[int]
    inside: set[int]


def stretches_of(heard: "Heard") -> list[Stretch]:
    """Return the stretches of a message in order; a message taken apart keeps its own."""
    tokens, plain, words = heard.scan.tokens, heard.folded.plain, heard.scan.words
    inside = {at for one in heard.said for at in range(one.i + 1, one.j)}
    named = [one for one in heard.mentions if one.keys and not one.rule.startswith("pronoun")]
    places = _Named(
        named,
        {one.i for one in named},
        {one.j for one in named},
        {place for one in named for place in range(one.i, one.j)},
    )
    found: list[Stretch] = []
    starts, start, sentence = places.starts, 0, 0
    lines = "\n" in plain
    for at, (before, word) in enumerate(pairwise(words), 1):
        marked = before in _MARKS
        if not (marked or lines or word in _BEGINNING or at in starts) or at in inside:
            continue
        ended = (marked and before in _ENDS) or (lines and "\n" in plain[tokens[at - 1].end : tokens[at].start])
        if ended or _parts(heard, start, at, places):
            found.append(_stretch(heard, start, at, sentence, named))
            start = at
            sentence += ended
    if tokens:
        found.append(_stretch(heard, start, len(tokens), sentence, named))
    return found


def _are_others(tokens: Sequence[Token]) -> bool:
    """Say whether the other children are told: "les 3 autres", "l'autre"; not "les autres jours"."""
    words = [token.text for token in tokens]
    at = next((at for at, word in enumerate(words) if word in {"autre", "autres"}), 0)
    return at > 0 and not THINGS & set(words[at + 1 : at + 2])


def _is_list(heard: "Heard", start: int, at: int) -> bool:
    """Tell "Léa, Tom" from "contrairement à Léa, Tom" and from "cantine mardi pour Léa, Tom mange"."""
    if not UNLIKE.isdisjoint(heard.scan.words[start : min(at, start + LONGEST_LEAD)]):
        return False
    told = any(start <= cue.i < at and cue.tag in ORDERED for cue in heard.cues)
    end = next(one.j for one in heard.mentions if one.i == at)
    while end < len(heard.scan.tokens) and heard.scan.words[end] in {"et", "&"}:
        # "… pour le grand, Chloé et Nathan mangent"
        following = next((one.j for one in heard.mentions if one.i == end + 1 and one.keys), 0)
        if not following:
            break
        end = following
    if not _NOTHING.isdisjoint(heard.scan.words[start:at]):
        # "rien ne bouge pour Léa, Tom par contre ne mange pas"
        return not any(end <= cue.i <= end + 1 and cue.tag in ORDERED | {"ne", "but"} for cue in heard.cues)
    if told and end < len(heard.scan.tokens) and heard.scan.words[end] in YES and heard.scan.words[end + 1 : end + 2] in _THEY:
        # "pas de cantine pour Fatou, les garçons oui ils mangent"
        return False
    return not told or not any(cue.i == end and cue.tag in ORDERED | {"ne"} for cue in heard.cues)


_THEY = (["il"], ["elle"], ["ils"], ["elles"])
_NOTHING = word_set("rien aucun changement changements")


def _parts(heard: "Heard", start: int, at: int, named: _Named) -> bool:
    """Say whether a stretch begins at a token: after a mark or before a "mais", not within a list of names nor beside "elle,"."""
    tokens, starts = heard.scan.tokens, named.starts
    word = tokens[at].text
    if tokens[at - 1].text not in _MARKS and word not in _BEGINNING and at not in starts:
        return False
    ends, inside = named.ends, named.inside
    if word in _BUTS:
        return True
    if word in {"les", "l'"} and _are_others(tokens[at : at + 3]) and any(start <= one < at for one in starts):
        return tokens[at - 1].text not in {"et", "avec", "pour", "de", "que", "comme", "a", "chez"}
    follows = next((one.j for one in named.mentions if one.i == at), 0) if at in starts else 0
    if 0 < follows < len(tokens) and tokens[follows].text in YES and tokens[at - 1].text not in _LEADING:
        return True
    if word == "pas" and at + 1 in starts and tokens[at - 1].text in _PLEASE:
        # "enlevez Léa svp pas Léo"
        return True
    if word == "et":
        kept = at + 1 < len(tokens) and tokens[at + 1].text in KEEPS
        # "et son frère Louis": the role stands before the name.
        kin = at + _AFTER_KIN in starts and tokens[at + 1].text in _POSSESSIVES
        return ((at + 1 in starts or kin) and at not in ends) or kept or _opens_other(tokens, at + 1, named)
    if tokens[at - 1].text not in _MARKS:
        return False
    if tokens[at - 1].text == "(" and at in starts:
        # "Emma (sa sœur est déjà inscrite)" is no list.
        return True
    if word in SELVES and _ends_size(tokens, at - 1):
        return False
    if at - 1 in ends and (word in SELVES | YES | {"non"} or (at in starts and _is_list(heard, start, at))):
        return False
    if all(place in inside or tokens[place].text in _MARKS - _ENDS for place in range(start, at)):
        # "Louis, je le laisse", "Léa, ma puce, mange"
        return False
    # "Emma, elle, va très bien"
    return not (at > 2 and tokens[at - 2].text in SELVES and (at - 3 in ends or _ends_size(tokens, at - 3)))


def _ends_size(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the children of a size are told right before a place: "les grands, eux, restent"."""
    return at > 1 and tokens[at - 1].text in _SIZES and tokens[at - 2].text in {"les", "mes", "nos"}


_SIZES = word_set("grands grandes petits petites aines ainees autres")


def _opens_other(tokens: Sequence[Token], at: int, named: _Named) -> bool:
    """Say whether something is said of a child apart: "… et pour la grande ne touchez à rien", not "et pour Tom"."""
    at += (
        1
        if tokens[at : at + 1] and tokens[at].text == "pour"
        else 2
        if [token.text for token in tokens[at : at + 2]] == ["quant", "a"]
        else 0
    )
    end = next((one.j for one in named.mentions if one.i == at), len(tokens))
    return end < len(tokens) and tokens[at - 1].text != "et" and tokens[end].text in _SAYING


_SAYING = word_set("ne n' rien c' je j' on nous pas il elle")


def _stretch(heard: "Heard", start: int, stop: int, sentence: int, named: Sequence[Mention]) -> Stretch:
    words = tuple(heard.scan.words[start:stop])
    mentions = tuple(between(named, start, stop))
    cues = tuple(between(heard.cues, start, stop))
    dated = any(start <= one.i < stop for one in heard.said)
    return Stretch(start, stop, words, mentions, cues, dated, sentence)
