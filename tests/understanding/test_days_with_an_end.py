"""Days that are exact because their first and last are told, and those that point back to a stretch told before."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.understanding import Intent, KnownChild, Question, read

_CANCEL, _BOOK, _AWAY = Intent.CANCEL_MEAL, Intent.BOOK_MEAL, Intent.REPORT_ABSENCE


def _december(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 12, day) for day in days)


def _january(*days: int) -> tuple[date, ...]:
    return tuple(date(2027, 1, day) for day in days)


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Tom mange à la cantine un jeudi sur deux jusqu'aux vacances, en commençant par ce jeudi 26", _BOOK, TOM,
         (*november(26), *_december(10))),
        ("Un jeudi sur deux à partir du 3 décembre et jusqu'aux vacances, pas de repas pour Léa", _CANCEL, LEA, _december(3, 17)),
        ("Tom mangera un mardi sur deux du 1er décembre jusqu'aux vacances de Noël", _BOOK, TOM, _december(1, 15)),
        ("Léa ne mangera plus le mardi jusqu'aux vacances, elle a solfège", _CANCEL, LEA, (*november(24), *_december(1, 8, 15))),
        ("Tom ne mange pas le mardi et le jeudi jusqu'aux vacances", _CANCEL, TOM, (*november(24, 26), *_december(1, 3, 8, 10, 15, 17))),
        ("Tom ne mangera plus le vendredi jusqu'au 18 décembre", _CANCEL, TOM, (*november(27), *_december(4, 11, 18))),
        ("Tom mange le mardi jusqu'aux vacances sauf le 8 décembre", _BOOK, TOM, (*november(24), *_december(1, 15))),
        ("Chaque semaine à partir du 7 décembre et jusqu'aux vacances, Léa mangera le mardi et le vendredi", _BOOK, LEA,
         _december(8, 11, 15, 18)),
        # One stretch, and no weekday that comes again.
        ("Tom mange à la cantine le mardi jusqu'au jeudi", _BOOK, TOM, november(24, 26)),
        ("Tom sera absent du mardi jusqu'au 4 décembre", _AWAY, TOM, (*november(24, 26, 27, 30), *_december(1, 3, 4))),
        ("Prévoyez un repas pour Léa le jour de la rentrée de janvier", _BOOK, LEA, _january(4)),
        ("Tom mangera toute la première semaine de janvier", _BOOK, TOM, _january(4, 5, 7, 8)),
        ("tom cantine tou les jours la semaine qui vien exepté jeudi", _BOOK, TOM, (*november(30), *_december(1, 4))),
    ],
)  # fmt: skip
def test_days_of_which_the_first_and_the_last_are_told_are_exact(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (child,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom mange un mardi sur deux jusqu'aux vacances",
        "Tom mange un mardi sur deux en décembre",
        "Tom mangera un mardi sur deux du 3 décembre jusqu'aux vacances",
        "Un jeudi sur deux du 5 novembre au 17 décembre Tom ne mange pas",
        "Tom sera absent le mardi jusqu'aux vacances",
        "Tom ne mange pas vendredi et le mardi jusqu'aux vacances",
        "Léa ne mangera plus le mardi",
        "Prévoyez trois repas pour Tom à la rentrée",
    ],
)
def test_days_whose_beginning_or_number_is_not_told_are_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Semaine 50 mamie est là. Annulez les repas de Tom cette semaine-là sauf le jeudi.", _CANCEL, _december(7, 8, 11)),
        ("Mon mari part en cure du 7 au 11 décembre. Mettez Tom à la cantine tous les jours de cette semaine-là.", _BOOK,
         _december(7, 8, 10, 11)),
        ("Tom part chez son père du 7 au 18 décembre, plus besoin de la cantine pendant ces deux semaines.", _CANCEL,
         _december(7, 8, 10, 11, 14, 15, 17, 18)),
        ("Le 14 décembre mon mari est opéré. Inscrivez Tom toute cette semaine-là", _BOOK, _december(14, 15, 17, 18)),
    ],
)  # fmt: skip
def test_a_week_that_points_back_is_the_stretch_told_before(text: str, intent: Intent, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (TOM,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Annulez les repas de Tom cette semaine-là",
        "Mon frère arrive du 12 au 14 décembre. Tom ne mangera pas ces deux semaines",
    ],
)
def test_a_week_that_points_back_to_none_is_asked_about(text: str) -> None:
    assert Question("which_days") in heard(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "On a les grands-parents jeudi ou vendredi, ils ne savent pas encore. Tom mangera avec eux, il faudrait annuler un des deux jours",
        "Le dentiste c'est jeudi ou vendredi, on nous dira. Merci d'annuler un des deux repas de Tom",
        "Sa tante est là jeudi et vendredi. Il faudra annuler l'un des deux jours pour Tom",
    ],
)
def test_one_of_two_days_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_both_of_two_days_are_meant() -> None:
    assert heard("Sa tante est là jeudi et vendredi. Il faudra annuler les deux jours pour Tom").days == november(26, 27)


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Tom passe un bilan demain à Saint-Étienne. Il sera donc absent toute la journée.", _AWAY, november(24)),
        ("Tom a rendez-vous jeudi à Saint-Etienne, il ne mangera pas à la cantine", _CANCEL, november(26)),
        ("Opération à Saint-Nicolas jeudi : Tom sera absent", _AWAY, november(26)),
        ("Tom mangera vendredi 4 décembre, pour le repas de la Saint-Nicolas", _BOOK, _december(4)),
    ],
)
def test_a_town_named_after_a_saint_tells_no_day(text: str, intent: Intent, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (TOM,), days, ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tom s'est cassé le tibia, il ne pourra pas revenir le 26 et le 27. À partir du 30 on avise.", november(26, 27)),
        ("Tom est malade, il ne va pas pouvoir revenir demain", november(24)),
        ("Tom est malade, il ne pourra revenir que vendredi", november(23, 24, 26)),
    ],
)
def test_who_cannot_come_back_on_a_day_is_absent_then(text: str, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (_AWAY, (TOM,), days)


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Le dernier, il mange pas mardi la cantine, il a vaccin", 3),
        ("le dernier mange pas mardi", 3),
        ("Le dernier mail est faux. Léa ne mange pas mardi", LEA),
    ],
)
def test_the_last_one_who_does_something_is_the_youngest(text: str, child: int) -> None:
    children = (*context().children, KnownChild(3, "Paul", "Martin", "m", date(2023, 6, 2), "PS"))
    reading = read(text, context(children=children))

    assert (reading.children, reading.days, reading.questions) == ((child,), november(24), ())
