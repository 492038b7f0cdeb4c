"""Prices: brackets, effort rates, conditions, discounts, begun units; each tells how it came about, exactly."""

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.i18n import Translator
from villars_core.money import Cents
from villars_core.schools.rules_file import RulesError, RulesTable, read_rules
from villars_core.schools.tariff_tables import SurchargeTable
from villars_core.tariffs.rules import NoPrice, Situation, price_of, surcharged
from villars_core.tariffs.units import Counted, Stay, count_units

HEAD = """
[town]
name = "Villars"

[[activities]]
code = "canteen"
name = "Cantine"
weekdays = ["monday"]

[[activities]]
code = "childcare"
name = "Garderie"
needs_booking = false
weekdays = ["monday"]
"""
BANDS = """
[[tariffs]]
activity = "canteen"
name = "Repas"
since = 2026-09-01

[[tariffs.prices]]
name = "Panier-repas (PAI)"
own_meal = true
price = 1.05

[[tariffs.prices]]
name = "Adulte"
adult = true
price = 6.40

[[tariffs.prices]]
name = "Hors commune"
resident = false
price = 6.10

[[tariffs.prices]]
name = "Élémentaire"
levels = ["CP", "CE1"]
bands = [
    { at_least = 0, below = 400, price = 1 },
    { at_least = 400, below = 700, price = 2.35 },
    { at_least = 700, price = 4.2 },
]
no_quotient = 4.20
"""
RATE = """
[[tariffs]]
activity = "canteen"
name = "Repas au taux d’effort"
since = 2026-09-01
prices = [{ rate_percent = 0.29, minimum = 1.00, maximum = 4.50, no_quotient = 4.50 }]
discounts = [{ rank = 2, percent = 10 }, { rank = 3, percent = 25 }]
"""
DAY = date(2026, 12, 1)


def _rules(more: str) -> RulesTable:
    return read_rules(HEAD + more)


def _priced(more: str, **facts: object) -> tuple[int, list[str]]:
    price = price_of(_rules(more), Situation("canteen", DAY, **facts))  # type: ignore[arg-type]
    return price.cents, [Translator().t(one.template, **one.facts) for one in price.reasons]


@pytest.mark.parametrize(("quotient", "cents"), [(0, 100), (399, 100), (400, 235), (699, 235), (700, 420), (9_999, 420), (None, 420)])
def test_a_bracket_is_half_open(quotient: int | None, cents: int) -> None:
    assert _priced(BANDS, quotient=quotient, level="CE1")[0] == cents


def test_the_first_line_that_fits_gives_the_price() -> None:
    assert _priced(BANDS, quotient=500, level="CE1", own_meal=True)[0] == 105
    assert _priced(BANDS, quotient=500, level="CE1", resident=False)[0] == 610
    assert _priced(BANDS, adult=True)[0] == 640
    with pytest.raises(NoPrice):
        _priced(BANDS, quotient=500, level="GS")


def test_a_price_says_its_version_its_line_and_its_bracket() -> None:
    assert _priced(BANDS, quotient=620, level="CE1")[1] == [
        "Tarif « Repas » en vigueur depuis le 01/09/2026.",
        "Ligne du tarif : Élémentaire.",
        "Quotient familial 620 : tranche de 400 à 699, 2,35\N{NO-BREAK SPACE}€.",
    ]


@pytest.mark.parametrize(
    ("quotient", "rank", "cents"),
    [
        (850, 1, 247),  # 246.5: a binary float gives 246
        (1000, 1, 290),
        (300, 1, 100),
        (2000, 1, 450),
        (1000, 2, 261),
        (1000, 3, 218),  # 217.5
        (1000, 5, 218),
        (None, 1, 450),
    ],
)
def test_an_effort_rate_is_exact_and_rounded_half_up(quotient: int | None, rank: int, cents: int) -> None:
    assert _priced(RATE, quotient=quotient, rank=rank)[0] == cents


def test_the_half_cent_of_another_rate() -> None:
    assert _priced(RATE.replace("0.29", "0.35").replace("4.50", "9.00"), quotient=1430)[0] == 501  # 500.5


@given(st.integers(0, 5000), st.integers(1, 6))
def test_a_price_is_what_plain_decimals_give(quotient: int, rank: int) -> None:
    exact = min(max((Decimal(quotient) * Decimal("0.29")).quantize(Decimal(1), ROUND_HALF_UP), Decimal(100)), Decimal(450))
    less = {1: Decimal(1), 2: Decimal("0.9")}.get(rank, Decimal("0.75"))
    assert _priced(RATE, quotient=quotient, rank=rank)[0] == int((exact * less).quantize(Decimal(1), ROUND_HALF_UP))


def test_a_newer_version_holds_from_its_day_on() -> None:
    newer = BANDS + RATE.replace("2026-09-01", "2027-01-01")
    assert price_of(_rules(newer), Situation("canteen", date(2026, 12, 31), 620, "CE1")).cents == 235
    assert price_of(_rules(newer), Situation("canteen", date(2027, 1, 1), 620, "CE1")).cents == 180


