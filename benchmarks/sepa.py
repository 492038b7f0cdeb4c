"""A file of 10,000 direct debits built and validated; the floor is reading the same bytes and validating them alone."""

import time
from datetime import UTC, date, datetime
from importlib.resources import files

from lxml import etree
from schwifty import IBAN

from villars_core.money import Cents
from villars_core.schools.treasury_tables import CreditorTable
from villars_core.sepa.pain008 import Debit, Remittance, pain008

DEBITS, MOST_SECONDS = 10_000, 0.6
SIGNED = date(2026, 9, 2)
TOWN = CreditorTable(name="Commune de Villars", postcode="42390", city="Villars", ics="FR64ZZZ657682", iban="FR7630001007941234567890185")


def main() -> None:
    """Print the figure, its target and the ratio to the floor."""
    ibans = [str(IBAN.generate("FR", bank_code="30006", account_code=f"{number:011d}")) for number in range(500)]
    debits = tuple(
        Debit(f"FA-2026-{number:05d}", Cents(1500 + number), f"{TOWN.ics}{number:022d}", SIGNED, f"Parent {number}", ibans[number % 500])
        for number in range(DEBITS)
    )
    remittance = Remittance("VILLARS-2026-10-001", datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 12, 10), TOWN, debits)
    raw = pain008(remittance)
    schema = etree.XMLSchema(etree.parse(str(files("sepaxml").joinpath("schemas", "pain.008.001.08.xsd"))))
    floor = min(_timed(lambda: schema.validate(etree.fromstring(raw))) for _ in range(3))
    took = min(_timed(lambda: pain008(remittance)) for _ in range(3))
    print(f"floor, reading and validating alone: {floor:.2f} s")
    print(f"pain.008 of {DEBITS} debits ({len(raw) / 1e6:.1f} MB), built and validated: {took:.2f} s (at most {MOST_SECONDS} s)")
    print(f"{took / floor:.1f} x the floor")


def _timed(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
