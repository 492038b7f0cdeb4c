"""Which of the children and days told in a message its order is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context, november
from villars_core.understanding import Intent, Question, Reading, read
from villars_core.understanding.heard import Heard
from villars_core.understanding.learnt.meant import as_meant, likely_meant, told_children, told_days
from villars_core.understanding.reader import take_apart

_PASSING = "Pas de cantine pour Tom jeudi, merci. Léa a déjà son repas."
_BOTH = "Pas de cantine jeudi pour Tom et Léa."
_OTHER_DAY = "Tom ne mange pas à la cantine jeudi, le vaccin est mardi."


def _heard(text: str) -> Heard:
    return take_apart(text, context())


def _reading(children: tuple[int, ...], *kinds: str, days: tuple[date, ...] = november(26)) -> Reading:
    return Reading(Intent.CANCEL_MEAL, children, days, questions=tuple(Question(kind) for kind in kinds), confidence=0.95)


def _of_names(before: Reading) -> Callable[[Heard], Reading]:
    """Read a message again as one about the children and days that are left in it."""

    def read_again(heard: Heard) -> Reading:
        keys = {key for one in heard.mentions for key in one.keys}
        return replace(before, children=tuple(sorted(keys)), days=before.days[-len(heard.said) :], questions=())

    return read_again


def test_a_child_told_in_passing_is_less_likely_meant() -> None:
    shares = likely_meant(_heard(_PASSING), Intent.CANCEL_MEAL).child()

    assert shares[TOM] > 0.8
    assert shares[LEA] < 0.3
    assert min(likely_meant(_heard(_BOTH), Intent.CANCEL_MEAL).child().values()) > 0.8


def test_a_day_told_in_passing_is_less_likely_meant() -> None:
    (_, meant), (_, passing) = likely_meant(_heard(_OTHER_DAY), Intent.CANCEL_MEAL).days

    assert meant > 0.7
    assert passing < 0.3


@pytest.mark.parametrize("kinds", [(), ("which_child",)])
def test_a_child_told_in_passing_is_no_part_of_an_order(kinds: tuple[str, ...]) -> None:
    before = _reading((LEA, TOM), *kinds)
    after = as_meant(before, _heard(_PASSING), _of_names(before))

    assert (after.children, after.questions) == ((TOM,), ())
    assert [one.rule for one in after.evidence] == ["likely.whom"]


def test_a_day_told_in_passing_is_no_part_of_an_order() -> None:
    before = _reading((TOM,), days=november(24, 26))
    after = as_meant(before, _heard(_OTHER_DAY), _of_names(before))

    assert (after.days, after.questions) == (november(26), ())


@pytest.mark.parametrize("kind", ["condition", "name_unknown", "confirm_act"])
def test_a_doubt_of_another_kind_stands(kind: str) -> None:
    before = _reading((LEA, TOM), kind)

    assert as_meant(before, _heard(_PASSING), _of_names(before)) == before


def test_what_asks_when_it_is_read_again_stays_as_it_was() -> None:
    before = _reading((LEA, TOM))

    assert as_meant(before, _heard(_PASSING), lambda _: _reading((TOM,), "condition")) == before


def test_an_order_never_grows() -> None:
    before = _reading((TOM,))

    assert as_meant(before, _heard(_OTHER_DAY), lambda _: _reading((TOM,), days=november(26, 27))) == before


def test_children_told_alike_are_left_as_they_were_read() -> None:
    for before in (_reading((LEA, TOM)), _reading((LEA,)), _reading((LEA, TOM), "which_child")):
        assert as_meant(before, _heard(_BOTH), _of_names(before)) == before


@pytest.mark.parametrize(
    "text",
    [
        "Pas de cantine jeudi pour Tom ou Léa, je ne sais plus. Léa était malade",
        "Pas de cantine jeudi pour Tom. Léa pareil.",
        "Tom ne mange pas jeudi. Sa sœur fera comme lui.",
        "Jeudi il y aura Tom en plus, sa sœur n'y mange pas.",
        "Tom ne mange pas jeudi. Léa va chez le dentiste.",
    ],
)
def test_a_child_who_may_be_part_of_the_order_is_not_left_out(text: str) -> None:
    before = _reading((LEA, TOM))

    assert as_meant(before, _heard(text), _of_names(before)) == before


def test_one_child_and_one_day_are_left_alone() -> None:
    heard = _heard("Pas de cantine pour Tom jeudi")

    assert not told_children(heard)
    assert not told_days(heard)


def test_a_message_is_read_so() -> None:
    found = read("Tom ne mange pas à la cantine jeudi. Sa sœur était malade la semaine passée mais elle va bien.", context())

    assert (found.intent, found.children) == (Intent.CANCEL_MEAL, (TOM,))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Jeudi Tom ne mange pas, vendredi non plus", Intent.CANCEL_MEAL),
        ("Jeudi Tom mange à la cantine, vendredi aussi", Intent.BOOK_MEAL),
        ("Jeudi Tom mange à la cantine et vendredi également", Intent.BOOK_MEAL),
    ],
)
def test_a_day_that_is_as_another_is_meant_too(text: str, intent: Intent) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.days, reading.questions) == (intent, november(26, 27), ())
