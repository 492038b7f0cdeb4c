"""The bank's files: official schemas and samples, our own files, and those that the tests give to the program."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.sepa.bank import camt, pain002
from villars_core.clock import PARIS
from villars_core.money import Cents
from villars_core.schools.treasury_tables import CreditorTable
from villars_core.sepa.bank_files import CAMT, OTHER, PAID, PAIN, REJECTED, RETURNED, BankFile, News, read_bank_file
from villars_core.sepa.pain008 import Debit, Remittance, Version, pain008

FORMATS = Path(os.environ.get("VILLARS_FORMATS", ""))
SEPA, SAMPLES = FORMATS / "sepa", FORMATS / "samples"
TOWN = CreditorTable(
    name="Commune de Villars",
    street="Place Gambetta",
    postcode="42390",
    city="Villars",
    ics="FR64ZZZ657682",
    iban="FR7630001007941234567890185",
)
DEBITS = tuple(
    Debit(
        f"FA-2026-0000{number}-1",
        Cents(1000 + number),
        f"FR64ZZZ65768200000000002026000000{number:02d}",
        date(2026, 9, 2),
        "Nadia Martin",
        "FR7630006000011234567890189",
        "AGRIFRPP" if number == 1 else "",
        "FRST" if number == 1 else "RCUR",
        changed=number == 2,
    )
    for number in (1, 2, 3)
)


def _faults(schema: str, raw: bytes) -> list[str]:
    checked = etree.XMLSchema(etree.parse(str(SEPA / schema)))
    return [] if checked.validate(etree.fromstring(raw)) else [str(one) for one in checked.error_log]


@pytest.mark.parametrize("version", ["08", "02"])
def test_our_files_are_as_the_official_schemas_ask(version: Version) -> None:
    remittance = Remittance("VILLARS-202609-01", datetime(2026, 10, 1, 9, tzinfo=PARIS), date(2026, 10, 22), TOWN, DEBITS, "Régie scolaire")
    assert _faults(f"pain.008.001.{version}.xsd", pain008(remittance, version)) == []


def test_the_sample_of_two_rejects_is_read() -> None:
    raw = (SAMPLES / "pain.002.001.03_two_rejects.xml").read_bytes()
    assert _faults("pain.002.001.03.xsd", raw) == []
    assert read_bank_file(raw) == BankFile(
        PAIN, (News(REJECTED, "F2026-10-000001", amount=Cents(5511), reason="AC04"), News(REJECTED, "F2026-10-000002", reason="MD01"))
    )


@pytest.mark.parametrize("version", ["02", "04"])
def test_the_official_notifications_are_read_and_are_not_ours(version: str) -> None:
    raw = (SEPA / f"camt.054.001.{version}.xml").read_bytes()
    found = read_bank_file(raw)
    assert found.kind == CAMT
    assert found.news
    assert all(one.kind in {PAID, OTHER} and one.amount is None for one in found.news), "crowns are no euros"


def test_a_rejected_file_in_the_newest_version_reads_alike() -> None:
    raw = pain002(("FA-2026-00001-1", "AM04")).replace(b"pain.002.001.03", b"pain.002.001.12")
    assert _faults("pain.002.001.12.xsd", raw) == []
    assert read_bank_file(raw).news == (News(REJECTED, "FA-2026-00001-1", reason="AM04"),)


def test_the_files_of_the_tests_are_as_the_official_schemas_ask() -> None:
    assert _faults("pain.002.001.03.xsd", pain002(("FA-2026-00001-1", "AM04"))) == []
    assert _faults("pain.002.001.03.xsd", pain002(whole="VILLARS-202609-01", reason="FF01")) == []
    raw = camt(
        ("CRDT", "VILLARS-202609-01-RCUR", 5511, ""), ("DBIT", "FA-2026-00001-1", 5511, "MD06"), ("CRDT", "FA-2026-00002-1", 900, "")
    )
    assert _faults("camt.054.001.02.xsd", raw) == []
    newer = raw.replace(b"camt.054.001.02", b"camt.054.001.04")
    kinds = [one.kind for one in read_bank_file(newer).news]
    assert kinds == [one.kind for one in read_bank_file(raw).news]
    assert RETURNED in kinds
