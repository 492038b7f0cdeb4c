"""Whatever is written is read: never an error, never a day without canteen, the same in capitals, and in bounded time and memory."""

import gc
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.corpus_reading import Case, cases, is_fault
from tests.understanding.house import CALENDAR, CHILDREN, context
from villars_core.clock import PARIS
from villars_core.understanding import Intent, Reading, read, read_dates, reader
from villars_core.understanding.language.lexicon import Lexicon, lexicon, written_languages
from villars_core.understanding.language.phrases import Listed, Phrases
from villars_core.understanding.language.text import fold

_LANGUAGES = written_languages()
_EVERY = [case for language in _LANGUAGES for case in cases(language)]
_NOWS = st.integers(0, 330 * 24 * 60).map(lambda minutes: datetime(2026, 8, 20, tzinfo=PARIS) + timedelta(minutes=minutes))


def _phrases(some: Phrases) -> Iterator[str]:
    for rows in some.exact.values():
        yield from (" ".join(map(_one_of, slots)).replace("*", "") for slots, _ in rows)


def _one_of(slot: str | Listed) -> str:
    return slot if isinstance(slot, str) else min(slot.words | set(slot.stems))


def _pieces(words: Lexicon) -> list[str]:
    found = {phrase for some in (words.dates, words.acts, words.names, words.answers) for phrase in _phrases(some)}
    return sorted(found)


_SIGNS = (
    "Léa", "Tom", "LÉA", "توم", "3", "31", "12/12", "31/11", "2027", "٣", ",", ".", "?", "!", "-", "'", "’", "\n", "\u200f", "🙂",
    "0612345678",
)  # fmt: skip


@st.composite
def _messages(draw: st.DrawFn) -> tuple[str, str]:
    """Return a language, and words of its lexicon in any order with signs, names and numbers among them."""
    language = draw(st.sampled_from(_LANGUAGES))
    word = st.one_of(st.sampled_from(_pieces(lexicon(language))), st.sampled_from(_SIGNS), st.text(max_size=4))
    return language, " ".join(draw(st.lists(word, max_size=14)))


def _sound(reading: Reading) -> None:
    assert not is_fault(reading)
    for one in (reading, *reading.others):
        assert all(CALENDAR.is_open(day) for day in one.days)
        assert list(one.days) == sorted(set(one.days))
        assert set(one.children) <= {child.key for child in CHILDREN}
        assert 0 <= one.confidence <= 1
        assert one.language in _LANGUAGES


@settings(max_examples=200, deadline=None)
@given(_messages(), _NOWS, st.sampled_from(("", "days", "children", "confirm", "choice")))
def test_any_words_of_any_language_are_read(message: tuple[str, str], now: datetime, question: str) -> None:
    language, text = message

    _sound(read(text, replace(context(question, now=now), language=language)))
    read_dates(text, now)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), _NOWS)
def test_any_text_is_read(text: str, now: datetime) -> None:
    _sound(read(text, context(now=now)))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_EVERY), st.sampled_from(_EVERY), st.floats(0, 1), st.floats(0, 1))
def test_messages_cut_and_joined_are_read(one: Case, other: Case, stop: float, start: float) -> None:
    words, more = one.text.split(), other.text.split()
    text = " ".join((*words[: round(stop * len(words))], *more[round(start * len(more)) :]))

    assert not is_fault(read(text, one.context))


@pytest.mark.parametrize(
    "text",
    [
        "Le train du retour n'arrive que lundi 2 novembre au soir, Tom ratera donc la reprise mot2077x autre2077",
        "la novembre reprise le 2 manquera Léa",
        "Léa mange jeudi, pour la suite je ne sais pas encore",
        "Annulez Léa jeudi. Pour la semaine d'après on verra",
        "Je garde la et Léa mange tous les jours svp",
    ],
)
def test_what_raised_an_error_once_is_read(text: str) -> None:
    _sound(read(text, context(now=datetime(2026, 10, 21, 20, 15, tzinfo=PARIS))))


