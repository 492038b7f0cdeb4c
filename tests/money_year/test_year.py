"""A school year billed month by month: each invoice agrees with a second reckoning, the books add up, nothing is left over."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import _PROVE
from tests.databases import migrated
from tests.money_year.reckoner import Reckoner, Thing, as_day
from villars_core.billing.check import findings
from villars_core.billing.ledger import balances, credits_left, open_amounts
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import rules_text
from villars_core.demo.town import Size, fill
from villars_core.demo.year import MONTHS, Year
from villars_core.money import Cents
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Records

CHILDREN = 750 if _PROVE else 30
SEED = 1
FLOOR = 1500
RULES = rules_text() + (Path(__file__).parent / "rules_of_january.toml").read_text(encoding="utf-8")


@pytest.fixture
def year(url: str) -> Iterator[Year]:
    clock = MovableClock(datetime(2026, 9, 1, 7, tzinfo=PARIS), running=False)
    with migrated(url, clock) as records:
        with records.writing(SYSTEM) as work:
            fill(work, Size(CHILDREN, date(2026, 9, 1)))
            load_rules(work, RULES, "villars-rules.toml")
        yield Year.of(records, clock, SEED)


@pytest.mark.timeout(7200 if _PROVE else 300)
def test_a_year_of_bills(year: Year) -> None:
    year.begin()
    billed: dict[Thing, int] = defaultdict(int)
    seen = 0
    for month in MONTHS:
        year.live(month)
        due, owed = _reckoned(year, month), _owed(year)
        year.bill(month)
        expected = _bills_expected(due, billed, owed, FLOOR)
        seen = _agrees(year.records, expected, seen)
        for home in expected:
            for thing in {one for one in due.keys() | billed.keys() if one[0] == home}:
                billed[thing] = due.get(thing, 0)
        year.pay(month)
        year.change_the_past(month)
    _nothing_left_after_a_last_bill(year, billed, seen)
    _books_add_up(year.records)
    _numbers_have_no_gap(year.records)


def _nothing_left_after_a_last_bill(year: Year, billed: dict[Thing, int], seen: int) -> None:
    """Send out what was under the floor with a last bill."""
    last = date(2027, 8, 1)
    due, owed = _reckoned(year, last), _owed(year)
    year.bill(last, floor=Cents(0))
    _agrees(year.records, _bills_expected(due, billed, owed, 0), seen)
    with year.records.reading(SYSTEM) as work:
        assert list(findings(work)) == []


def _reckoned(year: Year, month: date) -> dict[Thing, int]:
    last = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    with year.records.engine.connect() as rows:
        return Reckoner.reading(RULES, year.own_meals).reckon(rows, MONTHS[0], date.fromordinal(last.toordinal() - 1))


def _owed(year: Year) -> dict[int, int]:
    """Return what each home has to its good, by the raw entries: of each invoice, or paid without one."""
    query = text("SELECT household_id, sum(amount) FROM ledger_entry WHERE account='payer' GROUP BY household_id, invoice_id")
    found: dict[int, int] = defaultdict(int)
    with year.records.engine.connect() as rows:
        for home, amount in rows.execute(query):
            found[home] += min(0, int(amount))
    return found


def _bills_expected(due: dict[Thing, int], billed: dict[Thing, int], good: dict[int, int], floor: int) -> dict[int, dict[Thing, int]]:
    new: dict[int, dict[Thing, int]] = defaultdict(dict)
    for thing in due.keys() | billed.keys():
        amount = due.get(thing, 0) - billed.get(thing, 0)
        if amount:
            new[thing[0]][thing] = amount
    totals = {home: sum(things.values()) for home, things in new.items()}
    return {home: new[home] for home, total in totals.items() if not (total >= 0 and 0 <= total + good.get(home, 0) < floor)}


def _agrees(records: Records, expected: dict[int, dict[Thing, int]], seen: int) -> int:
    """Compare the invoices since the one that was seen last, thing by thing; return the last one."""
    found: dict[int, dict[Thing, int]] = defaultdict(lambda: defaultdict(int))
    with records.engine.connect() as rows:
        amounts: dict[int, int] = dict(
            rows.execute(text("SELECT household_id, charges FROM invoice WHERE id > :seen"), {"seen": seen}).all()
        )
        charges = "SELECT household_id, child_id, day, item, amount FROM invoice_charge WHERE invoice_id > :seen"
        for home, child, day, item, amount in rows.execute(text(charges), {"seen": seen}):
            found[home][home, child, as_day(day), item] += int(amount)
        last = rows.execute(text("SELECT max(id) FROM invoice")).scalar() or 0
    wrong = {
        thing: (expected.get(thing[0], {}).get(thing), found.get(thing[0], {}).get(thing))
        for home in expected.keys() | found.keys()
        for thing in expected.get(home, {}).keys() | found.get(home, {}).keys()
        if expected.get(thing[0], {}).get(thing) != found.get(thing[0], {}).get(thing)
    }
    assert not wrong, f"{len(wrong)} differ (expected, billed): {sorted(wrong.items())[:8]}"
    assert {home: sum(things.values()) for home, things in expected.items()} == {home: int(amount) for home, amount in amounts.items()}
    return int(last)


def _books_add_up(records: Records) -> None:
    with records.reading(SYSTEM) as work:
        sums = work.session.execute(text("SELECT posting, sum(amount) FROM ledger_entry GROUP BY posting")).all()
        assert len(sums) > len(MONTHS)
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
