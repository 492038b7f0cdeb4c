"""Finds the plain command of an order: « annulez », « merci d'inscrire »; what stands round it is no part of it."""

from collections.abc import Sequence

from villars_core.understanding.clauses import Clause
from villars_core.understanding.cues import Cue
from villars_core.understanding.orders import Heard
from villars_core.understanding.text import Token, word_set

_MARKS = word_set(', . ; : ! ? ( ) " « »')
_JOINS = word_set("et mais donc alors car puisque comme")
_REQUESTS = word_set(
    "merci veuillez priere prie pouvez pourriez pourrez peux pourrais souhaite souhaitons souhaiterais souhaiterions voudrais voudrions"
    " voudrai aimerais aimerions veux voulons demande demandons faut faudrait faudra possible besoin auriez seriez embeterait derangerait"
    " ennuierait embete derange penser pensez oubliez remercie gentil gentille jvoudrais jveux"
)
_NOT_PLAIN = word_set("que qu' si s' quand lorsque qui ne n' pas jamais plus")
_INFINITIVES = ("er", "ir", "re")


def plainly_told(clauses: Sequence[Clause], heard: Heard) -> list[Clause]:
    """Return the stretches of an order's clauses that hold a plain command, as clauses of their own; all clauses where there is none."""
    tokens = heard.scan.tokens
    dated = {at for said in heard.said for at in range(said.i, said.j)}
    found: list[Clause] = []
    for clause in clauses:
        for cue in clause.cues:
            if cue.tag not in {"cancel", "book"} or cue.denied:
                continue
            start, stop = _stretch(cue, clause, tokens, dated)
            if _is_command(cue, start, tokens) and not any(one.i == start for one in found):
                found.append(_narrowed(clause, start, stop))
    return found or list(clauses)


def _stretch(cue: Cue, clause: Clause, tokens: Sequence[Token], dated: set[int]) -> tuple[int, int]:
    start, stop = cue.i, cue.j
    while start > clause.i and (tokens[start - 1].text not in _MARKS or start - 1 in dated):
        start -= 1
    while stop < clause.j and (tokens[stop].text not in _MARKS or stop in dated):
        stop += 1
    while start < cue.i and tokens[start].text in _JOINS:
        start += 1
    return start, stop


def _is_command(cue: Cue, start: int, tokens: Sequence[Token]) -> bool:
    """Say whether a verb commands: an imperative that opens its stretch, or an infinitive after a word that asks for it."""
    word = tokens[cue.i].text
    before = [token.text for token in tokens[start : cue.i]]
    if _NOT_PLAIN & set(before):
        return False
    if word.endswith("ez"):
        return "vous" not in before
    return word.endswith(_INFINITIVES) and bool(_REQUESTS & set(before))


def _narrowed(clause: Clause, start: int, stop: int) -> Clause:
    return Clause(
        start,
        stop,
        [cue for cue in clause.cues if start <= cue.i < stop],
        [one for one in clause.mentions if start <= one.i < stop],
        [one for one in clause.said if start <= one.i < stop],
        clause.asks,
    )
