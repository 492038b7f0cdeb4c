"""A child for whom nothing changes, or who is in no list, is no part of another's order."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOOK, _CANCEL, _ABSENCE = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "child"),
    [
        ("Jeudi rien ne bouge pour Léa, par contre Tom vous l'enlevez du repas", _CANCEL, TOM),
        ("Pour Tom rien ne bouge jeudi, Léa vous la retirez", _CANCEL, LEA),
        ("Jeudi on ne touche à rien pour Léa, Tom par contre ne mange pas", _CANCEL, TOM),
        ("Jeudi aucun changement pour Léa, Tom sera absent", _ABSENCE, TOM),
        ("Jeudi aucun changement pour Léa. Ajoutez Tom.", _BOOK, TOM),
        ("Jeudi Tom mange à la cantine. Léa non, elle n'était pas inscrite de toute façon.", _BOOK, TOM),
        ("Retirez Tom jeudi, Léa mange quand même", _CANCEL, TOM),
        ("Tom ne mange pas jeudi mais Léa déjeune tout de même", _CANCEL, TOM),
        ("Jeudi Tom est tout seul (Léa est à l'hôpital), il mangera à la cantine", _BOOK, TOM),
        ("Le 26 novembre, Léa est invitée à déjeuner chez sa correspondante. Tom, lui, reste.", _CANCEL, LEA),
    ],
)
def test_who_stays_as_it_was_is_left_out(text: str, intent: Intent, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.others) == (intent, (child,), november(26), ())
    assert not reading.questions


@pytest.mark.parametrize(
    "text",
    [
        "Tom est absent jeudi, il mange quand même",
        "Jeudi Tom mange à la cantine. Léa non plus n'est pas inscrite, merci de l'ajouter",
    ],
)
def test_who_may_be_ordered_for_is_asked_about(text: str) -> None:
    reading = heard(text)

    assert reading.questions or reading.others
