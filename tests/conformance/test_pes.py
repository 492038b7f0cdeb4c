"""Slips against the official PES V2 schemas (5.17), by two validators that do not share code; and what comes back, from valid samples."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pytest
import xmlschema
from lxml import etree

from tests.billing.sheets import sheet_of_november
from tests.treasury.answers import Told, client, retour
from tests.treasury.slips import DEBIT, ISSUED, NADIA, OTHER_ACCOUNT, OTHER_BANK, TREASURY, piece, slip
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.money import Cents
from villars_core.treasury.pes_checks import faults
from villars_core.treasury.pes_ormc import Line, SlipFile, pes_ormc
from villars_core.treasury.pes_pj import Paper, PapersFile, pes_pj
from villars_core.treasury.pes_pj_checks import paper_faults
from villars_core.treasury.pes_retour import read

TWO_LINES = replace(piece(1, NADIA, 5511, DEBIT), lines=(Line("Cantine", Cents(5000)), Line("Garderie", Cents(511))))
SLIPS: dict[str, SlipFile] = {
    "two pieces": slip(),
    "two lines": slip(TWO_LINES),
    "another account": slip(replace(piece(1, NADIA, 5511), debit=replace(DEBIT, changed=True, previous_iban=OTHER_ACCOUNT))),
    "another bank, another holder": slip(
        replace(piece(1, NADIA, 5511), debit=replace(DEBIT, changed=True, previous_iban=OTHER_BANK, other_holder=True, bic=""))
    ),
    "notices": replace(slip(), notice_on=ISSUED),
    "a function": slip(treasury=replace(TREASURY, function="281")),
    "many pieces": slip(*(piece(place, NADIA, 1500 + place) for place in range(1, 301))),
}


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("valid", ["lxml", "xmlschema"])
def test_every_slip_is_valid_for_both(name: str, valid: str) -> None:
    raw = pes_ormc(SLIPS[name])
    assert VALIDATORS[valid](raw) == []


@pytest.mark.parametrize("name", SLIPS)
def test_the_town_may_apply_the_official_schemas_itself(name: str) -> None:
    one = SLIPS[name]
    assert faults(pes_ormc(one), replace(one.treasury, schemas=str(_folder()))) == []


@pytest.mark.parametrize("kind", ["PESALR1", "PESORMC", "PESPJ"])
@pytest.mark.parametrize("valid", ["lxml", "xmlschema"])
def test_a_file_of_papers_is_valid_for_both(kind: Literal["PESALR1", "PESORMC", "PESPJ"], valid: str) -> None:
    sheet = sheet_of_november()
    papers = tuple(Paper(place, f"FA-2026-{place:05d}", invoice_pdf(sheet | {"number": f"FA-2026-{place:05d}"})) for place in (1, 2, 3))
    raw = pes_pj(PapersFile("PESPJ_1.xml", 2026, 9, ISSUED, replace(TREASURY, papers_kind=kind), papers))
    assert VALIDATORS[valid](raw) == []
    treasury = replace(TREASURY, papers_kind=kind, schemas=str(_folder()))
    assert paper_faults(raw, treasury, (2026, 9), {one.place: one.number for one in papers}) == []


def test_a_slip_that_only_the_official_schemas_refuse_is_refused() -> None:
    raw = pes_ormc(slip()).replace(b'<Version V="2"/>', b'<Version V="2" W="1"/>')
    found = [str(one) for one in faults(raw, replace(TREASURY, schemas=str(_folder())))]
    assert any("schéma officiel" in one for one in found), found


def test_the_sample_slip_is_valid_and_our_checks_tell_what_it_lacks() -> None:
    raw = (Path(os.environ["VILLARS_FORMATS"]) / "samples/pes_ormc_minimal.xml").read_bytes()
    assert _by_lxml(raw) == []
    assert [str(one) for one in faults(raw, TREASURY)] == ["2026-09-000001, TESTO TEST (FAM000001) : code d’édition : il manque"]


def test_the_sample_that_came_back_is_valid_and_read_whole() -> None:
    raw = (Path(os.environ["VILLARS_FORMATS"]) / "samples/pes_retour_recette_minimal.xml").read_bytes()
    schema = etree.XMLSchema(etree.parse(str(_folder() / "PES_V2/RETOUR/Rev0/PES_Retour.xsd")))
    assert schema.validate(etree.fromstring(raw))
    found = read(raw)
    assert [(one.debt, one.state, one.collected, [paid.amount for paid in one.receipts]) for one in found.pieces] == [
        ("2609000001", "settled", 5511, [5511]),
        ("2609000002", "taken", 2000, [2000]),
        ("2609000003", "taken", None, []),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        retour(Told("2609000001", line="05", due="10.00", collected="10.00", paid=(("10", "2026-10-15", "10.00"),))),
        retour(Told("2609000001", state="04", line="01", codes="17", comment="compte clos"), Told("2609000002", place=2, keys="3K")),
        client(("F-2026-00001", "10.00", "0.00")),
    ],
    ids=["paid", "rejected", "rests"],
)
def test_what_the_treasury_of_the_tests_answers_is_valid(raw: bytes) -> None:
    schema = etree.XMLSchema(etree.parse(str(_folder() / "PES_V2/RETOUR/Rev0/PES_Retour.xsd")))
    schema.assertValid(etree.fromstring(raw))


def _folder() -> Path:
    return Path(os.environ["VILLARS_FORMATS"]) / "pes_v5.17"


@lru_cache(maxsize=1)
def _lxml_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_folder() / "PES_V2/Rev0/PES_Aller.xsd")))


@lru_cache(maxsize=1)
def _other_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(_folder() / "PES_V2/Rev0/PES_Aller.xsd"), allow="local")


def _by_lxml(raw: bytes) -> list[str]:
    schema = _lxml_schema()
    schema.validate(etree.fromstring(raw))
    return [one.message for one in schema.error_log]


def _by_the_other(raw: bytes) -> list[str]:
    return [str(one.reason) for one in _other_schema().iter_errors(etree.fromstring(raw))]


VALIDATORS: dict[str, Callable[[bytes], list[str]]] = {"lxml": _by_lxml, "xmlschema": _by_the_other}
