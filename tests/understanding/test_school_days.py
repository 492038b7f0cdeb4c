"""The days a school year turns round, and the days told beside an act that are none of its own."""

from datetime import date, datetime

import pytest

from tests.understanding.house import CALENDAR, context
from villars_core.clock import PARIS
from villars_core.understanding import Intent, NamedPeriod, SchoolDays, read

_YEAR = SchoolDays(
    CALENDAR.first,
    CALENDAR.last,
    CALENDAR.weekdays,
    (*CALENDAR.holidays, NamedPeriod("printemps", date(2027, 4, 10), date(2027, 4, 25))),
    (*CALENDAR.closed, (date(2027, 3, 29), "Lundi de Pâques")),
)
_MONDAY = datetime(2026, 11, 23, 9, tzinfo=PARIS)
_MARCH = datetime(2027, 3, 11, 7, 30, tzinfo=PARIS)


def _days(text: str, now: datetime = _MONDAY) -> list[str]:
    whole = context(now=now)
    reading = read(text, type(whole)(whole.now, whole.children, _YEAR))
    return [f"{day:%m-%d}" for day in reading.days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa mange à la cantine la dernière semaine avant les vacances", ["12-14", "12-15", "12-17", "12-18"]),
        ("Léa mange à la cantine la première semaine après les vacances de Noël", ["01-04", "01-05", "01-07", "01-08"]),
        ("Léa ne mange pas le dernier vendredi avant Noël", ["12-18"]),
        ("Léa ne mange pas le premier mardi après les vacances", ["01-05"]),
        ("pas de cantine pour Léa le dernier jour d'école", ["07-02"]),
        ("pas de cantine pour Léa les deux derniers jours de classe", ["07-01", "07-02"]),
        ("Léa sera absente les deux derniers jours de l'année scolaire", ["07-01", "07-02"]),
        ("Semaine du 7 décembre : cantine pour Léa du lundi au jeudi", ["12-07", "12-08", "12-10"]),
        ("Léa ne mange pas le 8 et le 10 décembre, elle a l'orthodontiste entre 12 et 14", ["12-08", "12-10"]),
    ],
)
def test_days_are_told_by_what_the_school_year_turns_round(text: str, days: list[str]) -> None:
    assert _days(text) == days


def test_the_day_after_easter_monday_is_a_tuesday() -> None:
    assert _days("Léa mange à la cantine le lendemain du lundi de Pâques", _MARCH) == ["03-30"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Notre avion n'arrive que le 5 janvier au soir, Léa manquera donc la classe les 4 et 5 janvier", ["01-04", "01-05"]),
        ("Nous rentrons le 3 décembre au soir : annulez la cantine de Léa ce jour-là", ["12-03"]),
        ("Je travaille la semaine du 7 décembre, mettez Léa à la cantine toute cette semaine-là", ["12-07", "12-08", "12-10", "12-11"]),
        ("Léa est malade, elle ne reviendra à l'école que jeudi", ["11-23", "11-24"]),
        ("Léa ne reviendra pas à l'école avant jeudi", ["11-23", "11-24"]),
        ("Léa ne vient pas à l'école mardi ni jeudi, vendredi elle sera là", ["11-24", "11-26"]),
        ("Retirez le repas de Léa demain et jeudi. Vendredi, c'est maintenu.", ["11-24", "11-26"]),
        ("Léa est contagieuse jusqu'au 2 décembre. Elle manquera donc jeudi et vendredi.", ["11-26", "11-27"]),
        ("Contrairement à ce que j'ai écrit la semaine dernière, Léa mangera bien mardi", ["11-24"]),
        ("Mettez Léa à la cantine le mardi 5 janvier, au retour des vacances", ["01-05"]),
    ],
)
def test_only_the_days_of_the_act_are_taken(text: str, days: list[str]) -> None:
    assert _days(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "Vers le 10 décembre il faudra retirer Léa de la cantine",
        "Léa n'ira plus à la cantine le mardi",
        "Léa sera absente quelques jours la semaine prochaine",
        "Gardez le repas de lundi pour Léa et annulez les autres jours",
    ],
)
def test_days_told_roughly_are_asked_about(text: str) -> None:
    reading = read(text, context())

    assert reading.needs_clarification
    assert reading.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.BOOK_MEAL}
