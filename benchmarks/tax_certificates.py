"""The tax certificates of all homes of a town of 10,000 children, reckoned and written; the floor is a bare GROUP BY of the charges."""

import resource
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from villars_core.billing.models import Explanation, Invoice, InvoiceCharge, LedgerEntry
from villars_core.billing.tax import paid_care, prepare
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.town import Size, fill
from villars_core.families.models import Child, Guardian, Guardianship
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records, Work

CHILDREN, YEAR = 10_000, 2026
MONTHS = tuple(date(YEAR, month, 1) for month in (1, 2, 3, 4, 5, 6, 9, 10, 11))
APRIL = datetime(YEAR + 1, 4, 1, 4, 10, tzinfo=PARIS)
MOST_SECONDS = 20


def main() -> None:
    """Print the figures with their target."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        engine = open_engine(f"sqlite:///{Path(folder).resolve() / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(APRIL), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            fill(work, Size(CHILDREN, date(YEAR, 11, 23)))
            charges = _billed_and_paid(work)
        with records.reading(SYSTEM) as work:
            floor = min(_timed(lambda: _bare(work)) for _ in range(3))
            began = time.perf_counter()
            homes = len(paid_care(work, YEAR))
            took = time.perf_counter() - began
        print(f"bare GROUP BY of {charges} charges: {floor:.2f} s")
        print(f"what {homes} homes paid: {took:.2f} s, {took / floor:.1f} x the floor")
        for what in ("made", "made again"):
            with records.writing(SYSTEM) as work:
                began = time.perf_counter()
                made = prepare(work, YEAR)
                print(f"certificates {what}: {made} in {time.perf_counter() - began:.1f} s (at most {MOST_SECONDS} s)")
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
        engine.dispose()


def _billed_and_paid(work: Work) -> int:
    """Bill each home each month four evenings and four meals for each child, and let it pay."""
    work.session.add(Explanation(id=1, digest="0" * 64, reasons=[]))
    work.session.flush()
    homes: dict[int, list[int]] = {}
    first = select(func.min(Guardian.household_id), Child.id).join(Guardianship, Guardianship.child_id == Child.id)
    for home, child in work.session.execute(first.join(Guardian, Guardian.id == Guardianship.guardian_id).group_by(Child.id)):
        homes.setdefault(home, []).append(child)
    invoices, charges, entries, number = [], [], [], 0
    for month in MONTHS:
        for home, children in homes.items():
            number += 1
            amount = len(children) * 4 * (280 + 305)
            name = {"id": number, "number": f"FA-{YEAR}-{number:05d}", "kind": "invoice", "household_id": home}
            days = {"first": month, "last": month, "issued_on": month, "due_on": month}
            invoices.append({**name, **days, "charges": amount, "balance_before": 0, "sheet": "{}", "digest": ""})
            same = {"invoice_id": number, "household_id": home, "label": "x", "quantity": 4, "explanation_id": 1}
            for child in children:
                for day in range(4):
                    of = {**same, "child_id": child, "day": month.replace(day=day + 1)}
                    charges.append({**of, "activity": "childcare", "item": "evening", "unit": 70, "amount": 280})
                    charges.append({**of, "activity": "canteen", "item": "meal", "unit": 305, "amount": 305})
            paid = {"household_id": home, "invoice_id": number, "day": month, "at": APRIL, "amount": -amount}
            entries.append({**paid, "posting": f"payment {number}", "kind": "payment", "account": "payer"})
    work.session.execute(insert(Invoice), invoices)
    work.session.execute(insert(InvoiceCharge), charges)
    work.session.execute(insert(LedgerEntry), entries)
    return len(charges)


def _bare(work: Work) -> None:
    columns = (InvoiceCharge.invoice_id, InvoiceCharge.child_id)
    work.session.execute(select(*columns, func.sum(InvoiceCharge.amount)).group_by(*columns)).all()


def _timed(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
