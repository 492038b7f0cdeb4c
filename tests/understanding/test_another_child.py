"""Another child told beside the one who is meant: who stays as it is, who is well, who is elsewhere, whom a pronoun takes up."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.understanding import Intent, KnownChild, read

_BOOK, _CANCEL, _ABSENCE = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE
_BROTHERS = context(children=(KnownChild(1, "Louis", "Petit", "m"), KnownChild(2, "Louise", "Petit", "f")))


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Tom est allergique aux œufs, il faudrait le noter sur sa fiche. Sa sœur n'a rien.", TOM),
        ("Léa ne prend plus son traitement, à retirer de sa fiche de santé. Rien à voir avec Tom, hein.", LEA),
        ("Léa ne supporte plus le lactose. Pouvez-vous le noter sur sa fiche santé ? Tom mange de tout.", LEA),
        ("Léa a été diagnostiquée cœliaque. Merci de le noter dans sa fiche sanitaire. Tom a fait le test, rien.", LEA),
        ("Tom a un nouveau PAI pour ses crises d'asthme. Léa va très bien, elle.", TOM),
        ("Contrairement à Tom, Léa est allergique aux crevettes. Merci de le noter.", LEA),
        ("Tom est allergique aux kiwis, pas Léa. Notez-le sur sa fiche.", TOM),
        ("L'allergologue confirme que Léa est allergique aux arachides, fiche à compléter. Tom n'a jamais eu de réaction.", LEA),
    ],
)
def test_the_health_of_who_is_well_is_not_noted(text: str, child: int) -> None:
    read = heard(text)
    assert (read.intent, read.children, read.questions) == (Intent.UPDATE_HEALTH, (child,), ())


@pytest.mark.parametrize(
    "text",
    [
        "Léa est allergique au lait et Tom aussi, à noter sur leurs fiches",
        "Léa n'est plus allergique aux œufs, merci de le retirer de sa fiche. Tom, lui, l'est toujours.",
        "Tom n'a plus d'allergie, l'allergologue a tout levé. Pour Léa, le PAI est renouvelé.",
        "Léa va bien mais elle reste allergique à l'œuf. Tom est intolérant au gluten. À mettre sur leurs fiches.",
        "Tom est allergique au lait. Léa n'a rien contre le poisson mais elle ne mange pas de viande, à noter.",
    ],
)
def test_the_health_of_both_is_noted(text: str) -> None:
    assert heard(text).children == (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "intent", "child"),
    [
        ("Pas de cantine pour Léa jeudi. Tom maintient son repas, il a encore de quoi mâcher.", _CANCEL, LEA),
        ("Enlevez Léa de la cantine jeudi. Tom n'y va pas, il mange normalement.", _CANCEL, LEA),
        ("Il faudrait annuler le repas de Léa jeudi ; Tom n'est pas du voyage.", _CANCEL, LEA),
        ("Tom sera absent jeudi. C'est la nounou qui déposera Léa.", _ABSENCE, TOM),
        ("Léa sera absente jeudi. Tom, je vous l'amène dans dix minutes.", _ABSENCE, LEA),
        ("Tom est absent jeudi. Léa a eu sa visite en octobre, elle vient normalement.", _ABSENCE, TOM),
        ("Annulez Léa jeudi. Tom ne l'accompagne pas, il reste manger avec vous.", _CANCEL, LEA),
        ("Tom a eu la scarlatine la semaine dernière, voilà que Léa y passe à son tour. Elle sera absente jeudi.", _ABSENCE, LEA),
        ("Tom est inscrit à la cantine jeudi. Il faut retirer Léa ce midi-là.", _CANCEL, LEA),
        ("Annulez le repas de Tom jeudi, sa mère s'occupe de sa sœur.", _CANCEL, TOM),
        ("bonjour mettez lea a la cantine jeudi svp tom y est deja inscrit merci", _BOOK, LEA),
        ("inscrivez léa à la cantine jeudi son frère y mange déjà", _BOOK, LEA),
        ("Inscrivez Tom jeudi, j'emmène sa sœur chez l'ophtalmo", _BOOK, TOM),
        ("Leur père n'emmène que Tom chez le dentiste, deux c'est trop pour lui. Donc cantine pour Léa jeudi.", _BOOK, LEA),
        ("Tom est chez mamie jeudi. Léa mange à la cantine jeudi.", _BOOK, LEA),
        ("Léa mange chez mamie chaque jeudi, mais jeudi mamie est absente. Léa mangera donc à la cantine jeudi.", _BOOK, LEA),
        ("D'habitude Tom mange chez sa nounou, mais elle est en congé. Il faudrait l'inscrire jeudi.", _BOOK, TOM),
        ("Mamie prend Tom à déjeuner jeudi, merci de l'enlever.", _CANCEL, TOM),
        ("La nounou de Tom le garde jeudi midi, pas de cantine. Léa mange normalement.", _CANCEL, TOM),
        ("La marraine de Tom vient jeudi et l'emmène au restaurant. Retirez-le de la cantine. Léa a eu son tour.", _CANCEL, TOM),
        ("La nounou de Tom est malade jeudi : inscrivez-le à la cantine, Léa y mange déjà.", _BOOK, TOM),
        ("Je suis la maman de Tom, Léa ne mange pas jeudi, merci de l'annuler.", _CANCEL, LEA),
    ],
)
def test_another_child_takes_no_part_in_the_order(text: str, intent: Intent, child: int) -> None:
    read = heard(text)
    assert (read.intent, read.children, read.days, read.questions, read.others) == (intent, (child,), november(26), (), ())


def test_the_wrist_that_a_brother_broke_is_not_his_absence() -> None:
    read = heard("Léa s'est cassé le poignet, son frère l'avait poussée du toboggan. Elle était absente jeudi, voici le certificat.")
    assert (read.intent, read.children, read.others) == (Intent.JUSTIFY_ABSENCE, (LEA,), ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom est malade, absent jeudi. Léa va bien mais je la garde aussi.",
        "Tom est malade, absent jeudi. Léa n'a rien mais elle reste avec lui.",
        "Tom est absent jeudi. Léa va bien, on la garde quand même à la maison.",
        "Annulez Tom jeudi. Léa est inscrite vendredi, enlevez-la aussi.",
        "Tom sera absent jeudi. Léa, du coup, a besoin d'un repas à la cantine ce jour-là.",
        "Annulez Tom jeudi. Léa mange comme tous les jours chez sa nounou.",
    ],
)
def test_what_may_change_for_the_other_is_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Loulou mange chez sa tata jeudi, elle fait des crêpes. Merci d'annuler.", True),
        ("Elle mange chez sa tata jeudi, elle adore ses crêpes. Merci d'annuler.", False),
        ("Mamie est là jeudi donc elle ne mange pas à la cantine", False),
    ],
)
def test_a_pronoun_may_tell_who_feeds(text: str, *, asks: bool) -> None:
    assert bool(read(text, _BROTHERS).questions) is asks


@pytest.mark.parametrize(
    "text",
    [
        "Léa a été opérée ce lundi et rentre juste à la maison. Elle n'ira pas à l'école jeudi.",
        "Léa s'est cassé le bras vendredi et est rentrée à la maison hier. Elle sera absente jeudi.",
    ],
)
def test_the_day_of_what_has_happened_is_no_absence_to_come(text: str) -> None:
    read = heard(text)
    assert (read.intent, read.days) == (_ABSENCE, november(26))


def test_what_ends_in_the_evening_is_no_meal() -> None:
    read = heard("La nounou de Tom rend son tablier lundi soir. Reste le mardi 1er décembre : inscrivez-le à la cantine.")
    assert (read.intent, read.days) == (_BOOK, (date(2026, 12, 1),))
