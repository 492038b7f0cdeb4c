"""The second reader of French orders: what it may do to the first one's reading, and that it does nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.corpus_reading import Case, cases
from tests.understanding.house import LEA, TOM, context, november
from villars_core.understanding import Intent, OpenQuestion, Question, Reading, read
from villars_core.understanding.agreement import agreed
from villars_core.understanding.likely import CLASSES, likelihood, masked_words
from villars_core.understanding.orders import Heard
from villars_core.understanding.reader import take_apart

_ORDER = "Merci de retirer Tom de la cantine jeudi, son papi le prend"
_NO_ORDER = "Quelle honte, annuler la cantine de Tom jeudi, voilà ce que raconte ma voisine"
_FRENCH = cases("fr")


def _heard(text: str) -> Heard:
    return take_apart(text, context())


def _reading(*kinds: str, intent: Intent = Intent.CANCEL_MEAL) -> Reading:
    return Reading(intent, (TOM,), november(26), questions=tuple(Question(kind) for kind in kinds), confidence=0.95)


def _at_once(text: str, intent: Intent) -> float:
    found = likelihood(_heard(text), intent)
    assert found is not None
    return found.at_once


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (_ORDER, Intent.CANCEL_MEAL),
        ("Pouvez-vous inscrire Léa à la cantine vendredi, s'il vous plaît ?", Intent.BOOK_MEAL),
        ("Léa est malade, elle ne viendra pas à l'école demain", Intent.REPORT_ABSENCE),
        ("Je vous envoie le certificat médical de Tom pour son absence de lundi", Intent.JUSTIFY_ABSENCE),
    ],
)
def test_an_order_is_most_likely_what_it_orders(text: str, intent: Intent) -> None:
    assert max((one for one in CLASSES if one), key=lambda one: _at_once(text, one)) is intent


def test_a_child_and_a_day_tell_it_nothing() -> None:
    assert masked_words(_heard("annulez Tom jeudi 26 novembre")) == masked_words(_heard("annulez Léa demain"))


def test_a_doubt_of_form_is_dropped_where_both_read_the_same_act() -> None:
    after = agreed(_reading("confirm_act"), _heard(_ORDER))

    assert after.questions == ()
    assert [one.rule for one in after.evidence] == ["likely.yes"]


@pytest.mark.parametrize("kind", ["which_child", "which_days", "confirm_day", "condition", "impossible_day"])
def test_any_other_doubt_stands(kind: str) -> None:
    before = _reading("confirm_act", kind)

    assert agreed(before, _heard(_ORDER)) == before


@pytest.mark.parametrize(
    "before", [replace(_reading("confirm_act"), children=()), replace(_reading("confirm_act"), days=())], ids=["child", "day"]
)
def test_nothing_is_dropped_where_the_child_or_the_day_is_missing(before: Reading) -> None:
    assert agreed(before, _heard(_ORDER)) == before


def test_an_unlikely_act_is_asked_about() -> None:
    after = agreed(_reading(intent=Intent.STOP_NOTIFICATIONS), _heard(_NO_ORDER))

    assert [one.kind for one in after.questions] == ["confirm_act"]
    assert [one.rule for one in after.evidence] == ["likely.not"]


def test_of_several_acts_of_another_language_and_of_what_no_act_is_it_says_nothing() -> None:
    several = replace(_reading("confirm_act"), others=(_reading(),))
    english = take_apart("please cancel Tom's lunch on thursday", context())

    assert agreed(several, _heard(_ORDER)) == several
    assert likelihood(english, Intent.CANCEL_MEAL) is None
    assert likelihood(_heard(_ORDER), Intent.SHOW_INVOICES) is None


def test_it_is_not_asked_while_a_question_is_open() -> None:
    answer = read("Tom jeudi", replace(context(), question=OpenQuestion("which_child")))

    assert not any(one.rule.startswith("likely") for one in answer.evidence)


@settings(max_examples=200)
@given(case=st.sampled_from(_FRENCH), kinds=st.sets(st.sampled_from(["confirm_act", "which_act", "which_days", "condition"])))
def test_it_changes_questions_and_nothing_else(case: Case, kinds: set[str]) -> None:
    before = replace(_reading(*sorted(kinds)), children=(LEA,))
    after = agreed(before, take_apart(case.text, case.context))

    assert (after.intent, after.children, after.days, after.others) == (before.intent, before.children, before.days, before.others)
    assert set(after.questions) <= set(before.questions) or after.questions == (Question("confirm_act"),)
