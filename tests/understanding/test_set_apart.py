"""Children who are set against another, put right, left out of the rest, or taken up by a pronoun."""

from datetime import date

import pytest

from tests.understanding.house import CALENDAR, MONDAY
from villars_core.understanding import Context, Intent, KnownChild, read

_FOUR = Context(
    MONDAY,
    (
        KnownChild(1, "Mamadou", "Diallo", "m", date(2017, 1, 1), "CM1"),
        KnownChild(2, "Aminata", "Diallo", "f", date(2018, 1, 1), "CE2"),
        KnownChild(3, "Fatou", "Diallo", "f", date(2021, 1, 1), "GS"),
        KnownChild(4, "Ousmane", "Diallo", "m", date(2023, 1, 1), "PS"),
    ),
    CALENDAR,
)
_THURSDAY = (date(2026, 11, 26),)
_BOOK, _CANCEL, _REPORT = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        # Put right
        ("J'ai mis Fatou par erreur tout à l'heure, c'est Aminata qui ne mange pas jeudi.", _CANCEL, (2,)),
        ("Par erreur j'ai écrit Fatou ce matin, c'est pour Aminata : elle ne mange pas jeudi.", _CANCEL, (2,)),
        ("Erreur de ma part, j'ai mis Fatou alors que c'est Aminata qui ne mange pas jeudi.", _CANCEL, (2,)),
        ("Mon mari a mis Fatou par erreur, c'est Aminata qui mange à la cantine jeudi", _BOOK, (2,)),
        ("Je m'étais trompé : finalement Fatou ne mange pas jeudi.", _CANCEL, (3,)),
        ("On s'est trompés, finalement Fatou sera absente jeudi", _REPORT, (3,)),
        # Set against another
        ("Fatou pas Aminata : repas à annuler jeudi", _CANCEL, (3,)),
        ("C'est pour Fatou pas Aminata : à inscrire jeudi", _BOOK, (3,)),
        ("Annulez le repas de jeudi pour Fatou pas Ousmane", _CANCEL, (3,)),
        ("Fatou a un rdv jeudi midi, ne la comptez pas à la cantine, seulement Aminata comme d'habitude", _CANCEL, (3,)),
        ("Ne comptez pas Fatou jeudi midi, uniquement Aminata comme prévu", _CANCEL, (3,)),
        ("Pas de cantine jeudi pour Aminata et Fatou, les garçons oui ils mangent comme toujours.", _CANCEL, (2, 3)),
        ("Fatou ne sera pas à l'école jeudi, Ousmane rentre avant avec son oncle donc lui il y sera.", _REPORT, (3,)),
        ("Fatou a des poux, je la garde jeudi. Aminata n'a rien, elle viendra.", _REPORT, (3,)),
        # Left out
        ("Jeudi, pas de cantine pour mes enfants sauf Fatou qui mange comme d'habitude", _CANCEL, (1, 2, 4)),
        ("Tous les enfants seront absents jeudi à part Fatou qui ira à l'école normalement", _REPORT, (1, 2, 4)),
        ("Mes enfants mangent tous à la cantine jeudi sauf le petit qui rentre à la maison", _BOOK, (1, 2, 3)),
        ("Les enfants mangent jeudi à la cantine sauf Fatou et Ousmane", _BOOK, (1, 2)),
        ("Les enfants mangent jeudi à la cantine sauf Aminata, Fatou et Ousmane qui sont chez leur mamie", _BOOK, (1,)),
        ("Tous absents jeudi sauf Fatou, Ousmane est malade", _REPORT, (1, 2, 4)),
        ("RAS sauf Fatou et Ousmane : pas de cantine jeudi", _CANCEL, (3, 4)),
        # The last born, and whom a pronoun takes up
        ("Le dernier, il mange pas jeudi la cantine", _CANCEL, (4,)),
        ("Le dernier sera absent jeudi", _REPORT, (4,)),
        ("Le dernier, lui, mange à la cantine jeudi", _BOOK, (4,)),
        ("Je suis le papa, j'ai les garçons ce jeudi et je les fais déjeuner chez moi : pas de cantine pour eux.", _CANCEL, (1, 4)),
        # Who is elsewhere, and where the writers are
        ("Je travaille chez un patron jeudi. Les filles mangent à la cantine svp. Ousmane reste avec ma sœur.", _BOOK, (2, 3)),
    ],
)
def test_whom_it_is_about_is_plain(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    found = read(text, _FOUR)
    assert (found.intent, found.children, found.days, found.questions) == (intent, children, _THURSDAY, ())


@pytest.mark.parametrize(
    "text",
    [
        "Aminata cantine jeudi pas Ousmane",
        "Aminata mange jeudi mais pas Ousmane",
        "Mamadou pas Ousmane sera absent jeudi",
        "J'ai annulé Fatou par erreur, c'est Aminata qui ne mange pas jeudi",
        "Je me suis trompé en disant que Fatou ne mange pas jeudi",
        "Pas de cantine jeudi pour les enfants sauf si Fatou veut manger",
        "Mes grands partent avec leur oncle jeudi, pas de cantine pour eux",
        "La dernière mange à la cantine jeudi",
        "Pas de cantine pour Fatou jeudi, les garçons oui ils mangent exceptionnellement",
        "Fatou ne mange pas mardi, seulement jeudi",
        "Fatou ne mange pas cette semaine, seulement jeudi",
    ],
)
def test_what_may_be_told_of_another_is_asked_about(text: str) -> None:
    assert read(text, _FOUR).needs_clarification


def test_the_last_meal_is_no_child() -> None:
    assert read("Le dernier repas de Fatou à la cantine : jeudi, comptez-la bien !", _FOUR).children == (3,)
