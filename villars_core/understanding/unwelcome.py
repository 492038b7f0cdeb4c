"""Keeps from acting on what was not written to the service: orders to a machine, advertising, insults with no clear order."""

from villars_core.understanding.orders import Heard
from villars_core.understanding.values import Intent, Question, Reading

_LOST = 0.1


def is_unwelcome(reading: Reading, heard: Heard) -> bool:
    """Say whether a message is hostile, or insults and orders nothing clearly: an insult beside a clear order changes nothing."""
    tags = {cue.tag for cue in heard.cues}
    return "hostile" in tags or ("insult" in tags and (bool(reading.questions) or reading.intent is Intent.TALK_TO_STAFF))


def unread(reading: Reading) -> Reading:
    """Return a reading that tells nothing and asks."""
    return Reading(
        Intent.UNKNOWN, evidence=reading.evidence, questions=(Question("which_act"),), confidence=_LOST, language=reading.language
    )
