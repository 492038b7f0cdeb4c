"""French phrases of dates, school or not: read exactly or not at all."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.dates_reading import phrases, scored
from villars_core.clock import PARIS
from villars_core.understanding import DateReading, read_dates
from villars_core.understanding.language.text import fold

_SERIES = (
    "dates_fr_more",
    "dates_fr_third",
    "dates_fr_fourth",
    "dates_fr_fifth",
    "dates_fr_sixth",
    "dates_fr_seventh",
    "dates_fr_eighth",
    "dates_fr_ninth",
    "dates_fr_tenth",
    "dates_fr_eleventh",
    "dates_fr_twelfth",
    "dates_fr_thirteenth",
    "dates_fr_fourteenth",
    "dates_fr_fifteenth",
    "dates_fr_sixteenth",
    "dates_fr_seventeenth",
    "dates_fr_eighteenth",
    "dates_fr_nineteenth",
    "dates_fr_twentieth",
    "dates_fr_twenty_first",
    "dates_fr_twenty_second",
    "dates_fr_twenty_third",
    "dates_fr_twenty_fourth",
    "dates_fr_twenty_fifth",
    "dates_fr_twenty_sixth",
)
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


@pytest.mark.parametrize(
    "piece",
    ["la semaine du 5 ", "le week-end du 5 et 6 ", "les mardis du 6 ", "lundi après ", "deux jours avant ", "la veille de ", "d'ici 2 ",
     "1 ", "1/1/1/", "mars 3 ", "les 3 derniers jours de ", "la semaine avant ", "dans 2 ou 3 ", "12-mars-", "janvier février ",
     "lundi suivant ", "le 1er et ", "4 au ", "tous les jours sauf "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_phrase(piece: str) -> None:
    def took(size: int) -> float:
        text = (piece * size)[:size]
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            read_dates(text, _TUESDAY)
            best = min(best, time.process_time() - begun)
        return best

    read_dates(piece, _TUESDAY)
    assert took(4096) < 12 * took(1024) + 0.05


def test_the_other_series_of_phrases_are_read_exactly() -> None:
    told = [phrase for name in _SERIES for phrase in phrases(name) if not phrase.apart]
    score = scored(told)

    assert (score.exact >= _EXACT, score.wrong <= _WRONG) == (True, True), score


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Rendez-vous 8 rue du 19 mars 1962", None),
        ("On se retrouve au 12 bd du 11 novembre", None),
        ("On se retrouve place du 8 mai vendredi", DateReading(_day("2025-03-14"), _day("2025-03-14"))),
        ("La réunion est le 14 mars, 3 bis avenue du 11 novembre", DateReading(_day("2025-03-14"), _day("2025-03-14"))),
        ("Elle chausse du 29", None),
        ("On loue un T3 de 65 m²", None),
        ("au T3", DateReading(_day("2025-07-01"), _day("2025-09-30"))),
        ("On répète chaque semaine, le mardi et le jeudi", DateReading(_day("2025-03-13"), None, (2, 4))),
        ("le mardi et le jeudi de chaque semaine", DateReading(_day("2025-03-13"), None, (2, 4))),
        ("Les dossiers reçus après le 10 avril ne seront pas traités", DateReading(_day("2025-04-11"), None)),
        ("Les dossiers reçus après le 10 avril", None),
    ],
)
def test_streets_sizes_and_flats_are_no_days_and_a_week_told_round_a_weekday_recurs(text: str, meant: DateReading | None) -> None:
    assert read_dates(text, _TUESDAY) == meant
