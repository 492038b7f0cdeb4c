"""Finds, in a language other than French, the child who is only told not to be meant: "only Jade, not her sister", "(ojo, no Louis)"."""

from itertools import pairwise

from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟ ، - – —')
_NOT = frozenset({"not"})
_NOTS = word_set("not no nao ليس ليست لا مش مو وليس")
_NOTS_BEHIND = word_set("degil no nao لا")
_ONLY = word_set("only just solo solamente unicamente apenas somente sadece yalnizca فقط وحده وحدها بس")
_DENIALS, _ONLY_OR_SO = _NOTS | _NOTS_BEHIND, _ONLY | {"so"}
_CARE = word_set("careful attention note nb ojo cuidado atencion atencao dikkat lutfen please favor انتبهوا انتباه ملاحظه que")
_GLUE = word_set(
    "for of the her his their my our s ' it is to and but one meal lunch para por de del a al el la los las su mi es y pero sino o os as"
    " do da dos das seu sua meu minha e mas pelo pela icin onun bu ve ama ل من هو هي و ان لكن"
)
_TURKISH, _ENGLISH, _PORTUGUESE = "tr", "en", "pt"
# So few words stand in such a stretch, and so few stretches in a message that is looked at.
_LONGEST, _MOST = 8, 40


def denied_children(heard: Heard) -> set[int]:
    """Return the places of what only says who is not meant, where whom is meant is told again or alone: "Only Jade, not her sister".

    "Cancel Léa on Thursday, not Tom" is asked about.
    """
    found = _denied(heard)
    if not found:
        return set()
    denied = {key for one in heard.mentions if one.i in found for key in one.keys}
    meant = [one for one in heard.mentions if one.keys and one.i not in found]
    again = _repeated(heard, found)
    if any(one.problem or not denied.isdisjoint(one.keys) for one in meant) or all(one.i in again for one in meant):
        return set()
    return found | again if again or any(_is_alone(one, heard) for one in meant) else set()


def _is_alone(one: Mention, heard: Heard) -> bool:
    """Say whether an "only" stands beside a child: "solo Emma faltará", "إيما وحدها"."""
    words, at = heard.scan.words, one.i - 1
    while at > 0 and words[at] in _GLUE:
        at -= 1
    return any(_is_only(place, heard) for place in (at, one.j) if 0 <= place < len(words))


def denies_meant(heard: Heard) -> bool:
    """Say whether a child is meant in one place and denied in another, or not the only one: "… Louise, no es Louise, es Louis"."""
    if _DENIALS.isdisjoint(heard.scan.vocabulary):
        return False
    if _is_not_only(heard):
        return True
    found = _denied(heard)
    if not found:
        return False
    denied = {key for one in heard.mentions if one.i in found for key in one.keys}
    return any(not denied.isdisjoint(one.keys) for one in heard.mentions if one.i not in found and not one.rule.startswith("pronoun"))


def _stretches(heard: Heard) -> list[range]:
    tokens = heard.scan.tokens
    marks = [at for at, token in enumerate(tokens) if token.text in _MARKS and at not in heard.dated]
    stretches = [range(before + 1, after) for before, after in pairwise((-1, *marks, len(tokens))) if after > before + 1]
    return stretches if len(stretches) <= _MOST else []


def _denied(heard: Heard) -> set[int]:
    """Return the places of the stretches that hold nothing but a denial and whom it denies, with "and" or "for"."""
    least = 1 if heard.lexicon.language == _TURKISH else 2
    if len(heard.mentions) < least or _DENIALS.isdisjoint(heard.scan.vocabulary):
        return set()
    # A denial that bears on the act denies no child.
    bearing = {at for cue in heard.cues if cue.denied for at in range(cue.i, cue.j)}
    found = set[int]()
    for stretch in _stretches(heard):
        nots = _nots_in(stretch, heard)
        silent = all(_is_silent(at, heard) for at in stretch if at not in nots)
        if (
            len(nots) == 1
            and nots[0] not in bearing
            and len(stretch) <= _LONGEST
            and silent
            and not any(_is_only(at, heard) for at in stretch)
        ):
            found |= _denied_in(stretch, nots[0], heard)
    return found


def _nots_in(stretch: range, heard: Heard) -> list[int]:
    """Return where a stretch denies; the English "no" is of a thing: "no meal for her"."""
    nots = _DENIALS if heard.lexicon.language != _ENGLISH else _NOT
    return [at for at in stretch if heard.scan.words[at] in nots]


def _is_only(at: int, heard: Heard) -> bool:
    """Say whether a word is "only"; the Portuguese "só" is written like the English "so"."""
    word = heard.scan.words[at]
    return word in _ONLY or (word == "so" and heard.lexicon.language == _PORTUGUESE)


def _denied_in(stretch: range, at: int, heard: Heard) -> set[int]:
    """Return the places of a denial and whom it denies: behind it, or before it where the stretch ends with it."""
    whom = [place for place in stretch if place in heard.named or heard.lexicon.tells("others", heard.scan.words[place])]
    turkish = heard.lexicon.language == _TURKISH
    if not turkish and heard.scan.words[at] in _NOTS and any(place > at for place in whom):
        start = at - (at > stretch.start and heard.scan.words[at - 1] in _GLUE)
        return set(range(start, stretch.stop))
    behind = heard.scan.words[at] in _NOTS_BEHIND and whom and (turkish or at == stretch.stop - 1)
    # "Tom no come el jueves, su hermana no" may tell of both.
    if not behind or (not turkish and any(cue.denied for cue in heard.cues if cue.j <= stretch.start)):
        return set()
    return set(range(stretch.start, at + 1))


def _is_silent(at: int, heard: Heard) -> bool:
    word = heard.scan.words[at]
    return at in heard.named or word in _GLUE | _CARE or _is_only(at, heard) or heard.lexicon.tells("others", word)


def _repeated(heard: Heard, found: set[int]) -> set[int]:
    """Return the places of the stretches that only name again who is meant: "only Jade", "ojo, es Louise"."""
    stretches = [one for one in _stretches(heard) if not set(one) <= found]
    again = [one for one in stretches if all(at in found or _is_silent(at, heard) for at in one)]
    apart = {at for one in again for at in one}
    elsewhere = {key for one in heard.mentions if one.i not in apart | found for key in one.keys}
    return {
        at
        for stretch in again
        if all(set(one.keys) <= elsewhere for one in heard.mentions if one.i in stretch and one.i not in found and one.keys)
        for at in stretch
    }


def _is_not_only(heard: Heard) -> bool:
    """Say whether a child is told not to be the only one: "not only Tom, his sister too", "sadece Tom değil, ablası da"."""
    if _ONLY_OR_SO.isdisjoint(heard.scan.vocabulary):
        return False
    for stretch in _stretches(heard):
        nots = _nots_in(stretch, heard)
        only = any(_is_only(at, heard) for at in stretch)
        if len(stretch) <= _LONGEST and nots and only and all(at in nots or _is_silent(at, heard) for at in stretch):
            return True
    return False
