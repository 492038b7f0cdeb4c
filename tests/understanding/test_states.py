"""A word of booking in a question that tells a state looks the planning up, and books nothing."""

import pytest

from tests.understanding.house import TOM, context, november
from villars_core.understanding import Intent, read


@pytest.mark.parametrize(
    "text",
    [
        "Est-ce que Tom a une réservation pour vendredi ?",
        "Tom a-t-il une réservation vendredi ?",
        "Tom a bien sa réservation pour vendredi ?",
        "Est-ce que Tom a un repas réservé pour vendredi ?",
    ],
)
def test_what_is_asked_to_be_there_is_looked_up(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.questions) == (Intent.SHOW_PLANNING, ())


@pytest.mark.parametrize("text", ["Réservation pour Tom vendredi, possible ?", "J'ai besoin d'une réservation pour Tom vendredi"])
def test_what_is_wanted_is_booked(text: str) -> None:
    assert read(text, context()).intent is Intent.BOOK_MEAL


@pytest.mark.parametrize(
    "text",
    [
        "Vous reste-t-il de la place pour Tom jeudi ?",
        "Vous resterait-il une petite place pour Tom jeudi ?",
        "Bonjour, vous reste-t-il de la place à la cantine pour Tom jeudi midi ? Merci",
        "il reste de la place pour tom jeudi midi ?",
        "Est-ce qu'il vous reste une place pour Tom jeudi ?",
        "Avez-vous encore de la place pour Tom jeudi ?",
    ],
)
def test_whether_room_is_left_books_nothing(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.days, reading.questions) == (Intent.SHOW_PLANNING, november(26), ())


@pytest.mark.parametrize(
    "text",
    [
        "Vous auriez une place pour Tom jeudi ?",
        "Merci de faire de la place pour Tom jeudi",
        "Inscrivez Tom jeudi s'il vous reste de la place",
        "Vous reste-t-il de la place jeudi ? Inscrivez Tom svp.",
    ],
)
def test_room_that_is_wanted_is_booked(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.BOOK_MEAL, (TOM,), november(26), ())


def test_room_asked_for_just_in_case_is_asked_about() -> None:
    assert read("Est-ce qu'il reste une place pour Tom demain ? Au cas où, je vous redis", context()).questions
