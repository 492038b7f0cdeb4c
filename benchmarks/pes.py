"""A slip of 10,000 pieces written and checked; the floor is reading the same bytes alone."""

import time
from collections.abc import Callable
from datetime import date

from lxml import etree
from schwifty import IBAN

from villars_core.billing.references import references
from villars_core.money import Cents
from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.pes_checks import is_iban, require_acceptable
from villars_core.treasury.pes_ormc import DebitOrder, Debtor, Line, Piece, SlipFile, pes_ormc

PIECES, ACCOUNTS, MOST_SECONDS = 10_000, 2_500, 3.0
TREASURY = TreasuryTable(post="042016", collectivity="301", siret="21420330100010", product="CANT")
ISSUED, SIGNED, DEBIT_DAY, OCTOBER = date(2026, 11, 3), date(2026, 9, 2), date(2026, 11, 24), date(2026, 10, 1)


def main() -> None:
    """Print the figure, its target and the ratio to the floor."""
    ibans = [str(IBAN.generate("FR", bank_code="30006", branch_code="00001", account_code=f"{one:011d}")) for one in range(ACCOUNTS)]
    slip = SlipFile("PESORMC.xml", 2026, 1, ISSUED, "Cantine 10/2026", TREASURY, tuple(_piece(one, ibans) for one in range(1, PIECES + 1)))
    raw = pes_ormc(slip)
    floor = min(_timed(lambda: etree.fromstring(raw)) for _ in range(3))
    took = min(_timed(lambda: _write(slip)) for _ in range(3))
    print(f"floor, reading alone: {floor:.2f} s")
    print(f"PES of {PIECES} pieces ({len(raw) / 1e6:.1f} MB), every other one debited, written and checked: {took:.2f} s", end=" ")
    print(f"(at most {MOST_SECONDS} s)")
    print(f"{took / floor:.1f} x the floor")


def _piece(place: int, ibans: list[str]) -> Piece:
    number = f"FA-2026-{place:05d}"
    debit = DebitOrder(f"FR64ZZZ657682{place:022d}", SIGNED, DEBIT_DAY, ibans[place % ACCOUNTS], "AGRIFRPP", "Nadia Martin", number)
    debtor = Debtor(f"F-2026-{place:05d}", "MME", f"Martin {place}", "Nadia", "12 rue des Écoles", "42390", "Villars")
    refs = references(TREASURY, number, ISSUED, OCTOBER)
    return Piece(place, number, f"Cantine {number}", refs, (Line("Cantine", Cents(1500 + place)),), debtor, debit if place % 2 else None)


def _write(slip: SlipFile) -> None:
    is_iban.cache_clear()
    require_acceptable(pes_ormc(slip), slip.treasury)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
