"""In the other languages: days that are none or taken out, weeks, ends of stretches, who is not meant, addresses, what is over."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.understanding.house import LEA, TOM, context
from villars_core.clock import PARIS
from villars_core.understanding import Intent, KnownChild, Reading, read

_WEDNESDAY = datetime(2026, 11, 25, 20, tzinfo=PARIS)
_JUNE = datetime(2027, 6, 29, 14, tzinfo=PARIS)
_HOLIDAYS = datetime(2026, 12, 22, 10, tzinfo=PARIS)
_NEXT = (date(2026, 11, 30), *(date(2026, 12, day) for day in (1, 3, 4)))
_AFTER = tuple(date(2026, 12, day) for day in (7, 8, 10, 11))
_BACK = tuple(date(2027, 1, day) for day in (4, 5, 7, 8))
_TWINS = (
    KnownChild(1, "Emma", "Rossi", "f", date(2018, 5, 1), "CE2"),
    KnownChild(2, "Jade", "Rossi", "f", date(2018, 5, 1), "CE2"),
)


def _read(language: str, text: str, now: datetime | None = None, children: tuple[KnownChild, ...] = ()) -> Reading:
    said = replace(context(), language=language)
    return read(text, replace(said, now=now or said.now, children=children or said.children))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cancel lunch for Tom on the 32nd of January"),
        ("es", "Quiero anular el comedor de Tom el 32 de enero"),
        ("es", "Anulen el comedor de Tom el jueves 32 de enero"),
        ("es", "Anulen el comedor de Tom del 12 al 32 de enero"),
        ("es", "En diciembre, Tom no comerá los días 3, 4 y 32"),
        ("pt", "O Tom não almoça a 40 de janeiro"),
        ("tr", "Tom 45 Ocak'ta yemek yemeyecek"),
        ("ar", "توم لن يأكل يوم 45 يناير"),
    ],
)
def test_a_day_that_no_month_has_is_asked_about(language: str, text: str) -> None:
    assert _read(language, text).needs_clarification


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Next week, all days but Thursday, cancel Tom's canteen."),
        ("en", "Cancel Tom's lunches all next week, Thursday excluded"),
        ("en", "Cancel Tom's lunches next week, not on Thursday"),
        ("es", "Toda la próxima semana menos el jueves, anulen el comedor de Tom"),
        ("es", "Anulen el comedor de Tom toda la semana que viene, a excepción del jueves"),
        ("es", "Anulen el comedor de Tom de lunes a viernes de la semana que viene quitando el jueves"),
        ("pt", "Cancelem o almoço do Tom toda a próxima semana, à exceção de quinta"),
        ("pt", "Cancelem o almoço do Tom toda a próxima semana, quinta-feira excluída"),
        ("tr", "Gelecek hafta perşembe hariç Tom'un yemeklerini iptal eder misiniz?"),
        ("tr", "30 Kasım haftası perşembe hariç Tom'un yemeklerini iptal edin"),
        ("tr", "30 Kasım - 4 Aralık arası perşembe hariç Tom'un yemeklerini iptal edin"),
        ("ar", "الأسبوع القادم، باستثناء الخميس، ألغوا وجبات توم"),
    ],
)
def test_only_the_day_that_is_excepted_is_taken_out(language: str, text: str) -> None:
    reading = _read(language, text)

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.CANCEL_MEAL, (TOM,), False)
    assert reading.days == tuple(day for day in _NEXT if day.isoweekday() != 4)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tom has surgery, he will be absent between 30 November and 4 December"),
        ("es", "Operan a Tom, faltará entre el 30 de noviembre y el 4 de diciembre"),
        ("pt", "O Tom vai faltar entre o dia 30 de novembro e o dia 4 de dezembro"),
        ("tr", "Tom ameliyat olacak, 30 Kasım ile 4 Aralık arasında okula gelemeyecek."),
        ("tr", "Tom, 30 Kasım ve 4 Aralık tarihleri arasında okula gelmeyecek"),
        ("ar", "توم مسافر، بين 30 نوفمبر و4 ديسمبر لن يأتي إلى المدرسة"),
    ],
)
def test_two_days_with_a_between_are_the_ends_of_a_stretch(language: str, text: str) -> None:
    reading = _read(language, text)

    assert (reading.intent, reading.days, reading.needs_clarification) == (Intent.REPORT_ABSENCE, _NEXT, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Tom sera absent de jeudi jusqu'à la fin de l'année scolaire"),
        ("en", "Tom will be absent from Thursday until the end of the school year."),
        ("es", "Tom faltará desde el jueves hasta el final del curso."),
        ("es", "Tom faltará del jueves al final del año escolar"),
        ("pt", "O Tom vai faltar de quinta até ao fim do ano letivo."),
        ("tr", "Tom perşembeden okul yılının sonuna kadar gelmeyecek."),
        ("tr", "Tom perşembeden yaz tatiline kadar okula gelmeyecek"),
        ("ar", "توم سيغيب من الخميس إلى آخر السنة الدراسية"),
    ],
)
def test_the_school_year_ends_on_its_last_day(language: str, text: str) -> None:
    near, far = _read(language, text, _JUNE), _read(language, text, _WEDNESDAY)

    assert (near.days, near.needs_clarification) == ((date(2027, 7, 1), date(2027, 7, 2)), False)
    assert far.days[-1] == date(2027, 7, 2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Annulez la cantine de Tom la semaine prochaine et la semaine suivante"),
        ("en", "Cancel Tom's lunches next week and the week after that"),
        ("es", "Anulen el comedor de Tom la semana que viene y la siguiente"),
        ("pt", "Cancelem a cantina do Tom na próxima semana e na semana seguinte"),
        ("tr", "Gelecek hafta ve sonraki hafta Tom'un yemeklerini iptal edin"),
        ("ar", "ألغوا وجبات توم الأسبوع القادم والأسبوع الذي بعده"),
    ],
)
def test_the_week_after_another_is_another_week(language: str, text: str) -> None:
    reading = _read(language, text, _WEDNESDAY)

    assert (reading.days, reading.needs_clarification) == ((*_NEXT, *_AFTER), False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cancel Tom's lunches the week after the Christmas holidays"),
        ("es", "Anulen el comedor de Tom la primera semana de vuelta"),
        ("pt", "Cancelem a cantina do Tom na semana a seguir às férias"),
        ("tr", "Tatilden sonraki ilk hafta Tom'un yemeklerini iptal edin"),
        ("ar", "توم لن يأكل في المطعم كل أيام الأسبوع الأول بعد العطلة"),
    ],
)
def test_the_week_after_the_holidays_is_told_by_them(language: str, text: str) -> None:
    assert _read(language, text, _HOLIDAYS).days == _BACK


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please cancel the canteen for Jade on Thursday. Only Jade, not her sister."),
        ("en", "Cancel Jade's lunch on Thursday (careful, Jade, not Emma)"),
        ("es", "Cancelen el comedor de Jade el jueves (ojo, es Jade, no Emma)."),
        ("es", "Anulen el comedor del jueves solo para Jade, para su hermana no"),
        ("pt", "Cancelem a cantina da Jade na quinta. Só a Jade, não a irmã."),
        ("tr", "Jade'in perşembe yemeğini iptal edin. Sadece Jade, kardeşi değil."),
        ("tr", "Jade'in perşembe yemeğini iptal edin. Dikkat: Emma değil, Jade."),
        ("ar", "ألغوا وجبة جاد يوم الخميس (انتبهوا، جاد وليس إيما)"),
    ],
)
def test_a_child_who_is_only_told_not_to_be_meant_is_left_out(language: str, text: str) -> None:
    reading = _read(language, text, children=_TWINS)

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.CANCEL_MEAL, (2,), False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cancel Jade's lunch on Thursday. Not only Jade, her sister too."),
        ("en", "Cancel Jade's lunch on Thursday, not Emma"),
        ("es", "Cancelen el comedor de Jade el jueves, no es Jade, es Emma"),
        ("pt", "Cancelem o almoço da Jade na quinta. Não só a Jade, também a irmã."),
        ("tr", "Jade'in perşembe yemeğini iptal edin. Sadece Jade değil, ablası da."),
        ("ar", "ألغوا وجبة جاد يوم الخميس. ليس جاد فقط، أختها أيضا"),
    ],
)
def test_a_child_who_is_meant_and_denied_or_not_the_only_one_is_asked_about(language: str, text: str) -> None:
    assert _read(language, text, children=_TWINS).needs_clarification


def test_neither_of_two_children_is_no_child_of_a_class() -> None:
    reading = _read("es", "mañana no van a clase ni Tom ni Léa, los dos están con vómitos")

    assert (reading.intent, reading.children, reading.needs_clarification) == (Intent.REPORT_ABSENCE, (LEA, TOM), False)


@pytest.mark.parametrize(
    ("language", "address", "move"),
    [
        ("en", "new address since saturday: 4 rue du Moulin", "We moved on Saturday, our new address is 4 rue du Moulin"),
        ("es", "He cambiado de dirección", "Nos hemos mudado, nuestra nueva dirección es 4 rue du Moulin"),
        ("pt", "A minha morada mudou", "Mudámos de casa, a nova morada é 4 rue du Moulin"),
        ("tr", "Adresim değişti", "Taşındık, yeni adresimiz 4 rue du Moulin"),
        ("ar", "تغير عنواني", "انتقلنا إلى بيت جديد، عنواننا الجديد 4 rue du Moulin"),
    ],
)
def test_an_address_alone_is_a_contact_and_a_move_is_a_change(language: str, address: str, move: str) -> None:
    assert [_read(language, text).intent for text in (address, move)] == [Intent.UPDATE_CONTACT, Intent.DECLARE_CHANGE]


@pytest.mark.parametrize(
    ("language", "over", "to_come"),
    [
        ("en", "I forgot to report Tom's absence on Tuesday", "I forgot to tell you that Tom will be absent on Friday"),
        ("es", "Olvidé avisar de la ausencia de Tom del martes", "Olvidé decirles que Tom faltará el viernes"),
        ("pt", "Esqueci-me de avisar da falta do Tom na terça", "Esqueci-me de avisar que o Tom vai faltar na sexta"),
        ("pt", "O Tom não pôde ir à escola na terça por causa da febre", "O Tom não pode ir à escola na sexta, tem consulta"),
        ("tr", "Tom'un salı günkü devamsızlığını bildirmeyi unuttum", "Haber vermeyi unuttum, Tom cuma günü okula gelmeyecek"),
        ("ar", "نسيت أن أخبركم بغياب توم يوم الثلاثاء", "نسيت إخباركم بأن توم سيغيب يوم الجمعة"),
        ("ar", "لم يستطع توم الحضور يوم الثلاثاء بسبب الحمى", "توم سيغيب يوم الجمعة"),
    ],
)
def test_an_absence_that_was_forgotten_is_over_and_one_to_come_is_not(language: str, over: str, to_come: str) -> None:
    readings = [_read(language, text, _WEDNESDAY) for text in (over, to_come)]

    assert [(one.intent, one.days) for one in readings] == [
        (Intent.JUSTIFY_ABSENCE, (date(2026, 11, 24),)),
        (Intent.REPORT_ABSENCE, (date(2026, 11, 27),)),
    ]


@pytest.mark.parametrize("text", ["Artık bana SMS bildirimi göndermeyin.", "Hatırlatma mesajları istemiyorum"])
def test_no_more_messages_of_any_kind_in_turkish(text: str) -> None:
    assert _read("tr", text).intent is Intent.STOP_NOTIFICATIONS


def test_the_turkish_day_after_tomorrow_is_no_other_child() -> None:
    reading = _read("tr", "tom öbür gün kantinde yemicek iptal edin lütfen", _WEDNESDAY)

    assert (reading.children, reading.days, reading.needs_clarification) == ((TOM,), (date(2026, 11, 27),), False)


@pytest.mark.parametrize(
    ("language", "text", "intent"),
    [
        ("es", "Mi nuevo domicilio es calle Mayor 12", Intent.UPDATE_CONTACT),
        ("es", "He cambiado de domicilio: avenida de la Paz 3", Intent.UPDATE_CONTACT),
        ("es", "Nos mudamos de domicilio en febrero", Intent.DECLARE_CHANGE),
        ("es", "Quiero domiciliar los recibos", Intent.SEPA_MANDATE),
        ("es", "¿Cuál es el domicilio del colegio?", Intent.PRACTICAL_INFO),
        ("es", "Tom almuerza en su domicilio el jueves", Intent.CANCEL_MEAL),
        ("en", "What is the new address of the school?", Intent.PRACTICAL_INFO),
        ("en", "Can you send me the school's new address?", Intent.PRACTICAL_INFO),
        ("en", "Please note the new address of the children: 4 rue Pasteur", Intent.UPDATE_CONTACT),
        ("en", "My new address is 4 rue Pasteur", Intent.UPDATE_CONTACT),
    ],
)
def test_whose_address_it_is_tells_what_is_wanted(language: str, text: str, intent: Intent) -> None:
    reading = _read(language, text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ne Tom ne Léa yarın yemek yemeyecek", Intent.CANCEL_MEAL),
        ("Yarın ne Tom ne de Léa kantinde yemeyecek", Intent.CANCEL_MEAL),
        ("Ne Léa ne Tom yarın okula gelmeyecek", Intent.REPORT_ABSENCE),
    ],
)
def test_neither_of_two_children_is_both_in_turkish(text: str, intent: Intent) -> None:
    reading = _read("tr", text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (LEA, TOM), (date(2026, 11, 24),), ())


@pytest.mark.parametrize("text", ["ne Tom ne Léa yarın yemek yiyecek", "Tom ne zaman yemeyecek, Léa ne yemeyecek?"])
def test_what_a_turkish_ne_leaves_open_is_asked_about(text: str) -> None:
    assert _read("tr", text).questions
