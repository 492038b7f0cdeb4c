"""What grown-ups do themselves, what fell through and what is only guessed beside a French order: none of it is a child's."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

BOOK, CANCEL, REPORT, JUSTIFY = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # The writers, or theirs, are in hospital.
        ("je me fais opérer jeudi, cantine pour Léa jeudi et vendredi", BOOK, (LEA,), november(26, 27)),
        ("Mon épouse va se faire opérer jeudi, cantine pour Léa jeudi", BOOK, (LEA,), november(26)),
        ("mon époux se fait opérer jeudi, je serai avec lui à l'hôpital, cantine pour Tom vendredi", BOOK, (TOM,), november(27)),
        ("je fais opérer Léa jeudi", REPORT, (LEA,), november(26)),
        ("Léa va se faire opérer jeudi", REPORT, (LEA,), november(26)),
        # Shifts, and work that was found.
        ("Moi je fais les 2x8, mettez Tom à la cantine jeudi", BOOK, (TOM,), november(26)),
        ("J'ai décroché un CDD, il me faudrait la cantine pour Tom jeudi", BOOK, (TOM,), november(26)),
        # Children told only as whose judge or custody it is.
        ("Audience demain pour la garde des enfants : Léa mangera à la cantine demain.", BOOK, (LEA,), november(24)),
        ("Léa sera absente jeudi : audience avec le juge des enfants.", REPORT, (LEA,), november(26)),
        ("La nounou des enfants est malade : Léa mangera à la cantine jeudi", BOOK, (LEA,), november(26)),
        ("J'ai la garde des enfants jeudi, Tom a la grippe, annulez leurs repas", CANCEL, (LEA, TOM), november(26)),
        # Nobody can take the child.
        ("Pas moyen de rentrer à midi, Tom mangera à la cantine jeudi.", BOOK, (TOM,), november(26)),
        ("Aucun moyen de le récupérer le midi, Tom mangera à la cantine jeudi", BOOK, (TOM,), november(26)),
        ("Mon ex ne pourra pas prendre Tom jeudi comme prévu, donc repas à la cantine ce jour-là.", BOOK, (TOM,), november(26)),
        ("Tom devait déjeuner chez son ami jeudi mais c'est annulé. Finalement il mangera à la cantine jeudi.", BOOK, (TOM,), november(26)),
        ("Tom devait déjeuner à la maison jeudi mais je travaille. Donc il mangera à la cantine jeudi.", BOOK, (TOM,), november(26)),
        ("Mamie devait garder Tom jeudi mais elle a la grippe. Donc cantine pour lui jeudi.", BOOK, (TOM,), november(26)),
        ("Mamie devait garder Tom jeudi mais il est malade, il sera absent", REPORT, (TOM,), november(26)),
        # What is guessed, or whose word it is.
        ("Tom est plein de boutons, sûrement la varicelle. Annulez ses repas de demain et de jeudi", CANCEL, (TOM,), november(24, 26)),
        ("Pas de chauffage à l'école selon la maîtresse, je garde Léa demain. Merci d'annuler son repas.", CANCEL, (LEA,), november(24)),
        # Where a flight goes is nobody's name.
        ("notre vol pour Dakar est avancé, Tom sera absent jeudi", REPORT, (TOM,), november(26)),
        # A message sent before.
        (
            "Je vous renvoie le certificat de Tom, le premier mail n'est pas passé. Il couvre le 19 et le 20.",
            JUSTIFY,
            (TOM,),
            november(19, 20),
        ),
        ("Suite à mon message de lundi soir, Tom ne mange pas jeudi.", CANCEL, (TOM,), november(26)),
        ("Tom mange le premier et le jeudi 3 décembre", BOOK, (TOM,), (date(2026, 12, 1), date(2026, 12, 3))),
        # Today is told to set it apart.
        ("Léa ira quand même ce matin mais sera absente demain.", REPORT, (LEA,), november(24)),
        ("Tom ira ce matin et sera absent vendredi", REPORT, (TOM,), november(27)),
        ("Tom n'ira pas ce matin et sera absent demain", REPORT, (TOM,), november(23, 24)),
    ],
)
def test_a_grown_ups_affair_is_no_childs(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom part au ski quelques jours en décembre, annulez ses repas",
        "Tom part deux jours la semaine prochaine, merci d'annuler ses repas",
        "Tom a peut-être la varicelle. Annulez peut-être son repas de demain",
        "Si c'est la varicelle, annulez le repas de Tom demain",
        "Ça dépend selon le médecin, Tom mangera jeudi",
        "Tom ne pourra pas manger jeudi comme prévu",
        "Pas moyen de faire manger Tom jeudi",
        "Tom devait manger à la cantine jeudi mais mamie la garde",
    ],
)
def test_what_leaves_a_doubt_is_asked(text: str) -> None:
    assert heard(text).needs_clarification
