"""Lets the second reader have its say: an act it finds very unlikely is asked about, a doubt of form is dropped where it is sure."""

from dataclasses import replace

from villars_core.understanding.likely import likelihood
from villars_core.understanding.orders import Heard
from villars_core.understanding.text import word_set
from villars_core.understanding.values import Evidence, Question, Reading

_UNLIKELY = 0.05
_LIKELY = 0.9
_SURE, _ASKED = 0.95, 0.5
# Doubts about how an order is told; one about a child, a day or a condition always stands.
_OF_FORM = frozenset({"confirm_act", "which_act"})
# Beside these, what is meant is no question of form.
_TURNED = word_set("mais si sinon ou sauf cependant pourtant")
_TURNING = word_set("pas non ni sauf mais plutot finalement sinon au lieu ou plus")


def agreed(reading: Reading, heard: Heard) -> Reading:
    """Return a reading of one act as both readers hold it."""
    kinds = {question.kind for question in reading.questions}
    settled = bool(kinds) and (not kinds <= _OF_FORM or not (reading.days and reading.children))
    likely = None if settled or reading.others else likelihood(heard, reading.intent)
    if likely is None:
        return reading
    if not kinds:
        return _doubted(reading, likely.told) if likely.told < _UNLIKELY else reading
    turning = _TURNING if "which_act" in kinds else _TURNED
    turned = any(token.text in turning for token in heard.scan.tokens)
    if turned or likely.at_once < _LIKELY:
        return reading
    return replace(reading, questions=(), confidence=_SURE, evidence=_with(reading, "likely.yes", likely.at_once))


def _doubted(reading: Reading, likely: float) -> Reading:
    return replace(reading, questions=(Question("confirm_act"),), confidence=_ASKED, evidence=_with(reading, "likely.not", likely))


def _with(reading: Reading, rule: str, likely: float) -> tuple[Evidence, ...]:
    return (*reading.evidence, Evidence(0, 0, "", rule, f"{likely:.2f}"))
