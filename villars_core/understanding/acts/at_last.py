"""Tells the "enfin" of what has come at last from the one by which the writers put themselves right: "j'ai enfin le certificat"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.text import MARKS, Token, word_set

_WORD = "enfin"
_VERBS = word_set(
    "ai as a avons avez ont est es suis sommes sont vais va allons vont peux peut pouvons peuvent voici voila me te nous vous"
    " rentre rentrent revient reviennent reprend reprennent retrouve retrouvent accepte acceptent recoit recois recevons arrive arrivent"
    " retourne retournent recommence commence commencent mange mangent dort marche finit veut veulent sait connait tient"
)
_PUT_RIGHT = MARKS | word_set("non plutot si pas ou je euh pardon pour")


def with_at_last(cues: list[Cue], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with an "enfin" right after a verb as no correction: "mon frère rentre enfin", not "mardi, enfin jeudi"."""
    return [Cue("but", cue.i, cue.j) if cue.tag == "correct" and _is_at_last(cue, tokens) else cue for cue in cues]


def _is_at_last(cue: Cue, tokens: Sequence[Token]) -> bool:
    if tokens[cue.i].text != _WORD or cue.j - cue.i > 1 or not cue.i or tokens[cue.i - 1].text not in _VERBS:
        return False
    if tokens[cue.i - 1].text in {"voila", "voici"}:
        return True
    return cue.j < len(tokens) and tokens[cue.j].text not in _PUT_RIGHT
