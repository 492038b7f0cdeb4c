"""Somebody who takes children to lunch has them eat elsewhere; a grown-up who cannot is the reason of a meal here."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOTH = (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Mon frère rentre enfin du Canada et veut les enfants à déjeuner jeudi. Merci de décommander leurs repas.", _BOTH),
        ("Papi Roger prend les enfants à déjeuner jeudi. Plus besoin de la cantine pour eux ce jour-là.", _BOTH),
        ("Ma sœur prend Léa à déjeuner jeudi. Merci d'annuler sa cantine.", (LEA,)),
        ("Jeudi ma belle-mère prend Tom à manger, elle lui a promis des ravioles. Vous annulez ?", (TOM,)),
        ("Tata prend Léa à manger jeudi. Tom reste à la cantine.", (LEA,)),
    ],
)
def test_children_who_are_taken_to_lunch_do_not_eat_here(text: str, children: tuple[int, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.CANCEL_MEAL, children, november(26), ())


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Sa maîtresse veut Léa à la cantine jeudi. Merci de l'inscrire.", (LEA,)),
        ("Mon mari voudrait les enfants à la cantine jeudi.", _BOTH),
        ("Son papa reste coincé à Toulouse. Il devait le faire manger jeudi, il faudrait donc une place à la cantine pour Tom.", (TOM,)),
        ("Je suis infirmière libérale et ma remplaçante vient de me lâcher. Tom a besoin de la cantine jeudi.", (TOM,)),
        ("La nounou de Tom a un entretien jeudi. Inscrivez-le à la cantine ce jour-là.", (TOM,)),
        ("La nounou de Tom a un entretien jeudi. Vous auriez une place à la cantine pour lui ce jour-là ?", (TOM,)),
        ("Je reprends à l'hôpital et aucun des deux papas n'est libre. Les enfants à la cantine jeudi svp.", _BOTH),
    ],
)
def test_a_grown_up_who_cannot_is_the_reason_of_a_meal(text: str, children: tuple[int, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.BOOK_MEAL, children, november(26), ())


@pytest.mark.parametrize(
    "text", ["Annulez mardi, enfin jeudi pour Tom.", "Tom jure qu'il ne mange pas jeudi.", "La mamie de Léa est malade jeudi. Une place ?"]
)
def test_what_may_be_meant_otherwise_is_asked_about(text: str) -> None:
    reading = heard(text)
    assert reading.questions or reading.days == november(26)
