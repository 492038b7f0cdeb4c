"""The French corpus: enough messages, none a copy of another, and those too near to count are read as well."""

import re
from itertools import combinations

from tests.understanding.corpus_reading import cases, close, judged
from villars_core.staff.understand import STREAM_INTENTS
from villars_core.understanding import MEAL_INTENTS, read
from villars_core.understanding.text import fold

_MESSAGES, _EXACT = 620, 0.95
_STREAM = {intent.value for intent in STREAM_INTENTS}


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).plain))


def test_the_corpus_holds_many_messages_of_every_intent() -> None:
    found = cases("fr")

    assert len(found) >= _MESSAGES
    assert {case.intent for case in found} - {"*"} == _STREAM


def test_no_two_messages_share_more_than_half_their_words() -> None:
    said = [(case.text, _words(case.text)) for case in cases("fr")]

    assert [(one, other) for (one, a), (other, b) in combinations(said, 2) if 4 * len(a & b) > len(a) + len(b)] == []


def test_messages_too_near_to_others_are_read_as_well() -> None:
    verdicts = [(case.text, judged(case, read(case.text, case.context))) for case in close("fr")]

    assert [text for text, verdict in verdicts if verdict.dangerous] == []
    assert sum(verdict.exact for _, verdict in verdicts) >= _EXACT * len(verdicts)


def test_every_act_on_meals_shows_the_rule_that_read_it() -> None:
    for case in cases("fr"):
        reading = read(case.text, case.context)
        if reading.intent in MEAL_INTENTS:
            assert any(one.rule.startswith(("act.", "info.")) for one in reading.evidence), case.text
