"""Children who are told by their class, as one of several, or by a name that may be another's."""

from datetime import date

import pytest

from tests.understanding.house import CALENDAR, MONDAY, context
from villars_core.understanding import Context, Intent, KnownChild, read

_FOUR = Context(
    MONDAY,
    (
        KnownChild(1, "Mamadou", "Diallo", "m", date(2017, 1, 1), "CM1"),
        KnownChild(2, "Aminata", "Diallo", "f", date(2018, 1, 1), "CE2"),
        KnownChild(3, "Fatou", "Diallo", "f", date(2021, 1, 1), "GS"),
        KnownChild(4, "Ousmane", "Diallo", "m", date(2023, 1, 1), "PS"),
    ),
    CALENDAR,
)
_LOUIS = context(children=(KnownChild(1, "Louis", "Petit", "m"), KnownChild(2, "Louise", "Petit", "f")))
_THURSDAY = (date(2026, 11, 26),)


@pytest.mark.parametrize(
    ("text", "intent", "children"),
    [
        ("La grande section ne sera pas là jeudi", Intent.REPORT_ABSENCE, (3,)),
        ("Cantine jeudi pour la grande section", Intent.BOOK_MEAL, (3,)),
        ("Jeudi la petite section mange à la maison", Intent.CANCEL_MEAL, (4,)),
        ("Fatou part jeudi avec la grande section, pas de cantine", Intent.CANCEL_MEAL, (3,)),
        ("Le bébé de la fratrie, Ousmane, ne mange pas jeudi", Intent.CANCEL_MEAL, (4,)),
        ("Mon tout petit mange jeudi", Intent.BOOK_MEAL, (4,)),
        ("Jeudi Mamadou mange mais pas Fatou. Annulez donc Fatou.", Intent.CANCEL_MEAL, (3,)),
        ("Mamadou, le grand de la tribu, mange jeudi", Intent.BOOK_MEAL, (1,)),
        ("Jeudi Mamadou et sa sœur Aminata mangent à l'école, juste ces deux-là", Intent.BOOK_MEAL, (1, 2)),
        ("Mamadou, son frère Ousmane et sa petite sœur Fatou ne mangent pas jeudi", Intent.CANCEL_MEAL, (1, 3, 4)),
        ("mon fils il est en CM1 il va pas manger jeudi", Intent.CANCEL_MEAL, (1,)),
        ("ma fille, elle est en CE2, ne mange pas jeudi", Intent.CANCEL_MEAL, (2,)),
    ],
)
def test_one_child_is_told(text: str, intent: Intent, children: tuple[int, ...]) -> None:
    found = read(text, _FOUR)
    assert (found.intent, found.children, found.days, found.questions) == (intent, children, _THURSDAY, ())


@pytest.mark.parametrize(
    "text",
    [
        "Mettez mes deux garçons et une fille à manger jeudi",
        "Mettez Mamadou et une fille jeudi",
        "L'enfant du CE2 et l'autre aussi ne mangent pas jeudi",
    ],
)
def test_a_child_more_of_whom_nothing_is_told_is_asked_about(text: str) -> None:
    assert "which_child" in {question.kind for question in read(text, _FOUR).questions}


def test_the_other_of_two_is_plain() -> None:
    assert read("Tom et l'autre ne mangent pas jeudi", context()).children == (1, 2)


@pytest.mark.parametrize("name", ["Louiz", "Louiss"])
def test_a_name_that_sounds_like_one_and_is_near_another_is_asked_about(name: str) -> None:
    assert [question.kind for question in read(f"{name} pas cantine jeudi", _LOUIS).questions] == ["which_child"]


@pytest.mark.parametrize(
    "text",
    [
        "Les filles mangent toutes les deux jeudi",
        "Les filles ne mangent pas jeudi toutes les deux",
        "Mes filles, toutes les deux jeudi à la cantine",
    ],
)
def test_a_number_of_children_is_no_number_of_days(text: str) -> None:
    found = read(text, _FOUR)
    assert (found.children, found.days, found.questions) == ((2, 3), _THURSDAY, ())


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Os meninos almoçam na escola na quinta", (1, 2)),
        ("Podem contar com o Tom e a Léa para comer na quinta", (1, 2)),
        ("Preciso que Léa e Tom almocem na quinta", (1, 2)),
        ("Cancelem o almoço da Léa na quinta. Deve-se a uma consulta.", (1,)),
    ],
)
def test_portuguese_articles_boys_and_pronouns_leave_an_order_plain(text: str, children: tuple[int, ...]) -> None:
    found = read(text, context())
    assert (found.children, found.days, found.questions) == (children, _THURSDAY, ())


def test_boys_beside_girls_may_be_the_boys_alone() -> None:
    assert "which_child" in {question.kind for question in read("Os meninos almoçam na escola na quinta", _FOUR).questions}


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("ليا تتغدى عندكم يوم الخميس، أما توم فسيكون معي", (1,)),
        ("ليا مدعوة عند صديقتها يوم الخميس، ألغوا غداءها", (1,)),
        ("خلوا توم يتغدى عندكم يوم الخميس", (2,)),
        ("توم يوم الخميس ستأخذه خالته، احذفوا وجبته", (2,)),
        ("توم لن يستطيع أكل شيء يوم الخميس، ألغوا وجبته", (2,)),
        ("توم يوم الخميس يتغدى في مكتب أمه، لا حاجة للكانتين", (2,)),
        ("الطبيب قال ترتاح ليا في البيت يوم الخميس", (1,)),
        ("توم مارتان لن يأكل يوم الخميس", (2,)),
        ("لا أستطيع إحضار ليا يوم الخميس لأن الطرق مقطوعة", (1,)),
        ("يوم الخميس لا وجبة لتوم، واتركوا وجبة ليا", (2,)),
        ("الرجاء عدم احتساب وجبة ليا مارتن يوم الخميس", (1,)),
        ("ما تحضروش وجبة لتوم يوم الخميس، يتغدى معاه أبوه", (2,)),
    ],
)
def test_who_stays_with_the_writers_or_goes_to_a_friend_is_no_other_child_in_arabic(text: str, children: tuple[int, ...]) -> None:
    found = read(text, context())
    assert (found.children, found.days, found.questions) == (children, _THURSDAY, ())


@pytest.mark.parametrize(
    "text", ["واحدة من البنات لن تبقى للغداء يوم الخميس", "توم غائب يوم الخميس، لا عفوا، تحسن وسيأتي", "توم مرتين يوم الخميس"]
)
def test_one_of_several_and_what_is_taken_back_are_asked_about_in_arabic(text: str) -> None:
    assert read(text, context()).questions


def test_a_weekday_told_apart_from_a_whole_week_is_asked_about() -> None:
    found = read("عملية ليا يوم الاثنين وستغيب عن المدرسة كل الأسبوع المقبل", context())
    assert "which_days" in {question.kind for question in found.questions}
