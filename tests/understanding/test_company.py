"""Whom an order is about beside those who are greeted, the writers who eat with a child, and children told by rank."""

from datetime import date

import pytest

from tests.understanding.house import CHILDREN, LEA, TOM, context, heard, november
from villars_core.understanding import Intent, KnownChild, read

_ZOE, _MAX = 3, 4
_FOUR = (
    *CHILDREN,
    KnownChild(_ZOE, "Zoé", "Martin", "f", date(2017, 5, 2), "CM1"),
    KnownChild(_MAX, "Max", "Martin", "m", date(2018, 1, 12), "CE2"),
)


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("Léa et Tom mangent jeudi, merci les filles !", Intent.BOOK_MEAL, (LEA, TOM)),
        ("Bonjour les filles, Tom mange à la cantine jeudi", Intent.BOOK_MEAL, (TOM,)),
        ("Merci les enfants, Tom ne mange pas jeudi", Intent.CANCEL_MEAL, (TOM,)),
        ("Bonjour les filles mangent jeudi", Intent.BOOK_MEAL, (LEA, _ZOE)),
        ("Léa et moi déjeunons toutes les deux en ville jeudi, annulez son repas", Intent.CANCEL_MEAL, (LEA,)),
        ("Jeudi je mange avec Tom, juste tous les deux, pas de cantine pour lui", Intent.CANCEL_MEAL, (TOM,)),
        ("Léa mange avec moi jeudi, on se fait un resto toutes les deux", Intent.CANCEL_MEAL, (LEA,)),
        ("Voyage à Milan, Tom ne mange pas jeudi", Intent.CANCEL_MEAL, (TOM,)),
        ("Mon fils aîné ne mange pas jeudi", Intent.CANCEL_MEAL, (_MAX,)),
        ("Mon fils cadet ne mange pas jeudi", Intent.CANCEL_MEAL, (TOM,)),
        ("Ma fille la plus jeune mange à la cantine jeudi", Intent.BOOK_MEAL, (LEA,)),
        ("Ma fille aînée mange à la cantine jeudi", Intent.BOOK_MEAL, (_ZOE,)),
    ],
)
def test_the_child_meant_is_told_by_name_or_rank(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    reading = read(text, context(children=_FOUR))

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, november(26), ())


@pytest.mark.parametrize(
    ("text", "intent", "questions"),
    [
        ("Tom est malade, il reste chez sa nounou jeudi", Intent.REPORT_ABSENCE, 0),
        ("Tom est malade, Léa reste chez mamie jeudi", Intent.CANCEL_MEAL, 1),
        ("Je travaille au restaurant jeudi midi, Tom mange avec vous jeudi", Intent.BOOK_MEAL, 0),
        ("Je reprends le service du midi au restaurant, Tom mangera donc avec vous jeudi", Intent.BOOK_MEAL, 0),
        ("On mange au resto jeudi avec Tom, pas de cantine", Intent.CANCEL_MEAL, 0),
        ("Je suis en Espagne mardi et jeudi. Gardez Tom à la cantine ces jours la", Intent.BOOK_MEAL, 0),
        ("Déplacement mardi et jeudi. Cantine pour Tom ces jours-là", Intent.BOOK_MEAL, 0),
        ("Jeudi une voisine s'occupe du repas de Tom, ne prévoyez rien", Intent.CANCEL_MEAL, 0),
        ("Jeudi une copine fait manger Tom, inutile de le compter", Intent.CANCEL_MEAL, 0),
        ("Je remplace une collègue au restaurant jeudi midi, Tom mange à la cantine", Intent.BOOK_MEAL, 0),
        ("Mon mari est à Lyon jeudi. Tom à la cantine ce jour-là", Intent.BOOK_MEAL, 0),
        ("Tom a la scarlatine, il reprendra l'école jeudi", Intent.REPORT_ABSENCE, 0),
        ("Tom a eu la scarlatine, il reprend l'école", Intent.REPORT_ABSENCE, 2),
        ("Le cousin de Tom mange à la cantine jeudi", Intent.BOOK_MEAL, 1),
        ("Tom était absent jeudi, je vous mets le certificat en pj", Intent.JUSTIFY_ABSENCE, 0),
    ],
)
def test_where_a_child_or_the_writers_are_tells_the_act(text: str, intent: Intent, questions: int) -> None:
    reading = heard(text)

    assert (reading.intent, len(reading.questions)) == (intent, questions)


@pytest.mark.parametrize(
    ("text", "children", "questions"),
    [
        ("cantine jeudi pour le petit et pour l'autre aussi", (LEA, TOM), 0),
        ("Tom mange jeudi, l'autre aussi", (LEA, TOM), 0),
        ("Inscrivez Tom jeudi, désolée si je vous dérange", (TOM,), 0),
        ("Annulez Tom jeudi et désolée si ça vous complique la tâche", (TOM,), 0),
        ("les jumeaux mangent jeudi", (), 1),
        ("Annulez Tom jeudi s'il fait beau, désolée", (TOM,), 1),
        ("Vaut-il mieux que Tom mange à la cantine jeudi ?", (TOM,), 1),
    ],
)
def test_what_is_said_beside_leaves_no_child_and_no_doubt_out(text: str, children: tuple[int, ...], questions: int) -> None:
    reading = heard(text)

    assert (reading.children, reading.days, len(reading.questions)) == (children, november(26), questions)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Jeudi Léa et son petit frère Tom mangent", Intent.BOOK_MEAL),
        ("Léa et son petit frère Tom mangent jeudi à la cantine", Intent.BOOK_MEAL),
        ("Jeudi Léa déjeune avec son frère Tom à la cantine", Intent.BOOK_MEAL),
        ("Annulez jeudi pour Léa et son petit frère Tom", Intent.CANCEL_MEAL),
        ("Léa et son petit frère Tom seront absents jeudi", Intent.REPORT_ABSENCE),
    ],
)
def test_a_sibling_told_by_name_is_no_company(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (LEA, TOM), november(26), ())


@pytest.mark.parametrize("text", ["Jeudi Tom mange avec sa sœur Léa", "Tom mange jeudi avec sa grande sœur Léa"])
def test_whether_a_sibling_eats_there_too_is_asked(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.BOOK_MEAL, (LEA, TOM), True)


@pytest.mark.parametrize("text", ["Léa a un petit frère", "Le petit frère est né hier, Léa est ravie"])
def test_a_sibling_who_is_not_of_the_family_yet_is_a_change(text: str) -> None:
    assert heard(text).intent is Intent.DECLARE_CHANGE
