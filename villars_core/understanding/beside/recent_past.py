"""Turns into a reason what somebody who is no child has just done, in French: "mon patron vient d'appeler", "la nounou vient d'annuler"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Token, word_set

_JUST = word_set("vient viennent")
_OF = word_set("de d'")
_OBJECTS = word_set("me m' nous se s' lui leur")
_TO_US = word_set("me m' nous")
_SOMEBODY = word_set(
    "patron patronne chef cheffe employeur employeuse boss directeur collegue collegues associe associee client agence hopital clinique"
    " medecin pediatre docteur tribunal avocat garage garagiste banque nounou nourrice assmat sitter baby mamie mamy mami meme papi papy"
    " mari femme conjoint conjointe compagnon compagne tante tata tonton oncle voisin voisine marraine parrain mere pere papa maman"
    " belle beau parents grand responsable equipe boite prefecture cabinet dentiste kine orthophoniste secretaire"
)
_INFINITIVES = ("er", "ir", "re")
_BACK, _AHEAD = 4, 4


def without_recent_past(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues, those of what others have just done turned into reasons."""
    if _JUST.isdisjoint(scan.vocabulary):
        return cues
    tokens = scan.tokens
    spans = [span for cue in cues if cue.tag == "go" and tokens[cue.i].text in _JUST and (span := _just_done(cue, tokens)) is not None]
    if not spans:
        return cues
    return [replace(cue, tag="excuse", denied=False) if any(start <= cue.i < stop for start, stop in spans) else cue for cue in cues]


def _just_done(cue: Cue, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return the place of a recent past of somebody else, up to its infinitive."""
    if cue.j - cue.i != 1 or cue.j >= len(tokens) or tokens[cue.j].text not in _OF:
        return None
    at = cue.j + 1
    while at < min(len(tokens), cue.j + _AHEAD) and tokens[at].text in _OBJECTS:
        at += 1
    if at >= len(tokens) or not tokens[at].text.endswith(_INFINITIVES):
        return None
    to_us = any(token.text in _TO_US for token in tokens[cue.j : at])
    somebody = any(token.text in _SOMEBODY for token in tokens[max(cue.i - _BACK, 0) : cue.i])
    return (cue.i, at + 1) if to_us or somebody else None