@pytest.mark.parametrize(
    ("old", "new", "line_of", "told"),
    [
        ("at_least = 400, below = 700", "at_least = 450, below = 700", "at_least = 450", "aucune tranche pour un quotient de 400 à 449"),
        ("at_least = 400, below = 700", "at_least = 350, below = 700", "at_least = 350", "les tranches se chevauchent de 350 à 399"),
        ("at_least = 700, price", "at_least = 700, below = 900, price", "at_least = 700", "aucune tranche pour un quotient de 900 et plus"),
        ("below = 400, price = 1 ", "below = 400, price = 1.005 ", "price = 1.005", "pas plus de deux décimales"),
        ("no_quotient = 4.20\n", "", "Élémentaire", "il manque no_quotient"),
        ("adult = true\nprice = 6.40", "adult = true", "Adulte", "il faut un seul de price, bands ou rate_percent"),
    ],
)
def test_a_mistake_in_the_tariffs_is_told_with_its_line(old: str, new: str, line_of: str, told: str) -> None:
    text = HEAD + BANDS.replace(old, new)
    with pytest.raises(RulesError) as refused:
        read_rules(text)
    (mistake,) = refused.value.mistakes
    number = next(number for number, line in enumerate(text.splitlines(), 1) if line_of in line)
    line = int(mistake.split(",")[0].removeprefix("ligne "))
    assert told in mistake
    assert line in {number, number - 1}  # the row itself, or the header just above its name


CARE = """
[[tariffs]]
activity = "childcare"
name = "Garderie"
since = 2026-09-01
unit = "{unit}"
counted = "{counted}"
prices = [{{ moment = "morning", price = 0.80 }}, {{ moment = "evening", price = 0.95 }}]
moments = [{{ moment = "morning", opens = "07:00", closes = "08:30" }}, {{ moment = "evening", opens = "16:30", closes = "18:30" }}]
"""


@pytest.mark.parametrize(
    ("unit", "counted", "stay", "units", "late"),
    [
        ("half_hour", "arrival", Stay("morning", time(7, 40), None), 2, 0),
        ("half_hour", "clock", Stay("morning", time(7, 40), None), 2, 0),
        ("half_hour", "arrival", Stay("morning", time(7, 29), None), 3, 0),
        ("half_hour", "arrival", Stay("evening", None, time(16, 31)), 1, 0),
        ("half_hour", "arrival", Stay("evening", None, time(17, 0)), 1, 0),
        ("half_hour", "arrival", Stay("evening", None, time(17, 1)), 2, 0),
        ("half_hour", "arrival", Stay("evening", time(16, 45), time(17, 20)), 2, 0),
        ("half_hour", "clock", Stay("evening", time(16, 45), time(17, 20)), 2, 0),
        ("half_hour", "arrival", Stay("evening", time(16, 50), time(17, 10)), 1, 0),
        ("half_hour", "clock", Stay("evening", time(16, 50), time(17, 10)), 2, 0),
        ("quarter_hour", "arrival", Stay("evening", None, time(17, 1)), 3, 0),
        ("session", "arrival", Stay("evening", None, time(17, 1)), 1, 0),
        ("half_hour", "arrival", Stay("evening", None, time(18, 47)), 4, 17),
        ("half_hour", "arrival", Stay("evening", None, time(16, 20)), 0, 0),
    ],
)
def test_a_begun_unit_is_due(unit: str, counted: str, stay: Stay, units: int, late: int) -> None:
    (tariff,) = _rules(CARE.format(unit=unit, counted=counted)).tariffs
    assert count_units(tariff, stay) == Counted(((None, units),) if units else (), late)


def test_clock_bands_count_each_band_that_is_touched() -> None:
    bands = """
[[tariffs]]
activity = "childcare"
name = "Garderie"
since = 2026-09-01
unit = "band"
prices = [
    { starts = "16:30", ends = "17:30", price = 1.20 },
    { starts = "17:30", ends = "18:30", price = 0.90 },
]
"""
    (tariff,) = _rules(bands).tariffs
    assert count_units(tariff, Stay("evening", time(16, 30), time(17, 30))).units == ((time(16, 30), 1),)
    assert count_units(tariff, Stay("evening", time(16, 30), time(17, 31))).units == ((time(16, 30), 1), (time(17, 30), 1))


@pytest.mark.parametrize(
    ("surcharge", "cents"),
    [
        ({"amount": Cents(200)}, 200),
        ({"percent": Decimal(50)}, 118),  # 117.5
        ({"instead": Cents(600)}, 365),
        ({"instead": Cents(100)}, -135),
    ],
)
def test_a_surcharge_is_an_amount_a_percentage_or_another_price(surcharge: dict[str, object], cents: int) -> None:
    table = SurchargeTable(activity="canteen", name="Sans réservation", since=DAY, cause="unbooked", **surcharge)  # type: ignore[arg-type]
    assert surcharged(Cents(235), table) == cents