@pytest.mark.parametrize("text", ["Léa à rajouter jeudi, pas les autres", "Inscrivez Léa jeudi, pas les"])
def test_a_denial_that_ends_a_message_is_read(text: str) -> None:
    _sound(read(text, context(now=datetime(2026, 11, 23, 9, tzinfo=PARIS))))


def _told(case: Case, text: str) -> tuple[Intent, tuple[int, ...], tuple[date, ...], bool]:
    reading = read(text, case.context)
    return reading.intent, reading.children, reading.days, reading.needs_clarification


@pytest.mark.parametrize("written", [str.lower, lambda text: fold(text).plain], ids=["small letters", "without accents"])
@pytest.mark.parametrize("language", [one for one in _LANGUAGES if one != "fr"])
def test_small_letters_and_lost_accents_order_nothing_else(language: str, written: Callable[[str], str]) -> None:
    """Where a capital or an accent tells (a name, "mañana"), the reading may come to ask; it never comes to act otherwise."""
    changed = []
    for case in cases(language):
        plain, told = _told(case, case.text), _told(case, written(case.text))
        if told != plain and not told[3]:
            changed.append((case.text, plain, told))

    assert changed == []


# No pattern takes more than linear time


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, module in sorted(sys.modules.items()):
        # The patterns of the lexicons read our own files, not what people write.
        if name.startswith("villars_core.understanding") and not name.endswith(".lexicon"):
            for key, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{name}.{key}", value


def test_no_pattern_repeats_without_a_bound_what_repeats() -> None:
    """A repetition inside a repetition is what makes a pattern slow on hostile texts."""
    twice = re.compile(r"\([^()]*[*+][^()]*\)[*+{]")
    nested = [name for name, pattern in _patterns() if twice.search(re.sub(r"\[[^\]]*\]", "C", pattern.pattern))]

    assert len(list(_patterns())) > 2
    assert nested == []


_NASTY = (
    "1/", "1.1.", "0 ", "06 ", "a@", "www.", "http://", "fr76 1234 ", "ne le 1 ", "le 3, ", "((", "l'", "-", "12h", "3 au 4 ", "pas ",
    "no ", "değil ", "لا ", "والل", "den ", "next ", "tous les ", "until ", "Léa ", "Léa et Tom ", "lundi ou ", "mais ", "\n", "\n> ", "é",
    "e\u0301", "\u200f", "🙂",
)  # fmt: skip


@pytest.mark.parametrize("language", _LANGUAGES)
def test_twice_the_text_takes_about_twice_the_time(language: str) -> None:
    """Each nasty shape is measured at growing sizes; what grows with the square would take sixteen times as long at four times the size."""
    spoken = replace(context(), language=language)
    slow = []
    for piece in _NASTY:
        times = [_least_time((piece * size)[:size], spoken) for size in (300, 1200)]
        if times[1] > 9 * times[0] + 0.02:
            slow.append((piece, [round(1000 * one, 2) for one in times]))

    assert slow == []


def _least_time(text: str, spoken: object) -> float:
    best = 9.0
    for _ in range(2):
        begun = time.process_time()
        read(text, spoken)  # type: ignore[arg-type]
        best = min(best, time.process_time() - begun)
    return best


def test_memory_does_not_grow_with_the_messages() -> None:
    """Words that nobody said before fill the caches, which are bounded: after that nothing is kept."""

    def talk(first: int, count: int) -> None:
        for number in range(first, first + count):
            read(f"Annule la cantine de Léa jeudi, mot{number}x et autre{number}", context())

    talk(0, 1200)
    gc.collect()
    tracemalloc.start()
    talk(10_000, 200)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    talk(20_000, 800)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert after - before < 2_000_000


def test_a_rule_that_fails_asks_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's message is lost to a fault of ours: it is asked about, and counted by that rule."""

    def fails(*_given: object) -> Reading:
        raise IndexError

    monkeypatch.setattr(reader, "read", fails)
    reading = read("Léa ne mange pas jeudi", context())

    assert (reading.intent, reading.needs_clarification, reading.days) == (Intent.UNKNOWN, True, ())
    assert is_fault(reading)
