"""Which days lie behind a landmark told beside them: a return to school, some weeks, the end of a journey."""

from datetime import date, datetime

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.clock import PARIS
from villars_core.understanding import Intent, Question, read


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Dans deux semaines Léa mange à la cantine jeudi", Intent.BOOK_MEAL, (date(2026, 12, 10),)),
        ("Bonjour, dans quinze jours Léa ne mangera pas jeudi", Intent.CANCEL_MEAL, (date(2026, 12, 10),)),
        ("Dans deux semaines, Léa reste manger lundi", Intent.BOOK_MEAL, (date(2026, 12, 7),)),
        ("Dans trois semaines, cantine mardi et jeudi pour Léa", Intent.BOOK_MEAL, (date(2026, 12, 15), date(2026, 12, 17))),
        ("À la rentrée de janvier, Léa mangera lundi et vendredi", Intent.BOOK_MEAL, (date(2027, 1, 4), date(2027, 1, 8))),
        ("Au retour des vacances de Noël Léa ne mange pas jeudi", Intent.CANCEL_MEAL, (date(2027, 1, 7),)),
        ("Accouchement prévu dans deux semaines, Léa mange jeudi", Intent.BOOK_MEAL, november(26)),
        ("Dans deux semaines je pars, Léa mange jeudi", Intent.BOOK_MEAL, november(26)),
        ("Arrêt de travail pour moi jusqu'à vendredi. Léa rentrera à midi jeudi et vendredi, à désinscrire.", Intent.CANCEL_MEAL,
         november(26, 27)),
        ("Un repas le 26 novembre, un seul pour Léa", Intent.BOOK_MEAL, november(26)),
        ("Léa fait le marché de Noël avec la classe jeudi et emporte son sandwich, repas à supprimer.", Intent.CANCEL_MEAL, november(26)),
        ("Le cours de guitare de Léa passe à jeudi midi, on annule donc son repas jeudi", Intent.CANCEL_MEAL, november(26)),
        ("Je suis en congé à partir de mercredi. Léa rentrera déjeuner jeudi", Intent.CANCEL_MEAL, november(26)),
    ],
)  # fmt: skip
def test_weekdays_lie_behind_the_landmark_that_opens_their_sentence(text: str, intent: Intent, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (LEA,), days, ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Notre train de retour n'est que jeudi soir, Tom sera donc absent de l'école ce jour-là", november(26)),
        ("Le retour est jeudi soir, pas d'école pour Tom ce jour-là", november(26)),
        ("Notre vol retour est jeudi, Tom sera absent toute la journée", november(26)),
        ("Retour de Bretagne jeudi soir seulement, Tom sera absent", november(23, 24, 26)),
        ("Tom est malade, retour jeudi", november(23, 24)),
    ],
)
def test_the_day_of_a_journey_home_is_no_day_at_school(text: str, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.REPORT_ABSENCE, (TOM,), days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tom a 38,5, on le garde à la maison pour la journée", november(23)),
        ("Tom absent pour la journée", november(23)),
        ("Tom vomit, il reste à la maison toute la journée", november(23)),
        ("Tom a été absent toute la journée", ()),
    ],
)
def test_the_whole_day_is_this_one_while_it_lasts(text: str, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.REPORT_ABSENCE, (TOM,), days)


def test_one_meal_each_tells_no_first_of_the_month() -> None:
    reading = heard("Deux repas jeudi 26 novembre, un pour Léa et un pour Tom")

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.BOOK_MEAL, (LEA, TOM), november(26), ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tom absent, reprise prévue jeudi", november(23, 24)),
        ("Tom est absent, reprise de l'école jeudi", november(23, 24)),
        ("Tom a la grippe, reprise des cours lundi 30", november(23, 24, 26, 27)),
        ("Absence de Tom demain, reprise mercredi", november(24)),
        ("Tom est malade jusqu'à la reprise jeudi", november(23, 24)),
        ("Tom sera absent à la reprise lundi", (date(2027, 1, 4),)),
        ("Pour la reprise Tom sera absent lundi et mardi, on rentre tard de Norvège", (date(2027, 1, 4), date(2027, 1, 5))),
        ("Tom ne pourra pas faire la reprise lundi, il a le covid", (date(2027, 1, 4),)),
        ("On part jeudi matin, Tom ne finira pas la semaine : absent jeudi et vendredi", november(26, 27)),
    ],
)
def test_a_childs_own_return_is_told_from_the_schools(text: str, days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.REPORT_ABSENCE, (TOM,), days)


def test_weeks_counted_on_a_weekend_are_asked_about() -> None:
    sunday = datetime(2027, 1, 10, 21, tzinfo=PARIS)

    assert Question("confirm_days") in read("dans deux semaines Léa mange jeudi", context(now=sunday)).questions
