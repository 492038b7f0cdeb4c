"""Finds who is taken out of an order, and what is only told of that child: "tous sauf Fatou, qui mange comme d'habitude"."""

from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.children.corrections import is_set_against, opens_without
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set

_ALONE = frozenset({"seulement", "uniquement", "seul", "seule"})
NOTHING_ELSE = frozenset({"ras", "signaler", "change", "changement", "normal"})
_NOTS = frozenset({"non", "pas", "not"})
_BEFORE_NOT = frozenset({"et", ",", "(", "and", "but"})
SAVE = frozenset({"excepto", "salvo", "menos", "exceto", "sauf", "hormis", "excepte", "except", "part", "exception"})
_UNLIKE = frozenset({"contrairement", "difference"})
_NAME_GLUE = frozenset({"pour", "le", "la", "les", "l'", "de", "d'", "du", "avec", "mon", "ma", "mes", "a"})
# Nobody is taken out without one of these.
_EXCEPTING = SAVE | _UNLIKE | _NOTS
_NEAR = 5


def is_excepted(mention: Mention, heard: Heard) -> bool:
    """Say whether a child is taken out: "tous sauf Léa", "Léo et non Léa"."""
    if heard.scan.vocabulary.isdisjoint(_EXCEPTING):
        return False
    tokens, at = heard.scan.tokens, mention.i - 1
    unlike = not _UNLIKE.isdisjoint(heard.scan.vocabulary)
    if unlike and not _UNLIKE.isdisjoint(heard.scan.words[max(mention.i - 3, 0) : mention.i]):
        return True
    while at >= 0 and tokens[at].text in _NAME_GLUE and tokens[at].text != "a":
        at -= 1
    if at < 0:
        return False
    if tokens[at].text in _JOINING and _is_listed(mention, at, heard):
        return True
    if tokens[at].text in SAVE:
        # "RAS sauf Hugo : pas de déjeuner lundi" tells of Hugo alone.
        return not (at and tokens[at - 1].text in NOTHING_ELSE and at <= _NEAR)
    if opens_without(mention, at, heard) or is_set_against(mention, at, heard):
        return True
    if at < 1 or tokens[at].text not in _NOTS or tokens[at - 1].text not in _BEFORE_NOT:
        return False
    # "Louise (pas Louis)": the child meant stands right before.
    # "Emma seulement, pas Jade, déjeune jeudi"
    enclosed = at > 1 and tokens[at - 2].text in _ALONE and mention.j < len(tokens) and tokens[mention.j].text == ","
    return tokens[at].text == "non" or any(one.j == at - 1 - enclosed for one in heard.mentions)


def _is_listed(mention: Mention, at: int, heard: Heard) -> bool:
    """Say whether a child is taken out with the one before it: "tous sauf Fatou et Ousmane"; not "sauf Fatou, Ousmane mange"."""
    tokens = heard.scan.tokens
    after = tokens[mention.j].text if mention.j < len(tokens) else ""
    if SAVE.isdisjoint(heard.scan.vocabulary) or (tokens[at].text == "," and after not in {"et", ","}):
        return False
    tells = after in {"ne", "n'"} or any(cue.i == mention.j and cue.tag in ORDERED and not after.endswith("nt") for cue in heard.cues)
    before = next((one for one in heard.mentions if one.j == at and one.keys), None)
    if tells or before is None:
        return False
    place = before.i - 1
    while place >= 0 and tokens[place].text in _NAME_GLUE:
        place -= 1
    return place >= 0 and tokens[place].text in SAVE | _JOINING and is_excepted(before, heard)


_JOINING = word_set("et ni , &")
_WHO = word_set("qui lui elle il")
# What may stand in it and tells more than that the others' order leaves the child alone.
_MORE = frozenset({"book", "cond", "childcare", "correct", "proof"})


def told_of_excepted_child(heard: Heard) -> set[int]:
    """Return the places of what follows a child who is taken out, and tells of that child alone, without a day of its own."""
    found: set[int] = set()
    if SAVE.isdisjoint(heard.scan.vocabulary) or _WHO.isdisjoint(heard.scan.vocabulary):
        return found
    tokens = heard.scan.tokens
    for one in heard.mentions:
        if not one.keys or one.problem or not is_excepted(one, heard):
            continue
        start = one.j + (one.j < len(tokens) and tokens[one.j].text == ",")
        if start >= len(tokens) or tokens[start].text not in _WHO or (start == one.j and tokens[start].text != "qui"):
            continue
        stop = start
        while stop < len(tokens) and tokens[stop].text not in MARKS:
            stop += 1
        inside = [cue for cue in heard.cues if start <= cue.i < stop]
        named = any(start <= other.i < stop and other.keys for other in heard.mentions)
        asked = stop < len(tokens) and tokens[stop].text == "?"
        if named or asked or any(cue.tag in _MORE for cue in inside) or any(start <= said.i < stop for said in heard.said):
            continue
        if any(cue.tag in ORDERED for cue in heard.cues if cue.j <= one.i):
            found |= set(range(start, stop))
    return found
