"""Keeps from acting on what was not written to the service: orders to a machine, advertising, insults with no clear order."""

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent, Question, Reading

_LOST = 0.1
_REQUESTS = word_set("? voudrais veux veut aimerais souhaite peux peut faut merci svp stp demande exige combien comment quand change")
_NO_REQUESTS = word_set("allez etes avez savez croyez foutez voyez assez chez nez")


def is_unwelcome(reading: Reading, heard: Heard) -> bool:
    """Say whether a message is hostile, or insults and orders nothing clearly: an insult beside a clear order changes nothing."""
    tags = heard.tags
    if "hostile" in tags or "insult" not in tags:
        return "hostile" in tags
    if reading.questions or reading.intent is Intent.TALK_TO_STAFF:
        return True
    # "allez vous faire cuire un œuf" tells no diet.
    return reading.intent not in MEAL_INTENTS | {Intent.STOP_NOTIFICATIONS} and not _asks(heard)


def _asks(heard: Heard) -> bool:
    """Say whether something is asked for or asked."""
    return any(token.text in _REQUESTS or token.text.endswith("ez") for token in heard.scan.tokens if token.text not in _NO_REQUESTS)


def unread(reading: Reading) -> Reading:
    """Return a reading that tells nothing and asks."""
    return Reading(
        Intent.UNKNOWN, evidence=reading.evidence, questions=(Question("which_act"),), confidence=_LOST, language=reading.language
    )
