"""Weighs what the grammar read of a whole message against its sentences, and against who and when the words around tell is meant."""

from collections.abc import Callable
from dataclasses import replace

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.requested import REQUESTED
from villars_core.understanding.heard import Heard
from villars_core.understanding.learnt.alone import joins_kin
from villars_core.understanding.learnt.focus import ReadPart, focused, narrowed
from villars_core.understanding.learnt.meant import as_meant, or_asked
from villars_core.understanding.learnt.plain_request import requested_plainly
from villars_core.understanding.learnt.stories import told_apart
from villars_core.understanding.learnt.unordered import without_unordered
from villars_core.understanding.values import Context, Reading

ReadAgain = Callable[[Heard], Reading]


def weighed(reading: Reading, heard: Heard, context: Context, read_part: ReadPart, read_again: ReadAgain) -> Reading:
    """Return the reading by the sentences that order, and of a doubtful one that without the sentences that order nothing."""
    if any(one.kind == "which_child" for one in reading.questions) and joins_kin(heard):
        return reading

    def read_some(text: str) -> Reading:
        some, found = read_part(text)
        return _weighed(found, some, context, read_part, read_again)

    return _with_requested(
        without_unordered(_weighed(reading, heard, context, read_part, read_again), heard, read_part, read_some), reading
    )


def _with_requested(found: Reading, reading: Reading) -> Reading:
    """Return the order with the other matter that was asked for: "Tom sera absent lundi. Envoyez-moi aussi la facture."."""
    if found is reading or found.intent not in MEAL_INTENTS or not reading.others:
        return found
    told = {found.intent, *(one.intent for one in found.others)}
    asked = [one for one in reading.others if one.intent not in MEAL_INTENTS and any(part.rule == REQUESTED for part in one.evidence)]
    lost = tuple(one for one in asked if one.intent not in told)
    return replace(found, others=(*found.others, *lost)) if lost else found


def _weighed(reading: Reading, heard: Heard, context: Context, read_part: ReadPart, read_again: ReadAgain) -> Reading:
    reading = focused(as_meant(narrowed(reading, heard, read_part), heard, read_again), heard, read_part)
    reading = requested_plainly(reading, heard, read_part, context)
    return told_apart(or_asked(reading, heard), heard, read_part)
