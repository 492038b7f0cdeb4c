"""What is about the usual week itself, and what books or cancels by it."""

import pytest

from villars_core.understanding import Intent
from villars_core.understanding.acts.usual import asks_usual_week


@pytest.mark.parametrize(
    "text",
    [
        "ma semaine type",
        "Ma semaine-type svp",
        "Je voudrais changer la semaine habituelle de Tom",
        "Bonjour, mes jours habituels ont changé : lundi et jeudi",
        "semaine habituelle de Léa : mardi, vendredi",
        "What is my usual week?",
    ],
)
def test_the_usual_week_is_recognised(text: str) -> None:
    assert asks_usual_week(text, Intent.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Réserve comme ma semaine type", Intent.BOOK_MEAL),
        ("Réservez les jours habituels de Léa", Intent.BOOK_MEAL),
        ("Annule ma semaine habituelle", Intent.CANCEL_MEAL),
        ("Léa ne viendra pas de sa semaine habituelle, elle est malade", Intent.REPORT_ABSENCE),
        ("quel type de semaine", Intent.UNKNOWN),
        ("la semaine prochaine", Intent.UNKNOWN),
        ("", Intent.UNKNOWN),
    ],
)
def test_what_books_or_cancels_by_it_is_another_request(text: str, intent: Intent) -> None:
    assert not asks_usual_week(text, intent)
