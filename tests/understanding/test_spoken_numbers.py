"""A number in words beside a month is its day, and several weekdays "derniers" are all past."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import Context, KnownChild, SchoolDays, read, read_dates

_NOW = datetime(2026, 12, 8, 9, tzinfo=PARIS)
_CONTEXT = Context(_NOW, (KnownChild(1, "Noah", "Bernard", "m"),), SchoolDays(date(2026, 9, 1), date(2027, 7, 2), frozenset({1, 2, 4, 5})))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pas de cantine pour Noah le sept janvier", [date(2027, 1, 7)]),
        ("Noah sera absent le jeudi sept janvier pour un baptême", [date(2027, 1, 7)]),
        ("Je voulais excuser Noah pour lundi et mardi derniers, il toussait énormément", [date(2026, 12, 1), date(2026, 12, 7)]),
    ],
)
def test_days_told_in_words(text: str, days: list[date]) -> None:
    assert list(read(text, _CONTEXT).days) == days


def test_alone_it_shortens_september() -> None:
    found = read_dates("le 3 sept", _NOW)
    assert found is not None
    assert found.start == date(2027, 9, 3)
