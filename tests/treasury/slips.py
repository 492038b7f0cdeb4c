"""A slip of two pieces for the tests, and the same with one value changed in its bytes."""

from datetime import date

from villars_core.billing.references import references
from villars_core.money import Cents
from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.pes_ormc import DebitOrder, Debtor, Line, Piece, SlipFile

TREASURY = TreasuryTable(post="042016", collectivity="301", siret="21420330100010", product="CANT")
ISSUED, DEBIT_DAY, SIGNED, OCTOBER = date(2026, 11, 3), date(2026, 11, 24), date(2026, 9, 2), date(2026, 10, 1)
RUM = "FR64ZZZ6576820000000000000000000042"
IBAN, OTHER_ACCOUNT, OTHER_BANK = "FR7630006000011234567890189", "FR7630006000010000000004226", "FR7630001007941234567890185"
NADIA = Debtor("F-2026-00001", "MME", "Martin", "Nadia", "12 rue des Écoles", "42390", "Villars")
KARIM = Debtor("F-2026-00003", "M", "Haddad", "Karim", "8 rue de la Gare", "42390", "Villars")
DEBIT = DebitOrder(RUM, SIGNED, DEBIT_DAY, IBAN, "AGRIFRPP", "Nadia Martin", "Cantine FA-2026-00012")


def piece(place: int, debtor: Debtor, amount: int, debit: DebitOrder | None = None) -> Piece:
    """Return the piece of an invoice of October."""
    number = f"FA-2026-{11 + place:05d}"
    refs = references(TREASURY, number, ISSUED, OCTOBER)
    return Piece(place, number, f"Cantine 10/2026 {number}", refs, (Line("Cantine", Cents(amount)),), debtor, debit)


def slip(*pieces: Piece, number: int = 9, treasury: TreasuryTable = TREASURY) -> SlipFile:
    """Return a slip of pieces, else of Nadia's, debited, and Karim's."""
    name = f"PESORMC_{treasury.siret}_2026_{number:07d}.xml"
    given = pieces or (piece(1, NADIA, 5511, DEBIT), piece(2, KARIM, 1830))
    return SlipFile(name, 2026, number, ISSUED, "Cantine et garderie 10/2026", treasury, given)
