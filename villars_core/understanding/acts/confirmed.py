"""Tells an order from what a confirmation says that the writers have received: "c'est ce qu'il fallait : Léo annulé jeudi"."""

from dataclasses import replace

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Evidence, Intent, Question, Reading

_CONFIRMATIONS = word_set("confirmation confirmations recapitulatif recap")
_GOT = word_set("recevoir recu recue recus recues recois recevons arrive arrivee arrives arrivees vu vue voir vois lu lire eu eue merci")
_RIGHT = word_set("exactement parfait parfaite parfaites parfaits parfaitement ordre nickel impeccable conforme correct correcte")
_WANTED = word_set("voulais voulions fallait demandais demande demandions souhaitais souhaitions")
_TURNS = word_set(
    "? mais sauf erreur contre cependant pourtant aussi egalement svp stp finalement ensuite encore puis manque toutefois pouvez pourriez"
    " voudrais faudrait pas veuillez si"
)
_QUES = word_set("que qu'")
_WRITERS = word_set("je j' on nous")
_DONE = ("e", "ee", "es", "ees", "it", "ite", "its", "ites")
_DEEDS = frozenset({"book", "cancel"})
_SURE, _ASKED = 0.95, 0.5


def or_confirmed(reading: Reading, heard: Heard) -> Reading:
    """Return thanks, or a question, for an order that a confirmation only tells as done; else the reading."""
    if reading.intent not in MEAL_INTENTS or heard.scan.vocabulary.isdisjoint(_CONFIRMATIONS) or not _is_confirmed(heard):
        return reading
    if "thanks" not in heard.tags or heard.tags.isdisjoint(_DEEDS):
        # "merci pour la confirmation, c'est parfait. Léa mangera jeudi" may order that meal.
        return reading if reading.questions else replace(reading, questions=(Question("which_act"),), confidence=_ASKED, others=())
    shown = Evidence(0, 0, "", "act.confirmed", Intent.THANKS.value)
    return Reading(Intent.THANKS, evidence=(*reading.evidence, shown), confidence=_SURE, language=reading.language)


def _is_confirmed(heard: Heard) -> bool:
    """Say whether a confirmation has come and is right, and nothing is commanded: "confirmation reçue, parfait : Léa inscrite jeudi"."""
    words, starts = heard.scan.words, heard.sentence_starts
    if not _TURNS.isdisjoint(heard.scan.vocabulary):
        return False
    start = next(starts[at] for at, word in enumerate(words) if word in _CONFIRMATIONS)
    beside = {word for at, word in enumerate(words) if starts[at] == start}
    said = heard.scan.vocabulary
    right = not _RIGHT.isdisjoint(said) or not (_QUES.isdisjoint(said) or _WANTED.isdisjoint(said))
    return right and not _GOT.isdisjoint(beside) and all(_is_done(cue.i, words) for cue in heard.cues if cue.tag in _DEEDS)


def _is_done(at: int, words: list[str]) -> bool:
    """Say whether a participle stands at a place, and no verb of the writers: "annulé", not "annulez", "j'annule"."""
    return words[at].endswith(_DONE) and (not at or words[at - 1] not in _WRITERS)
