"""Meals told with the place or the company they are eaten in, and days that are only kept as they are."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Tom est en stage de cirque jeudi et mange sur place", Intent.CANCEL_MEAL),
        ("Jeudi Tom est chez sa tante et déjeunera là-bas", Intent.CANCEL_MEAL),
        ("Tom passe la journée de jeudi au conservatoire, il mangera sur place", Intent.CANCEL_MEAL),
        ("Tom prendra son repas de midi avec sa tante jeudi", Intent.CANCEL_MEAL),
        ("Tom prend son déjeuner avec nous jeudi", Intent.CANCEL_MEAL),
        ("Tom prendra son repas jeudi avec les copains", Intent.BOOK_MEAL),
        ("Tom a musique à l'école jeudi, il mangera sur place", Intent.BOOK_MEAL),
        ("Tom mange sur place jeudi", Intent.BOOK_MEAL),
        ("Jeudi mamie a Tom à déjeuner", Intent.CANCEL_MEAL),
        ("Tom : sa mamie l'a à déjeuner jeudi", Intent.CANCEL_MEAL),
        ("Jeudi c'est leur père qui a Tom à déjeuner, vous pouvez supprimer son repas", Intent.CANCEL_MEAL),
        ("Jeudi papi vient déjeuner avec lui, annulez Tom", Intent.CANCEL_MEAL),
        (
            "Jeudi ma maman descend et veut absolument déjeuner avec Tom. Merci d'enlever son repas, Léa reste comme prévu.",
            Intent.CANCEL_MEAL,
        ),
        ("Vous auriez une petite place pour Tom jeudi midi ? Ma réunion déborde", Intent.BOOK_MEAL),
    ],
)
def test_where_and_with_whom_a_meal_is_eaten_tells_whose_it_is(text: str, intent: Intent) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (TOM,), november(26), ())


def test_a_meal_on_an_outing_of_the_school_is_asked_about() -> None:
    assert heard("Tom est en sortie au musée avec l'école jeudi et mangera là-bas").questions


@pytest.mark.parametrize(
    "text",
    [
        "Léa mange jeudi, pour Tom on garde ce qui est prévu",
        "Léa mange jeudi, pour Tom je garde le planning habituel",
    ],
)
def test_what_is_kept_as_it_was_keeps_nobody_at_home(text: str) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions, reading.others) == (
        Intent.BOOK_MEAL,
        (LEA,),
        november(26),
        (),
        (),
    )


def test_a_paper_for_a_visit_that_was_is_a_proof() -> None:
    reading = heard("Tom avait rendez-vous chez l'orthodontiste vendredi, voici l'attestation de présence")
    assert (reading.intent, reading.children, reading.days) == (Intent.JUSTIFY_ABSENCE, (TOM,), november(20))
