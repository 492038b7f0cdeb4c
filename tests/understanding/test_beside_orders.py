"""What is told beside an order in a language other than French: returns, reasons, friends, children who stay as they were."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, context
from villars_core.understanding import Intent, read

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
GONE_FRIDAY, TENTH = date(2026, 11, 20), date(2026, 12, 10)


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # A return tells until when, not another day of the absence.
        ("Léa y Tom faltan el jueves y vuelven el viernes", Intent.REPORT_ABSENCE, (LEA, TOM), (THURSDAY,)),
        ("Tom falta el jueves y el viernes vuelve", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY,)),
        ("Tom no come el jueves, el viernes ya vuelve", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        ("Tom faltó el viernes, hoy ya está mejor", Intent.JUSTIFY_ABSENCE, (TOM,), (GONE_FRIDAY,)),
        ("O Tom falta na quinta, na sexta já vai", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY,)),
        # A day that points back is the one told before it.
        ("El 10 de diciembre tengo una revisión: que Tom se quede a comer ese jueves", Intent.BOOK_MEAL, (TOM,), (TENTH,)),
        # Behind a mark a "que" gives a reason, nobody's words.
        ("Por el bautizo, que es en Sevilla, Tom faltará el jueves", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY,)),
        # What is known ends where a "pero" begins.
        ("Ya sé que es tarde, pero Tom no come el jueves", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # Where a child goes who does not come, what the writers do, and who visits.
        ("Na quinta o Tom vai visitar o colégio novo, não vai estar na escola", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY,)),
        ("Tom no come el jueves, se va a casa de mi suegra", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        ("Tom come el jueves, mi marido viaja y nosotros vamos a París", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        (
            "Los abuelos están aquí hasta el viernes y quieren ver a los niños, quítenlos el jueves",
            Intent.CANCEL_MEAL,
            (LEA, TOM),
            (THURSDAY,),
        ),
        ("O Tom tem ensaio de coro na quinta, que almoce aí", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # A stretch that only gives child and day to the denial behind it.
        ("Tom ayunará el jueves, no le deis de comer", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # An absence lasts till the day before a return that is not before it.
        ("Tom se ha roto la muñeca y no volverá hasta el viernes", Intent.REPORT_ABSENCE, (TOM,), (MONDAY, TUESDAY, THURSDAY)),
        ("O Tom partiu o pulso e só volta na sexta", Intent.REPORT_ABSENCE, (TOM,), (MONDAY, TUESDAY, THURSDAY)),
        # A Brazilian denial closes with another "não".
        ("O Tom não vai almoçar aí na quinta não", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # Whose feast a reason is, and who fetches a child for lunch.
        ("Tom no come el jueves por el santo de mi madre", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        ("El jueves a Tom lo retira su abuelo a las once y media y almuerza con él", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        ("Na quinta faz-me falta cantina para o Tom", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        ("El jueves: Tom fuera de la lista", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # A reason of the writers that turns to the child again.
        ("Tom tiene fiebre, el jueves vamos al médico y no va", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY,)),
        ("El jueves no puedo recoger a Tom; dejadlo en el comedor", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # A child wanted among those who eat.
        ("Quería a los dos apuntados el jueves", Intent.BOOK_MEAL, (LEA, TOM), (THURSDAY,)),
        ("Deixem o Tom inscrito na quinta", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # A denial that closes what it denies.
        ("Tom sale antes el jueves, así que comida no", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # What stands behind a command is its reason.
        ("Apunten a Tom para comer el jueves, tiene ganas de comer con su amiga Zoé", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        ("Anulen la comida de Tom el jueves, viene su abuela a buscarlo", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        # With schoolmates is at school.
        ("Tom come el jueves con sus compañeros", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # What only says that another child stays as it was.
        ("Anulen la comida de Tom el jueves; lo de Léa se queda como está", Intent.CANCEL_MEAL, (TOM,), (THURSDAY,)),
        ("Apunten a Tom el jueves, Léa no hace falta", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # A nod asked for is no question, a wish behind its day nobody's words.
        ("Tom come el jueves en el comedor, ¿vale?", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        ("El jueves, que Tom se quede a comer", Intent.BOOK_MEAL, (TOM,), (THURSDAY,)),
        # A denial said again, and a number given to each.
        ("No comen ni Léa ni Tom el jueves", Intent.CANCEL_MEAL, (LEA, TOM), (THURSDAY,)),
        ("El jueves sin comedor para los dos", Intent.CANCEL_MEAL, (LEA, TOM), (THURSDAY,)),
        # A day told of the reason that is the act's too.
        ("A Tom lo operan el jueves, faltará jueves y viernes", Intent.REPORT_ABSENCE, (TOM,), (THURSDAY, FRIDAY)),
    ],
)
def test_what_is_told_beside_an_order_makes_no_doubt(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = read(text, context())

    assert (reading.intent, reading.children, reading.days, reading.questions, reading.others) == (intent, children, days, (), ())


@pytest.mark.parametrize(
    "text",
    [
        # One child is set against another by a bare word.
        "Apunten a Tom el jueves, pero a Léa no",
        # The only day is the one of a return.
        "Tom está malo, el jueves vuelve",
        "Tom está malo, vuelve el jueves",
        "O Tom está doente, volta na quinta",
        # Another day, another child, or somebody's words.
        "Tom no va el jueves, va el viernes",
        "Tom no come el jueves, Léa va al dentista",
        "A avó do Tom ligou a dizer que ele não come na quinta",
        "O Tom não come na quinta, a Léa não",
        "Cancela o Martim na quinta",
        # Somebody says it, somebody is against it, or it is still to be talked about.
        "Me ha comentado la tutora, que Tom no come el jueves",
        "Tom no come el jueves, su padre no está de acuerdo",
        "O Tom come na quinta, ainda tenho de falar com o meu marido",
        "Tom quiere quedarse el jueves, pero yo prefiero que no",
        "O Tom ia faltar na quinta, já não vai",
        "El jueves seguramente Tom no coma",
        "El hijo de Tom no come el jueves",
        "Tom no come el jueves, a no ser que llueva",
        "O Tom não come na quinta, a não ser que chova",
        # What is taken off is no meal, and what happened before tells no day.
        "¿Le quitáis el jueves a Tom las espinas del pescado?",
        "No le guardéis el abrigo a Tom el jueves",
        "Tom lo pasó mal el jueves, no quiere comer",
        "Tom faltó, viene el jueves",
        # A denial that bears on nothing else.
        "Tom come el jueves, ni Léa",
    ],
)
def test_what_may_turn_an_order_is_asked_about(text: str) -> None:
    assert read(text, context()).questions
