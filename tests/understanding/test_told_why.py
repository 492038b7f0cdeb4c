"""What an English message tells of the writers, of kin or of why is no order beside one that is complete without it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context, november
from villars_core.understanding import Intent, KnownChild, Reading, read

_NOAH = (KnownChild(1, "Noah", "Bernard", "m", date(2020, 5, 1), "CP"),)


def _read(text: str) -> Reading:
    return read(text, replace(context(), language="en"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Tom for the canteen on Friday please, I've an interview in Tours and won't make it back", Intent.BOOK_MEAL),
        ("could you put Tom down for lunch on Friday, my mum who usually has him is in hospital", Intent.BOOK_MEAL),
        ("Tom will be wanting lunch on Friday as he's got chess club straight after", Intent.BOOK_MEAL),
        ("Nobody can fetch him at noon. I'd like Tom on school lunches on Friday", Intent.BOOK_MEAL),
        ("Tom won't be needing his lunch on Friday - my sister's feeding him", Intent.CANCEL_MEAL),
        ("Can you drop his canteen on Friday, Tom's godfather's invited him", Intent.CANCEL_MEAL),
        ("Skip Tom's meal on Friday, we've got family round and his nan is cooking", Intent.CANCEL_MEAL),
        ("Tom comes home to eat on Friday as his cousin is visiting", Intent.CANCEL_MEAL),
        ("On Friday we've got relatives staying and Tom will sit down to eat with them, so no school meals", Intent.CANCEL_MEAL),
        ("Tom's off to his granny's on Friday so dont cook for him", Intent.CANCEL_MEAL),
        ("Tom has got conjunctivitis so class is out of the question for him on Friday", Intent.REPORT_ABSENCE),
    ],
)
def test_a_reason_beside_an_order_changes_nothing(text: str, intent: Intent) -> None:
    reading = _read(text)

    assert (reading.intent, reading.children, reading.days) == (intent, (TOM,), november(27))
    assert not reading.needs_clarification
    assert not reading.others


@pytest.mark.parametrize(
    "text",
    [
        "Book lunch for Léa on Friday because Tom has a match",
        "Cancel Tom's lunch on Friday if my mum is free",
        "My wife says Tom won't eat on Friday",
        "His dad might take Tom out on Friday, cancel lunch",
        "Book Tom on Friday, I'm collecting him at noon",
        "Don't skip Tom's lunch on Friday",
        "Tom always skips his lunch on Friday",
        "Did you forget Tom's lunch on Friday?",
        "Tom would like pizza at the canteen on Friday",
    ],
)
def test_what_may_change_the_order_is_still_asked_about(text: str) -> None:
    assert _read(text).needs_clarification


@pytest.mark.parametrize("text", ["I'm not eating on Friday", "I won't be coming on Friday, sorry", "We are not eating on Friday"])
def test_what_the_writers_do_themselves_is_no_child_s(text: str) -> None:
    assert read(text, replace(context(children=_NOAH), language="en")).needs_clarification


@pytest.mark.parametrize("told", ["Tom's got other plans", "Tom is fine, he goes to the neighbour", "Tom's already sorted"])
def test_a_child_with_other_plans_is_left_as_it_is(told: str) -> None:
    reading = _read(f"Please add Léa to Friday's lunch. {told}")

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.BOOK_MEAL, (LEA,), False)


@pytest.mark.parametrize(("short", "whole"), [("dont", "don't"), ("hes", "he's"), ("wont", "won't"), ("cos", "because")])
def test_what_is_written_short_is_read_in_full(short: str, whole: str) -> None:
    texts = {"dont": "Please {} count Tom on Friday", "hes": "Tom on Friday: {} eating at school"}
    text = {**texts, "wont": "Tom {} eat on Friday", "cos": "No lunch for Tom on Friday {} we have guests"}[short]

    assert (one := _read(text.format(short))).intent is _read(text.format(whole)).intent
    assert (one.days, one.needs_clarification) == (november(27), False)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Tom is begging to have lunch with his pals on Friday, so please add him to the list", Intent.BOOK_MEAL),
        ("Tom's football training starts at 1 on Friday, so he'd better stay and eat with you", Intent.BOOK_MEAL),
        ("Tom is brown-bagging it on Friday for the picnic, please take him off the lunch numbers", Intent.CANCEL_MEAL),
        ("Tom's aunt is treating him to sushi on Friday, so you can strike him off", Intent.CANCEL_MEAL),
        ("Tom is out with the choir on Friday and they're being fed there. No lunch for him then", Intent.CANCEL_MEAL),
        ("Grandad's whisking Tom away for a burger on Friday so no need for his school meal", Intent.CANCEL_MEAL),
        ("On Friday Tom's meal can go, his nan wants him home", Intent.CANCEL_MEAL),
        ("Tom's godmother would love to have him over for lunch on Friday, can you take that one off please", Intent.CANCEL_MEAL),
        ("Tom gets his lunch from me on Friday", Intent.CANCEL_MEAL),
        ("Friday lunch: Tom will be with us, thanks for taking him off", Intent.CANCEL_MEAL),
        ("Tom's class is picnicking on Friday, so cross him off the canteen list", Intent.CANCEL_MEAL),
        ("Tom is out all day on Friday, lunch provided. Please remove him", Intent.CANCEL_MEAL),
        ("Tom would be so happy to have lunch with his friends on Friday. Could you add him?", Intent.BOOK_MEAL),
        ("Tom can't come home on Friday, the lift is out of order. He'll have to eat at school", Intent.BOOK_MEAL),
        ("Since the nanny is poorly, please give Tom lunch on Friday", Intent.BOOK_MEAL),
        ("Have I got Tom down for lunch on Friday?", Intent.SHOW_PLANNING),
        ("Tom's judo club is taking him to a competition on Friday - one less for lunch", Intent.CANCEL_MEAL),
        ("On Friday Tom is eating round at his uncle's", Intent.CANCEL_MEAL),
        ("Tom has caught impetigo and isn't allowed in on Friday", Intent.REPORT_ABSENCE),
        ("No lunch on Friday, Tom's at the speech therapist's till 2", Intent.CANCEL_MEAL),
        ("Any chance Tom could stop for lunch on Friday? We're having the kitchen ripped out", Intent.BOOK_MEAL),
        ("Friday is a nightmare for me, would it be possible for Tom to eat with the others?", Intent.BOOK_MEAL),
        ("Tom won't be at his desk on Friday morning or afternoon, he's seeing a specialist", Intent.REPORT_ABSENCE),
    ],
)
def test_what_stands_beside_a_plain_command_only_says_why(text: str, intent: Intent) -> None:
    reading = _read(text)

    assert (reading.intent, reading.children, reading.days) == (intent, (TOM,), november(27))
    assert not reading.needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Tom cried on Friday, please cancel his lunch",
        "My mother would like Tom to eat at her place on Friday",
        "Tom is having lunch at the museum on Friday",
        "I work on Friday, so could Tom be down for lunch that day and the next",
        "Tom is off until 2",
        "Cancel Tom's lunch on Friday... actually no, leave it",
        "Friday lunch: Tom will be with us",
        "Léa is going with Tom's class on Friday, cancel her lunch",
        "Book lunch for Tom on Friday. Never mind, forget that",
        "Tom eats with his gran on Friday, please add him",
        "Tom has judo on Friday, cancel Léa's lunch",
        "Tom hates it on Friday, cancel his lunch if he asks",
    ],
)
def test_what_happened_or_tells_otherwise_beside_a_command_is_asked_about(text: str) -> None:
    assert _read(text).needs_clarification
