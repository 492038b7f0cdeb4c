"""In a language other than French only a simple sentence is acted on: what is told, past, another's or unread is asked about."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.understanding.house import LEA, TOM, context
from villars_core.understanding import Intent, KnownChild, read
from villars_core.understanding.language.lexicon import written_languages

_ONE = (KnownChild(1, "Inès", "Haddad", "f", date(2016, 5, 1), "CM2"),)
_SIMPLE = {
    "en": "Tom {} is eating at the canteen on Thursday",
    "es": "Tom {} come en el comedor el jueves",
    "pt": "O Tom {} come na cantina na quinta",
    "tr": "Tom {} perşembe kantinde yiyecek",
    "ar": "Tom {} سيأكل في المطعم يوم الخميس",
}


@pytest.mark.parametrize("language", _SIMPLE)
def test_a_simple_sentence_is_acted_on(language: str) -> None:
    reading = read(_SIMPLE[language].format(""), replace(context(), language=language))

    assert (reading.intent, reading.children, reading.days) == (Intent.BOOK_MEAL, (TOM,), (date(2026, 11, 26),))
    assert not reading.needs_clarification


@pytest.mark.parametrize("language", _SIMPLE)
@given(ending=st.text(alphabet="aeioukmnrt", min_size=2, max_size=8))
def test_a_word_beside_the_act_that_the_lexicon_does_not_hold_is_asked_about(language: str, ending: str) -> None:
    reading = read(_SIMPLE[language].format("zx" + ending), replace(context(), language=language))

    assert reading.needs_clarification


@pytest.mark.parametrize(
    ("said_at_second_hand", "asked_for"),
    [
        ("I read that Tom is not eating on Thursday", "Please note that Tom is not eating on Thursday"),
        ("Leí que Tom no come el jueves", "Les informo de que Tom no come el jueves"),
        ("Li que o Tom não come na quinta", "Informo que o Tom não come na quinta"),
        ("Tom'un perşembe yemeyeceğini okuduk", "Tom'un perşembe yemeyeceğini bildiririm"),
        ("سمعت أن توم لن يأكل يوم الخميس", "أعلمكم أن توم لن يأكل يوم الخميس"),
    ],
)
def test_what_somebody_said_is_no_order_and_what_the_writer_lets_know_is_one(said_at_second_hand: str, asked_for: str) -> None:
    assert read(said_at_second_hand, context()).needs_clarification

    reading = read(asked_for, context())
    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.CANCEL_MEAL, (TOM,), False)


@pytest.mark.parametrize(
    "text",
    [
        "The teacher is absent on Friday",
        "La profesora está ausente el viernes",
        "A professora está ausente na sexta",
        "Öğretmen cuma günü yok",
        "المعلمة غائبة يوم الجمعة",
        "I eat at the canteen on Thursday",
        "Eu almoço na cantina na quinta",
        "Biz perşembe kantinde yiyeceğiz",
        "نحن سنأكل في المطعم يوم الخميس",
    ],
)
def test_what_another_does_is_not_taken_for_the_only_child_of_a_family(text: str) -> None:
    assert read(text, context(children=_ONE)).needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Someone cancelled Tom's lunch on Thursday",
        "Tom's lunch on Thursday had been cancelled",
        "Alguien anuló la comida de Tom el jueves",
        "Ontem o pai anulou o almoço do Tom de quinta",
        "Tom'un perşembe yemeğini babası iptal etmiş",
        "شخص ما ألغى وجبة توم يوم الخميس",
        "Whenever it rains on Thursday Tom doesn't eat at the canteen",
        "Cuando llueve Tom no come en el comedor el jueves",
        "Yağmur yağınca Tom perşembe kantinde yemiyor",
        "كلما أمطرت لا يأكل توم في المطعم يوم الخميس",
        "Don't book anything for Tom on Thursday until I call",
        "Não marquem nada para o Tom na quinta até eu ligar",
        "Ben arayana kadar Tom için perşembe yemek ayırmayın",
        "Tom can eat at the canteen on Thursday or at home",
        "Tom puede comer en el comedor el jueves o en casa",
        "توم يأكل في المطعم أو في البيت يوم الخميس",
        "I hope Tom eats on Thursday",
        'The menu says "Tom eats on Thursday"',
        "Tom eats very little on Thursday",
        "Tom come muy poco el jueves",
        "Tom perşembe çok az yiyor",
        "توم يأكل قليلا يوم الخميس",
        "Léa cried on Thursday because she didn't want to eat at the canteen",
        "Cancel Tom on Thursday? No way!",
    ],
)
def test_what_only_tells_something_is_asked_about(text: str) -> None:
    assert read(text, context()).needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "We are flying to Spain on Thursday, please cancel lunch for Léa",
        "Cancel Léa's lunch on Thursday because her teacher is ill",
        "I am Léa's mother, please cancel her lunch on Thursday",
        "Anulen la comida de Léa el jueves porque nos vamos a Madrid",
        "Anulem o almoço da Léa na quinta porque vamos a Lisboa",
        "Ankara'ya gittiğimiz için Léa'nın perşembe yemeğini iptal edin",
        "ألغوا وجبة ليا يوم الخميس لأننا ذاهبون إلى مراكش",
    ],
)
def test_a_reason_beside_an_order_takes_nothing_from_it(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days) == (Intent.CANCEL_MEAL, (LEA,), (date(2026, 11, 26),))
    assert not reading.needs_clarification


@pytest.mark.parametrize("text", ["I see that Tom's lunch is cancelled on Thursday", "Veo que la comida de Tom está anulada el jueves"])
def test_what_is_told_of_the_planning_is_no_question_about_it(text: str) -> None:
    assert read(text, context()).needs_clarification


def test_every_language_but_french_has_its_frames() -> None:
    assert set(_SIMPLE) == set(written_languages()) - {"fr"}


@pytest.mark.parametrize(
    "text",
    [
        "Please cancel Tom's lunch on Thursday. Kind regards, June Martin",
        "Anulen la comida de Tom el jueves. Un saludo, Domingo",
        "Anulem o almoço do Tom na quinta. Cumprimentos, Abril",
        "Tom'un perşembe yemeğini iptal edin. Saygılarımla, Eylül Martin",
        "Tom'un perşembe yemeğini iptal edin, şimdiden teşekkürler",
        "ألغوا وجبة توم يوم الخميس. تحياتي، جمعة",
    ],
)
def test_a_name_that_is_a_month_or_a_weekday_adds_no_day(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days) == (Intent.CANCEL_MEAL, (TOM,), (date(2026, 11, 26),))
    assert not reading.needs_clarification


@pytest.mark.parametrize("text", ["Cancel Tom's lunch on Thursday. Thanks, April", "Anulen la comida de Tom el jueves. Gracias, Julio"])
def test_a_month_after_the_thanks_is_asked_about(text: str) -> None:
    assert "which_days" in {question.kind for question in read(text, context()).questions}


def test_a_greeting_that_may_close_a_message_cuts_no_order() -> None:
    assert read("Hola, saludos. Anulen la comida de Tom el jueves", context()).days == (date(2026, 11, 26),)


@pytest.mark.parametrize(
    "text",
    [
        "Please cancel Tom's lunch on Thursday. See you on Monday",
        "Please cancel Tom's lunch on Thursday, he will be back on Friday",
        "Please cancel Tom's lunch on Thursday. As agreed on Monday",
        "Anulen la comida de Tom el jueves. Feliz lunes",
        "Anulem o almoço do Tom na quinta. Boa sexta",
        "Tom'un perşembe yemeğini iptal edin. Hayırlı cumalar",
        "ألغوا وجبة توم يوم الخميس. جمعة مباركة",
    ],
)
def test_a_day_of_a_farewell_or_a_return_is_no_day_of_the_act(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days) == (Intent.CANCEL_MEAL, (TOM,), (date(2026, 11, 26),))
    assert not reading.needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Please cancel Tom's lunch on Thursday, and Friday too",
        "Anulen a Tom el jueves. También el viernes",
        "Anulem o Tom na quinta. Também na sexta",
        "Tom'u perşembe iptal edin. Cuma günü de",
        "ألغوا توم يوم الخميس. وأيضا يوم الجمعة",
    ],
)
def test_a_day_that_is_only_added_is_a_day_of_the_act(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.days) == (Intent.CANCEL_MEAL, (date(2026, 11, 26), date(2026, 11, 27)))
    assert not reading.needs_clarification


@pytest.mark.parametrize("text", ["Cancel Tom's lunch on Thursday, we are meeting on Friday", "Até segunda, anulem o Tom na quinta"])
def test_a_day_of_the_writers_alone_and_a_bound_beside_the_day_told_are_no_further_days(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.CANCEL_MEAL, (TOM,), (date(2026, 11, 26),), ())


@pytest.mark.parametrize(
    "text",
    [
        "Anulen la comida de Tom el jueves, hasta el lunes",
    ],
)
def test_a_day_beside_the_act_that_may_be_one_is_asked_about(text: str) -> None:
    assert read(text, context()).needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Cancel Léa on Thursday, not Tom",
        "Cancel Léa on Thursday because Tom has a match",
        "Please cancel Léa's lunch on Thursday. Thanks, Tom's mum",
        "Léa isn't eating on Thursday but Tom is",
        "Anulen a Léa el jueves, a Tom no",
        "Anulem a Léa na quinta porque o Tom tem jogo",
        "Léa'yı perşembe iptal edin, Tom'u değil",
        "ألغوا ليا يوم الخميس لأن توم عنده مباراة",
    ],
)
def test_a_child_told_beside_the_act_is_not_taken_with_it(text: str) -> None:
    assert read(text, context()).needs_clarification


@pytest.mark.parametrize(
    "text",
    [
        "Please cancel lunch on Thursday for Léa, and for Tom too",
        "Léa y Tom, los dos, no comen el jueves",
        "Léa'yı perşembe iptal edin, Tom'u da",
    ],
)
def test_a_child_that_is_only_added_is_taken_with_the_act(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.CANCEL_MEAL, (LEA, TOM), False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Show me Tom's meals this week"),
        ("es", "Muéstreme las comidas de Tom de esta semana"),
        ("pt", "Mostre-me as refeições do Tom desta semana"),
        ("tr", "Tom'un bu haftaki yemeklerini gösterin"),
        ("ar", "أرني وجبات Tom هذا الأسبوع"),
    ],
)
def test_meals_that_are_to_be_shown_are_not_booked(language: str, text: str) -> None:
    reading = read(text, replace(context(), language=language))

    assert (reading.intent, reading.children) == (Intent.SHOW_PLANNING, (TOM,))


@pytest.mark.parametrize(
    ("language", "text", "children"),
    [
        ("en", "On Thursday Tom and Léa are eating at home", (LEA, TOM)),
        ("es", "El jueves Tom y Léa comen en casa", (LEA, TOM)),
        ("pt", "Na quinta o Tom e a Léa comem em casa", (LEA, TOM)),
        ("tr", "Perşembe Tom ve Léa evde yiyecek", (LEA, TOM)),
        ("ar", "يوم الخميس Tom و Léa يأكلان في البيت", (LEA, TOM)),
    ],
)
def test_names_joined_behind_a_day_are_all_meant(language: str, text: str, children: tuple[int, ...]) -> None:
    reading = read(text, replace(context(), language=language))

    assert (reading.intent, set(reading.children), reading.questions) == (Intent.CANCEL_MEAL, set(children), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thursday is for Tom, Léa is not eating"),
        ("es", "El jueves viene Tom y Léa no come"),
        ("pt", "Na quinta é o Tom, a Léa não almoça"),
    ],
)
def test_a_child_told_before_another_who_does_not_eat_is_asked_about(language: str, text: str) -> None:
    assert read(text, replace(context(), language=language)).needs_clarification


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Léa is eating at grandma's on Thursday so don't count her for lunch"),
        ("es", "Léa come el jueves con su abuela, así que no cuenten con ella en el comedor"),
    ],
)
def test_a_meal_with_others_is_the_reason_of_the_cancelling_after_it(language: str, text: str) -> None:
    reading = read(text, replace(context(), language=language))

    assert (reading.intent, reading.children, reading.days, reading.questions) == (
        Intent.CANCEL_MEAL, (LEA,), (date(2026, 11, 26),), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "La falta de Tom del lunes fue por un funeral"), ("pt", "A falta do Tom de segunda-feira foi por causa de um funeral")],
)
def test_an_absence_that_was_lies_in_the_past(language: str, text: str) -> None:
    now = context().now

    assert all(day <= now.date() for day in read(text, replace(context(), language=language)).days)
