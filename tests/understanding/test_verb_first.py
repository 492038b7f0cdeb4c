"""Where a language says whom and when between a verb and its place, as in Arabic, the phrase is read as one."""

from dataclasses import replace
from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context
from villars_core.understanding import Intent, read

_THURSDAY = (date(2026, 11, 26),)


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("سيبقى توم يوم الخميس في البيت", Intent.REPORT_ABSENCE, (TOM,)),
        ("لن يبقى توم للغداء يوم الخميس", Intent.CANCEL_MEAL, (TOM,)),
        ("سيبقى توم في المطعم يوم الخميس", Intent.BOOK_MEAL, (TOM,)),
        ("تبقى ليا يوم الخميس للغداء", Intent.BOOK_MEAL, (LEA,)),
        ("ليا ستأكل يوم الخميس عند جدتها", Intent.CANCEL_MEAL, (LEA,)),
        ("تأكل ليا يوم الخميس عند جدتها", Intent.CANCEL_MEAL, (LEA,)),
        ("لن يكون توم وليا في المدرسة يوم الخميس", Intent.REPORT_ABSENCE, (LEA, TOM)),
        ("لن يكون توم يوم الخميس في المدرسة", Intent.REPORT_ABSENCE, (TOM,)),
    ],
)
def test_a_phrase_parted_by_a_child_and_a_day_is_one(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    reading = read(text, replace(context(), language="ar"))

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, _THURSDAY, ())


@pytest.mark.parametrize(
    "text",
    [
        "هل سيبقى توم في المطعم يوم الخميس؟",
        "إذا بقي توم في البيت يوم الخميس أخبركم",
        "سيبقى توم زكسنم يوم الخميس في المطعم",
    ],
)
def test_a_parted_phrase_orders_no_more_than_a_whole_one(text: str) -> None:
    reading = read(text, replace(context(), language="ar"))

    assert reading.needs_clarification or reading.intent is Intent.SHOW_PLANNING


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("Perşembe günkü yemek Léa'ya lazım değil", Intent.CANCEL_MEAL, (LEA,)),
        ("Perşembe öğle yemeği Léa için gerekmiyor", Intent.CANCEL_MEAL, (LEA,)),
        ("Yemekhaneye Tom'u perşembe yazdırın", Intent.BOOK_MEAL, (TOM,)),
        ("Evde perşembe Tom yemek yiyecek", Intent.CANCEL_MEAL, (TOM,)),
    ],
)
def test_a_turkish_place_parted_from_its_verb_is_one_phrase_too(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    reading = read(text, replace(context(), language="tr"))

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, _THURSDAY, ())
