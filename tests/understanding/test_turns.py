"""Words that alone tell an order, in turns of phrase that tell none: a seat in a car, a room that comes free, those who are told."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOOK, _CANCEL, _REPORT, _JUSTIFY = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Mamie n'a qu'une place dans sa voiture, elle emmène Léa manger chez elle jeudi. Annulez son repas.", _CANCEL, LEA, november(26)),
        ("Léa a mangé une part de tarte et elle a mal au ventre, elle sera absente jeudi.", _REPORT, LEA, november(26)),
        ("Il faut une place de cantine pour Léa jeudi.", _BOOK, LEA, november(26)),
        ("Un créneau s'est enfin libéré chez l'orthodontiste jeudi matin, Léa sera absente.", _REPORT, LEA, november(26)),
        (
            "La chambre s'est libérée : Tom entre jeudi et ressort vendredi. Il sera absent jeudi et vendredi.",
            _REPORT,
            TOM,
            november(26, 27),
        ),
        ("Je me suis libérée jeudi midi, Tom mangera avec moi.", _CANCEL, TOM, november(26)),
        ("Merci de libérer la place de Tom jeudi midi.", _CANCEL, TOM, november(26)),
        ("Tom ne peut manger que de la soupe. Il déjeunera avec moi jeudi, merci de retirer son repas.", _CANCEL, TOM, november(26)),
        ("Léa ne viendra pas demain, merci de prévenir sa maîtresse et la cantine.", _REPORT, LEA, november(24)),
        ("Tom a 39, il ne viendra pas jeudi. Pouvez-vous avertir l'enseignante ainsi que la cantine ?", _REPORT, TOM, november(26)),
        ("Léa ne mangera pas demain, merci de prévenir la maîtresse et la cantine.", _CANCEL, LEA, november(24)),
        ("Léa ne viendra pas à la cantine demain, merci de prévenir la maîtresse.", _CANCEL, LEA, november(24)),
        ("Léa vomit, sûrement une gastro. Elle ne sera pas à l'école demain.", _REPORT, LEA, november(24)),
        ("Tom n'a pas fait la journée de vendredi, je vous joins le mot du médecin.", _JUSTIFY, TOM, november(20)),
        ("Tom veut manger à la cantine jeudi.", _BOOK, TOM, november(26)),
    ],
)
def test_a_turn_of_phrase_is_read_whole(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (child,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom ne mange que du lundi au jeudi.",
        "Il reste une place dans le car de la sortie de jeudi pour Tom ?",
        "Tom a sûrement une gastro.",
        "Tom sera sûrement absent demain, une gastro.",
        "C'est peut-être une gastro, Tom sera absent demain si ça continue.",
        "Prévenez la maîtresse et la cantine que Léa mangera demain.",
        "Merci de prévenir l'école et la cantine : Léa est malade demain.",
    ],
)
def test_what_is_left_open_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_several_who_were_ill_are_read_as_past() -> None:
    reading = heard("Léa et Tom ont été malades vendredi dernier. Le docteur a écrit un papier, je vous l'envoie.")

    assert (reading.intent, reading.children, reading.days, reading.questions) == (_JUSTIFY, (LEA, TOM), november(20), ())


@pytest.mark.parametrize(
    "text",
    [
        "Léa et Tom ont été malades cette nuit, ils seront absents jeudi.",
        "Léa et Tom ont été malades ce week-end, absents jeudi.",
        "Léa et Tom ont été malades, on les garde jeudi.",
    ],
)
def test_those_who_were_ill_may_still_be_away(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (_REPORT, (LEA, TOM), november(26), ())


def test_who_was_ill_may_be_kept_at_home() -> None:
    reading = heard("Léa a été malade, on la garde jeudi.")

    assert (reading.intent, reading.children, reading.days, reading.questions) == (_REPORT, (LEA,), november(26), ())


def test_an_illness_that_is_over_reports_no_absence_to_come() -> None:
    assert heard("Les enfants ont été malades vendredi, ils reprennent jeudi.").questions
