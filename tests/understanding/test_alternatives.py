"""A day or a child told as one of two, of which none is chosen, is asked about."""

import pytest

from tests.understanding.house import LEA, TOM, heard
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tom sautera la cantine la dernière semaine de janvier ou bien la première de février", "which_days"),
        ("Tom ne mangera pas mardi 1er ou bien celui d'après", "which_days"),
        ("Réservez pour Léa le 3 décembre ou le surlendemain", "which_days"),
        ("Léa déjeune à la cantine jeudi ou Tom", "which_child"),
        ("Tom mange à la cantine jeudi ou sa sœur", "which_child"),
    ],
)
def test_an_alternative_is_asked_about(text: str, kind: str) -> None:
    assert kind in {question.kind for question in heard(text).questions}


@pytest.mark.parametrize(
    ("text", "child", "days"),
    [
        ("Tom déjeune à la cantine jeudi où je travaille", TOM, 1),
        ("Léa mange à la cantine le second jeudi de décembre", LEA, 1),
    ],
)
def test_what_is_no_alternative_is_read(text: str, child: int, days: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, len(reading.days)) == (Intent.BOOK_MEAL, (child,), days)
    assert not reading.questions
