"""The corpus of parents' messages: nothing is acted on wrongly, and time does not grow faster than the text."""

import time
from collections.abc import Callable

import pytest

from tests.understanding.corpus_reading import cases, judged, kept_apart
from villars_core.understanding import read
from villars_core.understanding.language.lexicon import written_languages
from villars_core.understanding.language.text import fold

_EXACT, _ASKED = 0.95, 0.97


@pytest.mark.parametrize("language", written_languages())
def test_no_message_of_the_corpus_is_acted_on_wrongly(language: str) -> None:
    assert [case.text for case in cases(language) if judged(case, read(case.text, case.context)).dangerous] == []


@pytest.mark.parametrize("language", written_languages())
def test_the_messages_kept_apart_are_read_exactly(language: str) -> None:
    verdicts = [judged(case, read(case.text, case.context)) for case in kept_apart(cases(language))]

    assert sum(verdict.exact for verdict in verdicts) >= _EXACT * len(verdicts)


@pytest.mark.parametrize("language", written_languages())
def test_doubtful_messages_are_asked_about(language: str) -> None:
    doubtful = [case for case in cases(language) if case.asks]

    assert sum(judged(case, read(case.text, case.context)).asked for case in doubtful) >= _ASKED * len(doubtful)


@pytest.mark.parametrize("piece", ["1/1/1/", "((((", "le 3, ", "pas ", "mange pas ", "Léa et Tom ", "lundi mais ", "l'", "a@", "\n"])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    context = cases("fr")[0].context

    def took(size: int) -> float:
        text = (piece * size)[:size]
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            read(text, context)
            best = min(best, time.process_time() - begun)
        return best

    read(piece, context)
    assert took(4096) < 12 * took(1024) + 0.05


@pytest.mark.parametrize("plain", [str.lower, str.upper, lambda text: fold(text).plain], ids=["lower", "upper", "without accents"])
def test_capitals_and_accents_make_no_message_dangerous(plain: Callable[[str], str]) -> None:
    found = [(case, judged(case, read(plain(case.text), case.context))) for case in cases("fr") if "dès" not in case.text.lower()]

    assert [case.text for case, verdict in found if verdict.dangerous] == []
    assert sum(verdict.exact for _, verdict in found) >= 0.9 * len(found)
