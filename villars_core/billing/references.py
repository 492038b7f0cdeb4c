"""The references that a bill carries: the debt's number, the two keys of the revenue order, and the DataMatrix text. Pure.

Sources: the annotations of the PES schemas for the keys, and for the 130 characters the layout that one public program draws;
what the town's accountant says goes before both, through the rules file.
"""

from dataclasses import dataclass
from datetime import date

from villars_core.money import Cents
from villars_core.schools.treasury_tables import TreasuryTable

KEY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"
MODULO_11, MODULO_23 = 11, 23
LONGEST_DEBT = 13
LARGEST_AMOUNT = 99_999_999
_LETTERS = 26
_HIGHEST_WEIGHT = 7


@dataclass(frozen=True)
class References:
    """What names one debt: year, period digit, number, and its two keys."""

    year: int
    period: str
    debt: str
    key1: str
    key2: str


def references(treasury: TreasuryTable, invoice_number: str, issued_on: date, first: date, slip: int = 0) -> References:
    """Return the references of an invoice: of the series' year and number, and of the period that it bills."""
    debt = debt_number(invoice_number, first)
    period = period_digit(treasury, first)
    item = treasury.nature if treasury.key_item == "nature" else str(slip)
    return References(
        issued_on.year,
        period,
        debt,
        first_key(treasury.collectivity, item, issued_on.year, period, debt),
        second_key(issued_on.year, period, debt),
    )


def debt_number(invoice_number: str, first: date) -> str:
    """Return the number of a debt, digits only: the year and month billed, and the invoice's place in its series."""
    return f"{first:%y%m}{int(invoice_number.rsplit('-', 1)[1]):06d}"


def period_digit(treasury: TreasuryTable, first: date) -> str:
    """Return the one digit that stands for the month billed."""
    month = str(first.month)
    return month[-1] if treasury.period_digit == "last" else month[0]


def first_key(collectivity: str, item: str, year: int, period: str, debt: str) -> str:
    """Return the first key: modulo 11 with weights 2 to 7 from the right; a remainder above nine is written 1."""
    digits = f"{collectivity}{item}{year % 100:02d}{period}{debt.zfill(LONGEST_DEBT)}"
    weighted = sum(int(digit) * (2 + place % (_HIGHEST_WEIGHT - 1)) for place, digit in enumerate(reversed(_digits(digits))))
    key = MODULO_11 - weighted % MODULO_11
    return "1" if key > 9 else str(key)  # noqa: PLR2004 (one digit)


def second_key(year: int, period: str, debt: str) -> str:
    """Return the second key: a letter, modulo 23."""
    return KEY_LETTERS[_modulo_23(year, period, debt)]


def datamatrix(treasury: TreasuryTable, refs: References, amount: Cents) -> str:
    """Return the 130 characters that a tobacconist scans. Raises ValueError for an amount that they cannot hold."""
    if not 0 < amount <= LARGEST_AMOUNT:
        message = f"the code holds no amount of {amount} cents"
        raise ValueError(message)
    year = f"{refs.year % 100:02d}"
    head = f"{treasury.establishment:0>3}{refs.period}{_letters(treasury.product[:2])}00{year}"
    issuer = f"{treasury.issuer}0001"
    operation = f"{_modulo_23(refs.year, refs.period, refs.debt) + 1:02d}{refs.debt:0>15}{treasury.post:0>6}4"
    reference = f"{operation}9"
    written = f"{amount:>8}"
    key5 = (MODULO_11 - int(head) % MODULO_11) % 10
    text = f"{'':64}{head}{key5}{issuer}{_weighted(issuer):02d} {_weighted(reference):02d}{reference}"
    return f"{text}{_amount_key(written):02d}806 {written}"


def _modulo_23(year: int, period: str, debt: str) -> int:
    return int(f"{year % 100:02d}{period}00{debt.zfill(LONGEST_DEBT)}") % MODULO_23


def _letters(pair: str) -> str:
    """Return the number that the table gives to two letters: AA is 001, and so on."""
    first, second = (ord(one) - ord("A") for one in f"{pair.upper():A<2}"[:2])
    return f"{first * _LETTERS + second + 1:03d}" if 0 <= first < _LETTERS and 0 <= second < _LETTERS else "001"


def _weighted(digits: str) -> int:
    """Return the sum of the digits, each times its place from the right, modulo 100; a space counts nothing."""
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1) if digit.isdigit()) % 100


def _amount_key(written: str) -> int:
    return _weighted(f"806{written}")


def _digits(text: str) -> str:
    return "".join(one if one.isdigit() else str((ord(one.upper()) - ord("A")) % 10) for one in text)
