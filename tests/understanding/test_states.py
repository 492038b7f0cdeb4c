"""A word of booking in a question that tells a state looks the planning up, and books nothing."""

import pytest

from tests.understanding.house import context
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
