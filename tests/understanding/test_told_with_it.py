"""What is told with an order or a question and changes nothing of it, and what is asked about since it may (French)."""

from datetime import date

import pytest

from tests.understanding.house import CHILDREN, LEA, TOM, context, heard, november
from villars_core.understanding import Intent, KnownChild, read

_BOOK, _CANCEL, _ABSENCE, _PROOF = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE
_ZOE, _NOE, _MARIE = 3, 4, 5
_FOUR = (
    *CHILDREN,
    KnownChild(_ZOE, "Zoé", "Martin", "f", date(2018, 3, 14), "CE2"),
    KnownChild(_NOE, "Noé", "Martin", "m", date(2016, 6, 2), "CM2"),
)
_MARIES = (KnownChild(_MARIE, "Marie", "Vidal", "f", date(2016, 3, 14), "CM2"), CHILDREN[1])


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # Whom the writers take somewhere.
        ("J'emmène Léa chez le pédiatre à midi demain, Tom mange à la cantine.", _BOOK, (TOM,), november(24)),
        ("J'accompagne Tom à son rdv demain, Léa mange à la cantine.", _BOOK, (LEA,), november(24)),
        ("J'emmène Léa chez le dentiste jeudi matin, elle mangera à la cantine et Tom aussi.", _BOOK, (LEA, TOM), november(26)),
        ("J'emmène Léa chez le dentiste jeudi, pas de cantine pour elle, Tom mange.", _CANCEL, (LEA,), november(26)),
        # Who is with the writers.
        ("Je suis chez le médecin avec ma fille jeudi, elle sera absente.", _ABSENCE, (LEA,), november(26)),
        # Who is told to be none of it.
        ("Ajoutez un repas à Tom vendredi, pas à Léa.", _BOOK, (TOM,), november(27)),
        ("Ajoutez un repas à Tom vendredi svp, pas à sa sœur.", _BOOK, (TOM,), november(27)),
        ("Les enfants de mon mari, Léa et Tom, mangent chez leur mère vendredi. Annulez leurs repas.", _CANCEL, (LEA, TOM), november(27)),
        # A place, a paper that is offered, why it was so.
        ("Mon frère arrive d'Algérie, il s'occupera de Tom à midi vendredi. Supprimez sa cantine.", _CANCEL, (TOM,), november(27)),
        ("Tom a manqué jeudi et vendredi derniers. J'ai le certificat si besoin.", _PROOF, (TOM,), november(19, 20)),
        ("Si Tom était absent vendredi dernier, c'est qu'il avait de la fièvre.", _PROOF, (TOM,), november(20)),
    ],
)
def test_what_is_told_beside_changes_no_order(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.needs_clarification) == (intent, children, days, False)


@pytest.mark.parametrize(
    "text",
    [
        "J'emmène Léa et Tom chez le pédiatre demain, Zoé et Noé mangent à la cantine demain.",
        "J'emmène Léa et Tom chez le pédiatre à midi demain, est-ce que Zoé et Noé peuvent manger à la cantine demain ?",
        "J'emmène Léa et Tom chez le pédiatre à midi demain, mettez Zoé et Noé à la cantine svp",
    ],
)
def test_whom_the_writers_take_along_is_not_booked(text: str) -> None:
    reading = read(text, context(children=_FOUR))

    assert (reading.intent, reading.children, reading.days, reading.needs_clarification) == (_BOOK, (_ZOE, _NOE), november(24), False)


@pytest.mark.parametrize(
    "text",
    [
        # Only part of a month may be meant, or every week to come.
        "Voici le certificat pour Tom, malade le mois dernier.",
        "Je serai libre tous les vendredis, donc Tom ne mangera plus à la cantine le vendredi.",
        "Mon mari est là tous les jeudis donc Tom ne mange pas à la cantine le jeudi.",
        # It is only asked on which days.
        "La nounou demande quels jours Tom mange chez elle en décembre.",
        "La nounou me demande quels jours annuler la cantine de Tom en décembre.",
        # Nobody of that sex was told.
        "Léa est malade, sa cousine aussi. Pas de cantine pour lui jeudi.",
        "Je pars avec ma fille jeudi, il sera absent.",
        "Elle mange avec ma fille jeudi.",
        "J'emmène Léa chez le dentiste jeudi matin, elle mange avec Tom à la cantine jeudi.",
        "Si Tom est absent jeudi, annulez son repas.",
    ],
)
def test_what_may_change_an_order_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


def test_a_wedding_names_no_child() -> None:
    text = "Mon frère se marie samedi 28 : pas de repas pour Marie et Tom les 26 et 27 novembre."

    reading = read(text, context(children=_MARIES))

    assert (reading.intent, reading.days, reading.needs_clarification) == (_CANCEL, november(26, 27), False)
    assert set(reading.children) == {_MARIE, TOM}


def test_what_is_commanded_is_asked_about_rather_than_the_meal_told_beside_it() -> None:
    reading = heard("Mon mari a un congé mardi prochain et il aimerait déjeuner avec Tom, pouvez-vous annuler son repas ?")

    assert (reading.intent, reading.children, reading.needs_clarification) == (_CANCEL, (TOM,), True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Le papa de Tom le prend une semaine sur deux et il me demande quels jours il mange à la cantine en décembre. Vous avez ça ?",
         Intent.SHOW_PLANNING),
        ("La nounou me demande quel jour Tom mange à la cantine la semaine prochaine", Intent.SHOW_PLANNING),
        ("Pouvez-vous me donner le planning de cantine des enfants pour cette semaine ?", Intent.SHOW_PLANNING),
        ("J'ai emménagé au 14 rue des Lilas à Villars, merci de changer mon adresse.", Intent.UPDATE_CONTACT),
        ("Nous sommes séparés, il faut refaire le dossier.", Intent.DECLARE_CHANGE),
        ("Tom change d'école en septembre, un grand merci pour cette belle année.", Intent.THANKS),
        ("Tom change d'école en septembre, un grand merci de mettre à jour son dossier.", Intent.DECLARE_CHANGE),
        ("C'est noté, vous m'enlevez un sacré poids !", Intent.THANKS),
        ("J'ai enfin le temps de régler la cantine. Où est-ce qu'on paie en ligne ?", Intent.PAY_INVOICE),
        ("On préfère passer au prélèvement. Que faut-il envoyer ?", Intent.SEPA_MANDATE),
        ("Je dois venir déposer un dossier, à quelle heure ouvre la mairie ?", Intent.PRACTICAL_INFO),
    ],
)  # fmt: skip
def test_what_is_told_beside_changes_no_matter(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.needs_clarification) == (intent, False)


def test_a_joke_is_nothing_that_is_done_here_also_behind_a_greeting() -> None:
    reading = heard("Bonsoir, mon mari ronfle, racontez-moi une blague")

    assert (reading.intent, reading.needs_clarification) == (Intent.UNKNOWN, True)
