"""Knows what families lack, and give as a reason: "pas de bus ce matin", "pas de nounou demain"."""

from collections.abc import Sequence

from villars_core.understanding.language.text import Token, word_set

_MEANS = word_set(
    "bus car cars autocar train trains metro tram tramway voiture navette taxi ramassage transport transports essence permis covoiturage"
    " chauffage courant electricite eau gaz nounou nourrice assmat baby maitresse maitre instit prof professeur remplacante remplacant"
    " atsem avs aesh"
)


def is_means(at: int, tokens: Sequence[Token]) -> bool:
    """Say whether the word at a place is a means to come, a comfort of the house, or somebody who minds or teaches children."""
    return at < len(tokens) and tokens[at].text in _MEANS
