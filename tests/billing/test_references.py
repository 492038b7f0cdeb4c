"""The references of a bill: keys, and the 130 characters of the DataMatrix."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.billing.references import datamatrix, references
from villars_core.money import Cents
from villars_core.schools.treasury_tables import TreasuryTable

TOWN = TreasuryTable(post="042000", collectivity="100", product="AC", establishment="219", key_item="slip")
ISSUED, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
WORKED = "219900300263940033000160 35040000026090000010420004980806     5511"
"""The worked example of the layout, computed by hand: slip 9, debt 2609000001, 55.11 €."""


def test_the_worked_example() -> None:
    refs = references(TOWN, "FA-2026-00001", ISSUED, SEPTEMBER, slip=9)
    assert (refs.period, refs.debt, refs.key1, refs.key2) == ("9", "2609000001", "4", "D")
    assert datamatrix(TOWN, refs, Cents(5511)) == f"{'':64}{WORKED}"


@pytest.mark.parametrize(("month", "last", "first"), [(9, "9", "9"), (10, "0", "1"), (11, "1", "1"), (12, "2", "1"), (1, "1", "1")])
def test_the_period_is_the_digit_that_was_agreed(month: int, last: str, first: str) -> None:
    billed = date(2026, month, 1)
    assert references(TOWN, "FA-2026-00001", ISSUED, billed).period == last
    other = TreasuryTable(post="042000", collectivity="100", period_digit="first")
    assert references(other, "FA-2026-00001", ISSUED, billed).period == first


@given(st.integers(1, 999_999), st.integers(1, 99_999_999), st.integers(1, 12))
def test_the_code_always_has_130_characters(number: int, amount: int, month: int) -> None:
    refs = references(TOWN, f"FA-2026-{number:05d}", ISSUED, date(2026, month, 1))
    text = datamatrix(TOWN, refs, Cents(amount))
    assert len(text) == 130
    assert text.endswith(f" {amount:>8}")


@pytest.mark.parametrize("amount", [0, -100, 100_000_000])
def test_an_amount_that_the_code_cannot_hold_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="holds no amount"):
        datamatrix(TOWN, references(TOWN, "FA-2026-00001", ISSUED, SEPTEMBER), Cents(amount))
