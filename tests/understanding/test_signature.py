"""The writer's name at the end of a message and the reader's in its greeting are no children."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import Context, Intent, KnownChild, SchoolDays, read

_CHILDREN = (KnownChild(1, "Emma", "Rossi", "f"), KnownChild(2, "Jade", "Rossi", "f"))
_CONTEXT = Context(
    datetime(2026, 11, 23, 9, tzinfo=PARIS),
    _CHILDREN,
    SchoolDays(date(2026, 9, 1), date(2027, 7, 2), frozenset({1, 2, 4, 5})),
)


@pytest.mark.parametrize(
    "text",
    [
        "Emma ne mange pas à la cantine jeudi. Paolo Rossi",
        "Emma ne mange pas à la cantine jeudi.\nMerci infiniment, Chiara",
        "Emma ne mange pas à la cantine jeudi. Merci pour votre compréhension\nPaolo et Chiara Rossi",
        "Bonjour Sylvie, Emma ne mange pas à la cantine jeudi. Bises, C. Rossi",
        "Emma ne mange pas à la cantine jeudi. Plein de bonheur pour 2027, Laura",
        "Bonjour Madame Martin,\nEmma ne mange pas à la cantine jeudi.\nBien à vous,\nMme Rossi",
        "Emma ne mange pas à la cantine jeudi. Famille Rossi",
    ],
)
def test_a_signature_names_no_child(text: str) -> None:
    found = read(text, _CONTEXT)
    assert (found.intent, found.children, found.days, found.questions) == (Intent.CANCEL_MEAL, (1,), (date(2026, 11, 26),), ())


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Pas de cantine jeudi. Jade", (2,)),
        ("Pas de cantine jeudi pour mon enfant.\nLa maman de Jade", (2,)),
        ("Pas de cantine jeudi, merci. Emma et Jade", (1, 2)),
    ],
)
def test_a_child_told_at_the_end_is_no_signature(text: str, children: tuple[int, ...]) -> None:
    assert read(text, _CONTEXT).children == children


def test_a_stranger_in_the_message_is_asked_about() -> None:
    assert read("Lucas ne mange pas à la cantine jeudi. Paolo Rossi", _CONTEXT).questions
