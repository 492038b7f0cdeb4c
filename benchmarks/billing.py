"""Bills of a month for 10,000 children: what is due, bills computed and stored, every paper drawn; the floor is a bare GROUP BY."""

import json
import resource
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from villars_core.attendance.models import RollCall
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import Invoice
from villars_core.billing.run import issue, look
from villars_core.billing.sources import due_of
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.town import Size, fill
from villars_core.families.models import Child, Household
from villars_core.reservations.models import Reservation
from villars_core.schools.models import SchoolClass
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.tariffs.models import FamilyQuotient
from villars_core.work import SYSTEM, Records, Work

CHILDREN = 10_000
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = datetime(2026, 12, 1, 8, 0, tzinfo=PARIS)
MOST_SECONDS, MOST_TIMES, MOST_ISSUING, MOST_WITH_PAPERS = 1.5, 10, 20, 120


def main() -> None:
    """Print the figures with their targets."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        engine = open_engine(f"sqlite:///{Path(folder).resolve() / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(DECEMBER), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            fill(work, Size(CHILDREN, date(2026, 11, 23)))
            _eat(work)
        with records.reading(SYSTEM) as work:
            floor = min(_timed(lambda: _bare(work)) for _ in range(5))
            due, seconds = [], []
            for _ in range(3):
                began = time.perf_counter()
                due = due_of(work, FIRST, LAST).charges
                seconds.append(time.perf_counter() - began)
                work.forget()
        took = min(seconds)
        print(f"bare GROUP BY of the month's meals: {floor * 1000:.0f} ms")
        print(f"price of {len(due)} days of {CHILDREN} children: {took:.2f} s (at most {MOST_SECONDS} s)")
        print(f"{took / floor:.1f} x the floor (at most {MOST_TIMES} x)")
        with records.writing(SYSTEM) as work:
            began = time.perf_counter()
            look(work, FIRST)
            looked = time.perf_counter()
            numbers = issue(work, FIRST)
            issued = time.perf_counter()
        print(f"{len(numbers)} bills: preview {looked - began:.1f} s")
        print(f"computed, numbered and stored {issued - looked:.1f} s (at most {MOST_ISSUING} s)")
        with records.reading(SYSTEM) as work:
            sheets = list(work.session.scalars(select(Invoice.sheet).order_by(Invoice.id)))
        del due
        began, cpu = time.perf_counter(), time.process_time()
        for sheet in sheets:
            invoice_pdf(json.loads(sheet))
        drawn, cpu = time.perf_counter() - began, time.process_time() - cpu
        each = cpu / len(sheets) * 1000
        print(f"every paper drawn {drawn:.1f} s, {each:.1f} ms of CPU each; with issuing at most {MOST_WITH_PAPERS} s")
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
        engine.dispose()


def _eat(work: Work) -> None:
    """Call the roll of every class and day, book whole months, and give each home a quotient."""
    work.session.execute(Reservation.__table__.delete())  # type: ignore[attr-defined]
    days = [date(2026, 11, day) for day in range(2, 31) if date(2026, 11, day).isoweekday() in {1, 2, 4, 5}]
    same = {
        "activity": "canteen",
        "state": "booked",
        "booked_at": DECEMBER,
        "booked_by": None,
        "booking_number": "R",
        "cancel_number": "",
        "late": "",
    }
    children = list(work.session.scalars(select(Child.id)))
    work.session.execute(insert(Reservation), [{**same, "child_id": child, "day": day} for child in children for day in days])
    calls: list[dict[str, object]] = [
        {
            "day": day,
            "activity": activity,
            "part": part,
            "school_id": school,
            "class_id": class_id,
            "state": "done",
            "reason": "",
            "at": DECEMBER,
        }
        for class_id, school in work.session.execute(select(SchoolClass.id, SchoolClass.school_id))
        for day in days
        for activity, part in (("canteen", ""),)
    ]
    care: list[dict[str, object]] = [
        {
            "day": day,
            "activity": "childcare",
            "part": part,
            "school_id": school,
            "class_id": None,
            "state": "waived",
            "reason": "x",
            "at": DECEMBER,
        }
        for school in set(work.session.scalars(select(SchoolClass.school_id)))
        for day in days
        for part in ("morning", "evening")
    ]
    work.session.execute(insert(RollCall), calls + care)
    homes = list(work.session.scalars(select(Household.id)))
    quotient = {
        "source": "CAF",
        "month": date(2026, 9, 1),
        "since": date(2026, 9, 1),
        "until": date(2027, 8, 31),
        "state": "accepted",
        "asked_at": DECEMBER,
    }
    work.session.execute(insert(FamilyQuotient), [{**quotient, "household_id": home, "value": 300 + home * 37 % 1500} for home in homes])


def _bare(work: Work) -> None:
    query = select(Reservation.child_id, func.count()).where(Reservation.day.between(FIRST, LAST), Reservation.state == "booked")
    work.session.execute(query.group_by(Reservation.child_id)).all()


def _timed(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
