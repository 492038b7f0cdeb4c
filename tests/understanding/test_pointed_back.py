"""A day that is taken up, days that are taken out behind them, children an order is of alone, and a rank that is no day."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa reprend l'école le 26. Par contre vendredi 27 je n'ai personne : inscrivez-la à la cantine ce jour-là.", (27,)),
        ("Mamie garde Tom le 26. Vendredi je n'ai personne, inscrivez Tom ce jour-là.", (27,)),
        ("Tom mange jeudi à la cantine. Vendredi je n'ai personne, inscrivez-le aussi ce jour-là.", (26, 27)),
    ],
)
def test_an_order_is_of_the_day_that_it_takes_up(text: str, days: tuple[int, ...]) -> None:
    found = heard(text)

    assert (found.intent, found.days, found.questions) == (Intent.BOOK_MEAL, november(*days), ())


def test_a_day_taken_up_is_cancelled_beside_another() -> None:
    assert heard("Annulez Tom jeudi. Vendredi on part, annulez aussi ce jour-là.").days == november(26, 27)


@pytest.mark.parametrize("end", ["le jeudi excepté.", "jeudi exclu.", "le jeudi mis à part.", "jeudi non compris."])
def test_a_day_taken_out_behind_the_week_ends_a_sentence(end: str) -> None:
    found = heard(f"Tom ne mange pas cette semaine, {end}")

    assert november(26)[0] not in found.days
    assert november(27)[0] in found.days


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Annulez uniquement la cantine de Léa vendredi, Tom n'en a pas besoin.", (LEA,)),
        ("Annulez seulement le repas de Léa et de Tom vendredi.", (LEA, TOM)),
        ("Annulez uniquement vendredi pour Léa et Tom.", (LEA, TOM)),
    ],
)
def test_an_order_of_some_alone_is_of_no_other_child(text: str, children: tuple[int, ...]) -> None:
    found = heard(text)

    assert (found.intent, found.children, found.days) == (Intent.CANCEL_MEAL, children, november(27))


def test_a_first_row_is_no_first_of_the_month() -> None:
    found = heard("Le papa de Tom veut son fils au premier rang. Il sera absent vendredi 27 novembre.")

    assert (found.intent, found.days) == (Intent.REPORT_ABSENCE, november(27))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mes parents sont là la semaine du 23 novembre. Annulez la cantine de Tom toute cette semaine.", (23, 24, 26, 27)),
        ("Nous sommes là la semaine du 7 décembre, mais annulez la cantine de Tom toute cette semaine.", (23, 24, 26, 27)),
    ],
)
def test_all_this_week_is_the_week_told_by_its_date(text: str, days: tuple[int, ...]) -> None:
    assert heard(text).days == november(*days)


def test_all_this_week_is_a_later_week_told_by_its_date() -> None:
    found = heard("Mes parents sont là la semaine du 7 décembre. Annulez la cantine de Tom toute cette semaine.")

    assert [f"{day:%d/%m}" for day in found.days] == ["07/12", "08/12", "10/12", "11/12"]


@pytest.mark.parametrize("end", [", merci d'annuler", "", " midi, merci d'annuler leurs repas"])
def test_a_day_that_another_child_does_not_eat_is_never_dropped(end: str) -> None:
    found = heard(f"Léa ne mange pas jeudi et Tom pas vendredi{end}")

    assert found.questions or found.others
