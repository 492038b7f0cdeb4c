"""Tells when only the reason of an absence that was is given: "Pour l'absence de vendredi, il s'agissait d'un deuil"."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_ABOUT = word_set("pour concernant suite sujet propos quant rapport")
_ABSENCE, _WHOSE = word_set("absence absences"), word_set("l' son leur cette d' les leurs ses")
_ASKED = word_set("demande demandez demandiez demandait demandent demandaient savoir question questions interroge interrogez expliquer")
_BY_OFFICE = word_set("vous maitresse maitre ecole directrice directeur collegue mairie on m' me")
_CAUSES = frozenset({"excuse", "sick"})
_GIVEN = word_set("motif raison cause s'agissait agissait")
_REACH = 6


def is_explained(heard: Heard, days: Iterable[date], today: date) -> bool:
    """Say whether the writers only give the reason of an absence of past days that the school knows of."""
    if heard.lexicon.language != "fr" or not all(day < today for day in days):
        return False
    words = [token.text for token in heard.scan.tokens]
    caused = any(cue.tag in _CAUSES and not cue.denied for cue in heard.cues) or not _GIVEN.isdisjoint(words)
    told = _opens_with_absence(words, heard.sentence_starts) or _answers_why(words) or _names_reason(words)
    return caused and "?" not in words and told


def _names_reason(words: Sequence[str]) -> bool:
    """Say whether what was told is named as the reason: "… on enterrait sa mamie, c'est le motif à inscrire au registre"."""
    for at, (article, word) in enumerate(pairwise(words)):
        if article in _THE and word in _REASON and not _GIVES.isdisjoint(words[max(at - _NEAR, 0) : at]):
            return True
    return False


_THE, _REASON = word_set("le la l' mon un"), word_set("motif raison explication justification justificatif excuse")
_GIVES = word_set("est voila voici donne donnons notez noter note indique precise inscrivez")
_NEAR = 3


def _opens_with_absence(words: Sequence[str], starts: Sequence[int]) -> bool:
    """Say whether a sentence begins with the absence it tells the reason of."""
    for at, (one, two) in enumerate(pairwise(words)):
        if one in _WHOSE and two in _ABSENCE:
            opening = words[max(starts[at], at - _REACH) : at]
            if opening and opening[0] not in _ABOUT and not _ABOUT.isdisjoint(opening):
                opening = opening[next(place for place, word in enumerate(opening) if word in _ABOUT) :]
            if opening and opening[0] in _ABOUT:
                return True
    return False


def _answers_why(words: Sequence[str]) -> bool:
    """Say whether it is told that the school asked why: "vous m'avez demandé pourquoi Emma n'était pas là"."""
    for at, word in enumerate(words):
        before = words[max(at - 2 * _REACH, 0) : at]
        if word == "pourquoi" and not _ASKED.isdisjoint(before) and not _BY_OFFICE.isdisjoint(before):
            return True
    return False
