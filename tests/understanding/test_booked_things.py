"""Something else than a meal is booked, or no meal is named beside an illness: it is asked about; and days that are none."""

from datetime import date

import pytest

from tests.understanding.house import context
from villars_core.understanding import Intent, read


@pytest.mark.parametrize(
    "text",
    [
        "Incluam o Tom na excursão de quinta",
        "Quero marcar uma consulta para o Tom na quinta",
        "Apunten a Tom a la excursión del jueves",
        "Os dois com gastro, não contem com eles amanhã",
    ],
)
def test_what_is_no_meal_is_asked_about(text: str) -> None:
    assert read(text, context()).needs_clarification


@pytest.mark.parametrize(
    "text", ["Inscrevam o Tom na quinta porque tenho consulta", "Marquem cantina para o Tom na quinta, tenho consulta"]
)
def test_a_reason_beside_a_meal_is_none(text: str) -> None:
    found = read(text, context())
    assert (found.intent, found.children, found.questions) == (Intent.BOOK_MEAL, (2,), ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("O Tom falta no dia 3 e no 4 de dezembro", (date(2026, 12, 3), date(2026, 12, 4))),
        ("Entrego amanhã a declaração do hospital pela falta do Tom de quinta", (date(2026, 11, 19),)),
    ],
)
def test_a_number_after_a_small_word_is_a_day_and_a_delivery_none(text: str, days: tuple[date, ...]) -> None:
    found = read(text, context())
    assert (found.days, found.questions) == (days, ())
