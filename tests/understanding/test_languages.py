"""Each language is told by its own words, and answers are read in it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.understanding.corpus_reading import cases
from tests.understanding.house import LEA, TOM, context
from villars_core.understanding import Intent, KnownChild, read
from villars_core.understanding.language.lexicon import written_languages
from villars_core.understanding.language.telling import TABLE, language_of, telling_lines
from villars_core.understanding.language.text import fold, tokenize


def _told(text: str, setting: str = "fr") -> str:
    return language_of((token.text for token in tokenize(fold(text).plain)), setting)


@pytest.mark.parametrize("language", written_languages())
def test_the_language_of_a_message_is_told_by_its_words(language: str) -> None:
    told = [case.text for case in cases(language) if _told(case.text) == language]

    assert len(told) >= 0.97 * len(cases(language))


def test_the_table_of_telling_words_is_that_of_the_lexicons() -> None:
    assert TABLE.read_text(encoding="utf-8").splitlines() == telling_lines(), "a lexicon changed: run `make telling`"


@pytest.mark.parametrize("setting", written_languages())
def test_what_tells_no_language_is_in_the_person_s_own(setting: str) -> None:
    assert _told("Léa, Tom 12/12", setting) == setting
    assert read("2", replace(context("choice"), language=setting)).language == setting


@pytest.mark.parametrize("setting", written_languages())
def test_french_is_read_as_french_whatever_the_setting(setting: str) -> None:
    reading = read("Merci d'annuler la cantine de Léa jeudi", replace(context(), language=setting))

    assert (reading.intent, reading.children, reading.language) == (Intent.CANCEL_MEAL, (LEA,), "fr")


@pytest.mark.parametrize("text", ["cantine Tom Thursday please", "Please book the cantine for Tom on Thursday, svp"])
def test_french_words_that_parents_keep_do_not_make_a_message_french(text: str) -> None:
    reading = read(text, context())

    assert (reading.language, reading.children, reading.days) == ("en", (TOM,), (date(2026, 11, 26),))


@pytest.mark.parametrize(
    ("language", "yes", "no", "second"),
    [
        ("en", "Yes please", "no thanks", "the second one"),
        ("es", "sí, claro", "no gracias", "el segundo"),
        ("pt", "sim, obrigada", "não", "o segundo"),
        ("tr", "evet lütfen", "hayır", "ikinci"),
        ("ar", "نعم", "لا شكرا", "الثاني"),
    ],
)
def test_an_open_question_is_answered_in_each_language(language: str, yes: str, no: str, second: str) -> None:
    asked = replace(context("confirm"), language=language)

    assert [read(text, asked).answer for text in (yes, no, second, "2")] == ["yes", "no", "2", "2"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Cancel Tom's lunch from 30 November to 4 December", (1130, 1201, 1203, 1204)),
        ("Cancel Tom's lunch on December 3rd, 7th and 10th", (1203, 1207, 1210)),
        ("Cancel Tom's lunch all next week except Tuesday", (1130, 1203, 1204)),
        ("Cancel Tom's lunch Dec 10-11", (1210, 1211)),
        ("Cancel Tom's lunch December 3 to 7", (1203, 1204, 1207)),
        ("Tom won't eat at the canteen tomorrow or Thursday", (1124, 1126)),
        ("Remove Tom from Thursday's lunch", (1126,)),
        ("Cancel Tom's lunch on the tenth of December", (1210,)),
        ("Cancel Tom's lunch on the twenty-sixth and twenty-seventh", (1126, 1127)),
        ("Cancel Tom's lunch on the last two days before the holidays", (1217, 1218)),
        ("Tom won't eat on Thursday because we leave on Wednesday", (1126,)),
        ("We are in Lyon next week, so Tom won't eat here the whole week", (1130, 1201, 1203, 1204)),
        ("Tom won't eat on Thursday, I'm picking him up right after", (1126,)),
        ("Cancel Tom's lunch a week on Tuesday", (1201,)),
        ("I finish at 12 on the 3rd of December, cancel Tom's lunch", (1203,)),
        ("Anula la comida de Tom toda la semana que viene excepto el martes", (1130, 1203, 1204)),
        ("Anula la comida de Tom mañana por la mañana", (1124,)),
        ("Anular o almoço do Tom na 5ª feira", (1126,)),
        ("Anular o almoço do Tom toda a próxima semana exceto terça", (1130, 1203, 1204)),
        ("Tom'un yemeğini gelecek hafta iptal edin, salı hariç", (1130, 1203, 1204)),
        ("Tom'un yemeğini 30 Kasım'dan 3 Aralık'a kadar iptal edin", (1130, 1201, 1203)),
        ("TOM'UN YEMEĞİNİ PERŞEMBE İPTAL EDİN", (1126,)),
        ("ألغوا وجبة Tom من ٣٠ نوفمبر إلى ٣ ديسمبر", (1130, 1201, 1203)),
        ("ألغوا وجبة توم بالثلاثاء والخميس", (1124, 1126)),
        ("ألـغوا وجبة توم يوم الخميـس", (1126,)),
    ],
)
def test_days_of_each_language_are_read_in_its_own_order(text: str, days: tuple[int, ...]) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children) == (Intent.CANCEL_MEAL, (TOM,))
    assert tuple(100 * day.month + day.day for day in reading.days) == days
    assert not reading.questions


@pytest.mark.parametrize("text", ["ألغوا وجبة ليا يوم الخميس", "ألغوا وجبة لِيَا يوم الخميس"])
def test_a_name_in_arabic_letters_is_told_by_its_sound(text: str) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.questions) == (Intent.CANCEL_MEAL, (LEA,), ())


@pytest.mark.parametrize(
    "text",
    [
        "ألغوا وجبة ريم يوم الخميس",
        "ألغوا وجبة Karima يوم الخميس",
        "cancelar la comida de carlos el jueves",
        "Mehmet'in perşembe yemeğini iptal edin",
        "cancel lunch for Oliver on Thursday",
        "Cancelem o almoço do João na quinta",
    ],
)
def test_a_name_that_is_not_the_family_s_is_asked_about(text: str) -> None:
    only = (KnownChild(LEA, "Léa", "Martin", "f", date(2019, 3, 14), "CE1"),)

    assert "name_unknown" in {question.kind for question in read(text, context(children=only)).questions}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tom vai à Alemanha e não come na cantina na quinta", (1126,)),
        ("Tom no come manzana. Anulen su comida del jueves", (1126,)),
        ("El jueves entro temprano, ¿puede comer Tom en el comedor?", (1126,)),
        ("Happy new year! Cancel Tom's lunch on Thursday", (1126,)),
        ("Anulen la comida de Tom el jueves. Hasta mañana", (1126,)),
        ("Tom will eat on Monday, Tuesday and Friday next week", (1130, 1201, 1204)),
        ("Tom won't eat on Thursday, nor on Friday", (1126, 1127)),
        ("توم لن يأكل يوم الخميس ولا يوم الجمعة", (1126, 1127)),
        ("Sem cantina para o Tom no dia 26 e no dia 27", (1126, 1127)),
        ("Anulen las comidas de Tom: 26, 27", (1126, 1127)),
    ],
)
def test_only_what_tells_a_day_is_one(text: str, kept: tuple[int, ...]) -> None:
    days = tuple(100 * day.month + day.day for day in read(text, context()).days)

    assert days == kept


@pytest.mark.parametrize(
    "text",
    [
        "Tom had an accident, he won't be at school on Thursday",
        "Tom tuvo un accidente, no irá al colegio el jueves",
        "O Tom teve um acidente, não vai à escola na quinta",
        "Tom dün hastaydı, perşembe okula gelmeyecek",
        "توم كان مريضا ولن يذهب إلى المدرسة يوم الخميس",
    ],
)
def test_an_absence_beside_something_past_is_to_come(text: str) -> None:
    assert read(text, context()).days == (date(2026, 11, 26),)


@pytest.mark.parametrize(
    "text",
    [
        "Tom's mum is ill and won't come on Thursday",
        "La madre de Tom está enferma y no viene el jueves",
        "A mãe do Tom está doente e não vem na quinta",
        "Tom'un annesi hasta ve perşembe gelmeyecek",
        "أم Tom مريضة ولن تأتي يوم الخميس",
        "On Thursday we visit my parents and Tom eats there",
        "El jueves vamos a Lyon y Tom come allí",
        "Cancel one of Tom's meals next week",
    ],
)
def test_what_is_told_of_somebody_or_somewhere_else_is_asked_about(text: str) -> None:
    assert read(text, context()).needs_clarification


def test_two_names_that_sound_alike_are_told_apart_by_their_spelling() -> None:
    family = (KnownChild(1, "Louis", "Petit", "m", date(2020, 2, 1), "CP"), KnownChild(2, "Louise", "Petit", "f", date(2017, 2, 1), "CM1"))
    asked = replace(context(), children=family)

    assert [read(f"سجلوا {name} في المطعم غدا", asked).children for name in ("لويس", "لويز")] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("text", "children"),
    [("ألغوا وجبة جان باتيست وآن ليز يوم الخميس", (1, 2)), ("ألغوا الوجبة لآن ليز يوم الخميس", (2,))],
)
def test_a_double_name_in_arabic_letters_is_told_behind_a_small_word(text: str, children: tuple[int, ...]) -> None:
    family = (
        KnownChild(1, "Jean-Baptiste", "Moreau", "m", date(2019, 9, 1), "CE1"),
        KnownChild(2, "Anne-Lise", "Moreau", "f", date(2020, 9, 1), "CP"),
    )
    reading = read(text, replace(context(), children=family))

    assert (reading.intent, reading.children, reading.questions) == (Intent.CANCEL_MEAL, children, ())
