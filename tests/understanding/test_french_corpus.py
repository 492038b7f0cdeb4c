"""The French corpus: enough messages, none a copy of another, and those too near to count are read as well."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.understanding.corpus_reading import beside, cases, close, judged
from villars_core.staff.understand import STREAM_INTENTS
from villars_core.understanding import MEAL_INTENTS, read
from villars_core.understanding.language.text import fold

_MESSAGES, _EXACT = 620, 0.95
_WRONG, _BESIDE = 0.03, 0.8
_STREAM = {intent.value for intent in STREAM_INTENTS}


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).plain))


def test_the_corpus_holds_many_messages_of_every_intent() -> None:
    found = cases("fr")

    assert len(found) >= _MESSAGES
    assert {case.intent for case in found} - {"*"} == _STREAM


def _near(said: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the places of the messages that share more than half their words.

    Two such messages share a third of the words of the longer one at least: so one of its rarer two thirds stands in the other.
    """
    often = Counter(word for words in said for word in words)
    holding: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(said):
        for word in words:
            holding[word].append(at)
    for at, words in enumerate(said):
        rarer = sorted(words, key=lambda word: (often[word], word))[: len(words) - (len(words) + 2) // 3 + 1]
        for other in {place for word in rarer for place in holding[word]} - {at}:
            if len(said[other]) <= len(words) and 4 * len(words & said[other]) > len(words) + len(said[other]):
                yield at, other


def test_messages_that_share_more_than_half_their_words_are_found() -> None:
    texts = [frozenset(words.split()) for words in ("a b c d", "a b c e", "x y z", "a q r s t")]

    assert {frozenset(pair) for pair in _near(texts)} == {frozenset({0, 1})}


def test_no_two_messages_share_more_than_half_their_words() -> None:
    found = cases("fr")
    said = [_words(case.text) for case in found]

    assert [(found[one].text, found[other].text) for one, other in _near(said)] == []


def test_messages_too_near_to_others_are_read_as_well() -> None:
    verdicts = [(case.text, judged(case, read(case.text, case.context))) for case in close("fr")]

    assert [text for text, verdict in verdicts if verdict.dangerous] == []
    assert sum(verdict.exact for _, verdict in verdicts) >= _EXACT * len(verdicts)


def test_few_messages_that_tell_others_beside_an_order_are_acted_on_wrongly() -> None:
    """Hold what was reached: these messages were written to mislead, and are not all mended."""
    verdicts = [judged(case, read(case.text, case.context)) for case in beside("fr")]

    assert sum(verdict.dangerous for verdict in verdicts) <= _WRONG * len(verdicts)
    assert sum(verdict.exact for verdict in verdicts) >= _BESIDE * len(verdicts)


def test_every_act_on_meals_shows_the_rule_that_read_it() -> None:
    for case in cases("fr"):
        reading = read(case.text, case.context)
        if reading.intent in MEAL_INTENTS:
            assert any(one.rule.startswith(("act.", "info.")) for one in reading.evidence), case.text
