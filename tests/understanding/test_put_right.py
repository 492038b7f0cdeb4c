"""What a message puts right, leaves as it is or leaves open beside its order."""

from datetime import date, datetime

import pytest

from tests.understanding.house import CALENDAR, CHILDREN, LEA, MONDAY, TOM, heard, november
from villars_core.clock import PARIS
from villars_core.understanding import Context, Intent, KnownChild, read

LOUIS, LOUISE = 3, 4
ALIKE = (
    KnownChild(LOUIS, "Louis", "Petit", "m", date(2020, 3, 14), "CP"),
    KnownChild(LOUISE, "Louise", "Petit", "f", date(2017, 6, 2), "CM1"),
)
DECEMBER_1 = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Angine pour Léa, elle est arrêtée aujourd'hui et jusqu'à jeudi inclus", Intent.REPORT_ABSENCE, LEA, november(23, 24, 26)),
        ("Tom ne mangera pas demain et jusqu'à vendredi inclus", Intent.CANCEL_MEAL, TOM, november(24, 26, 27)),
        ("Le dernier vendredi avant les vacances de Noël, soit le 18, Tom mangera à la cantine.", Intent.BOOK_MEAL, TOM,
         (date(2026, 12, 18),)),
        ("Pas ce mardi mais le suivant, Tom mangera à la cantine.", Intent.BOOK_MEAL, TOM, (DECEMBER_1,)),
        ("Tom ne mange pas jeudi, pas ce jeudi mais celui d'après.", Intent.CANCEL_MEAL, TOM, (date(2026, 12, 3),)),
        ("Jeudi Tom vient au resto avec nous pour ses 4 ans, annulez sa cantine", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Tom ne mange pas vendredi, gardez-lui bien sa place jeudi", Intent.CANCEL_MEAL, TOM, november(27)),
        ("Annulez Tom mardi mais gardez bien son repas de jeudi", Intent.CANCEL_MEAL, TOM, november(24)),
        ("Finalement non, Tom ne mangera pas jeudi, je l'avais inscrit par erreur", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Annulez Léa mardi, on l'avait inscrite par erreur", Intent.CANCEL_MEAL, LEA, november(24)),
        ("Non non, pas Léa : le repas de vendredi c'est pour Tom, inscrivez Tom.", Intent.BOOK_MEAL, TOM, november(27)),
        ("oups j'ai zappé ! léa mange demain !!", Intent.BOOK_MEAL, LEA, november(24)),
        ("n'attendez pas Tom à la cantine mardi", Intent.CANCEL_MEAL, TOM, november(24)),
        ("2main pas 2 cantine pr tom svp", Intent.CANCEL_MEAL, TOM, november(24)),
        ("Léa couverte de boutons, école impossible demain", Intent.REPORT_ABSENCE, LEA, november(24)),
        ("Tom manger cantine le 26 novembre, possible ? merci", Intent.BOOK_MEAL, TOM, november(26)),
        ("je prends les repas de jeudi et de vendredi pour Tom", Intent.BOOK_MEAL, TOM, november(26, 27)),
        ("Réserver 2 déjeuners pour Tom, de jeudi à vendredi", Intent.BOOK_MEAL, TOM, november(26, 27)),
        ("Mieux vaut tôt que jamais : inscrivez Léa jeudi", Intent.BOOK_MEAL, LEA, november(26)),
        ("Léa ne mange pas jeudi, Tom oui comme prévu", Intent.CANCEL_MEAL, LEA, november(26)),
        ("Pas de repas pour Tom mardi, la garderie est maintenue", Intent.CANCEL_MEAL, TOM, november(24)),
        ("Léa va bien à l'étude mardi, en revanche pas de cantine", Intent.CANCEL_MEAL, LEA, november(24)),
        # Neither is wanted, and the childcare needs no booking.
        ("Ni cantine ni garderie pour Léa demain, elle a de la fièvre", Intent.CANCEL_MEAL, LEA, november(24)),
        ("Pas de cantine ni de garderie pour Tom demain", Intent.CANCEL_MEAL, TOM, november(24)),
        # A day set in front of its act.
        ("Pour Tom c'est pas mardi mais jeudi qu'il faut annuler le repas", Intent.CANCEL_MEAL, TOM, november(26)),
        ("C'est jeudi que Tom mange", Intent.BOOK_MEAL, TOM, november(26)),
        ("Tom, c'est lui qui ne mange pas demain", Intent.CANCEL_MEAL, TOM, november(24)),
        ("C'est jeudi que Tom ne mangera pas, pas vendredi", Intent.CANCEL_MEAL, TOM, november(26)),
        ("Jeudi Tom ne mange pas, pas vendredi non plus", Intent.CANCEL_MEAL, TOM, november(26, 27)),
        # What is only asked for politely, or greeted.
        ("Inscrivez Tom jeudi, s'il reste de la place", Intent.BOOK_MEAL, TOM, november(26)),
        ("S'il y a encore de la place Léa mange jeudi", Intent.BOOK_MEAL, LEA, november(26)),
        ("Peux tu mettre Léa jeudi stp, et passe le bonjour à Sylvie", Intent.BOOK_MEAL, LEA, november(26)),
        ("VOUS ÊTES DES INCAPABLES !!! LÉA NE MANGE PAS DEMAIN", Intent.CANCEL_MEAL, LEA, november(24)),
        # The days of a list with nothing between them, and a day told twice.
        ("cantine pour Léa les 24 26 et 27 novembre", Intent.BOOK_MEAL, LEA, november(24, 26, 27)),
        ("Annulez Tom les 24 26 27 novembre", Intent.CANCEL_MEAL, TOM, november(24, 26, 27)),
        ("Tom mange le dernier vendredi, le 27 novembre", Intent.BOOK_MEAL, TOM, november(27)),
        ("Tom, mon fils il est en MS, il ne mange pas demain", Intent.CANCEL_MEAL, TOM, november(24)),
        ("Jusqu'au 8 décembre Léa ne mange plus le mardi", Intent.CANCEL_MEAL, LEA, (*november(24), DECEMBER_1, date(2026, 12, 8))),
        # A paper's day put right in what reads as a sentence of its own.
        ("Léa n'était pas à l'école jeudi... enfin vendredi 20. Le certificat est joint.", Intent.JUSTIFY_ABSENCE, LEA, november(20)),
    ],
)  # fmt: skip
def test_what_is_put_right_or_kept_beside_an_order_leaves_it_plain(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    reading = heard(text)
    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (child,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "tom rentre manger un jour la semaine prochaine, je sais plus lequel, annulez svp",
        "Léa ne mange pas un midi de la semaine prochaine, je ne sais plus quel jour, annulez merci",
        "Réserver 3 repas pour Léa, jeudi et vendredi",
        "Ce n'est pas jeudi que Tom mange",
        "C'est jeudi que j'ai annulé Tom",
        "Je me demande s'il reste de la place jeudi à la cantine pour Léa",
        "Pas de garderie pour Léa demain, ni jeudi, mais cantine oui",
        "Quels incapables ! Léa ne mange pas votre bouffe demain, elle la jette",
        "Inscrivez Léa jeudi et aussi Sylvie",
        "Inscrivez Tom jeudi, je l'avais inscrit par erreur",
        "Annulez la garderie de Tom mardi, il ne mange pas à la cantine non plus",
    ],
)
def test_a_day_or_an_act_left_open_is_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize("text", ["Merci d'annuler Louis(e) jeudi", "Louis/Louise ne mange pas jeudi", "Louis(e) sera absent(e) jeudi"])
def test_a_name_written_for_two_is_asked_about(text: str) -> None:
    assert read(text, Context(MONDAY, ALIKE, CALENDAR)).questions


