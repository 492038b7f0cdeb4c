"""The papers of 10,000 bills drawn from frozen sheets, with both codes; the floor is writing the same sheets as JSON."""

import json
import resource
import sys
import time
from datetime import date
from typing import Any

from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.paying import paying
from villars_core.billing.references import references
from villars_core.demo.cast import rules_text
from villars_core.money import Cents
from villars_core.schools.rules_file import RulesTable, read_rules

PAPERS, MOST_SECONDS, MOST_MILLISECONDS, MOST_BYTES = 10_000, 120, 10, 45_000
ISSUED, NOVEMBER = date(2026, 12, 1), date(2026, 11, 1)


def main() -> None:
    """Print the figures with their targets; another number of papers may be given."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    rules = read_rules(rules_text())
    invoice_pdf(_sheet(rules, 1))
    floor = min(_timed(lambda: json.dumps(_sheet(rules, 1))) for _ in range(20))
    took, cpu, largest, early = 0.0, 0.0, 0, 0
    for number in range(1, papers + 1):
        sheet = _sheet(rules, number)
        began, busy = time.perf_counter(), time.process_time()
        paper = invoice_pdf(sheet)
        took, cpu = took + time.perf_counter() - began, cpu + time.process_time() - busy
        largest = max(largest, len(paper))
        if number == max(1, papers // 10):
            early = _memory()
    each = took / papers
    print(f"{papers} papers: {took:.1f} s (10,000 at most {MOST_SECONDS} s)")
    print(f"one paper with both codes: {each * 1000:.1f} ms (at most {MOST_MILLISECONDS} ms), {each / floor:.0f} x its sheet as JSON")
    print(f"of it by the processor: {cpu / papers * 1000:.1f} ms (on a machine that others use too)")
    print(f"the largest: {largest / 1000:.1f} kB (at most {MOST_BYTES / 1000:.0f} kB)")
    print(f"memory after a tenth {early} MB, at the end {_memory()} MB")


def _sheet(rules: RulesTable, number: int) -> dict[str, Any]:
    name, amount = f"FA-2026-{number:05d}", 2440 + number
    days = [f"2026-11-{day:02d}" for day in (2, 3, 5, 6, 9, 10, 12, 13)]
    line = {"activity": "Restauration scolaire", "label": "Repas", "days": days, "quantity": 8, "unit": 305, "correction": False}
    sheet: dict[str, Any] = {
        "number": name,
        "kind": "invoice",
        "town": rules.town.name,
        "contacts": dict(rules.contacts),
        "household": {
            "reference": f"F-{number}",
            "name": "Famille Martin",
            "to": "Nadia Martin et Paul Martin",
            "street": f"{number} rue des Écoles",
            "postcode": "42390",
            "city": "Villars",
        },
        "first": "2026-11-01",
        "last": "2026-11-30",
        "issued_on": "2026-12-01",
        "due_on": "2026-12-22",
        "lines": [{**line, "child": child, "amount": amount // 2} for child in ("Léa", "Tom")],
        "amount": amount,
        "balance_before": 0,
        "owed_before": 0,
        "to_pay": amount,
        "quotient": {"value": 620, "source": "CAF", "until": "2027-09-30"},
    }
    return sheet | paying(rules, Cents(amount), references(rules.treasury, name, ISSUED, NOVEMBER))


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _timed(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
