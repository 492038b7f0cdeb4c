"""The files of the year as others read them: each is read back by code that is not the house's, and what it says is compared."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import xmlschema
import zxingcpp
from lxml import etree
from sepaxml import SepaDD

Debits = list[tuple[str, ...]]
AMOUNT = "Montant (€)"
_OF_EACH = ("Payé (€)", "Non-valeur (€)", "Reste (€)")


@dataclass(frozen=True)
class Asked:
    """A debit as it was asked for: reference, cents, mandate, its day of signature, holder, account."""

    reference: str
    amount: int
    mandate: str
    signed_on: date
    holder: str
    iban: str


def debits_agree(raw: bytes, asked: list[Asked], collected_on: date) -> None:
    """Read a file of debits by its schema, and compare it with what another program writes of the same debits."""
    assert [str(one.reason) for one in _schema().iter_errors(etree.fromstring(raw))] == []
    creditor = {"name": "Commune de Villars", "IBAN": "FR7630001007941234567890185", "creditor_id": "FR64ZZZ657682"}
    other = SepaDD({**creditor, "batch": True, "currency": "EUR"}, schema="pain.008.001.08")
    for one in asked:
        other.add_payment(
            {
                "name": one.holder,
                "IBAN": one.iban,
                "amount": one.amount,
                "type": "RCUR",
                "collection_date": collected_on,
                "mandate_id": one.mandate,
                "mandate_date": one.signed_on,
                "description": one.reference,
                "endtoend_id": one.reference,
            }
        )
    theirs = other.export(validate=False)
    assert debits_of(raw) == debits_of(theirs)
    assert len(debits_of(raw)) == len(asked)
    for name in ("CtrlSum", "NbOfTxs", "ReqdColltnDt", "SeqTp"):
        assert _texts(raw, name) == _texts(theirs, name), name


def debits_of(raw: bytes) -> Debits:
    """Return reference, amount, mandate, day of signature and account of each debit of a file, in the order of the references."""
    found = []
    for one in etree.fromstring(raw).iter("{*}DrctDbtTxInf"):
        names = ("EndToEndId", "InstdAmt", "MndtId", "DtOfSgntr", "IBAN")
        found.append(tuple(str(next(one.iter(f"{{*}}{name}")).text) for name in names))
    return sorted(found)


def pieces_of(raw: bytes) -> dict[str, int]:
    """Return what each piece of a slip is of, in cents, by its number in our books."""
    found: Counter[str] = Counter()
    for piece in etree.fromstring(raw).iter("Piece"):
        number = next(piece.iter("NumeroFacture")).get("V")
        found[number] += sum(_cents(str(one.get("V"))) for one in piece.iter("MtHT"))
    return dict(found)


def paper_says(pdf: bytes, sheet: dict[str, Any]) -> None:
    """Read an invoice's paper: its number, its lines' sum and, where something is to be paid, the codes on a picture of 150 dots."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert sheet["number"] in text
    shown = f"{abs(sheet['amount']) // 100}".rjust(1) + f",{abs(sheet['amount']) % 100:02d}"
    assert shown in text.replace("\u202f", "").replace("\xa0", "").replace(" ", ""), (sheet["number"], shown)
    last = document[len(document) - 1].render(scale=150 / 72).to_pil()
    wanted = {sheet["codes"][name] for name in ("datamatrix", "qr") if name in sheet["codes"]}
    assert {one.text for one in zxingcpp.read_barcodes(last)} == wanted, sheet["number"]


def table_says(text: str, book: Path, total: int, due: dict[str, tuple[int, int, int]]) -> None:
    """Read a month's report as CSV and as XLSX: what was billed in all, and of each invoice what was paid, given up and is open."""
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    end = rows.index([])
    billed, invoices = _named(rows[:end]), _named(rows[end + 1 : -1])
    assert sum(_comma(row[AMOUNT]) for row in billed) == total
    assert {row["Numéro"]: tuple(_comma(row[one]) for one in _OF_EACH) for row in invoices} == due
    sheets = openpyxl.load_workbook(book, read_only=True)
    first, second = (_named(list(sheets[name].iter_rows(values_only=True))) for name in ("Facturé", "À payer"))
    assert sum(round(row[AMOUNT] * 100) for row in first) == total
    assert {row["Numéro"]: tuple(round(row[one] * 100) for one in _OF_EACH) for row in second} == due


def neutral_says(raw: bytes, expected: dict[str, tuple[int, int]]) -> None:
    """Read the table for finance software: what each invoice is of and what is open of it."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert {row["numero"]: (_comma(row["montant"]), _comma(row["reste"])) for row in rows} == expected


def certificate_says(pdf: bytes, sheet: str, total: int) -> None:
    """Read a tax certificate's paper: its number and its sum."""
    told = json.loads(sheet)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    plain = text.replace("\u202f", "").replace("\xa0", "").replace(" ", "")
    assert told["total"] == total
    assert told["number"] in text
    assert f"{total // 100},{total % 100:02d}€" in plain


@lru_cache(maxsize=1)
def _schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(files("sepaxml").joinpath("schemas", "pain.008.001.08.xsd")), allow="local")


def _texts(raw: bytes, name: str) -> list[str]:
    return [str(one.text) for one in etree.fromstring(raw).iter(f"{{*}}{name}")]


def _named(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Return the rows of a table by the names in its first one."""
    heads, *rest = rows
    return [dict(zip(heads, row, strict=True)) for row in rest]


def _cents(text: str) -> int:
    euros, cents = text.split(".")
    return int(euros) * 100 + int(cents)


def _comma(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    return sign * _cents(text.lstrip("-").replace(",", "."))
