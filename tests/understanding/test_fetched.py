"""A meal for which somebody fetches a child, and a child told to be away till it is back at school."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOTH = (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("mémé récupère les enfants jeudi pour le déjeuner, donc pas de cantine", _BOTH),
        ("mémé récupère les deux jeudi pour le déjeuner", _BOTH),
        ("Je viens chercher Tom jeudi pour le repas", (TOM,)),
        ("Sa marraine passe prendre Tom jeudi pour manger", (TOM,)),
        ("Je reprends Léa jeudi pour le repas", (LEA,)),
        ("Tata viendra chercher les enfants jeudi à l'heure du déjeuner", _BOTH),
        ("Léa et Tom seront récupérés par mamie jeudi pour le déjeuner", _BOTH),
        ("Je passerai prendre Tom jeudi à 11h30, il ne reviendra qu'à 13h20", (TOM,)),
        ("je viens chercher Léa à 11h30 jeudi et je la ramène à 13h30", (LEA,)),
        ("Son parrain est de passage jeudi, Tom déjeunera avec lui", (TOM,)),
        ("Nos cousins sont chez nous jeudi, Léa et Tom mangeront avec eux", _BOTH),
        ("Mettez Tom absent de la cantine jeudi, il est avec sa marraine", (TOM,)),
        ("Tom aura un déjeuner d'anniversaire chez Rayan jeudi", (TOM,)),
        ("Jeudi papi vient chercher Léa pour manger, du coup pas de cantine", (LEA,)),
    ],
)
def test_who_is_fetched_for_a_meal_does_not_eat_here(text: str, children: tuple[int, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.CANCEL_MEAL, children, november(26), ())


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("jeudi je ne peux pas récupérer les enfants à midi merci de les faire manger", _BOTH),
        ("il faudrait faire manger Tom jeudi", (TOM,)),
        ("vous pourriez nous les faire manger jeudi, Léa et Tom ?", _BOTH),
    ],
)
def test_who_is_to_be_fed_here_is_booked(text: str, children: tuple[int, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.BOOK_MEAL, children, november(26), ())


@pytest.mark.parametrize(
    "text",
    [
        "Jeudi je viens chercher Tom à 15h pour le dentiste",
        "Je récupère Tom jeudi à 16h30",
        "Léa mange à la cantine jeudi et Tom mangera avec elle",
    ],
)
def test_who_is_fetched_in_the_afternoon_or_eats_with_the_other_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_who_comes_for_the_meal_eats_here() -> None:
    reading = heard("Tom vient prendre son repas à la cantine jeudi")
    assert (reading.intent, reading.children, reading.days) == (Intent.BOOK_MEAL, (TOM,), november(26))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tom est chez ses grands-parents dans le Jura jeudi, retour à l'école vendredi", (26,)),
        ("Tom restera chez sa marraine en Corse jusqu'à jeudi inclus, reprise le 27", (23, 24, 26)),
        ("Tom sera encore chez sa tante en Alsace le 26 novembre, il reprend l'école le lendemain", (26,)),
        ("Tom sera chez son papa à Marseille les 26 et 27 novembre, il retourne en classe lundi", (26, 27)),
        ("Tom est contagieux jusqu'à vendredi d'après le pharmacien mais je le remets à l'école vendredi. Donc absent jeudi", (26,)),
    ],
)
def test_who_is_away_till_the_return_to_school_is_absent(text: str, days: tuple[int, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.REPORT_ABSENCE, (TOM,), november(*days), ())


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, nous déménageons cet été à Grenoble, les enfants ne seront plus dans votre école à la rentrée",
        "Déménagement prévu en août, mes enfants ne reviendront pas dans votre école à la rentrée",
        "Les enfants ne seront plus dans votre école en septembre",
        "On a acheté une maison dans la commune d'à côté, changement d'école à prévoir en septembre",
        "Mutation de mon mari à Toulouse : changement d'établissement à prévoir pour Tom en septembre",
    ],
)
def test_who_leaves_the_school_for_good_is_not_absent(text: str) -> None:
    reading = heard(text)
    assert (reading.intent, reading.questions, reading.others) == (Intent.DECLARE_CHANGE, (), ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Tom ne sera pas à l'école à la rentrée de janvier", Intent.REPORT_ABSENCE),
        ("On déménage jeudi, les enfants ne seront pas à l'école", Intent.REPORT_ABSENCE),
    ],
)
def test_who_is_away_some_days_is_absent(text: str, intent: Intent) -> None:
    assert heard(text).intent is intent
