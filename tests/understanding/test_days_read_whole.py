"""No day is lost or made up by an hour, a return or a sentence beside it, and whom a message is about is asked where it wavers (French)."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.understanding import Intent, KnownChild, read

_BOOK, _CANCEL = Intent.BOOK_MEAL, Intent.CANCEL_MEAL


@pytest.mark.parametrize(
    ("text", "child", "days"),
    [
        ("Léa ne déjeunera pas jeudi. Ni vendredi d'ailleurs, sa marraine est là.", LEA, november(26, 27)),
        ("Tom ne mange pas demain. Ni jeudi.", TOM, november(24, 26)),
        ("je viens chercher Léa avant midi vendredi donc pas cantine", LEA, november(27)),
        ("Léa a danse jeudi de 12h à 13h exceptionnellement, elle ne pourra donc pas manger à la cantine", LEA, november(26)),
        ("Tom a judo de 12h à 13h habituellement le jeudi 26 : pas de cantine pour lui ce jour-là", TOM, november(26)),
    ],
)
def test_the_days_of_a_cancelling_are_read_whole(text: str, child: int, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (_CANCEL, (child,), days)


@pytest.mark.parametrize(
    "text",
    [
        # A day that is no such weekday, beside a child who is fetched: no return to school.
        "Pouvez-vous noter que Léa sera reprise à midi le lundi 26 novembre et ne mangera pas",
        # Whom: the pronoun is put right, one of two is not told, one eats alone.
        "il mange jeudi, enfin elle",
        "jeudi j'en récupère une sur les deux avant la cantine, à décommander",
        "Vendredi Léa seule à la cantine, son frère a un rendez-vous et mange avec moi",
    ],
)
def test_what_wavers_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


def test_weekdays_that_both_come_again_are_both_read() -> None:
    days = heard("Chaque mardi et jeudi jusqu'aux vacances Léa mangera").days

    assert {day.isoweekday() for day in days} == {2, 4}


def test_a_sister_whom_the_family_has_not_is_asked_about() -> None:
    only = context(children=context().children[:1])

    assert read("Demain je prends Léa et sa sœur à 11h30, pas de plateaux pour eux", only).needs_clarification


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("Les petits, Léa et Tom, n'auront pas besoin de déjeuner jeudi", _CANCEL, (LEA, TOM)),
        ("tom doit rester le midi jeudi la dame qui le garde s'est blessée", _BOOK, (TOM,)),
        ("Léa mange à la cantine jeudi, l'amie qui la garde est absente", _BOOK, (LEA,)),
    ],
)
def test_who_minds_a_child_is_none(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, children, november(26))


def test_the_children_of_a_group_who_are_named_are_the_ones_meant() -> None:
    three = context(children=(*context().children, KnownChild(3, "Zoé", "Martin", "f", date(2018, 5, 4), "CE2")))

    assert read("Les petits, Léa et Tom, n'auront pas besoin de déjeuner jeudi", three).children == (LEA, TOM)


def test_where_an_inscription_stands_is_looked_up() -> None:
    assert heard("Mon inscription de jeudi, elle est toujours en attente ?").intent is Intent.LIST_REQUESTS
