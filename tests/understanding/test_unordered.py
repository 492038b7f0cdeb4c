"""What stands beside a plain order and only says what goes on as it is, or is seen later, neither orders nor leaves a doubt."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_TUESDAY, _THURSDAY, _FRIDAY = november(24), november(26), november(27)
_CANCEL, _BOOK, _ABSENT = Intent.CANCEL_MEAL, Intent.BOOK_MEAL, Intent.REPORT_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Merci d'annuler la cantine de Léa jeudi. Les autres jours elle mange comme d'habitude. Ensuite tout reprend normalement.",
         _CANCEL, LEA, _THURSDAY),
        ("Pouvez-vous retirer Tom de la cantine demain ? Il ira en classe normalement. Pour jeudi on verra plus tard. Merci",
         _CANCEL, TOM, _TUESDAY),
        ("Merci d'annuler le repas de Tom vendredi, il va chez le dentiste. Léa mange à l'école normalement. En décembre on verra.",
         _CANCEL, TOM, _FRIDAY),
        ("Léa ne mangera pas à la cantine jeudi. Tom, en revanche, mange bien avec vous, il est furieux mais c'est comme ça. Merci",
         _CANCEL, LEA, _THURSDAY),
        ("Merci d'annuler le repas de Léa jeudi. Le vendredi et le lundi, elle mange à la cantine comme prévu. Ensuite on verra.",
         _CANCEL, LEA, _THURSDAY),
        ("Selon le jugement Léa est chez son père. Je vous prie d'annuler sa cantine jeudi. Tom reste inscrit, on ne change rien.",
         _CANCEL, LEA, _THURSDAY),
        ("Ma mère est là jusqu'à dimanche et elle aimerait déjeuner avec Léa jeudi. Pouvez-vous retirer Léa de la cantine ce jour-là ?",
         _CANCEL, LEA, _THURSDAY),
        ("Tom fait une pause. Ma sœur Awa est là, alors pas de cantine pour lui vendredi. Sa sœur mange comme prévu.",
         _CANCEL, TOM, _FRIDAY),
        ("Pouvez-vous inscrire Tom à la cantine jeudi ? Les autres jours il continue à rentrer à la maison. Merci", _BOOK, TOM, _THURSDAY),
        ("Merci d'inscrire Léa à la cantine jeudi. Tom, lui, reste chez sa nounou et n'est pas concerné.", _BOOK, LEA, _THURSDAY),
        ("Pouvez-vous mettre Léa à la cantine jeudi ? Tom est en sortie avec pique-nique, il n'en a pas besoin.", _BOOK, LEA, _THURSDAY),
        ("Il me faudrait une place à la cantine pour Tom demain. À partir de jeudi, mon frère prend le relais, donc seulement demain.",
         _BOOK, TOM, _TUESDAY),
        ("Jusqu'ici seule Léa mange à l'école le vendredi, Tom rentrait. Pourriez-vous inscrire Tom à la cantine vendredi ?",
         _BOOK, TOM, _FRIDAY),
        ("Merci d'inscrire Tom à la cantine jeudi. Mardi je suis encore à la maison donc il rentre manger. Pour Léa, c'est déjà fait.",
         _BOOK, TOM, _THURSDAY),
        ("Léa a une sortie jeudi, merci d'enlever son repas. Tom, qui n'y va pas, reste à la cantine. Lundi tout reprend.",
         _CANCEL, LEA, _THURSDAY),
        ("Je voudrais inscrire Léa à la cantine jeudi, je suis en formation. Lundi et mardi je suis là, donc rien à prévoir. Merci",
         _BOOK, LEA, _THURSDAY),
        ("Tom sera absent jeudi et vendredi car il se fait opérer. Lundi et mardi, il est à l'école normalement. Merci",
         _ABSENT, TOM, (*_THURSDAY, *_FRIDAY)),
        ("Tom a vomi, il ne viendra pas à l'école demain. Léa va bien et vient comme d'habitude. Pour jeudi, je vous redirai demain soir.",
         _ABSENT, TOM, _TUESDAY),
    ],
)  # fmt: skip
def test_what_goes_on_orders_nothing(text: str, intent: Intent, child: int, days: tuple[object, ...]) -> None:
    found = heard(text)

    assert (found.intent, found.children, found.days, found.questions, found.others) == (intent, (child,), days, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Annulez la cantine de Léa jeudi. Tom mangera vendredi.",
        "Annulez la cantine de Léa jeudi. On verra.",
        "Annulez la cantine de Léa jeudi. On verra si sa mamie vient jeudi.",
        "Merci d'annuler la cantine de Léa jeudi. Vendredi on verra, elle ne mangera peut-être pas non plus.",
        "Annulez la cantine de Léa la semaine prochaine. Pour jeudi on verra.",
        "Annulez la cantine de Léa la semaine prochaine. Jeudi elle mange bien à la cantine.",
        "Annulez la cantine de Léa jeudi. Les autres jours elle mange comme d'habitude sauf vendredi.",
        "Inscrivez Léa à la cantine jeudi. Vendredi elle sera chez mamie, donc pas de cantine.",
        "Inscrivez Léa à la cantine jeudi. Tom mange vendredi.",
        "Merci d'inscrire Léa à la cantine jeudi. Vendredi, sa nounou revient et vous pouvez annuler.",
        "Merci d'inscrire Léa demain. À partir de jeudi, mon frère prend le relais, donc seulement jeudi.",
        "Léa sera absente jeudi. Pour vendredi on verra si elle va mieux, sinon annulez.",
        "Tom est fatigué. Ma sœur Awa ne mangera pas à la cantine demain.",
    ],
)
def test_what_orders_or_leaves_a_doubt_is_kept(text: str) -> None:
    found = heard(text)

    assert found.questions or found.others


def test_no_school_on_a_wednesday_is_no_other_absence() -> None:
    found = heard(
        "Léa retourne en classe ce matin. Elle était absente jeudi et vendredi, je vous joins le mot du médecin. Mercredi il n'y avait pas"
        " école de toute façon. Merci de corriger la facture de novembre."
    )

    assert (found.intent, found.children, found.days, found.questions) == (Intent.JUSTIFY_ABSENCE, (LEA,), november(19, 20), ())
