"""Days told beside one another: lists, bounds, weeks and what is taken out; each once read as other days than were meant."""

from datetime import date, datetime

import pytest

from tests.understanding.house import CALENDAR, context
from villars_core.clock import PARIS
from villars_core.understanding import Intent, NamedPeriod, Reading, SchoolDays, read

_YEAR = SchoolDays(
    CALENDAR.first,
    CALENDAR.last,
    CALENDAR.weekdays,
    (*CALENDAR.holidays, NamedPeriod("hiver", date(2027, 2, 13), date(2027, 2, 28))),
    CALENDAR.closed,
)
_MONDAY = datetime(2026, 11, 23, 9, tzinfo=PARIS)
_FRIDAY = datetime(2026, 11, 27, 18, 30, tzinfo=PARIS)
_JANUARY = datetime(2027, 1, 10, 21, tzinfo=PARIS)


def _read(text: str, now: datetime) -> Reading:
    whole = context(now=now)
    return read(text, type(whole)(whole.now, whole.children, _YEAR))


def _days(text: str, now: datetime = _MONDAY) -> list[str]:
    reading = _read(text, now)
    assert not reading.questions
    return [f"{day:%m-%d}" for day in reading.days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa mange lundi 30 et le lundi suivant", ["11-30", "12-07"]),
        ("Léa mange lundi 30 et mardi", ["11-30", "12-01"]),
        ("Léa mange lundi 30 novembre, mardi et jeudi", ["11-30", "12-01", "12-03"]),
        ("Tom mange jeudi 3 décembre et le lendemain", ["12-03", "12-04"]),
        ("Léa mange vendredi et toute la semaine prochaine", ["11-27", "11-30", "12-01", "12-03", "12-04"]),
        ("Léa ne mange pas vendredi ni la semaine prochaine", ["11-27", "11-30", "12-01", "12-03", "12-04"]),
        ("Léa mange mardi et jeudi, la semaine prochaine", ["12-01", "12-03"]),
        ("Léa mange la semaine du 7 décembre et la suivante", [f"12-{day:02}" for day in (7, 8, 10, 11, 14, 15, 17, 18)]),
        ("Léa mange lundi de la semaine prochaine et jeudi de la suivante", ["11-30", "12-10"]),
        ("Semaine 49 cantine pour Léa lundi et mardi, semaine 50 jeudi", ["11-30", "12-01", "12-10"]),
        ("Léa mange lundi la semaine prochaine, jeudi et vendredi la semaine suivante", ["11-30", "12-10", "12-11"]),
        ("Pas de cantine pour Léa ce jeudi ni le suivant", ["11-26", "12-03"]),
        ("Léa mange les deux premiers jours de la semaine prochaine", ["11-30", "12-01"]),
        ("svp léa cantine mar et ven semaine pro", ["12-01", "12-04"]),
        ("Léa mange toute la semaine prochaine, vendredi excepté", ["11-30", "12-01", "12-03"]),
        ("Réservez pour Léa les repas de la semaine prochaine, jeudi et vendredi exceptés", ["11-30", "12-01"]),
        ("Léa mange du 30 novembre au 4 décembre, le jeudi non compris", ["11-30", "12-01", "12-04"]),
        ("Léa mange chaque jour de la semaine prochaine à part le vendredi", ["11-30", "12-01", "12-03"]),
        ("Léa mange tous les jours de cette semaine à compter de demain, hormis jeudi", ["11-24", "11-27"]),
        ("Léa mange de mardi à jeudi la semaine prochaine, le mercredi bien sûr on ne compte pas", ["12-01", "12-03"]),
        ("Supprimez les quatre repas de Tom la semaine prochaine", ["11-30", "12-01", "12-03", "12-04"]),
        ("Tom ne mange pas la veille des vacances de Noël, soit le vendredi 18", ["12-18"]),
        ("Le 10 décembre on part à Lyon, Léa manquera donc ce dernier jour de classe", ["12-10"]),
        ("Mamie arrive jeudi pour le week-end, annulez le repas de Tom ce jour-là", ["11-26"]),
    ],
)
def test_a_day_is_read_beside_those_told_with_it(text: str, days: list[str]) -> None:
    assert _days(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa mange les jeudis de décembre, jusqu'aux vacances", ["12-03", "12-10", "12-17"]),
        ("Tom mange tous les jeudis de décembre, à partir du 10", ["12-10", "12-17"]),
        ("lundi et jeudi du 7 au 17 décembre Tom ne mange pas", ["12-07", "12-10", "12-14", "12-17"]),
        ("Du 7 au 17 décembre, lundi et jeudi, Tom ne mange pas", ["12-07", "12-10", "12-14", "12-17"]),
        ("Tom ne mange pas les trois premiers jeudis de décembre", ["12-03", "12-10", "12-17"]),
        ("Tom ne mange pas les deux derniers jeudis de janvier", ["01-21", "01-28"]),
        ("Tom mange le premier et le troisième jeudi de décembre", ["12-03", "12-17"]),
        ("Tom mange ces trois mardis de décembre", ["12-01", "12-08", "12-15"]),
        ("Tom mange demain, pas jeudi, et vendredi", ["11-24", "11-27"]),
        ("Tom mange jeudi du 3 au 17 décembre", ["12-03", "12-10", "12-17"]),
        ("Du 7 au 11 décembre Tom mange lundi et jeudi", ["12-07", "12-10"]),
        ("Tom mange vendredi, puis du 7 au 10 décembre", ["11-27", "12-07", "12-08", "12-10"]),
        ("Léa mange lundi 7 12 et jeudi 10 12", ["12-07", "12-10"]),
        ("Tom mange tous les jeudis de janvier, à partir du 14", ["01-14", "01-21", "01-28"]),
    ],
)
def test_a_bound_is_of_the_weekdays_told_with_it(text: str, days: list[str]) -> None:
    assert _days(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa mange chaque mardi, du 12 janvier jusqu'aux vacances d'hiver", ["01-12", "01-19", "01-26", "02-02", "02-09"]),
        ("à partir de mardi et jusqu'au 26 janvier, pas de repas le mardi pour Léa", ["01-12", "01-19", "01-26"]),
        ("Depuis jeudi et jusqu'à mardi, Léa est absente", ["01-07", "01-08", "01-11", "01-12"]),
    ],
)
def test_a_stretch_lasts_from_one_bound_to_the_other(text: str, days: list[str]) -> None:
    assert _days(text, _JANUARY) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa est malade depuis mardi, et aujourd'hui aussi", ["11-24", "11-26", "11-27"]),
        ("Depuis jeudi et encore aujourd'hui, Léa est absente", ["11-26", "11-27"]),
        ("Léa était absente jeudi et vendredi", ["11-26", "11-27"]),
    ],
)
def test_an_absence_lasts_until_today(text: str, days: list[str]) -> None:
    assert _days(text, _FRIDAY) == days


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Tom mange mardi, pas jeudi à la cantine", Intent.BOOK_MEAL, ["11-24"]),
        ("tom pas jeudi a la cantine", Intent.CANCEL_MEAL, ["11-26"]),
        ("Léa mange mardi et jeudi, pas les autres jours", Intent.BOOK_MEAL, ["11-24", "11-26"]),
        ("Cantine pour Tom la semaine prochaine, mais pas le mardi", Intent.BOOK_MEAL, ["11-30", "12-03", "12-04"]),
        ("Tom mange du 30 novembre au 4 décembre, mais pas le 3", Intent.BOOK_MEAL, ["11-30", "12-01", "12-04"]),
        ("Tom eats at the canteen next week but not on Tuesday", Intent.BOOK_MEAL, ["11-30", "12-03", "12-04"]),
        ("Tom mange toute la semaine prochaine sauf mardi où on le garde", Intent.BOOK_MEAL, ["11-30", "12-03", "12-04"]),
        ("Pas de cantine pour Tom cette semaine, hormis demain où je travaille", Intent.CANCEL_MEAL, ["11-23", "11-26", "11-27"]),
    ],
)
def test_what_is_denied_is_the_day_or_the_meal(text: str, intent: Intent, days: list[str]) -> None:
    assert _days(text) == days
    assert _read(text, _MONDAY).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "Léa pas lundi à la cantine mais mardi",
        "Léa mange pas mardi mais jeudi",
        "Tom sera absent mardi du 1 au 4 décembre",
        "Tom mange deux jeudis en décembre",
        "Tom mange les premiers jeudis de décembre",
        "Tom mange du 7 au 10 décembre et vendredi",
        "Tom mange vendredi 26 11",
        "Supprimez ses deux repas de la semaine prochaine à Tom",
        "Tom mange mardi et jeudi, annulez mercredi",
        "Pas de cantine mardi pour Léa mais oui jeudi",
        "Le mardi, Léa rentrera désormais à midi, arrêtez ses repas ce jour-là",
        "Cantine pour Tom le jeudi toutes les deux semaines",
        "Cantine pour Tom un jeudi par mois",
        "Léa mange le 30 novembre et jeudi",
        "Léa mange les trois premiers jours de décembre",
        "Tom sera absent les premiers jours de décembre",
        "Pas de cantine pour Tom les deux semaines avant Noël",
        "Léa sera absente les deux derniers jours avant Noël, jeudi 10 et vendredi 11",
    ],
)
def test_what_may_be_other_days_is_asked_about(text: str) -> None:
    assert _read(text, _MONDAY).questions


