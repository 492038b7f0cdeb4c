"""Which of the days told in a message its order is about."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent, Question


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Léa s'est foulé la cheville dimanche. Pas de cantine jeudi, le kiné vient vendredi.", Intent.CANCEL_MEAL, LEA, november(26)),
        ("Tom fera la galette mardi, annulez son repas de jeudi.", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Tom était absent jeudi, la nourrice vous l'avait dit je crois.", Intent.JUSTIFY_ABSENCE, TOM, november(19)),
        ("La route est barrée, Léa ne viendra pas à l'école demain", Intent.REPORT_ABSENCE, LEA, november(24)),
        ("Nous partons jeudi à 11 h pour éviter les bouchons, Léa ne mange pas avec ses camarades", Intent.CANCEL_MEAL, LEA, november(26)),
        ("Tom a mal mangé vendredi, annulez son repas de demain.", Intent.CANCEL_MEAL, TOM, november(24)),
        ("Suite à votre mail de lundi, merci d'annuler le repas de Tom jeudi.", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Annulez Tom jeudi, pour vendredi vous ne changez rien.", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Tom a mal à l'oreille depuis jeudi, il sera absent demain.", Intent.REPORT_ABSENCE, TOM, november(24)),
        ("Léa mange jeudi à la cantine, mon mari rentre vendredi.", Intent.BOOK_MEAL, LEA, november(26)),
        ("Tom était absent jeudi et vendredi. Il revient demain.", Intent.JUSTIFY_ABSENCE, TOM, november(19, 20)),
        ("Annulez Tom jeudi, il faut aussi enlever vendredi", Intent.CANCEL_MEAL, TOM, november(26, 27)),
        ("Annulez Tom jeudi svp. Je ne sais pas encore pour la semaine prochaine, je vous redis.", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Cantine jeudi pour Léa. Pour la semaine d'après on verra.", Intent.BOOK_MEAL, LEA, november(26)),
        ("Comme tous les ans nous sommes au ski, Léa sera absente le jeudi 26", Intent.REPORT_ABSENCE, LEA, november(26)),
        ("Tom est malade depuis jeudi, il ne viendra pas aujourd'hui non plus", Intent.REPORT_ABSENCE, TOM, november(19, 20, 23)),
        ("Tom garde la chambre depuis vendredi, il ne sera pas là ce matin non plus", Intent.REPORT_ABSENCE, TOM, november(20, 23)),
        ("Tom est malade depuis jeudi, il ne viendra pas aujourd'hui", Intent.REPORT_ABSENCE, TOM, november(23)),
        ("Léa n'ira pas à l'école de la journée, la voiture est en panne", Intent.REPORT_ABSENCE, LEA, november(23)),
        ("Je travaille jeudi et vendredi, Tom mangera à la cantine", Intent.BOOK_MEAL, TOM, november(26, 27)),
        ("Jeudi 26, Tom mange à la maison, je suis en congé du 25 au 27", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Le jeudi 26, Tom rentre manger chez nous, mon mari ne travaille pas cette semaine", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Tom passe la journée de vendredi chez moi, pas de cantine", Intent.CANCEL_MEAL, TOM, november(27)),
        ("Cantine pour Tom lundi 30 et mardi 1er décembre", Intent.BOOK_MEAL, TOM, (*november(30), date(2026, 12, 1))),
        ("Je travaille chaque mardi de décembre, un repas pour Tom ces trois mardis", Intent.BOOK_MEAL, TOM,
         (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15))),
        ("Léa ne mangera pas le jour de la rentrée de janvier, le lundi 4", Intent.CANCEL_MEAL, LEA, (date(2027, 1, 4),)),
        ("Inscrivez Léa la semaine après la rentrée de janvier, donc du 4 au 8 janvier", Intent.BOOK_MEAL, LEA,
         tuple(date(2027, 1, day) for day in (4, 5, 7, 8))),
        ("Tom mangera jeudi et vendredi à la cantine, mon congé s'arrête mercredi", Intent.BOOK_MEAL, TOM, november(26, 27)),
        ("Léa mange à la cantine jeudi, mon arrêt maladie se termine mercredi", Intent.BOOK_MEAL, LEA, november(26)),
        ("Tom mange à la cantine jeudi 26, les vacances sont finies hélas", Intent.BOOK_MEAL, TOM, november(26)),
        ("Plus de voiture, Léa reste chez nous demain", Intent.REPORT_ABSENCE, LEA, november(24)),
        ("Je sais que c'est tard, mais jeudi Tom mange pas à la cantine", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Allez, un dernier repas pour Tom jeudi", Intent.BOOK_MEAL, TOM, november(26)),
        ("Je rentre tard jeudi, pouvez-vous nourrir Tom ce midi-là ?", Intent.BOOK_MEAL, TOM, november(26)),
    ],
)  # fmt: skip
def test_a_day_of_what_is_only_told_is_none_of_the_order(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (child,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Il faudrait un repas pour Tom un midi de la semaine prochaine",
        "Supprimez un des repas de Léa la semaine prochaine",
        "Tom sera absent deux jours la semaine prochaine",
    ],
)
def test_some_days_of_a_week_are_asked_about(text: str) -> None:
    assert Question("which_days") in heard(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "Pas de cantine jeudi pour Tom, vendredi ça ne bouge pas.",
        "Tom ne mange pas jeudi. Vendredi il mange bien à la cantine.",
        "Annuler jeudi pour Tom (vendredi il mange bien, ne touchez pas)",
        "Tom mange le mardi d'habitude, mais jeudi il rentre à midi, annulez son repas",
    ],
)
def test_a_day_that_stays_as_it_is_is_set_aside(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.CANCEL_MEAL, (TOM,), november(26), ())


@pytest.mark.parametrize(
    "text", ["Tom est tombé malade vendredi, il sera absent encore quelques jours.", "Tom sera absent le temps de guérir, opéré jeudi"]
)
def test_an_absence_of_unknown_length_is_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tom a sa première compétition dimanche, annulez son repas de jeudi", november(26)),
        ("Annulez Tom ce vendredi 4", (date(2026, 12, 4),)),
        ("Tom ne mange pas jeudi 26 et vendredi 27, lundi et mardi oui", november(26, 27)),
        ("Tom ne mange pas du mardi 1er au vendredi 4 décembre", tuple(date(2026, 12, day) for day in (1, 3, 4))),
        ("Annulez le repas de Tom jeudi. Sa nounou non plus ne sera pas là lundi.", november(26)),
    ],
)
def test_the_days_of_a_cancelling_are_those_told_with_it(text: str, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.CANCEL_MEAL, (TOM,), days)


@pytest.mark.parametrize("text", ["Tom sera absent jusqu'au 8 ou au 10 décembre", "Tom ne mange pas mardi ou celui d'après"])
def test_one_day_or_another_is_asked_about(text: str) -> None:
    assert Question("which_days") in heard(text).questions


def test_a_meal_that_was_left_is_asked_about() -> None:
    assert heard("Léa n'a pas mangé jeudi, annulez ce repas").questions
    assert not heard("Tom n'a rien mangé hier, annulez son repas de demain").questions


def test_an_absence_that_is_one_more_takes_the_day_of_its_reason_too() -> None:
    assert heard("Tom est opéré jeudi, il sera absent vendredi aussi").days == november(26, 27)


def test_a_proof_for_an_absence_of_some_month_tells_no_days() -> None:
    assert Question("which_days") in heard("Voici le certificat pour l'absence de Tom en octobre").questions
