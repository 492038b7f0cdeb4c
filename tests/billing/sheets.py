"""The frozen sheet of a bill of November, with two codes: what the papers in the tests are drawn from."""

from datetime import date
from typing import Any

from villars_core.billing.paying import paying
from villars_core.billing.references import references
from villars_core.demo.cast import rules_text
from villars_core.schools.rules_file import read_rules

RULES = read_rules(rules_text())
ISSUED, NOVEMBER = date(2026, 12, 1), date(2026, 11, 1)
DAYS = [f"2026-11-{day:02d}" for day in (2, 3, 5, 6, 9, 10, 12, 13)]


def sheet_of_november(**other: Any) -> dict[str, Any]:  # noqa: ANN401 (values of the sheet)
    """Return the sheet, with other values where they are given."""
    line = {"child": "Léa", "activity": "Restauration scolaire", "label": "Repas", "days": DAYS, "quantity": 8, "unit": 305}
    sheet: dict[str, Any] = {
        "number": "FA-2026-00012",
        "kind": "invoice",
        "town": "Villars",
        "contacts": dict(RULES.contacts),
        "household": {
            "reference": "F-2026-00001",
            "name": "Famille Martin",
            "to": "Nadia Martin et Paul Martin",
            "street": "12 rue des Écoles",
            "postcode": "42390",
            "city": "Villars",
        },
        "first": "2026-11-01",
        "last": "2026-11-30",
        "issued_on": "2026-12-01",
        "due_on": "2026-12-22",
        "lines": [{**line, "amount": 2440, "correction": False}],
        "amount": 2440,
        "balance_before": 0,
        "owed_before": 0,
        "to_pay": 2440,
        "quotient": {"value": 620, "source": "CAF", "until": "2027-09-30"},
        **other,
    }
    return sheet | paying(RULES, sheet["to_pay"], references(RULES.treasury, sheet["number"], ISSUED, NOVEMBER))