def test_a_name_spelt_as_one_alone_sounds_is_that_child() -> None:
    reading = read("la cantine pour louize jeudi svp", Context(MONDAY, ALIKE, CALENDAR))
    assert (reading.children, reading.questions) == ((LOUISE,), ())


def test_days_told_behind_the_last_of_two_children_are_of_both() -> None:
    text = "Semaine du 30 novembre, annulez Louis et Louise tous les jours à part le lundi"
    reading = read(text, Context(MONDAY, ALIKE, CALENDAR))
    assert (reading.children, reading.questions) == ((LOUIS, LOUISE), ())
    assert reading.days == (DECEMBER_1, date(2026, 12, 3), date(2026, 12, 4))


def test_the_day_before_yesterday_is_told_behind_an_apostrophe() -> None:
    wednesday = datetime(2026, 11, 25, 9, tzinfo=PARIS)
    reading = read("Ci-joint le certificat de Tom pour l'absence d'avant-hier", Context(wednesday, CHILDREN, CALENDAR))
    assert (reading.intent, reading.days, reading.questions) == (Intent.JUSTIFY_ABSENCE, november(23), ())


@pytest.mark.parametrize("text", ["Tom mange demain ? Inscrivez-le svp", "Est-ce que Tom mange demain ? Sinon, merci de l'inscrire"])
def test_a_meal_commanded_beside_a_question_is_asked_about(text: str) -> None:
    found = heard(text)

    assert (found.intent, found.children, [one.kind for one in found.questions]) == (Intent.BOOK_MEAL, (TOM,), ["confirm_act"])
