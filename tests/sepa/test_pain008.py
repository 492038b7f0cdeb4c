"""The file of direct debits: valid, deterministic, the same facts as another program's, and refused with every reason."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree
from sepaxml import SepaDD

from villars_core.money import Cents
from villars_core.schools.treasury_tables import CreditorTable
from villars_core.sepa.pain008 import Debit, NotWritable, Remittance, Version, pain008, plain

TOWN = CreditorTable(
    name="Commune de Villars",
    street="Place Gambetta",
    postcode="42390",
    city="Villars",
    ics="FR64ZZZ657682",
    iban="FR7630001007941234567890185",
)
RUM = "FR64ZZZ6576820000000000000000000042"
SIGNED = date(2026, 9, 2)
NADIA = Debit("FA-2026-00012", Cents(5511), RUM, SIGNED, "Nadia Martin", "FR7630006000011234567890189")
REMITTANCE = Remittance("VILLARS-2026-10-001", datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 12, 10), TOWN, (NADIA,))


def _with(**other: Any) -> Remittance:  # noqa: ANN401 (values of the debit)
    return replace(REMITTANCE, debits=(replace(NADIA, **other),))


def _texts(raw: bytes, *names: str) -> dict[str, list[str]]:
    root = etree.fromstring(raw)
    return {name: [one.text for one in root.iter(f"{{*}}{name}")] for name in names}


@pytest.mark.parametrize("version", ["08", "02"])
def test_both_versions_are_valid_and_always_the_same(version: Version) -> None:
    many = tuple(
        replace(NADIA, reference=f"FA-2026-{number:05d}", amount=Cents(100 + number), sequence=sequence)
        for number, sequence in enumerate(("RCUR", "FRST", "RCUR", "FNAL", "OOFF"))
    )
    raw = pain008(replace(REMITTANCE, debits=many), version)
    assert raw == pain008(replace(REMITTANCE, debits=tuple(reversed(many))), version)
    found = _texts(raw, "SeqTp", "CtrlSum", "NbOfTxs")
    assert found["SeqTp"] == ["FRST", "RCUR", "OOFF", "FNAL"]
    assert (found["NbOfTxs"][0], found["CtrlSum"][0]) == ("5", "5.10")


def test_a_changed_account_is_told_as_such() -> None:
    raw = pain008(_with(changed=True))
    assert b"<AmdmntInd>true</AmdmntInd>" in raw
    assert b"<Id>SMNDA</Id>" in raw


def test_a_name_is_written_in_the_banks_letters() -> None:
    assert plain("Zoé L’Hœuf & fils <Ñ>") == "Zoe L'Hoeuf fils N"
    assert b"Elodie D'Exemple" in pain008(_with(holder="Élodie D’Exemple"))


def test_the_ultimate_creditor_is_named() -> None:
    assert b"<UltmtCdtr><Nm>Regie scolaire</Nm></UltmtCdtr>" in pain008(replace(REMITTANCE, ultimate="Régie scolaire"))


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (_with(iban="FR7630006000011234567890188"), "le compte n’est pas valable"),
        (_with(iban="FR2130006000011234567890180"), "le compte n’est pas valable"),
        (_with(amount=Cents(0)), "le montant doit être positif"),
        (_with(mandate="R" * 36), "la RUM n’est pas valable"),
        (_with(reference="FA 2026 é"), "signe interdit"),
        (_with(signed_on=date(2027, 1, 1)), "signé après"),
        (_with(sequence="MORE"), "séquence inconnue"),
        (_with(holder="«»"), "il manque le nom"),
        (replace(REMITTANCE, debits=()), "aucun prélèvement"),
        (replace(REMITTANCE, debits=(NADIA, NADIA)), "deux fois"),
        (replace(REMITTANCE, collected_on=date(2026, 11, 22)), "n’est pas à venir"),
        (replace(REMITTANCE, creditor=replace(TOWN, ics="FR64ZZZ657652")), "l’identifiant créancier"),
        (replace(REMITTANCE, creditor=replace(TOWN, iban="FR00")), "le compte du créancier"),
    ],
)
def test_what_a_bank_would_refuse_is_not_written(broken: Remittance, told: str) -> None:
    with pytest.raises(NotWritable) as refused:
        pain008(broken)
    assert any(told in one for one in refused.value.problems)


def test_every_reason_is_told_at_once() -> None:
    with pytest.raises(NotWritable) as refused:
        pain008(_with(amount=Cents(-1), iban="FR00"))
    assert len(refused.value.problems) == 2


MIXED = tuple(
    replace(
        NADIA,
        reference=f"FA-2026-{number:05d}-1",
        amount=Cents(amount),
        mandate=f"FR64ZZZ657682{number:022d}",
        holder=holder,
        bic=bic,
        sequence=sequence,
    )
    for number, (amount, holder, bic, sequence) in enumerate(
        [
            (1, "Nadia Martin", "", "RCUR"),
            (99_999_99, "Élodie D’Exemple", "AGRIFRPP", "RCUR"),
            (10_00, "Zoé L’Hœuf", "BNPAFRPP", "FRST"),
            (12_05, "Paul Martin", "", "FNAL"),
            (7_70, "Fatou Diallo", "", "OOFF"),
        ],
        1,
    )
)


@pytest.mark.parametrize("version", ["08", "02"])
@pytest.mark.parametrize("debits", [(NADIA,), MIXED], ids=["one", "all sequences"])
def test_another_program_says_the_same_of_the_same_debits(version: Version, debits: tuple[Debit, ...]) -> None:
    bic = {"BIC": "BDFEFRPPCCT"} if version == "02" else {}
    if bic:  # the other program asks for it in the older version
        debits = tuple(replace(one, bic=one.bic or "AGRIFRPP") for one in debits)
    town = {"name": "Commune de Villars", "IBAN": TOWN.iban, "batch": True, "creditor_id": TOWN.ics, "currency": "EUR"}
    other = SepaDD(town | bic, schema=f"pain.008.001.{version}")
    for one in debits:
        other.add_payment(
            {
                "name": plain(one.holder),
                "IBAN": one.iban,
                **({"BIC": one.bic} if one.bic else {}),
                "amount": one.amount,
                "type": one.sequence,
                "collection_date": REMITTANCE.collected_on,
                "mandate_id": one.mandate,
                "mandate_date": SIGNED,
                "description": one.reference,
                "endtoend_id": one.reference,
            }
        )
    ours, theirs = pain008(replace(REMITTANCE, debits=debits), version), other.export()
    assert _transactions(ours) == _transactions(theirs)
    assert len(_transactions(ours)) == len(debits)
    for name in ("NbOfTxs", "CtrlSum", "SeqTp", "ReqdColltnDt"):
        assert sorted(_texts(ours, name)[name]) == sorted(_texts(theirs, name)[name]), name


def _transactions(raw: bytes) -> list[tuple[str, ...]]:
    """Return what a file says of each debit, and the sequence of its payment, in the order of the references."""
    found = []
    for payment in etree.fromstring(raw).iter("{*}PmtInf"):
        sequence = next(payment.iter("{*}SeqTp")).text
        for one in payment.iter("{*}DrctDbtTxInf"):
            debtor = [str(text).strip() for text in one.xpath("*[local-name()='Dbtr']/*[local-name()='Nm']/text()")]
            agent = [str(text) for text in one.xpath("*[local-name()='DbtrAgt']//*[local-name()='BIC' or local-name()='BICFI']/text()")]
            names = ("EndToEndId", "InstdAmt", "MndtId", "DtOfSgntr", "IBAN", "Ustrd")
            found.append((*(str(next(one.iter(f"{{*}}{name}")).text) for name in names), *debtor, *agent, str(sequence)))
    return sorted(found)
