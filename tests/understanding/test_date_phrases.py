"""French phrases of dates by class: how long something lasts, the year told before a day, two-digit years, and what is no date."""

from datetime import date, datetime

import pytest

from villars_core.clock import PARIS
from villars_core.understanding import DateReading, read_dates

_TUESDAY = datetime(2025, 3, 11, 9, tzinfo=PARIS)


def _meant(told: str) -> DateReading | None:
    """Return the reading of "2025-03-17", "2025-03-17..2025-03-19", "2025-04-01.. w2,4" or "-"."""
    if told == "-":
        return None
    days, _, every = told.partition(" w")
    first, between, last = days.partition("..")
    last = last if between else first
    weekdays = tuple(int(day) for day in every.split(",")) if every else ()
    return DateReading(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, weekdays)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("il habite 10 rue du 8-Mai-1945", "-"),
        ("rendez-vous au 5 boulevard du 11-Novembre-1918", "-"),
        ("école du 19-Mars-1962", "-"),
        ("métro 8-Mai-1945", "-"),
        ("au 3, rue du 4-septembre", "-"),
        ("le 17 rue Pasteur", "-"),
        ("le 12 rue des Lilas, c'est le 3 mai", "2025-05-03"),
        ("le 8-mai-2026", "2026-05-08"),
        ("15-mars-2025 au 20-mars-2025", "2025-03-15..2025-03-20"),
        ("la planète Mars est rouge", "-"),
        ("y a-t-il de la vie sur Mars", "-"),
        ("la sonde vole vers Mars", "-"),
        ("un concert de Bruno Mars", "-"),
        ("Jean Juillet est venu", "-"),
        ("la fusée décolle en mars", "2025-03-01..2025-03-31"),
        ("la planète est visible en mars", "2025-03-01..2025-03-31"),
        ("l'ascension de la tour Eiffel", "-"),
        ("le jeudi de l'Ascension", "2025-05-29"),
        ("deux mardis de suite", "-"),
        ("tous les premiers lundis du mois", "-"),
        ("tous les derniers vendredis du mois", "-"),
        ("l'autre samedi", "-"),
        ("à J-7 de Noël", "-"),
        ("3 nuits à partir du 12 mai", "-"),
        ("la décennie 1990", "1990-01-01..1999-12-31"),
        ("la semaine d'avant Noël", "2025-12-15..2025-12-21"),
        ("l'été indien", "-"),
        ("en dernière année de fac", "-"),
    ],
)
def test_streets_planets_and_names_are_no_dates(text: str, meant: str) -> None:
    assert read_dates(text, _TUESDAY) == _meant(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("le film dure 1h45", "-"),
        ("durée 2h30", "-"),
        ("durée du trajet : 2h15", "-"),
        ("ça dure environ 2h", "-"),
        ("en moins de 3h", "-"),
        ("pendant deux heures", "-"),
        ("on a attendu 3h", "-"),
        ("un trajet de 2h30", "-"),
        ("une sieste d'1h", "-"),
        ("d'une durée de 2h", "-"),
        ("le train de 18h12", "2025-03-11"),
        ("la réunion de 14h", "2025-03-11"),
        ("la réunion dure de 14h à 16h", "2025-03-11"),
        ("le cours dure jusqu'à 18h", "2025-03-11"),
        ("le film dure 1h45 et commence à 20h", "2025-03-11"),
        ("demain le film dure 1h45", "2025-03-12"),
        ("le réveil est mis à 7h", "2025-03-12"),
    ],
)
def test_a_length_of_time_is_no_clock(text: str, meant: str) -> None:
    assert read_dates(text, _TUESDAY) == _meant(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("pendant trois jours à partir de lundi", "2025-03-17..2025-03-19"),
        ("trois jours à compter de lundi", "2025-03-17..2025-03-19"),
        ("à partir de lundi pendant trois jours", "2025-03-17..2025-03-19"),
        ("pour une semaine à partir du 3 juin", "2025-06-03..2025-06-09"),
        ("dès lundi pour deux semaines", "2025-03-17..2025-03-30"),
        ("à partir du 1er avril et ce pendant 6 mois", "2025-04-01..2025-09-30"),
        ("deux semaines de vacances à partir du 4 août", "2025-08-04..2025-08-17"),
        ("un stage d'une semaine à partir du 12 juillet", "2025-07-12..2025-07-18"),
        ("pour une durée de deux mois à compter du 1er septembre", "2025-09-01..2025-10-31"),
        ("je pars lundi pour trois jours", "2025-03-17..2025-03-19"),
        ("un délai de trois jours à compter de lundi", "-"),
        ("dans trois jours à partir de lundi", "-"),
        ("tous les trois jours à partir de lundi", "-"),
        ("deux ou trois jours à partir de lundi", "-"),
        ("trois jours par semaine à partir de lundi", "-"),
        ("une semaine sur deux à partir de lundi", "-"),
        ("d'une semaine à partir de lundi", "-"),
        ("à partir de trois jours d'absence", "-"),
        ("accueil des enfants de 6 mois à partir de lundi", "-"),
        ("rendez-vous lundi pour deux heures", "2025-03-17"),
        ("le mardi et le jeudi à partir du 1er avril", "2025-04-01.. w2,4"),
    ],
)
def test_a_length_told_beside_its_first_day_ends(text: str, meant: str) -> None:
    assert read_dates(text, _TUESDAY) == _meant(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("à la fin janvier", "2026-01-21..2026-01-31"),
        ("au début février", "2026-02-01..2026-02-05"),
        ("à la fin 2025", "2025-11-01..2025-12-31"),
        ("à la fin il pleure", "-"),
        ("l'été 98", "1998-06-21..1998-09-23"),
        ("l'été '69", "1969-06-21..1969-09-23"),
        ("l'hiver 54", "1954-12-21..1955-03-20"),
        ("l'hiver 24-25", "2024-12-21..2025-03-20"),
        ("au printemps 24", "2024-03-21..2024-06-20"),
        ("mai 68", "1968-05-01..1968-05-31"),
        ("Noël 85", "1985-12-25"),
        ("en juin 40 personnes", "-"),
        ("l'été 15 jours à la mer", "2025-06-21..2025-09-23"),
    ],
)
def test_ends_of_months_and_years_in_two_digits(text: str, meant: str) -> None:
    assert read_dates(text, _TUESDAY) == _meant(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("l'an dernier à Pâques", "2024-03-31"),
        ("l'année prochaine à la Toussaint", "2026-11-01"),
        ("l'an dernier en mars", "2024-03-01..2024-03-31"),
        ("l'année prochaine le 3 mai", "2026-05-03"),
        ("l'année dernière au mois de mai", "2024-05-01..2024-05-31"),
        ("l'an dernier fin mars", "2024-03-21..2024-03-31"),
        ("cette année, en février", "2025-02-01..2025-02-28"),
        ("l'année prochaine, du 3 au 12 mai", "2026-05-03..2026-05-12"),
        ("l'an dernier on est partis à Pâques", "2024-03-31"),
        ("l'année prochaine, à la rentrée", "2026-09-01"),
        ("il y a deux ans à Noël", "2023-12-25"),
        ("en 2019 à Pâques", "2019-04-21"),
        ("l'an dernier", "2024-01-01..2024-12-31"),
        ("l'an dernier et à Pâques", "-"),
        ("l'année d'avant à Noël", "-"),
        ("depuis l'an dernier le 3 mai", "-"),
        ("l'année prochaine un lundi", "-"),
    ],
)
def test_a_year_told_before_a_day_is_its_year(text: str, meant: str) -> None:
    assert read_dates(text, _TUESDAY) == _meant(meant)
