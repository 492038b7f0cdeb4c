"""Days that a later one of a letter replaces, that stay as they are, or that are a grown-up's, are none of the order."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        (
            "Le dentiste avait proposé mardi, puis jeudi. Finalement Léa y va vendredi à 11h40. Annulez son repas.",
            Intent.CANCEL_MEAL, LEA, (27,),
        ),
        (
            "Au début le rendez-vous était prévu mardi, puis jeudi. Au final c'est vendredi à 11h30. Annulez la cantine de Tom.",
            Intent.CANCEL_MEAL, TOM, (27,),
        ),
        ("Mardi Léa mange avec ses copines. Mais jeudi sa tante est là, donc on annule ce repas-là.", Intent.CANCEL_MEAL, LEA, (26,)),
        (
            "Mardi, on ne touche à rien, Tom mange. Mais jeudi et vendredi sa tante est là, donc on annule ces deux repas-là seulement.",
            Intent.CANCEL_MEAL, TOM, (26, 27),
        ),
        ("La nounou ne revient que le vendredi 27, donc il nous faut la cantine pour Tom mardi 24.", Intent.BOOK_MEAL, TOM, (24,)),
        ("La nounou ne reprend que le vendredi 27, il nous faudrait la cantine pour Tom le mardi 24.", Intent.BOOK_MEAL, TOM, (24,)),
    ],
)  # fmt: skip
def test_a_day_that_is_not_of_the_order_is_left_out(text: str, intent: Intent, child: int, days: tuple[int, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, (child,), november(*days))
    assert not reading.questions
    assert not reading.others


@pytest.mark.parametrize(
    "text",
    [
        "Sa mamie dit mardi, son papi dit jeudi : en tout cas un midi de la semaine prochaine Tom mange chez eux. Annulez la cantine.",
        "Annulez mardi et jeudi pour Tom. Finalement il mangera mardi.",
        "Mamie veut mardi, tata veut jeudi, moi je ne sais pas. Annulez la cantine de Tom un des deux jours.",
    ],
)
def test_a_day_that_is_not_settled_is_asked_about(text: str) -> None:
    reading = heard(text)

    assert reading.questions or reading.others
