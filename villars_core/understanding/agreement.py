"""Lets the second reader have its say: an act it finds very unlikely is asked about, a doubt of form is dropped where it is sure."""

from dataclasses import replace

from villars_core.understanding.likely import likelihood
from villars_core.understanding.orders import Heard
from villars_core.understanding.text import word_set
from villars_core.understanding.values import Evidence, Question, Reading

_UNLIKELY = 0.02
_LIKELY = 0.8
_SURE, _ASKED = 0.95, 0.5
# Doubts about how an order is told; one about a child, a day or a condition always stands.
_OF_FORM = frozenset({"confirm_act", "which_act"})
# Beside these, which act is meant is no question of form.
_TURNING = word_set("pas non ni sauf mais plutot finalement sinon au lieu ou plus")


def agreed(reading: Reading, heard: Heard) -> Reading:
    """Return a reading of one act as both readers hold it."""
    likely = likelihood(heard, reading.intent)
    if likely is None or reading.others:
        return reading
    kinds = {question.kind for question in reading.questions}
    if not kinds and likely < _UNLIKELY:
        return replace(reading, questions=(Question("confirm_act"),), confidence=_ASKED, evidence=_with(reading, "likely.not", likely))
    turned = "which_act" in kinds and any(token.text in _TURNING for token in heard.scan.tokens)
    if kinds and kinds <= _OF_FORM and not turned and reading.days and reading.children and likely >= _LIKELY:
        return replace(reading, questions=(), confidence=_SURE, evidence=_with(reading, "likely.yes", likely))
    return reading


def _with(reading: Reading, rule: str, likely: float) -> tuple[Evidence, ...]:
    return (*reading.evidence, Evidence(0, 0, "", rule, f"{likely:.2f}"))
