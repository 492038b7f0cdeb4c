"""A school year billed month by month: each invoice agrees with a second reckoning, the books add up, nothing is left over."""

import json
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import _PROVE
from tests.money_year.lived import LIVED, Books, live, opened
from tests.money_year.papers import certificate_says
from tests.money_year.reckoner import care_paid
from villars_core.billing import tax
from villars_core.billing.ledger import balances, credits_left, open_amounts
from villars_core.billing.tax_certificate_pdf import tax_certificate_pdf
from villars_core.clock import PARIS
from villars_core.demo.year import Year
from villars_core.work import SYSTEM, Records

HAPPENED = {"debits", "pain.002", "camt.054", "pieces", "returned", "cheque", "card", "transfer", "cash", "bounced", "papers"}
HAPPENED |= {"given up", "given up by the Treasury", "paid back"}


@pytest.mark.timeout(3600 if _PROVE else 300)
def test_a_year_of_bills(url: str, tmp_path: Path) -> None:
    with opened(url) as year:
        money, books = live(year, tmp_path)
        _certificates_agree(year, books)
        _books_add_up(year.records)
        _numbers_have_no_gap(year.records)
    assert {name for name in HAPPENED if money.happened[name] == 0} == set(), money.happened


def _certificates_agree(year: Year, books: Books) -> None:
    """Compare the tax certificates of both years with the second reckoning, and read their papers."""
    year.clock.move_to(datetime(2028, 4, 3, 9, tzinfo=PARIS))
    for of_year in {one.year for one in LIVED}:
        with year.records.engine.connect() as rows:
            expected = care_paid(rows, books.invoices, of_year)
        with year.records.writing(year.office) as work:
            tax.prepare(work, of_year)
            made = tax.certificates(work, of_year)
            found = {one.household_id: one.sheet for one in made}
        assert {home: json.loads(sheet)["total"] for home, sheet in found.items()} == expected
        assert expected
        for home in sorted(found)[:3]:
            certificate_says(tax_certificate_pdf(json.loads(found[home])), found[home], expected[home])


def _books_add_up(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        sums = work.session.execute(text("SELECT posting, sum(amount) FROM ledger_entry GROUP BY posting")).all()
        assert len(sums) > len(LIVED)
        assert [one for one in sums if one[1]] == []
        homes: dict[int, int] = dict(work.session.execute(text("SELECT id, household_id FROM invoice")).all())
        by_home: dict[int, int] = defaultdict(int)
        for invoice, amount in open_amounts(work).items():
            by_home[homes[invoice]] += amount
        assert {home: amount for home, amount in by_home.items() if amount} == {
            home: amount for home, amount in balances(work).items() if amount
        }
        assert any(credits_left(work).values()), "a year in which nobody has a credit proves little"
        for number, amount, sheet in work.session.execute(text("SELECT number, charges, sheet FROM invoice")):
            told = json.loads(sheet)
            assert sum(line["amount"] for line in told["lines"]) == told["amount"] == amount, number


def _numbers_have_no_gap(records: Records) -> None:
    series: dict[str, list[int]] = defaultdict(list)
    with records.engine.connect() as rows:
        for (number,) in rows.execute(text("SELECT number FROM invoice ORDER BY id")):
            name, place = number.rsplit("-", 1)
            series[name].append(int(place))
    assert set(series) >= {"FA-2026", "FA-2027"}
    assert any(name.startswith("AV-") for name in series)
    for places in series.values():
        assert places[0] == 1
        assert all(after == before + 1 for before, after in pairwise(places))
