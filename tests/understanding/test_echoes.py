"""A day that points back is the one told before it."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import Context, KnownChild, SchoolDays, read

_CONTEXT = Context(
    datetime(2026, 11, 23, 9, tzinfo=PARIS),
    (KnownChild(1, "Noah", "Bernard", "m"),),
    SchoolDays(date(2026, 9, 1), date(2027, 7, 2), frozenset({1, 2, 4, 5}), (), ((date(2027, 3, 29), "Lundi de Pâques"),)),
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon frère est de passage le 3 décembre. Vous pouvez enlever la cantine de Noah pour ce jeudi-là.", [date(2026, 12, 3)]),
        ("Mamie garde Noah le 12 janvier mais elle part. Merci de mettre Noah à la cantine ce mardi.", [date(2027, 1, 12)]),
        ("Noah chante jeudi 18 mars. Supprimez donc son déjeuner à la cantine ce jour.", [date(2027, 3, 18)]),
        # Another weekday is no echo, nor is a day told after.
        ("Son oncle est venu le 12 novembre. Pas de cantine pour Noah ce mardi.", [date(2026, 11, 24)]),
        ("Pas de cantine pour Noah ce jeudi.", [date(2026, 11, 26)]),
    ],
)
def test_this_day_is_the_one_told_before(text: str, days: list[date]) -> None:
    assert list(read(text, _CONTEXT).days) == days


def test_an_echo_of_a_closed_day_is_asked_about() -> None:
    found = read("Le 29 mars je travaille. Vous inscrivez Noah à la cantine ce lundi svp.", _CONTEXT)
    assert not found.days
    assert found.questions
