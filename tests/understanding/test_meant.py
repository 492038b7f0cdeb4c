"""Which of the children told in a message its order is about."""

import pytest

from tests.understanding.house import LEA, TOM, context, november
from villars_core.understanding import Intent, Question, Reading, read
from villars_core.understanding.meant import is_of_interest, likely_meant, of_whom, without_unmeant
from villars_core.understanding.orders import Heard
from villars_core.understanding.reader import take_apart


def _heard(text: str) -> Heard:
    return take_apart(text, context())


def _reading(children: tuple[int, ...], *kinds: str) -> Reading:
    return Reading(Intent.CANCEL_MEAL, children, november(26), questions=tuple(Question(kind) for kind in kinds), confidence=0.95)


_PASSING = "Pas de cantine pour Tom jeudi, merci. Léa a déjà son repas."
_BOTH = "Pas de cantine jeudi pour Tom et Léa."


def test_a_child_told_in_passing_is_less_likely_meant() -> None:
    shares = likely_meant(_heard(_PASSING), Intent.CANCEL_MEAL)

    assert shares[TOM] > 0.8
    assert shares[LEA] < 0.3
    assert min(likely_meant(_heard(_BOTH), Intent.CANCEL_MEAL).values()) > 0.8


def test_a_child_told_in_passing_is_no_part_of_an_order() -> None:
    after = of_whom(_reading((LEA, TOM)), _heard(_PASSING))

    assert (after.children, after.questions) == ((TOM,), ())
    assert [one.rule for one in after.evidence] == ["likely.whom"]


def test_the_words_around_tell_which_child_is_meant() -> None:
    fewer = without_unmeant(_heard(_PASSING), Intent.CANCEL_MEAL)

    assert fewer is not None
    assert {key for one in fewer.mentions for key in one.keys} == {TOM}


@pytest.mark.parametrize("kind", ["which_child", "which_days", "condition", "name_unknown"])
def test_a_doubt_stands(kind: str) -> None:
    before = _reading((LEA, TOM), kind)

    assert of_whom(before, _heard(_PASSING)) == before


def test_children_told_alike_are_left_as_they_were_read() -> None:
    for before in (_reading((LEA, TOM)), _reading((LEA,)), _reading((LEA, TOM), "which_child")):
        assert of_whom(before, _heard(_BOTH)) == before


@pytest.mark.parametrize(
    "text",
    [
        "Pas de cantine jeudi pour Tom ou Léa, je ne sais plus. Léa était malade",
        "Pas de cantine jeudi pour Tom. Léa pareil.",
        "Tom ne mange pas jeudi. Sa sœur fera comme lui.",
        "Tom ne mange pas jeudi. Léa va chez le dentiste.",
    ],
)
def test_a_child_who_may_be_part_of_the_order_is_not_left_out(text: str) -> None:
    assert without_unmeant(_heard(text), Intent.CANCEL_MEAL) is None
    assert of_whom(_reading((LEA, TOM)), _heard(text)).children == (LEA, TOM)


def test_a_child_of_whom_the_act_is_told_is_not_left_out() -> None:
    assert without_unmeant(_heard("Jeudi il y aura Tom en plus, sa sœur n'y mange pas."), Intent.CANCEL_MEAL) is None


def test_one_child_alone_is_of_no_interest() -> None:
    assert not is_of_interest(_heard("Pas de cantine pour Tom jeudi"))


def test_a_message_is_read_so() -> None:
    found = read("Tom ne mange pas à la cantine jeudi. Sa sœur était malade la semaine passée mais elle va bien.", context())

    assert (found.intent, found.children) == (Intent.CANCEL_MEAL, (TOM,))
