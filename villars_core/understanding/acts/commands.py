"""Finds the plain command of an order: « annulez », « merci d'inscrire »; what stands round it is no part of it."""

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import TypeVar

from villars_core.understanding.acts.clauses import Clause, Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.text import Token, word_set

_Placed = TypeVar("_Placed", Cue, Mention, Said)

_MARKS = word_set(', . ; : ! ? ( ) " « »')
_JOINS = word_set("et mais donc alors car puisque comme")
_REQUESTS = word_set(
    "merci veuillez priere prie pouvez pourriez pourrez peux pourrais souhaite souhaitons souhaiterais souhaiterions voudrais voudrions"
    " voudrai aimerais aimerions veux voulons demande demandons faut faudrait faudra possible besoin auriez seriez embeterait derangerait"
    " ennuierait embete derange penser pensez oubliez remercie gentil gentille jvoudrais jveux"
    " aimable aimables compte comptons permets permettons accepteriez voudriez"
)
_NOT_PLAIN = word_set("que qu' si s' quand lorsque qui ne n' pas jamais plus")
# Nobody says a command in more words: a text without marks stays bounded.
_FAR = 40
# More acts than are read in one message: the rest is asked about.
_MOST = 20
_THE = word_set("la le les l'")
_PLEASE = word_set("svp stp merci mrc")
_HAVE = word_set("ai as a avons avez ont jai avais avait")
_INFINITIVES = ("er", "ir", "re")
# A verb that orders, or a canteen that is not wanted.
_COMMANDED = frozenset({"cancel", "book", "canteen"})
# How a word that commands can end.
_VERBAL = ("ez", "e", *_INFINITIVES)


def commanded(clauses: Sequence[Clause], tokens: Sequence[Token], dated: AbstractSet[int]) -> list[Clause]:
    """Return the stretches of an order's clauses that hold a plain command, as clauses of their own."""
    found: dict[int, Clause] = {}
    for clause in clauses:
        for cue in clause.cues:
            tag = cue.tag
            if tag not in _COMMANDED:
                continue
            unwanted = tag == "canteen"
            if cue.denied is not unwanted or not (unwanted or tokens[cue.i].text.endswith(_VERBAL)):
                continue
            start = _start(cue, clause, tokens, dated)
            told = tokens[start].text in {"pas", "plus"} if unwanted else _is_command(cue, start, tokens)
            if told and start not in found:
                found[start] = _narrowed(clause, start, _stop(cue, clause, tokens, dated))
                if len(found) == _MOST:
                    return list(found.values())
    return list(found.values())


def _start(cue: Cue, clause: Clause, tokens: Sequence[Token], dated: AbstractSet[int]) -> int:
    """Return where the stretch around a cue begins, behind the mark and what joins it to others."""
    start, first = cue.i, max(clause.i, cue.i - _FAR)
    while start > first and (tokens[start - 1].text not in _MARKS or start - 1 in dated):
        start -= 1
    while start < cue.i and tokens[start].text in _JOINS:
        start += 1
    return start


def _stop(cue: Cue, clause: Clause, tokens: Sequence[Token], dated: AbstractSet[int]) -> int:
    """Return where the stretch around a cue ends, at the next mark."""
    stop, last = cue.j, min(clause.j, cue.j + _FAR)
    while stop < last and (tokens[stop].text not in _MARKS or stop in dated):
        stop += 1
    return stop


def _is_command(cue: Cue, start: int, tokens: Sequence[Token]) -> bool:
    """Say whether a verb commands: an imperative that opens its stretch, or an infinitive after a word that asks for it."""
    word = tokens[cue.i].text
    before = [token.text for token in tokens[start : cue.i]]
    if not _NOT_PLAIN.isdisjoint(before):
        return False
    if word.endswith("ez"):
        return "vous" not in before and not is_anothers(start, tokens)
    after = tokens[cue.j].text if cue.j < len(tokens) else ""
    if not before and word.endswith("e") and after in _THE:
        # "annule la cantine"
        return True
    if word.endswith(("e", "er")) and after in _PLEASE and before[-1:] != ["j'"] and _HAVE.isdisjoint(before[-2:]):
        # "annulé svp", as it sounds
        return True
    return word.endswith(_INFINITIVES) and not _REQUESTS.isdisjoint(before)


def is_anothers(start: int, tokens: Sequence[Token]) -> bool:
    """Say whether somebody else's words stand before a colon: "la directrice a écrit dans le cahier : annulez vos repas"."""
    if start == 0 or tokens[start - 1].text not in {":", "«", '"'}:
        return False
    head = start - 1
    while head > 0 and tokens[head - 1].text not in {".", "!", "?", ";"}:
        head -= 1
    words = [token.text for token in tokens[head:start]]
    return not _SAYS.isdisjoint(words) and _WRITERS.isdisjoint(words)


_WRITERS = word_set("je j' nous")
_SAYS = word_set("dit ecrit indique affiche annonce repete crie repond repondu demande marque note disait ecrivait disent ecrivent recu")


def _narrowed(clause: Clause, start: int, stop: int) -> Clause:
    return Clause(
        start,
        stop,
        _within(clause.cues, start, stop),
        _within(clause.mentions, start, stop),
        _within(clause.said, start, stop),
        clause.asks,
    )


def _within(placed: list[_Placed], start: int, stop: int) -> list[_Placed]:
    """Return what begins in a stretch; what a clause holds stands in the order of the text."""
    if not placed:
        return []
    return placed[bisect_left(placed, start, key=_BEGINNING) : bisect_left(placed, stop, key=_BEGINNING)]


_BEGINNING = attrgetter("i")
