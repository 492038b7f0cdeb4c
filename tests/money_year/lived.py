"""A school year of a town, lived bill by bill: each invoice is compared with the second reckoning, thing by thing."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import text

from tests.conftest import _PROVE
from tests.databases import migrated
from tests.money_year.collected import Collected
from tests.money_year.reckoner import Reckoner, Thing, as_day
from villars_core.billing.check import findings
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import rules_text
from villars_core.demo.town import Size, fill
from villars_core.demo.year import MONTHS, Year
from villars_core.money import Cents
from villars_core.tariffs.quotients import first_of_next
from villars_core.work import SYSTEM, Records

CHILDREN = 750 if _PROVE else 24
LIVED = MONTHS if _PROVE else MONTHS[:5]
SEED = 1
FLOOR = 1500
RULES = rules_text() + (Path(__file__).parent / "rules_of_january.toml").read_text(encoding="utf-8")
OWN_OFFICE = RULES.replace("[treasury]", '[treasury]\nform = "regie"')


@dataclass
class Books:
    """What the tests know of the bills: of each thing what was billed, of each invoice its things, and the last one that was seen."""

    billed: dict[Thing, int] = field(default_factory=dict)
    invoices: dict[int, dict[Thing, int]] = field(default_factory=dict)
    seen: int = 0


@contextmanager
def opened(url: str) -> Iterator[Year]:
    """Give the town on 1 September 2026, in an empty database."""
    clock = MovableClock(datetime(2026, 9, 1, 7, tzinfo=PARIS), running=False)
    with migrated(url, clock) as records:
        with records.writing(SYSTEM) as work:
            fill(work, Size(CHILDREN, date(2026, 9, 1)))
        yield Year.of(records, clock, SEED)


def live(year: Year, folder: Path) -> tuple[Collected, Books]:
    """Live a year, bill by bill, each compared with the second reckoning; the clock never goes back."""
    year.begin()
    money, books = Collected.of(year, (OWN_OFFICE, RULES), folder), Books()
    before: date | None = None
    for month in LIVED:
        year.begin_month(month)
        if before:
            year.change_the_past(before)
            money.collect(before)
        year.end_month(month)
        money.before_bills(month)
        _bill(year, books, month, FLOOR)
        before = month
    year.change_the_past(LIVED[-1])
    money.collect(LIVED[-1])
    # What stayed under the floor goes out with a last bill.
    last = first_of_next(LIVED[-1])
    year.clock.move_to(datetime.combine(first_of_next(last), time(7), tzinfo=PARIS))
    year.call(last)
    _bill(year, books, last, 0)
    assert any(thing[3] == "adult_meal" for thing in books.billed)
    with year.records.reading(SYSTEM) as work:
        assert list(findings(work)) == []
    return money, books


def _bill(year: Year, books: Books, month: date, floor: int) -> None:
    due, owed = _reckoned(year, month), _owed(year)
    year.bill(month, floor=Cents(floor))
    expected = _bills_expected(due, books.billed, owed, floor)
    _agrees(year.records, expected, books, owed)
    books.billed |= {thing: due.get(thing, 0) for thing in due.keys() | books.billed.keys() if thing[0] in expected}


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


def _agrees(records: Records, expected: dict[int, dict[Thing, int]], books: Books, good: dict[int, int]) -> None:
    """Compare the invoices since the one that was seen last, thing by thing."""
    found: dict[int, dict[Thing, int]] = defaultdict(lambda: defaultdict(int))
    with records.engine.connect() as rows:
        query = text("SELECT household_id, id, charges, sheet FROM invoice WHERE id > :seen ORDER BY id")
        invoices = rows.execute(query, {"seen": books.seen}).all()
        charges = "SELECT household_id, child_id, day, item, amount FROM invoice_charge WHERE invoice_id > :seen"
        for home, child, day, item, amount in rows.execute(text(charges), {"seen": books.seen}):
            found[home][home, child or 0, as_day(day), item] += int(amount)
    wrong = {
        thing: (expected.get(thing[0], {}).get(thing), found.get(thing[0], {}).get(thing))
        for home in expected.keys() | found.keys()
        for thing in expected.get(home, {}).keys() | found.get(home, {}).keys()
        if expected.get(thing[0], {}).get(thing) != found.get(thing[0], {}).get(thing)
    }
    assert not wrong, f"{len(wrong)} differ (expected, billed): {sorted(wrong.items())[:8]}"
    totals = {home: sum(things.values()) for home, things in expected.items()}
    assert totals == {home: int(amount) for home, _, amount, _ in invoices}
    asked = {home: json.loads(sheet)["to_pay"] for home, _, _, sheet in invoices}
    assert asked == {home: max(0, total + good.get(home, 0)) for home, total in totals.items()}
    books.invoices |= {invoice: expected[home] for home, invoice, _, _ in invoices}
    books.seen = max([books.seen, *(invoice for _, invoice, _, _ in invoices)])
