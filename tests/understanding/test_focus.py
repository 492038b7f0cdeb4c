"""A letter is read by the sentence that orders; the others fill what it leaves unsaid, or take it back."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import Context, Intent, KnownChild, SchoolDays, read

_LEA, _TOM = 1, 2
_CONTEXT = Context(
    datetime(2026, 11, 23, 9, tzinfo=PARIS),
    (KnownChild(_LEA, "Léa", "Martin", "f"), KnownChild(_TOM, "Tom", "Martin", "m")),
    SchoolDays(date(2026, 9, 1), date(2027, 7, 2), frozenset({1, 2, 4, 5})),
)
_THURSDAY, _FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "intent", "child", "day"),
    [
        (
            """Bonjour, mes parents descendent de Lille et veulent profiter de leur petite-fille. Merci de retirer Léa de la cantine jeudi.
            Tom reste à la cantine comme d'habitude.""",
            Intent.CANCEL_MEAL, _LEA, _THURSDAY,
        ),
        (
            """J'avais décommandé Tom le mois dernier à cause de la danse. Pouvez-vous inscrire Tom à la cantine vendredi ?
            Léa est déjà inscrite.""",
            Intent.BOOK_MEAL, _TOM, _FRIDAY,
        ),
        ("Tom va au théâtre avec le centre jeudi et mangera sur place. Annulez son repas.", Intent.CANCEL_MEAL, _TOM, _THURSDAY),
        ("Nous partons tôt. Tom sera absent vendredi, pas d'école pour lui. Léa y sera.", Intent.REPORT_ABSENCE, _TOM, _FRIDAY),
    ],
)  # fmt: skip
def test_the_sentence_that_orders_is_read(text: str, intent: Intent, child: int, day: date) -> None:
    found = read(text, _CONTEXT)
    assert (found.intent, found.children, found.days, found.questions) == (intent, (child,), (day,), ())


@pytest.mark.parametrize(
    "text",
    [
        "Merci de retirer Léa de la cantine jeudi. Enfin, si son grand-père vient.",
        "Merci de retirer Léa de la cantine jeudi. Inscrivez Tom vendredi.",
        "Ma sœur me conseille de retirer Tom de la cantine. Qu'en pensez-vous ?",
        "La directrice a écrit : annulez le repas de Tom jeudi.",
        "Léa mange à la cantine le 26 novembre. Ah et annulez-lui le repas du 26 aussi.",
    ],
)
def test_what_takes_an_order_back_is_asked_about(text: str) -> None:
    found = read(text, _CONTEXT)
    assert found.questions or found.others or found.intent not in {Intent.CANCEL_MEAL, Intent.BOOK_MEAL}


def test_a_child_told_in_another_sentence_is_no_part_of_the_order() -> None:
    found = read("Pas de cantine pour Tom jeudi. Léa avait fait cela à son âge.", _CONTEXT)
    assert (found.children, found.days) == ((_TOM,), (_THURSDAY,))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa sera opérée lundi et restera au repos. Elle sera absente toute la semaine prochaine.", ((11, 30), (12, 1), (12, 3), (12, 4))),
        ("Léa sera absente lundi. Elle sera absente toute la semaine prochaine.", ((11, 30), (12, 1), (12, 3), (12, 4))),
        ("Tom sera hospitalisé jeudi. Il sera absent jeudi et vendredi.", ((11, 26), (11, 27))),
        ("Tom est opéré jeudi. Il sera absent du jeudi au vendredi.", ((11, 26), (11, 27))),
        ("Tom est malade. Il sera absent jeudi.", ((11, 26),)),
    ],
)
def test_an_absence_lasts_as_long_as_another_sentence_says(text: str, days: tuple[tuple[int, int], ...]) -> None:
    found = read(text, _CONTEXT)
    assert (found.intent, found.questions) == (Intent.REPORT_ABSENCE, ())
    assert found.days == tuple(date(2026, month, day) for month, day in days)


@pytest.mark.parametrize(
    "text",
    [
        "Léa entre à l'hôpital vendredi, elle sera absente. Elle sera absente toute la semaine prochaine aussi.",
        "Inscrivez Tom vendredi. Il mangera toute la semaine prochaine.",
    ],
)
def test_a_day_before_a_whole_week_is_no_day_of_it(text: str) -> None:
    found = read(text, _CONTEXT)
    assert set(found.days) >= {date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)}
    assert found.questions


def test_weekdays_beside_a_week_are_days_of_it() -> None:
    found = read("Tom mangera lundi et mardi. C'est pour la semaine prochaine.", _CONTEXT)
    assert (found.days, found.questions) == ((date(2026, 11, 30), date(2026, 12, 1)), ())


@pytest.mark.parametrize(
    "text",
    [
        "Comme ma petite sœur vient d'arriver d'Italie, elle gardera Léa à midi jeudi et vendredi. Merci d'annuler ces deux repas.",
        "Comme ma petite sœur vient d'arriver d'Italie, elle gardera Léa jeudi et vendredi midi. Merci d'annuler ses repas.",
        "Mamie garde Léa jeudi midi et vendredi midi. Merci d'annuler les deux repas.",
    ],
)
def test_two_meals_may_be_of_one_child(text: str) -> None:
    found = read(text, _CONTEXT)
    assert (found.intent, found.children, found.days, found.questions) == (Intent.CANCEL_MEAL, (_LEA,), (_THURSDAY, _FRIDAY), ())
