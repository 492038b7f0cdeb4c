"""A child who is not to be counted on is away from school, or from the table where a meal is named."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_ABSENCE, _CANCEL = Intent.REPORT_ABSENCE, Intent.CANCEL_MEAL


@pytest.mark.parametrize(
    ("text", "intent", "child"),
    [
        ("Faut pas compter sur Léa demain, elle a rendez-vous au CHU", _ABSENCE, LEA),
        ("Vous pouvez pas compter sur Tom demain, il a vomi", _ABSENCE, TOM),
        ("Ne comptez pas sur Tom demain, il a une otite", _ABSENCE, TOM),
        ("La varicelle a frappé Léa, impossible de la mettre à l'école demain", _ABSENCE, LEA),
        ("Pas moyen d'emmener Tom à l'école demain, la voiture est morte", _ABSENCE, TOM),
        ("Ne comptez pas sur Tom à la cantine demain, il a une otite", _CANCEL, TOM),
        ("Faut pas compter sur Léa pour le repas demain", _CANCEL, LEA),
        ("Faut pas compter sur Léa au déjeuner demain", _CANCEL, LEA),
        ("Léa sera absente au déjeuner demain", _CANCEL, LEA),
    ],
)
def test_who_is_not_counted_on_does_not_come(text: str, intent: Intent, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, (child,), november(24))
    assert not reading.questions


def test_an_absence_beside_a_verb_of_eating_books_nothing_unasked() -> None:
    assert heard("Faut pas compter sur elle pour manger demain, Léa va chez sa tante").questions
