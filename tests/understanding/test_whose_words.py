"""Whose absence, whose name and whose words stand beside an order, and whom a pronoun takes up."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import Context, Intent, KnownChild, Reading, SchoolDays, read

_LEA, _TOM, _INES = 1, 2, 1
_NOW, _YEAR = datetime(2026, 11, 23, 9, tzinfo=PARIS), SchoolDays(date(2026, 9, 1), date(2027, 7, 2), frozenset({1, 2, 4, 5}))
_TWO = Context(_NOW, (KnownChild(_LEA, "Léa", "Martin", "f", level="CE1"), KnownChild(_TOM, "Tom", "Martin", "m", level="MS")), _YEAR)
_ONE = Context(_NOW, (KnownChild(_INES, "Inès", "Haddad", "f", level="CM2"),), _YEAR)
_THURSDAY = date(2026, 11, 26)


def _kinds(reading: Reading) -> set[str]:
    return {question.kind for question in reading.questions}


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("Tom mange jeudi car la baby sitter est pas là", Intent.BOOK_MEAL, (_TOM,)),
        ("Tom mangera finalement bien jeudi, sa cousine ne vient plus le chercher.", Intent.BOOK_MEAL, (_TOM,)),
        ("Tom jeudi midi chez vous svp", Intent.BOOK_MEAL, (_TOM,)),
        ("Gardez Tom à déjeuner jeudi", Intent.BOOK_MEAL, (_TOM,)),
        ("Je peux pas cuisiner mettez Tom à la cantine jeudi", Intent.BOOK_MEAL, (_TOM,)),
        ("la hija no mange jeudi, merci", Intent.CANCEL_MEAL, (_LEA,)),
        ("los niños mangent jeudi", Intent.BOOK_MEAL, (_LEA, _TOM)),
        ("Tom mange jeudi à la cantine, gracias", Intent.BOOK_MEAL, (_TOM,)),
        ("Tom le jeudi repas a annulé", Intent.CANCEL_MEAL, (_TOM,)),
        ("Ni Léa ni Tom à midi jeudi", Intent.CANCEL_MEAL, (_LEA, _TOM)),
        ("J'avais demandé un repas pour Léa jeudi, il ne le faut plus.", Intent.CANCEL_MEAL, (_LEA,)),
        ("Ajoutez Tom jeudi svp, Léa non.", Intent.BOOK_MEAL, (_TOM,)),
        ("Ajoutez Tom jeudi midi mais pas sa sœur", Intent.BOOK_MEAL, (_TOM,)),
        ("tom cantine jeudi mais pas léa", Intent.BOOK_MEAL, (_TOM,)),
        ("Tom sera absent jeudi. Léa n'est pas malade.", Intent.REPORT_ABSENCE, (_TOM,)),
        ("Tom sera absent jeudi. Léa, elle, ne manque rien.", Intent.REPORT_ABSENCE, (_TOM,)),
        ("Tom sera absent jeudi, retour de l'île Maurice dans la nuit.", Intent.REPORT_ABSENCE, (_TOM,)),
        ("Tom sera absent jeudi. Sa sacoche reste chez moi, si la maîtresse veut y glisser les devoirs.", Intent.REPORT_ABSENCE, (_TOM,)),
    ],
)
def test_what_is_somebody_elses_makes_no_doubt(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    found = read(text, _TWO)
    assert (found.intent, found.children, found.days, found.questions, found.others) == (intent, children, (_THURSDAY,), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "pe etre tom mange pas jeudi",
        "tom mangera ptetre jeudi",
        "La maîtresse de Tom finit à 11h30 jeudi, annulez sa cantine. Léa, c'est toute la journée.",
        "Jeudi Léa passe une échographie. Vous aurez Tom mais pas elle, elle sera absente.",
        "Bonjour il sera absent jeudi, sa soeur était absente la semaine dernière",
        "Les filles mangent jeudi svp, Tom rentre à la maison, Léa aussi",
        "Jeudi l'un des enfants (Léa, ou bien Tom si elle est guérie) sera absent",
        "Tom mange jeudi, sa sœur n'est pas là",
        "Tom sera bien là jeudi pour la cantine, mais pas Léa",
        "Tom mange jeudi, Léa non",
        "Enlevez le repas de Tom jeudi, euh celui de la grande",
        "Vous pouvez retirer Tom jeudi ? Léa n'y va pas non plus.",
    ],
)
def test_what_may_be_another_childs_is_asked_about(text: str) -> None:
    found = read(text, _TWO)
    assert found.questions or found.others


def test_a_meal_here_is_none_at_the_canteen() -> None:
    found = read("Jeudi j'ai les grands-parents, Tom mange ici", _TWO)
    assert found.intent is not Intent.BOOK_MEAL or found.questions


@pytest.mark.parametrize("name", ["Marie", "Nicolas", "Catherine", "Jean"])
def test_a_name_that_is_a_word_too_is_asked_about(name: str) -> None:
    assert _kinds(read(f"{name} ne mange pas jeudi", _ONE)) == {"name_unknown"}


@pytest.mark.parametrize("text", ["Ma sœur se marie jeudi, Inès sera absente", "Inès ne mange pas jeudi. Marie Haddad"])
def test_a_wedding_and_a_signature_tell_no_child(text: str) -> None:
    assert (read(text, _ONE).children, _kinds(read(text, _ONE))) == ((_INES,), set())
