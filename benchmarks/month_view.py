"""A child's month as data, and a school year booked for four children in one transaction; on SQLite, nothing sent anywhere.

Floors, in the same run: the month's one bare query; the same year's rows written by one bare insert and commit.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import TextClause, insert, text

from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.reservations.actions import book
from villars_core.reservations.models import Reservation
from villars_core.reservations.month import Asked, bounds_of, view_of
from villars_core.reservations.queries import calendar_of
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Actor, Assurance, Records, Work

VIEWS, YEARS = 200, 5
MOST_FOR_A_MONTH, MOST_FOR_A_YEAR = 5, 150
SUMMER = datetime(2026, 9, 1, 6, tzinfo=UTC)
LAST = date(2027, 7, 2)


def main() -> None:
    """Print the figures, their targets and the ratios to the floors."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        engine = open_engine(f"sqlite:///{Path(folder).resolve() / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(SUMMER), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            cast = plant(work)
        _month(records, cast)
        _year(records, cast)
        engine.dispose()


def _month(records: Records, cast: Cast) -> None:
    """Measure the view of a month of whole weeks, each in a transaction of its own, custody included."""
    bounds = bounds_of(date(2026, 12, 1), "month")
    query = text("SELECT day, state FROM reservation WHERE child_id = :child AND day BETWEEN :first AND :last")
    for person, child in ((cast.nadia, cast.lea), (cast.sophie, cast.ines)):
        values = {"child": child.id, "first": str(bounds.first), "last": str(bounds.last)}
        whole, bare = [], []
        for _ in range(VIEWS):
            with records.reading(_actor(person)) as work:
                whole.append(_timed(partial(view_of, work, child, Asked(bounds.first, bounds.last))))
                bare.append(_timed(partial(_rows, work, query, values)))
        mine, floor = statistics.median(whole), statistics.median(bare)
        print(f"month of a child: {mine:.2f} ms (at most {MOST_FOR_A_MONTH}); bare query {floor:.2f} ms, {mine / floor:.0f} x")


def _rows(work: Work, query: TextClause, values: dict[str, object]) -> None:
    work.session.execute(query, values).all()


def _year(records: Records, cast: Cast) -> None:
    """Measure "every day of the year" for four children, locks, rules, numbers and journal included."""
    kids = (cast.awa, cast.moussa, cast.binta, cast.ibrahim)
    with records.reading(_actor(cast.fatou)) as work:
        calendar = calendar_of(work, kids[0])
        days = [day for day in calendar.days.open_days(work.today, LAST) if calendar.may_change(day, work.now)]
    spent, bare = [], []
    for number in range(YEARS):
        spent.append(_timed(lambda: _booked(records, cast, days)))
        later = [day + timedelta(days=1000 * (number + 1)) for day in days]
        bare.append(_timed(partial(_inserted, records, [kid.id for kid in kids], later)))
    mine, floor = statistics.median(spent), statistics.median(bare)
    print(f"{len(days)} days for {len(kids)} children: {mine:.0f} ms (at most {MOST_FOR_A_YEAR})")
    print(f"  bare insert and commit: {floor:.0f} ms, {mine / floor:.1f} x")


def _booked(records: Records, cast: Cast, days: list[date]) -> None:
    """Book it all in one transaction that is then undone, so that the next one books it again."""
    with records.writing(_actor(cast.fatou), rehearsal=True) as work:
        for kid in (cast.awa, cast.moussa, cast.binta, cast.ibrahim):
            book(work, kid, days)


def _inserted(records: Records, kids: list[int], days: list[date]) -> None:
    with records.writing(SYSTEM) as work:
        rows = [
            {"child_id": kid, "day": day, "activity": "canteen", "state": "cancelled", "booked_at": work.now, "booking_number": "x"}
            for kid in kids
            for day in days
        ]
        work.session.execute(insert(Reservation), rows)


def _actor(account: Account) -> Actor:
    return actor_of(account, "bench", Assurance.LINKED)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
