"""Choosing whom to remind of an empty week among 10,000 families, beside reading the same families' rows alone in the same run."""

import random
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from villars_core.accounts.models import Account
from villars_core.clock import MovableClock
from villars_core.demo.cast import FIRST_DAY, LAST_DAY, plant
from villars_core.families.models import Child, Custody, Guardian, Guardianship
from villars_core.registrations.models import Registration
from villars_core.reservations.models import Reservation, WeeklyPattern
from villars_core.reservations.nudges import selected
from villars_core.schools.models import SchoolClass
from villars_core.staff.all_models import all_tables
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records, Work

FAMILIES, MONDAY = 10_000, date(2026, 11, 30)
NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
BOOKED_DAYS = (MONDAY, date(2026, 12, 1), date(2026, 12, 3))


def fill(work: Work) -> None:
    """Write families with one child each: half have booked, four in five keep a usual week, one in ten alternates."""
    draw = random.Random(1)
    plant(work)
    classes = list(work.session.scalars(select(SchoolClass.id)))
    home = work.session.scalars(select(Guardian.household_id)).first()
    ids = range(1_000, 1_000 + FAMILIES)
    adults: list[dict[str, Any]] = [
        {"id": one, "household_id": home, "first_name": "A", "last_name": "B", "email": f"{one}@x.example", "phone": ""} for one in ids
    ]
    adults += [{**one, "id": one["id"] + 100_000, "email": f"o{one['id']}@x.example"} for one in adults if one["id"] % 10 == 0]
    work.session.execute(insert(Guardian), adults)
    work.session.execute(
        insert(Child),
        [
            {"id": one, "first_name": "C", "last_name": "B", "born": date(2019, 1, 1), "sex": "", "class_id": draw.choice(classes)}
            for one in ids
        ],
    )
    links = [{"child_id": one, "guardian_id": one, "since": FIRST_DAY} for one in ids]
    links += [{"child_id": one, "guardian_id": one + 100_000, "since": FIRST_DAY} for one in ids if one % 10 == 0]
    work.session.execute(insert(Guardianship), links)
    alternating = [one for one in ids if one % 10 == 0]
    work.session.execute(
        insert(Custody),
        [
            {"child_id": one, "anchor_day": MONDAY, "anchor_guardian_id": one, "other_guardian_id": one + 100_000, "since": FIRST_DAY}
            for one in alternating
        ],
    )
    accounts = [
        {"kind": "guardian", "guardian_id": one, "identifier": f"p{one}", "email": f"{one}@x.example", "name": "A B", "activated_at": NOW}
        for one in ids
    ]
    work.session.execute(insert(Account), accounts)
    spans = {"activity": "canteen", "school_year": 2026, "first": FIRST_DAY, "last": LAST_DAY}
    work.session.execute(insert(Registration), [{**spans, "child_id": one} for one in ids])
    kept = {"activity": "canteen", "weekdays": [1, 4], "state": "kept", "set_at": NOW}
    work.session.execute(insert(WeeklyPattern), [{**kept, "child_id": one, "guardian_id": one} for one in ids if one % 5])
    same = {"activity": "canteen", "state": "booked", "booked_at": NOW, "booking_number": "R"}
    rows = [{**same, "child_id": one, "day": day} for one in ids if one % 2 for day in BOOKED_DAYS]
    work.session.execute(insert(Reservation), rows)


def floor(work: Work) -> int:
    """Read the candidate families' columns and nothing else."""
    query = select(Child.id, Child.first_name, Child.class_id, Guardianship.guardian_id, Account.id, WeeklyPattern.weekdays)
    query = query.join(Guardianship, Guardianship.child_id == Child.id).join(Account, Account.guardian_id == Guardianship.guardian_id)
    query = query.join(WeeklyPattern, (WeeklyPattern.child_id == Child.id) & (WeeklyPattern.guardian_id == Guardianship.guardian_id))
    return len(work.session.execute(query).all())


def main() -> None:
    """Print the best of five runs and its ratio to the floor."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'town.db'}")
        all_tables().create_all(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(NOW, running=False), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            fill(work)
        spent, bare, found = [], [], 0
        for _ in range(5):
            with records.reading(SYSTEM) as work:
                start = time.perf_counter()
                found = len(selected(work, MONDAY))
                spent.append(time.perf_counter() - start)
            with records.reading(SYSTEM) as work:
                start = time.perf_counter()
                floor(work)
                bare.append(time.perf_counter() - start)
        assert 3_000 < found < FAMILIES, found
        print(
            f"nudges: {found} of {FAMILIES} families chosen in {min(spent) * 1000:.0f} ms, {min(spent) / min(bare):.1f} times bare reading"
        )
        assert min(spent) <= 1.0


if __name__ == "__main__":
    main()
