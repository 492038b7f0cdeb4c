"""The file of a slip: what it says, always the same, and refused with family and field for each reason that Hélios has."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.treasury.slips import (
    DEBIT,
    DEBIT_DAY,
    IBAN,
    ISSUED,
    KARIM,
    NADIA,
    OTHER_ACCOUNT,
    OTHER_BANK,
    TREASURY,
    piece,
    slip,
)
from villars_core.billing.references import KEY_LETTERS
from villars_core.money import Cents
from villars_core.treasury.pes_checks import Known, NotAcceptable, faults, require_acceptable
from villars_core.treasury.pes_ormc import Line, SlipFile, capitals, pes_ormc

NADIAS = "FA-2026-00012, NADIA MARTIN (F-2026-00001)"
NOTHING = Known()
WITH_BIC = b'<BIC V="AGRIFRPP"/><IBAN V="' + IBAN.encode()


def _all(raw: bytes, known: Known = NOTHING, schemas: str = "") -> list[str]:
    return [str(one) for one in faults(raw, replace(TREASURY, schemas=schemas), known)]


def _values(raw: bytes, tag: str) -> list[str]:
    return [one.get("V") for one in etree.fromstring(raw).iter(tag)]


def _nadias(**other: Any) -> bytes:  # noqa: ANN401 (values of the debit)
    return pes_ormc(slip(piece(1, NADIA, 5511, replace(DEBIT, **other))))


def test_a_slip_says_what_is_to_be_collected_and_has_no_fault() -> None:
    raw = pes_ormc(slip())
    assert raw.startswith(b'<?xml version="1.0" encoding="ISO-8859-1"?>')
    assert _all(raw) == []
    assert _values(raw, "MtBordHt") == ["73.41"]
    assert _values(raw, "NbrPce") == ["2"]
    assert _values(raw, "Civilite") == ["MME", "M"]
    assert _values(raw, "Adr2") == ["12 RUE DES ECOLES", "8 RUE DE LA GARE"]
    assert _values(raw, "MtPrel") == ["55.11"]
    assert _values(raw, "RefUniMdt") == [DEBIT.mandate]
    assert _values(raw, "TypePJ") == ["010", "010"]
    assert pes_ormc(slip()) == raw


def test_a_piece_of_several_lines_is_debited_as_a_whole() -> None:
    two = replace(piece(1, NADIA, 5511, DEBIT), lines=(Line("Cantine", Cents(5000)), Line("Garderie", Cents(511))))
    raw = pes_ormc(slip(two))
    assert _all(raw) == []
    assert _values(raw, "MtPrel") == ["50.00", "5.11"]
    assert _values(raw, "IdLigne") == ["1", "2"]


@pytest.mark.parametrize(("before", "tags"), [(OTHER_ACCOUNT, ["AncienIBAN"]), (OTHER_BANK, ["AncienneBanque"])])
def test_a_changed_account_is_told_once(before: str, tags: list[str]) -> None:
    raw = _nadias(changed=True, previous_iban=before)
    assert [one.tag for one in etree.fromstring(raw).iter("AncienIBAN", "AncienneBanque")] == tags


@given(st.text(max_size=60))
def test_capitals_are_plain_ascii_and_fit(text: str) -> None:
    written = capitals(text, 38)
    assert written.isascii()
    assert written == written.upper()
    assert len(written) <= 38


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=50), st.integers(1, 10**9))
def test_any_name_makes_a_readable_file_or_a_told_fault(name: str, amount: int) -> None:
    raw = pes_ormc(slip(piece(1, replace(NADIA, last_name=name), amount)))
    found = _all(raw)
    assert all("nom" in one for one in found), found
    assert _values(raw, "MtHT") == [f"{amount // 100}.{amount % 100:02d}"]


BROKEN: list[tuple[str, bytes, bytes, str]] = [
    ("pieces counted", b'<NbrPce V="2"/>', b'<NbrPce V="3"/>', "bordereau 9 : nombre de pièces : 3 annoncées, 2 présentes"),
    ("total", b'<MtBordHt V="73.41"/>', b'<MtBordHt V="73.42"/>', "bordereau 9 : total du bordereau : 73.42 annoncé, 73.41 de lignes"),
    ("year", b'<Exer V="2026"/>', b'<Exer V="2024"/>', "bordereau 9 : exercice : 2024, mais le bordereau est émis en 2026"),
    ("signature", b'<InfoDematerialisee V="0"/>', b'<InfoDematerialisee V="1"/>', "bordereau 9 : dématérialisation"),
    ("agreed code", b'<CodCol V="301"/>', b'<CodCol V="302"/>', "bordereau 9 : CodCol : ce n’est pas le code convenu"),
    ("no such day", b'<DteBordEm V="2026-11-03"/>', b'<DteBordEm V="2026-11-31"/>', "bordereau 9 : date d’émission"),
    ("slip type", b'<TypBord V="06"/>', b'<TypBord V="01"/>', "type de bordereau : valeur refusée : 01"),
    ("piece type", b'<TypPce V="15"/>', b'<TypPce V="01"/>', f"{NADIAS} : type de pièce : valeur refusée : 01"),
    ("piece nature", b'<NatPce V="01"/>', b'<NatPce V="06"/>', f"{NADIAS} : nature de pièce"),
    ("edition", b'<Edition V="06"/>', b'<Edition V="04"/>', f"{NADIAS} : code d’édition : valeur refusée : 04"),
    ("Chorus for a family", b'<Edition V="06"/>', b'<Edition V="03"/>', f"{NADIAS} : code d’édition : 03 (Chorus) est réservé"),
    ("paper not announced", b'<TypePJ V="010"/>', b'<TypePJ V="006"/>', f"{NADIAS} : pièce jointe : l’édition 06 demande"),
    ("paper twice", b"FA202600012", b"FA202600013", "identifiant de la pièce jointe : FA202600013 : deux fois"),
    ("article twice", b'<IdPce V="2"/>', b'<IdPce V="1"/>', "numéro d’article : 1 : deux fois dans le bordereau"),
    ("debt twice", b'<NumDette V="2610000013"/>', b'<NumDette V="2610000012"/>', "numéro de dette : 2610000012 : deux fois"),
    ("debt of letters", b'<NumDette V="2610000012"/>', b'<NumDette V="FA12"/>', f"{NADIAS} : numéro de dette : valeur refusée"),
    ("product", b'<CodProdLoc V="CANT"/>', b'<CodProdLoc V="GARD"/>', f"{NADIAS} : code produit local : GARD n’est pas connu"),
    ("zero", b'<MtHT V="55.11"/>', b'<MtHT V="0.00"/>', f"{NADIAS} : montant : le montant 0.00 doit être positif"),
    ("negative", b'<MtHT V="55.11"/>', b'<MtHT V="-55.11"/>', f"{NADIAS} : montant : le montant -55.11 doit être positif"),
    ("three decimals", b'<MtHT V="55.11"/>', b'<MtHT V="55.110"/>', f"{NADIAS} : montant"),
    ("debit amount", b'<MtPrel V="55.11"/>', b'<MtPrel V="55.10"/>', f"{NADIAS} : montant du prélèvement : 55.10 prélevé, 55.11 dû"),
    ("signed later", b'<DateSignMandat V="2026-09-02"/>', b'<DateSignMandat V="2026-11-04"/>', f"{NADIAS} : date de signature du mandat"),
    ("debit in the past", b'<DtePrel V="2026-11-24"/>', b'<DtePrel V="2026-11-03"/>', f"{NADIAS} : date du prélèvement"),
    ("IBAN", b"890189", b"890188", f"{NADIAS} : IBAN : ce n’est pas un IBAN valable"),
    ("IBAN in small letters", b'IBAN V="FR76', b'IBAN V="fr76', f"{NADIAS} : IBAN : valeur refusée"),
    ("BIC", b"AGRIFRPP", b"AGRIZZPP", f"{NADIAS} : BIC : ce n’est pas un BIC valable"),
    ("no BIC abroad", WITH_BIC, b'<IBAN V="BE68539007547034', f"{NADIAS} : BIC : il est obligatoire"),
    ("postcode", b'<CP V="42390"/>', b'<CP V="4239"/>', f"{NADIAS} : code postal : valeur refusée : 4239"),
    ("no title", b'<Civilite V="MME"/>', b"", f"{NADIAS} : civilité : il manque"),
    ("Mademoiselle", b'<Civilite V="MME"/>', b'<Civilite V="MLLE"/>', f"{NADIAS} : civilité : MLLE : M ou MME"),
    ("no first name", b'<Prenom V="NADIA"/>', b"", "prénom : il manque"),
    ("accents", b'<Nom V="MARTIN"/>', b'<Nom V="MART\xcdN"/>', ": nom : en capitales sans accents"),
    ("small letters", b'<Ville V="VILLARS"/>', b'<Ville V="Villars"/>', f"{NADIAS} : ville : en capitales"),
    ("only zeros", b'<Nom V="MARTIN"/>', b'<Nom V="000"/>', "nom : valeur refusée : 000"),
    ("too long", b'<Ville V="VILLARS"/>', b'<Ville V="' + b"A" * 39 + b'"/>', f"{NADIAS} : ville"),
    ("unknown element", b'<Majo V="0"/>', b'<Majo V="0"/><Autre V="1"/>', "élément inattendu Autre"),
    ("wrong order", b'<TypPce V="15"/><NatPce V="01"/>', b'<NatPce V="01"/><TypPce V="15"/>', "type de pièce : élément mal placé"),
    ("twice", b'<Majo V="0"/>', b'<Majo V="0"/><Majo V="0"/>', f"{NADIAS} : majoration : en trop"),
    ("identity without its kind", b'<RefTiers V="F-', b'<IdTiers V="12"/><RefTiers V="F-', "identifiant national"),
    ("encoding", b"ISO-8859-1", b"UTF-8", "fichier : l’encodage doit être ISO-8859-1"),
    ("another file", b"PES_Aller", b"PES_Autre", "fichier : ce n’est pas un PES aller"),
    ("half a file", b"</Bordereau>", b"", "fichier : ce n’est pas du XML lisible"),
]


@pytest.mark.parametrize(("broken", "mended", "told"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN])
def test_each_reason_is_told_with_family_and_field(broken: bytes, mended: bytes, told: str) -> None:
    raw = pes_ormc(slip())
    assert broken in raw
    found = _all(raw.replace(broken, mended) if broken in {b"PES_Aller", b"ISO-8859-1"} else raw.replace(broken, mended, 1))
    assert any(one.startswith(told) or told in one for one in found), found


def test_both_keys_are_computed_again() -> None:
    refs = piece(1, NADIA, 5511).refs
    for tag, right, wrong in (
        ("Cle1", refs.key1, str((int(refs.key1) + 1) % 10)),
        ("Cle2", refs.key2, KEY_LETTERS[KEY_LETTERS.index(refs.key2) - 1]),
    ):
        raw = pes_ormc(slip()).replace(f'<{tag} V="{right}"/>'.encode(), f'<{tag} V="{wrong}"/>'.encode(), 1)
        assert any("elle ne correspond pas au numéro de dette" in one for one in _all(raw))


def test_a_notice_before_the_slip_is_refused() -> None:
    raw = pes_ormc(replace(slip(), notice_on=date(2026, 11, 2)))
    assert _all(raw) == ["bordereau 9 : date d’envoi des avis : avant la date d’émission"]
    assert _all(pes_ormc(replace(slip(), notice_on=ISSUED))) == []


def test_lines_of_one_piece_say_the_same_debit_and_the_same_debtor() -> None:
    two = replace(piece(1, NADIA, 5511, DEBIT), lines=(Line("Cantine", Cents(5000)), Line("Garderie", Cents(511))))
    raw = pes_ormc(slip(two))
    other_day = raw.replace(str(DEBIT_DAY).encode(), b"2026-11-25", 1)
    assert _all(other_day) == [f"{NADIAS} : prélèvement : toutes les lignes doivent dire le même prélèvement"]
    other_debtor = raw.replace(b'<Prenom V="NADIA"/>', b'<Prenom V="PAUL"/>', 1)
    assert any("une pièce n’a qu’un débiteur" in one for one in _all(other_debtor))
    same_line = raw.replace(b'<IdLigne V="2"/>', b'<IdLigne V="1"/>')
    assert _all(same_line) == [f"{NADIAS} : numéro de ligne : 1 : deux fois dans la pièce"]


def test_one_line_without_the_debit_is_refused() -> None:
    two = replace(piece(1, NADIA, 5511, DEBIT), lines=(Line("Cantine", Cents(5000)), Line("Garderie", Cents(511))))
    tree = etree.fromstring(pes_ormc(slip(two)))
    last = tree.findall(".//InfoPrelevementSEPA")[-1]
    last.getparent().remove(last)
    found = _all(etree.tostring(tree, encoding="ISO-8859-1"))
    assert f"{NADIAS} : prélèvement : toutes les lignes doivent dire le même prélèvement" in found


def test_an_old_account_or_an_old_bank_but_not_both() -> None:
    raw = _nadias(changed=True, previous_iban=OTHER_BANK)
    both = raw.replace(b'<AncienneBanque V="1"/>', b'<AncienneBanque V="1"/><AncienIBAN V="' + OTHER_BANK.encode() + b'"/>')
    assert _all(both) == [f"{NADIAS} : ancien compte : ancienne banque ou ancien compte, pas les deux"]


def test_a_debit_needs_an_account() -> None:
    tree = etree.fromstring(_nadias())
    account = tree.find(".//CpteBancaire")
    account.getparent().remove(account)
    assert _all(etree.tostring(tree, encoding="ISO-8859-1")) == [f"{NADIAS} : IBAN : un prélèvement demande un compte"]


def test_what_went_before_does_not_go_again() -> None:
    raw = pes_ormc(slip())
    assert _all(raw, Known(slips={(2026, 9)})) == ["bordereau 9 : numéro de bordereau : déjà envoyé cette année"]
    debt = piece(1, NADIA, 5511).refs.debt
    assert _all(raw, Known(debts={debt})) == [f"{NADIAS} : numéro de dette : {debt} : déjà envoyé"]


def test_an_empty_slip_is_refused() -> None:
    empty = pes_ormc(SlipFile("x.xml", 2026, 9, ISSUED, "Cantine", TREASURY, ()))
    assert _all(empty) == [
        "nombre de pièces : valeur refusée : 0",
        "total du bordereau : le montant 0.00 doit être positif, avec deux décimales",
        "pièce : il manque",
    ]


def test_a_refusal_holds_all_reasons_and_counts_those_it_does_not_tell() -> None:
    many = [piece(place, replace(KARIM, title=""), 2000) for place in range(1, 31)]
    with pytest.raises(NotAcceptable) as refused:
        require_acceptable(pes_ormc(slip(*many)), TREASURY)
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1] == "… et 10 autres"


def test_official_schemas_that_cannot_be_read_refuse_the_file(tmp_path: Path) -> None:
    found = _all(pes_ormc(slip()), schemas=str(tmp_path / "nowhere"))
    assert found == [f"schémas officiels : illisibles dans {tmp_path / 'nowhere'}"]
