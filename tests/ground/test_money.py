"""Money: whole cents, rounded half up, nothing lost when it is shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.money import Cents, euros, rounded, split, times

AMOUNTS = st.integers(-(10**9), 10**9)


@given(AMOUNTS, st.integers(1, 400))
def test_shares_add_up_and_differ_by_a_cent_at_most(total: int, parts: int) -> None:
    shares = split(Cents(total), parts)
    assert sum(shares) == total
    assert len(shares) == parts
    assert max(shares) - min(shares) <= 1


@given(st.decimals(-(10**7), 10**7, places=6))
def test_a_cent_is_rounded_to_the_nearest_and_a_half_away_from_zero(exact: Decimal) -> None:
    cents = rounded(exact)
    assert abs(cents - exact) <= Decimal("0.5")
    assert rounded(-exact) == -cents
    if abs(cents - exact) == Decimal("0.5"):
        assert abs(cents) > abs(exact)


@pytest.mark.parametrize(("exact", "cents"), [("246.5", 247), ("-246.5", -247), ("246.4999", 246), ("0.5", 1), ("-0.5", -1)])
def test_halves(exact: str, cents: int) -> None:
    assert rounded(Decimal(exact)) == cents


@given(AMOUNTS, st.integers(0, 1000))
def test_whole_quantities_are_exact(price: int, quantity: int) -> None:
    assert times(Cents(price), quantity) == price * quantity


@given(AMOUNTS)
def test_what_a_person_writes_is_read_back(cents: int) -> None:
    sign, whole, fraction = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    assert euros(f"{sign}{whole},{fraction:02d} €") == cents
    assert euros(f"{sign}{whole}.{fraction:02d}") == cents


@pytest.mark.parametrize(("text", "cents"), [("55,11", 5511), ("1 200", 120_000), ("1\u202f200,50\u00a0€", 120_050), ("0", 0)])
def test_amounts_as_people_write_them(text: str, cents: int) -> None:
    assert euros(text) == cents


@pytest.mark.parametrize("text", ["", "€", "douze", "1e3", "1,234", "1.2.3", "--1", "NaN", "Infinity", "1,005"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|decimals"):
        euros(text)


def test_an_amount_is_not_shared_among_nobody() -> None:
    with pytest.raises(ValueError, match="parts"):
        split(Cents(100), 0)