def test_two_weeks_are_no_two_children() -> None:
    assert len(_read("Léa mange les deux prochaines semaines", _MONDAY).children) == 1


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Tom sera absent lundi et mardi", _MONDAY),
        ("Léa mange lundi, mardi et jeudi", _MONDAY),
        ("Annulez la cantine de Tom lundi midi et mardi midi", _MONDAY),
        ("Tom ne mange ni lundi ni mardi", _MONDAY),
        ("Tom sera absent lundi prochain et mardi", _MONDAY),
        ("Léa mange vendredi et lundi", _FRIDAY),
        ("Tom will be absent Monday and Tuesday", _MONDAY),
    ],
)
def test_today_and_the_next_day_by_their_names_are_asked_about(text: str, now: datetime) -> None:
    assert [one.kind for one in _read(text, now).questions] == ["confirm_days"]


@pytest.mark.parametrize(
    ("text", "now", "days"),
    [
        ("Tom sera absent lundi", _MONDAY, ["11-30"]),
        ("Tom sera absent mardi et lundi", _MONDAY, ["11-24", "11-30"]),
        ("Réservez la cantine de Léa lundi et jeudi", _MONDAY, ["11-26", "11-30"]),
        ("Tom sera absent lundi et mardi de la semaine prochaine", _MONDAY, ["11-30", "12-01"]),
        ("Tom sera absent ce lundi et mardi", _MONDAY, ["11-23", "11-24"]),
        ("Tom sera absent lundi 30 et mardi 1er", _MONDAY, ["11-30", "12-01"]),
        ("Léa mange lundi et vendredi", _FRIDAY, ["11-30", "12-04"]),
    ],
)
def test_days_that_cannot_begin_today_are_not_asked_about(text: str, now: datetime, days: list[str]) -> None:
    assert _days(text, now) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa est absente depuis jeudi et le sera encore lundi", ["11-26", "11-27", "11-30"]),
        ("Léa est malade depuis jeudi et sera encore absente lundi", ["11-26", "11-27", "11-30"]),
        ("Tom est malade depuis hier et sera toujours absent lundi", ["11-26", "11-27", "11-30"]),
        ("Tom est absent depuis mardi. Il sera encore absent lundi et mardi.", ["11-24", "11-26", "11-27", "11-30", "12-01"]),
        (
            "Tom est absent depuis jeudi et le sera encore toute la semaine prochaine",
            ["11-26", "11-27", "11-30", "12-01", "12-03", "12-04"],
        ),
        ("Tom est absent depuis jeudi et le sera toute la semaine prochaine", ["11-26", "11-27", "11-30", "12-01", "12-03", "12-04"]),
        # An illness is only the reason, and a return ends it.
        ("Tom est malade depuis jeudi, il a encore de la fièvre, il ne viendra pas lundi", ["11-30"]),
        ("Tom est absent depuis jeudi, il a encore de la fièvre et reviendra lundi", ["11-26", "11-27"]),
        ("Ma voiture est en panne depuis jeudi, Tom sera encore absent lundi", ["11-30"]),
    ],
)
def test_an_absence_that_still_lasts_on_a_day_began_where_it_did(text: str, days: list[str]) -> None:
    assert _days(text, _FRIDAY) == days


def test_an_absence_that_still_lasts_on_a_day_that_may_be_today_is_asked_about() -> None:
    assert _read("Léa est malade depuis jeudi et sera encore absente lundi", _MONDAY).questions


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Réservez la cantine pour Léa la semaine du 30 et le 7 je suis libre, toute cette semaine-là",
            ["11-30", "12-01", "12-03", "12-04"],
        ),
        ("Inscrivez Tom jeudi et vendredi je suis libre", ["11-26"]),
        ("Léa mange jeudi et vendredi je suis en repos", ["11-26"]),
        ("Inscrivez Tom jeudi et vendredi je travaille", ["11-26", "11-27"]),
        ("Inscrivez Tom jeudi et vendredi je ne suis pas libre", ["11-26", "11-27"]),
        ("Inscrivez Tom mardi, jeudi et vendredi je travaille", ["11-24", "11-26", "11-27"]),
        ("Annulez la cantine de Léa jeudi et vendredi je suis libre", ["11-26", "11-27"]),
    ],
)
def test_a_day_on_which_the_writers_are_free_is_no_meal(text: str, days: list[str]) -> None:
    assert _days(text) == days
