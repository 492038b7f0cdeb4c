"""What parents' messages mean, and where they must be asked about."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.house import CALENDAR, CHILDREN, LEA, MONDAY, TOM, context, heard, november
from villars_core.clock import PARIS
from villars_core.understanding import Intent, read, read_dates

_BOTH = (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        ("finalement Léa mangera mardi 1er décembre", Intent.BOOK_MEAL, (LEA,), (date(2026, 12, 1),)),
        ("Annule la cantine de Léa jeudi", Intent.CANCEL_MEAL, (LEA,), november(26)),
        ("Réserve la cantine de Léa lundi et jeudi", Intent.BOOK_MEAL, (LEA,), november(26, 30)),
        ("Tom est malade, il ne mangera pas demain", Intent.CANCEL_MEAL, (TOM,), november(24)),
        ("tom ne mangera pa jeudi", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Bonjour, merci d'annuler la cantine de Léa et Tom jeudi et vendredi. Cordialement, N. Martin", Intent.CANCEL_MEAL, _BOTH,
         november(26, 27)),
        ("Léa absente demain", Intent.REPORT_ABSENCE, (LEA,), november(24)),
        ("Tom était absent lundi dernier, voici le certificat médical", Intent.JUSTIFY_ABSENCE, (TOM,), november(16)),
        ("mes enfants ne mangeront pas du lundi 30 novembre au mardi 1er décembre", Intent.CANCEL_MEAL, _BOTH,
         (*november(30), date(2026, 12, 1))),
        ("Lea mange a la cantine tous les mardis jusqu'aux vacances", Intent.BOOK_MEAL, (LEA,),
         (*november(24), date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15))),
        ("lundi en huit Léa mange à la cantine", Intent.BOOK_MEAL, (LEA,), (date(2026, 12, 7),)),
        ("est-ce que Tom mange jeudi ?", Intent.SHOW_PLANNING, (TOM,), november(26)),
        ("pas de cantine pour Léa mardi", Intent.CANCEL_MEAL, (LEA,), november(24)),
        ("Tom ne mange pas jeudi, rdv chez le dentiste rue du 4 décembre", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Tom ne mange pas jeudi, rdv chez le dentiste au 12 bd du 11 novembre", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Annulez la place du 26 novembre pour Tom", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Tom (mon clavier n'a pas d'accent) mangera à la cantine jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("Tom ne mange pas (à la cantine) jeudi", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("tom mange chez vs jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("Le repas de Tom à annuler, c'est celui de vendredi et non celui de jeudi", Intent.CANCEL_MEAL, (TOM,), november(27)),
        ("N'annulez surtout pas le repas de Tom mardi, il y tient", Intent.BOOK_MEAL, (TOM,), november(24)),
        ("merci de ne pas annuler la cantine de Léa jeudi", Intent.BOOK_MEAL, (LEA,), november(26)),
        ("Tom sera absent lundi. Vous le reverrez le lendemain.", Intent.REPORT_ABSENCE, (TOM,), november(30)),
        ("En janvier, Tom mangera à la maison tous les jeudis du mois", Intent.CANCEL_MEAL, (TOM,),
         tuple(date(2027, 1, day) for day in (7, 14, 21, 28))),
        ("Pas besoin de vous mardi midi pour mes deux enfants", Intent.CANCEL_MEAL, _BOTH, november(24)),
        ("Impossible pour ma grande d'aller à l'école jeudi", Intent.REPORT_ABSENCE, (LEA,), november(26)),
        ("Tom rentre déjeuner jeudi et le jeudi d'après", Intent.CANCEL_MEAL, (TOM,), (*november(26), date(2026, 12, 3))),
    ],
)  # fmt: skip
def test_a_clear_message_is_read_without_asking(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Annuler la cantine de jeudi",
        "Annule la cantine de Léa",
        "Louis ne mangera pas demain",
        "mercredi 24 novembre Léa ne mange pas",
        "Léa ne mange pas le 31/11",
        "si Tom est malade annulez jeudi",
        "Léa mangera peut-être jeudi",
        "Léa ne mangera pas mardi mais jeudi",
        "n'annulez pas encore la cantine de Léa jeudi",
        "n'annulez pas mardi mais jeudi pour Tom",
        "Je ne peux pas annuler le repas de Tom mardi",
        "Pourquoi n'annulez-vous pas le repas de Tom mardi",
        "Léa mangera à la cantine vendredi prochain",
        "réserve la garderie jeudi pour Tom",
        "oui",
        "la pluie tombe sur le toit",
    ],
)
def test_a_doubtful_message_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


@pytest.mark.parametrize(
    ("text", "answer"),
    [("oui", "yes"), ("Oui merci", "yes"), ("ok c'est bon", "yes"), ("non", "no"), ("Non merci", "no"), ("1", "1"), ("le 2", "2")],
)
def test_an_open_question_is_answered_by_yes_no_or_a_number(text: str, answer: str) -> None:
    assert heard(text, "confirm").answer == answer


def test_without_a_question_yes_answers_nothing() -> None:
    assert heard("oui").answer is None


def test_days_alone_answer_the_question_which_days() -> None:
    reading = heard("jeudi et vendredi", "days")

    assert (reading.intent, reading.days, reading.questions) == (Intent.UNKNOWN, november(26, 27), ())


def test_a_name_alone_answers_the_question_which_child() -> None:
    assert heard("Léa", "children").children == (LEA,)


def test_a_bare_weekday_means_the_day_that_was_spoken_of() -> None:
    spoken = replace(context(), days_spoken_of=(date(2026, 12, 1), date(2026, 12, 3)), child_spoken_of=(LEA,))

    reading = read("finalement elle mangera mardi", spoken)

    assert (reading.intent, reading.children, reading.days) == (Intent.BOOK_MEAL, (LEA,), (date(2026, 12, 1),))


def test_two_children_with_days_of_their_own_are_two_acts() -> None:
    reading = heard("Léa lundi et Tom mardi à la cantine")

    assert (reading.children, reading.days) == ((LEA,), november(30))
    assert [(other.children, other.days) for other in reading.others] == [((TOM,), november(24))]


def test_a_day_without_canteen_is_dropped_with_its_reason() -> None:
    reading = heard("Léa mange à la cantine mercredi et jeudi")

    assert reading.days == november(26)
    assert [(one.day, one.reason) for one in reading.dropped] == [(date(2026, 11, 25), "wednesday")]


def test_quoted_mail_is_not_read() -> None:
    text = "Annulez Léa jeudi\n\nLe lun. 23 nov. 2026 à 08:00, Mairie a écrit :\n> Tom mange vendredi"

    assert heard(text).children == (LEA,)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("bonjour", Intent.GREETING),
        ("merci beaucoup", Intent.THANKS),
        ("aide", Intent.HELP),
        ("stop", Intent.STOP_NOTIFICATIONS),
        ("ma facture svp", Intent.SHOW_INVOICES),
        ("combien coûte un repas ?", Intent.ASK_TARIFF),
        ("je voudrais parler à quelqu'un", Intent.TALK_TO_STAFF),
        ("voir mon planning", Intent.SHOW_PLANNING),
    ],
)
def test_other_intents_are_named(text: str, intent: Intent) -> None:
    assert heard(text).intent is intent


def test_evidence_stands_where_the_text_stands() -> None:
    text = "Annule la cantine de Léa jeudi"

    spans = {one.text for one in heard(text).evidence if one.text}

    assert {"Annule", "Léa", "jeudi"} <= spans


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("lundi en huit", date(2025, 3, 24), date(2025, 3, 24)),
        ("demain", date(2025, 3, 12), date(2025, 3, 12)),
        ("du 3 au 5 avril", date(2025, 4, 3), date(2025, 4, 5)),
        ("la semaine prochaine", date(2025, 3, 17), date(2025, 3, 23)),
        ("Noël", date(2025, 12, 25), date(2025, 12, 25)),
    ],
)
def test_a_phrase_of_dates_is_read(text: str, start: date, end: date) -> None:
    found = read_dates(text, datetime(2025, 3, 11, 9, tzinfo=PARIS))

    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_a_phrase_without_a_date_gives_none() -> None:
    assert read_dates("bonjour à tous", MONDAY) is None


_PIECES = st.text("0123456789/ ", min_size=1, max_size=5) | st.sampled_from((
    "Léa", "Tom", "lundi", "mardi", "jeudi", "demain", "31/11", "29 février", "2026", "le", "du", "au", "jusqu'aux", "vacances",
    "pas", "ne", "mange", "annule", "réserve", "la", "cantine", "tous les", "sauf", "en huit", "semaine", "prochaine", "dans",
    "999", "9999", "jours", "mois", "ans", "entre", "et", "depuis", "avant", "après", "Noël", "rentrée", "dernier", "week-end",
    "si", "?", ".", ",", "-", "1er", "quinze", "il y a", "début", "fin", "mi-janvier", "50", "12h30", "0612345678", "CE1",
    "malade", "absent", "facture", "oui", "'", "\n",
))  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=18).map(" ".join)))
def test_no_text_raises_and_no_day_lies_outside_the_calendar(text: str) -> None:
    for question in ("", "days"):
        reading = read(text, context(question))
        assert all(CALENDAR.first <= day <= CALENDAR.last and day.isoweekday() in CALENDAR.weekdays for day in reading.days)
        assert not any(period.first <= day <= period.last for day in reading.days for period in CALENDAR.holidays)
        assert set(reading.children) <= {child.key for child in CHILDREN}
    read_dates(text, MONDAY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 December"),
        ("en", "December 3rd"),
        ("es", "el 3 de diciembre"),
        ("pt", "dia 3 de dezembro"),
        ("tr", "3 Aralık"),
        ("ar", "3 ديسمبر"),
    ],
)
def test_a_written_date_of_another_language_answers_a_question_and_orders_nothing(language: str, text: str) -> None:
    asked = read(text, replace(context("days"), language=language))
    alone = read(text, replace(context(), language=language))

    assert asked.days == (date(2026, 12, 3),)
    assert alone.needs_clarification


def test_a_foreign_date_outside_the_canteen_days_is_not_taken() -> None:
    assert read("5 December", replace(context("days"), language="en")).days == ()


def test_more_acts_than_a_message_holds_are_asked_about() -> None:
    reading = heard("Léa mange lundi. Tom mange mardi. " * 60)

    assert reading.needs_clarification
    assert len(reading.others) < 10
