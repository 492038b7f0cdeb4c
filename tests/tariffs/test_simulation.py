"""A simulation: the bill's prices on a year's days, averaged by month; the certificate's text; what a quotient would change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.demo.cast import rules_text
from villars_core.schools.rules_file import read_rules
from villars_core.tariffs.certificates import CertificateText, certificate_in, certificate_of
from villars_core.tariffs.rules import NoPrice, Situation, price_of
from villars_core.tariffs.simulation import days_taken, months_of, simulate

RULES = read_rules(rules_text())
DAY = date(2026, 11, 23)
FOUR_DAYS = [DAY + timedelta(days=one) for one in range(70) if (DAY + timedelta(days=one)).isoweekday() in {1, 2, 4, 5}]
FLAT = """
[[tariffs]]
activity = "canteen"
name = "Forfait"
since = 2026-09-01
unit = "month"

[[tariffs.prices]]
price = 40.00
"""


@pytest.mark.parametrize(
    ("weekdays", "taken"), [(4, 40), (3, 30), (2, 20), (1, 10), (7, 40), (frozenset({1}), 10), (frozenset({1, 3}), 10), (frozenset(), 0)]
)
def test_days_are_counted_from_the_calendar(weekdays: int | frozenset[int], taken: int) -> None:
    assert days_taken(FOUR_DAYS, weekdays) == taken


def test_a_calendar_without_days_costs_nothing() -> None:
    assert (days_taken([], 4), months_of([])) == (0, 0)
    assert simulate(RULES, Situation("canteen", DAY, 620), 0, 0).year == 0


def test_a_meal_a_month_and_a_year() -> None:
    cost = simulate(RULES, Situation("canteen", DAY, 620, "CE1"), 139, 10)
    assert (cost.price.cents, cost.days_of_month, cost.month, cost.year) == (305, 14, 4270, 42395)


def test_an_evening_of_childcare_is_counted_to_its_closing() -> None:
    cost = simulate(RULES, Situation("childcare", DAY, 620, "CE1"), 100, 10)
    assert (cost.units, cost.day, cost.month) == (4, 280, 2800)


def test_a_flat_rate_does_not_depend_on_the_days() -> None:
    rules = read_rules(rules_text() + FLAT)
    costs = {simulate(rules, Situation("canteen", DAY, 620), taken, 10).year for taken in (1, 50, 139)}
    assert costs == {40000}


def test_what_has_no_price_is_not_guessed() -> None:
    with pytest.raises(NoPrice):
        simulate(RULES, Situation("canteen", date(2020, 1, 6), 620), 10, 1)


@given(st.integers(0, 20_000) | st.none(), st.integers(0, 180), st.integers(1, 12), st.sampled_from(["PS", "CE1", ""]))
def test_the_unit_is_the_bills_own_price(quotient: int | None, taken: int, months: int, level: str) -> None:
    asked = Situation("canteen", DAY, quotient, level)
    cost = simulate(RULES, asked, taken, months)
    assert cost.price == price_of(RULES, asked)
    assert cost.year == cost.price.cents * taken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "CAF de la Loire\nLe 12/11/2026\nAllocataire 1234567\nVotre quotient familial pour le mois de novembre 2026 est de 534 €.",
            CertificateText(534, "CAF", date(2026, 11, 1)),
        ),
        (
            "Caisse d’Allocations Familiales\nAttestation de quotient familial\nQuotient familial (mois de NOVEMBRE 2026) : 1 234",
            CertificateText(1234, "CAF", date(2026, 11, 1)),
        ),
        (
            "MSA Ardèche Drôme Loire\nQuotient familial : 612,00 €\nMois de référence : 10/2026",
            CertificateText(612, "MSA", date(2026, 10, 1)),
        ),
        ("Votre quotient familial s’élève à 620 au 1er novembre 2026. CAF", CertificateText(620, "CAF", date(2026, 11, 1))),
        ("Quotient familial : 600\nQuotient familial municipal : 700\nCAF", CertificateText(None, "CAF", None)),
        ("Caf et Msa, quotient familial : 600", CertificateText(600, "", None)),
        ("Certificat médical du 12/11/2026", CertificateText()),
        ("Quotient familial : 99999 CAF", CertificateText(None, "CAF", None)),
        ("", CertificateText()),
    ],
)
def test_a_certificate_is_read_where_it_says_one_value(text: str, found: CertificateText) -> None:
    assert certificate_in(text) == found


@given(st.text(max_size=2_000))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    found = certificate_of([text, f"quotient familial {text}"])
    assert found.value is None or 0 <= found.value <= 20_000


def test_the_document_that_is_a_certificate_goes_before_the_others() -> None:
    assert certificate_of(["Facture EDF", "CAF : quotient familial 510"]).value == 510
