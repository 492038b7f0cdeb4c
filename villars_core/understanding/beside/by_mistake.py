"""Leaves out what was done by mistake and is put right beside: "Tom ne mange pas lundi, je l'avais inscrit par erreur"."""

from collections.abc import Sequence
from operator import attrgetter

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.text import Token, word_set

_MARKS = word_set(", ; : . ! ? ( ) car mais donc")
_HAVE = word_set("ai avais avait avons avions a")
_WRITERS = word_set("je j' on nous papa maman pere mere mari femme")
_PUT_IN = word_set(
    "inscrit inscrite inscrits inscrites reserve reservee reserves reservees ajoute ajoutee coche cochee cochees coches note notee commande"
    " mis mise pris"
)
_TAKEN_OUT = word_set(
    "annule annulee annules annulees desinscrit desinscrite desinscrits desinscrites retire retiree decoche decochee supprime supprimee"
    " enleve enlevee"
)
_WITHDRAWN = frozenset({"eat", "canteen", "book", "go", "need"})
_WISHED = frozenset({"eat", "canteen", "book"})
_FAR = 16
_text = attrgetter("text")


def without_mistakes(cues: list[Cue], said: Sequence[Said], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues without those of a mistake of the writers that the order undoes; it tells no day of its own."""
    if "erreur" not in map(_text, tokens):
        return cues
    at = next((at for at, token in enumerate(tokens) if token.text == "erreur" and at and tokens[at - 1].text == "par"), None)
    if at is None:
        return cues
    start, stop = at, at
    while start and at - start < _FAR and tokens[start - 1].text not in _MARKS:
        start -= 1
    while stop < len(tokens) and stop - at < _FAR and tokens[stop].text not in _MARKS:
        stop += 1
    words = {token.text for token in tokens[start:stop]}
    if words.isdisjoint(_HAVE) or words.isdisjoint(_WRITERS) or any(start <= one.i < stop for one in said):
        return cues
    rest = [cue for cue in cues if not start <= cue.i < stop]
    withdrawn = any((cue.denied and cue.tag in _WITHDRAWN) or (cue.tag == "cancel" and not cue.denied) for cue in rest)
    wished = any(cue.tag in _WISHED and not cue.denied for cue in rest)
    undone = withdrawn if not words.isdisjoint(_PUT_IN) else wished and not withdrawn and not words.isdisjoint(_TAKEN_OUT)
    return rest if undone and not any(cue.tag in {"ask", "cond"} for cue in cues) else cues
