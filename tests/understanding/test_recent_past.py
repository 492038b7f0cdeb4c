"""What somebody else has just done is the reason of an order, and no act."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Mon patron vient d'appeler, il faut que Tom mange à l'école demain", TOM),
        ("La nounou vient d'annuler, il faut que Tom reste manger demain", TOM),
        ("On vient de m'appeler au travail, Léa doit manger à la cantine demain", LEA),
    ],
)
def test_what_was_just_done_is_a_reason(text: str, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.BOOK_MEAL, (child,), november(24))
    assert not reading.questions
    assert not reading.others
