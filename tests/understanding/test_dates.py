"""French phrases of dates, school or not: read exactly or not at all."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.dates_reading import phrases, scored
from villars_core.clock import PARIS
from villars_core.understanding import DateReading, read_dates
from villars_core.understanding.text import fold

_EXACT, _WRONG = 0.93, 0.015
_TUESDAY = datetime(2025, 3, 11, 9, tzinfo=PARIS)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_phrases_tuned_on_are_read_exactly_and_hardly_one_wrongly() -> None:
    score = scored([phrase for phrase in phrases() if not phrase.apart])

    assert (score.exact >= _EXACT, score.wrong <= _WRONG) == (True, True), score


def test_phrases_kept_apart_are_read_exactly() -> None:
    assert scored([phrase for phrase in phrases() if phrase.apart]).exact >= _EXACT


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vendredi 15 mars", None),
        ("vendredi 7 mars", "2025-03-07"),
        ("samedi 15 mars", "2025-03-15"),
        ("jeudi 15", "2025-05-15"),
    ],
)
def test_a_weekday_that_contradicts_its_date_is_read_near_or_not_at_all(text: str, meant: str | None) -> None:
    found = read_dates(text, _TUESDAY)

    assert found == (DateReading(_day(meant), _day(meant)) if meant else None)


@pytest.mark.parametrize("plain", [str.lower, str.upper, lambda text: fold(text).plain], ids=["lower", "upper", "without accents"])
def test_capitals_and_accents_change_no_date(plain: Callable[[str], str]) -> None:
    told = [phrase for phrase in phrases() if "dès" not in phrase.text.lower()]

    assert [one.text for one in told if read_dates(plain(one.text), one.now) != read_dates(one.text, one.now)] == []


_PIECES = st.sampled_from(sorted({word for phrase in phrases() for word in phrase.text.split()}))


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=12).map(" ".join), st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (aware below)
def test_no_phrase_raises_and_no_stretch_ends_before_it_begins(text: str, now: datetime) -> None:
    found = read_dates(text, now.replace(tzinfo=PARIS))

    assert found is None or found.start is None or found.end is None or found.start <= found.end
