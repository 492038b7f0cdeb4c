"""The figures of questions about money: amounts, quotients, days a week, the day of a line; and what such a question is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.understanding.house import context
from villars_core.understanding import Intent, read
from villars_core.understanding.figures import DayOfMonth, amount_said, day_of_line, days_a_week, quotient_said


@pytest.mark.parametrize(
    ("words", "cents"),
    [
        ("pourquoi 55,11 € ?", 5511),
        ("pourquoi 55.11", 5511),
        ("55 euros 20", 5520),
        ("56 euros de décembre", 5600),
        ("1,5 €", 150),
        ("la ligne du 12", None),
        ("le 12/11", None),
        ("12,5 %", None),
        ("4 jours", None),
    ],
)
def test_amounts(words: str, cents: int | None) -> None:
    assert amount_said(words) == cents


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mon QF est de 620", 620),
        ("quotient familial : 1 250 €", 1250),
        ("QF novembre 2026 : 534", 534),
        ("un QF de 620 depuis le 01/11/2026", 620),
        ("620 de quotient", 620),
        ("mon quotient de 2026", None),
        ("quotient 0", 0),
        ("mon quotient a baissé", None),
    ],
)
def test_quotients(words: str, value: int | None) -> None:
    assert quotient_said(words) == value


@pytest.mark.parametrize(
    ("words", "days"),
    [("4 jours par semaine", 4), ("deux fois par semaine", 2), ("tous les jours", 5), ("3 days a week", 3), ("4 jours en mai", None)],
)
def test_days_a_week(words: str, days: int | None) -> None:
    assert days_a_week(words) == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("c'est quoi cette ligne du 12 ?", DayOfMonth(12)),
        ("le 12 octobre", DayOfMonth(12, 10)),
        ("du 12/10", DayOfMonth(12, 10)),
        ("la ligne du 1er octobre", DayOfMonth(1, 10)),
        ("October 12", DayOfMonth(12, 10)),
        ("du 3 repas", None),
        ("le 45", None),
        ("55,11 €", None),
    ],
)
def test_the_day_of_a_line(words: str, day: DayOfMonth | None) -> None:
    assert day_of_line(words) == day


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("pourquoi 55,11 € ?", Intent.SHOW_INVOICES),
        ("Bonjour, pourquoi 55,11 ?", Intent.SHOW_INVOICES),
        ("c'est quoi cette ligne du 12 ?", Intent.SHOW_INVOICES),
        ("je paie comment ?", Intent.PAY_INVOICE),
        ("combien coûterait la cantine 4 jours par semaine avec un QF de 620 ?", Intent.ASK_TARIFF),
        ("mon QF est de 620", Intent.SUBMIT_QF),
        ("pourquoi ?", Intent.UNKNOWN),
        ("Bonjour", Intent.GREETING),
    ],
)
def test_a_question_about_an_amount_is_one_about_the_bill(words: str, intent: Intent) -> None:
    assert read(words, context()).intent is intent


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    for words in (text, f"pourquoi {text} € ligne du {text} qf {text}"):
        amount, quotient, day = amount_said(words), quotient_said(words), day_of_line(words)
        assert amount is None or amount >= 0
        assert quotient is None or quotient >= 0
        assert day is None or 1 <= day.day <= 31
