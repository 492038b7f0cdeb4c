"""The second reader of French orders: what it may do to the first one's reading, and that it does nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.corpus_reading import Case, cases
from tests.understanding.house import LEA, TOM, context, november
from villars_core.understanding import Intent, OpenQuestion, Question, Reading, read
from villars_core.understanding.heard import Heard
from villars_core.understanding.learnt.agreement import agreed
from villars_core.understanding.learnt.likely import CLASSES, Likelihood, likelihood, masked_words
from villars_core.understanding.reader import take_apart

_ORDER = "Merci de retirer Tom de la cantine jeudi, son papi le prend"
_NO_ORDER = "Quelle honte, annuler la cantine de Tom jeudi, voilà ce que raconte ma voisine"
_FRENCH = cases("fr")


def _heard(text: str) -> Heard:
    return take_apart(text, context())


def _reading(*kinds: str, intent: Intent = Intent.CANCEL_MEAL) -> Reading:
    return Reading(intent, (TOM,), november(26), questions=tuple(Question(kind) for kind in kinds), confidence=0.95)


def _likely(text: str) -> Likelihood:
    found = likelihood(_heard(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (_ORDER, Intent.CANCEL_MEAL),
        ("Pouvez-vous inscrire Léa à la cantine vendredi, s'il vous plaît ?", Intent.BOOK_MEAL),
        ("Léa est malade, elle ne viendra pas à l'école demain", Intent.REPORT_ABSENCE),
        ("Je vous envoie le certificat médical de Tom pour son absence de lundi", Intent.JUSTIFY_ABSENCE),
        ("Combien coûte un repas avec notre quotient ?", Intent.ASK_TARIFF),
        ("Un grand merci pour tout ce que vous faites", Intent.THANKS),
    ],
)
def test_a_message_is_most_likely_what_it_means(text: str, intent: Intent) -> None:
    assert _likely(text).likeliest([one for one in CLASSES if one]) is intent
    assert sum(_likely(text).shares) == pytest.approx(1)


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


def test_of_acts_with_other_days_and_of_what_it_never_learnt_it_says_nothing() -> None:
    several = replace(_reading("confirm_act"), others=(replace(_reading(), days=november(27)),))
    own = Reading(Intent.MY_RECEIPTS)

    assert agreed(several, _heard(_ORDER)) == several
    assert agreed(own, _heard(_ORDER)) == own


@pytest.mark.parametrize(
    ("language", "text", "intent"),
    [
        ("en", "Could you send me the invoice for October again?", Intent.SHOW_INVOICES),
        ("es", "Muchísimas gracias por la paciencia con los niños", Intent.THANKS),
        ("pt", "Gostava de falar com alguém da secretaria", Intent.TALK_TO_STAFF),
        ("tr", "Bu yılki ücret tarifesini öğrenebilir miyim", Intent.ASK_TARIFF),
        ("ar", "أحتاج شهادة للضرائب", Intent.TAX_CERTIFICATE),
    ],
)
def test_it_has_learnt_the_intents_of_every_language(language: str, text: str, intent: Intent) -> None:
    likely = likelihood(take_apart(text, replace(context(), language=language)))

    assert likely is not None
    assert likely.likeliest([one for one in CLASSES if one]) is intent


def test_of_little_learnt_it_names_no_act_doubts_none_and_drops_no_doubt_beside_an_unknown_word() -> None:
    cancelled = take_apart("please cancel Tom's lunch on thursday", replace(context(), language="en"))
    strange = take_apart("please cancel Tom's zorbish lunch on thursday", replace(context(), language="en"))
    booked = replace(_reading("confirm_act"), intent=Intent.BOOK_MEAL)

    assert agreed(booked, cancelled) == booked
    assert agreed(replace(booked, questions=()), cancelled) == replace(booked, questions=())
    assert not agreed(_reading("confirm_act"), cancelled).questions
    assert agreed(_reading("confirm_act"), strange).questions


def test_it_names_the_act_where_the_grammar_found_none_and_child_and_day_are_plain() -> None:
    after = agreed(_reading("which_act", intent=Intent.UNKNOWN), _heard(_ORDER))

    assert (after.intent, after.children, after.days, after.questions) == (Intent.CANCEL_MEAL, (TOM,), november(26), ())


def test_it_names_no_act_where_another_child_or_day_is_told() -> None:
    before = _reading("which_act", intent=Intent.UNKNOWN)

    assert agreed(before, _heard(f"{_ORDER}. Léa, elle, mange vendredi")).questions


def test_it_turns_no_act_of_several_children_into_another() -> None:
    text = "Léa mangera lundi 30 novembre, Tom non car il a son rendez-vous chez le psychomotricien."

    assert read(text, context()).questions


def test_it_names_the_intent_of_what_orders_nothing() -> None:
    after = agreed(Reading(Intent.UNKNOWN, questions=(Question("which_act"),)), _heard("Un grand merci pour tout ce que vous faites"))

    assert (after.intent, after.questions) == (Intent.THANKS, ())
    assert [one.rule for one in after.evidence] == ["likely.meant"]


def test_it_is_not_asked_while_a_question_is_open() -> None:
    answer = read("Tom jeudi", replace(context(), question=OpenQuestion("which_child")))

    assert not any(one.rule.startswith("likely") for one in answer.evidence)


@settings(max_examples=200)
@given(case=st.sampled_from(_FRENCH), kinds=st.sets(st.sampled_from(["confirm_act", "which_act", "which_days", "condition"])))
def test_it_never_tells_another_child_or_day_and_leaves_no_doubt_about_them(case: Case, kinds: set[str]) -> None:
    before = replace(_reading(*sorted(kinds)), children=(LEA,))
    after = agreed(before, take_apart(case.text, case.context))

    assert set(after.children) <= set(before.children)
    assert set(after.days) <= set(before.days)
    if kinds - {"confirm_act", "which_act"} and after.intent is before.intent:
        assert after.questions == before.questions
