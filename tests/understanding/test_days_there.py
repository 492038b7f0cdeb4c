"""Letters that tell of other days, of a confirmation or of who usually feeds a child beside what they ask (French)."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOOK, _CANCEL, _ABSENCE = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE
_BOTH = (LEA, TOM)
_THIRD, _FOURTH = date(2026, 12, 3), date(2026, 12, 4)


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # A day on which the child is there.
        ("Vendredi 4 décembre, Tom ne sera pas à l'école. Il sera bien là demain, et toute la semaine sauf ce vendredi-là donc.",
         _ABSENCE, (TOM,), (_FOURTH,)),
        ("Jeudi en huit, Tom ne viendra pas à l'école, nous allons à Lyon. Ce jeudi-ci il est bien là. Mon ex-femme est d'accord.",
         _ABSENCE, (TOM,), (_THIRD,)),
        ("Les enfants ne seront pas à l'école demain, la route est coupée. Jeudi ils seront là, promis.", _ABSENCE, _BOTH, november(24)),
        ("Léa a rendez-vous mardi. Merci d'annuler sa cantine de mardi. Jeudi elle mange bien à l'école et Tom aussi, toute la semaine.",
         _CANCEL, (LEA,), november(24)),
        # Nothing is needed on a day.
        ("Je souhaiterais inscrire Léa à la cantine mardi et vendredi. Jeudi, c'est sa tante qui la récupère, il n'y a rien à prévoir.",
         _BOOK, (LEA,), november(24, 27)),
        ("Il faudrait inscrire Léa à la cantine vendredi. Jeudi, tous les deux vont chez leur papa, pas besoin.", _BOOK, (LEA,),
         november(27)),
        # A day taken back and told again.
        ("Pourriez-vous mettre Léa à la cantine mardi, non pardon, jeudi (mardi c'est sa marraine qui la prend). Donc jeudi seulement.",
         _BOOK, (LEA,), november(26)),
        ("Mettez Léa à la cantine mardi, non pardon, mardi et jeudi.", _BOOK, (LEA,), november(24, 26)),
        ("Merci d'inscrire Tom mardi, pardon d'être si tardive, et jeudi.", _BOOK, (TOM,), november(24, 26)),
        ("Merci d'annuler Léa mardi, pardon de vous prévenir si tard, ainsi que jeudi.", _CANCEL, (LEA,), november(24, 26)),
        # Days that are told to be as another.
        ("Léa a une bronchite. Elle n'ira pas à l'école demain, ni à l'école jeudi.", _ABSENCE, (LEA,), november(24, 26)),
        ("Léa ne sera pas à l'école mardi, elle passe des examens. Jeudi elle sera encore absente.", _ABSENCE, (LEA,), november(24, 26)),
        ("Merci d'inscrire Léa jeudi. Vendredi, elle mange aussi à la cantine.", _BOOK, (LEA,), november(26, 27)),
        ("Merci d'annuler Léa jeudi. Vendredi, elle va chez son papa, pas besoin non plus.", _CANCEL, (LEA,), november(26, 27)),
        # Who usually feeds a child, and what has nothing to do with it.
        ("Ma mère sera à Turin, c'est elle qui fait manger les enfants en fin de semaine. Merci d'inscrire Léa et Tom à la cantine jeudi.",
         _BOOK, _BOTH, november(26)),
        ("Mon père, qui fait manger Tom le midi, est hospitalisé. Merci de l'inscrire à la cantine jeudi.", _BOOK, (TOM,), november(26)),
        ("Ma sœur vient. C'est elle qui fait manger Tom jeudi.", _CANCEL, (TOM,), november(26)),
        ("Merci d'annuler la cantine de Tom demain. Le football de samedi n'a rien à voir avec vous mais il est ravi.", _CANCEL, (TOM,),
         november(24)),
    ],
)  # fmt: skip
def test_what_is_told_beside_is_no_part_of_an_order(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, children, days)
    assert not reading.needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Jeudi prochain Tom va chez l'ortho avec mon ex-mari. Il faut donc annuler son repas ce jour-là. Le dentiste de lundi est reporté.",
        "Pas de cantine pour Tom jeudi. Vendredi sa grand-mère est là, pas besoin.",
        "Tom ne mange pas jeudi. Vendredi il mange bien chez sa mamie.",
        "Merci pour la confirmation, c'est parfait. Léa mangera donc jeudi et Tom est bien annulé.",
        "Confirmation reçue, c'est bien ce que je voulais : Léa inscrite jeudi.",
        "Inscrivez Léa jeudi, à voir avec son père.",
    ],
)
def test_what_may_be_meant_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Je viens de recevoir la confirmation, c'est exactement ce qu'il fallait : Tom annulé jeudi, Léa maintenue. Merci beaucoup !",
         Intent.THANKS),
        ("Léa est devenue allergique aux œufs, merci de l'ajouter à son dossier.", Intent.UPDATE_HEALTH),
        ("Ma boîte mail a été piratée et j'ai perdu la dernière facture de cantine. Où puis-je la voir ?", Intent.SHOW_INVOICES),
        ("Ma boîte mail a été piratée, voici ma nouvelle adresse : lea@exemple.fr", Intent.UPDATE_CONTACT),
        ("C'est quoi les dernières annonces pour l'école svp ? Mes enfants sont inscrits et tout est payé.", Intent.ANNOUNCEMENTS),
        ("Nous déménageons cet été et quittons définitivement Villars. D'ici vendredi, la cantine ne change pas.", Intent.DECLARE_CHANGE),
    ],
)  # fmt: skip
def test_what_is_asked_gives_the_intent(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert reading.intent is intent
    assert not reading.needs_clarification


def test_a_command_behind_a_confirmation_is_one() -> None:
    reading = heard("J'ai bien reçu la confirmation, parfait. Annulez aussi Tom vendredi svp.")

    assert (reading.intent, reading.children, reading.days) == (_CANCEL, (TOM,), november(27))
