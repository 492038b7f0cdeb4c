"""The kitchen's figures of 10,000 children: the count by class against a bare GROUP BY of the same rows, and the whole sheet.

One child in eight has a diet, one in fifty brings a meal: these are opened in memory. Floor: the database's own GROUP BY, in the same run.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select, text

from villars_core.clock import MovableClock
from villars_core.demo.town import Size, fill
from villars_core.families.models import Child
from villars_core.health.actions import set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.i18n import Translator
from villars_core.kitchen import order_pdf, queries
from villars_core.kitchen.actions import freeze, keep_change
from villars_core.kitchen.models import OrderSheet
from villars_core.schools.rules_file import DIETS
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records, Work

CHILDREN = 10_000
DAY = date(2026, 12, 3)
NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
ROUNDS = 15
MOST_TIMES_THE_FLOOR = 3
MOST_SECONDS = 1.0
BARE = text(
    "SELECT c.class_id, count(*) FROM reservation r JOIN child c ON c.id = r.child_id"
    " WHERE r.day = '2026-12-03' AND r.activity = 'canteen' AND r.state = 'booked' GROUP BY c.class_id"
)


def main() -> None:
    """Print the figures and their ratio to the floor."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(NOW, running=False), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            fill(work, Size(CHILDREN, DAY))
            few = _needs(work)
        with records.reading(SYSTEM) as work:
            queries.tables(work)
            bare = _median(lambda: work.session.execute(BARE).all())
            counted = _median(lambda: queries.counts_by_class(work, DAY))
            as_it_was = _median(lambda: queries.counts_by_class(work, DAY, NOW))
            with_diets = _median(lambda: queries.figures_of_day(work, DAY))
            meals = sum(queries.figures_of_day(work, DAY).values())
        with records.writing(SYSTEM) as work:
            whole, pdf = _sheet(work)
        print(f"{CHILDREN} children, {meals} eat, {few} with a diet or a meal of their own")
        print(f"bare GROUP BY {bare * 1000:.1f} ms; counts by class {counted * 1000:.1f} ms ({counted / bare:.2f} x)")
        print(f"the same at an instant {as_it_was * 1000:.1f} ms ({as_it_was / bare:.2f} x); at most {MOST_TIMES_THE_FLOOR} x")
        print(f"with diets, absences and roll-call {with_diets * 1000:.0f} ms")
        print(f"whole sheet, counted, frozen, compared and drawn ({pdf / 1024:.0f} KiB): {whole:.2f} s; at most {MOST_SECONDS:.0f} s")
        assert max(counted, as_it_was) <= MOST_TIMES_THE_FLOOR * bare
        assert whole <= MOST_SECONDS
        engine.dispose()


def _needs(work: Work) -> int:
    children = list(work.session.scalars(select(Child).order_by(Child.id)))
    for number, child in enumerate(children[::8]):
        set_diet(work, child, DIETS[number % len(DIETS)], date(2026, 9, 1))
    for child in children[::50]:
        set_plan(work, child, Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True, allergens=("lait",)))
    return len(set(children[::8]) | set(children[::50]))


def _sheet(work: Work) -> tuple[float, int]:
    began = time.perf_counter()
    sheet = freeze(work, DAY)
    assert sheet is not None
    keep_change(work, work.session.get_one(OrderSheet, sheet.id))
    page = order_pdf.page_of(queries.sheet_numbered(work, sheet.id), queries.tables(work))
    drawn = order_pdf.order_pdf(order_pdf.head_of(Translator(), "Villars"), [page])
    return time.perf_counter() - began, len(drawn)


def _median(act: Callable[[], object]) -> float:
    act()
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    main()
