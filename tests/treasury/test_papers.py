"""The papers for the Treasury's editing centre: the same bills again, checked on their bytes, each broken file refused."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.billing.conftest import Months, as_of
from tests.treasury.conftest import SEPTEMBER, send
from tests.treasury.slips import ISSUED, TREASURY
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import Invoice
from villars_core.errors import NotAllowed
from villars_core.treasury.actions import NothingToSend
from villars_core.treasury.papers import Drawn, drawn, papers_of
from villars_core.treasury.pes_checks import NotAcceptable
from villars_core.treasury.pes_pj import Paper, PapersFile, pes_pj
from villars_core.treasury.pes_pj_checks import paper_faults
from villars_core.treasury.slip_files import put
from villars_core.work import SYSTEM

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
WANTED = {1: "FA-2026-00012", 2: "FA-2026-00013"}
SLIP = (2026, 9)
GOOD = pes_pj(PapersFile("PESPJ_1.xml", *SLIP, ISSUED, TREASURY, tuple(Paper(place, number, PDF) for place, number in WANTED.items())))


def _packed(content: bytes) -> bytes:
    return base64.b64encode(gzip.compress(content, mtime=0))


def _faults(raw: bytes) -> list[str]:
    return [str(one) for one in paper_faults(raw, TREASURY, SLIP, WANTED)]


def test_a_file_of_papers_is_right() -> None:
    assert _faults(GOOD) == []


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no XML": (lambda raw: raw[:-20], "XML lisible"),
    "no paper": (lambda raw: re.sub(rb"<Fichier[^>]*>[^<]*</Fichier>", b"<Fichier/>", raw, count=1), "PDF compressé"),
    "an empty paper": (lambda raw: raw.replace(_packed(PDF), b"", 1), "PDF compressé"),
    "half a paper": (lambda raw: raw.replace(_packed(PDF), _packed(PDF)[:20], 1), "PDF compressé"),
    "a cut PDF": (lambda raw: raw.replace(_packed(PDF), _packed(PDF[:-8]), 1), "PDF compressé"),
    "no PDF": (lambda raw: raw.replace(_packed(PDF), _packed(b"Bonjour"), 1), "PDF compressé"),
    "not packed": (lambda raw: raw.replace(_packed(PDF), base64.b64encode(PDF), 1), "PDF compressé"),
    "another type": (lambda raw: raw.replace(b"application/pdf", b"text/plain", 1), "application/pdf"),
    "another version": (lambda raw: raw.replace(b'<IdVer V="1"/>', b'<IdVer V="2"/>'), "version"),
    "no version": (lambda raw: raw.replace(b'<IdVer V="1"/>', b""), "version"),
    "a name without an ending": (lambda raw: raw.replace(b"FA-2026-00012.pdf", b"FA-2026-00012"), "nom de la pièce"),
    "an ending too long": (lambda raw: raw.replace(b"FA-2026-00012.pdf", b"FA-2026-00012.invoice"), "nom de la pièce"),
    "an identifier with signs": (lambda raw: raw.replace(b"FA202600012", b"FA-2026-00012", 1), "identifiant"),
    "the identifier of another": (lambda raw: raw.replace(b"FA202600012", b"FA202600013", 1), "numéro d’article"),
    "another kind of paper": (lambda raw: raw.replace(b'<TypePJ V="010"/>', b'<TypePJ V="007"/>', 1), "type 010"),
    "no kind of paper": (lambda raw: raw.replace(b'<TypePJ V="010"/>', b"", 1), "type de la pièce jointe : il manque"),
    "no description": (lambda raw: re.sub(rb"<Description[^>]*>", b"", raw, count=1), "description"),
    "expenses": (lambda raw: raw.replace(b'<Domaine V="02"/>', b'<Domaine V="01"/>', 1), "domaine"),
    "an ordinary slip": (lambda raw: raw.replace(b'<TypeObjet V="06"/>', b'<TypeObjet V="01"/>', 1), "type de bordereau"),
    "another slip": (lambda raw: raw.replace(b'<Identifiant V="9"/>', b'<Identifiant V="8"/>', 1), "bordereau 9 de 2026"),
    "another year": (lambda raw: raw.replace(b'<Exercice V="2026"/>', b'<Exercice V="2025"/>', 1), "bordereau 9 de 2026"),
    "no article": (lambda raw: re.sub(rb"<ComplementIdentifiant[^>]*>", b"", raw, count=1), "article : il manque"),
    "article nought": (lambda raw: raw.replace(b'tifiant V="1"/></Ref', b'tifiant V="0"/></Ref'), "numéro d’article"),
    "the article of another": (lambda raw: raw.replace(b'tifiant V="1"/></Ref', b'tifiant V="2"/></Ref'), "deux fois"),
    "an unknown article": (lambda raw: raw.replace(b'tifiant V="1"/></Ref', b'tifiant V="7"/></Ref'), "jointe : elle manque"),
    "a paper missing": (lambda raw: re.sub(rb"<PJ>.*?</PJ>", b"", raw, count=1, flags=re.DOTALL), "elle manque"),
    "more than is known": (lambda raw: raw.replace(b"<RefCompta>", b'<X V="1"/><RefCompta>', 1), "inattendu"),
    "another town": (lambda raw: raw.replace(TREASURY.siret.encode(), b"21420330100028"), "IdColl"),
    "another encoding": (lambda raw: raw.replace(b"ISO-8859-1", b"UTF-8"), "ISO-8859-1"),
    "a kind of file that there is not": (lambda raw: raw.replace(b"PESALR1", b"PESALR9"), "type de fichier"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_of_papers_is_refused_with_its_reason(name: str) -> None:
    breaks, said = BROKEN[name]
    raw = breaks(GOOD)
    assert raw != GOOD
    found = _faults(raw)
    assert any(said in one for one in found), found


def test_a_paper_that_unpacks_without_end_is_refused() -> None:
    bomb = _packed(b"%PDF-" + b"0" * 30_000_000 + b"%%EOF")
    assert any("PDF compressé" in one for one in _faults(GOOD.replace(_packed(PDF), bomb, 1)))


def _drawn(months: Months) -> list[Drawn]:
    with months.records.writing(SYSTEM) as work:
        slips = papers_of(as_of(work, months.cast.claire), SEPTEMBER)
    return [one for slip in slips for one in drawn(slip)]


def test_the_papers_are_those_of_the_families_and_the_same_each_time(billed: Months, tmp_path: Path) -> None:
    with pytest.raises(NothingToSend):
        _drawn(billed)
    send(billed)
    (file,) = _drawn(billed)
    assert (file.name, file.papers) == ("PESPJ_21420330100010_2026_0000001_001.xml", 2)
    billed.at(2026, 11, 2)
    assert _drawn(billed) == [file]
    path = put(file, tmp_path)
    assert put(file, tmp_path) == path
    assert path.read_bytes() == file.content
    root = etree.fromstring(file.content)
    held = [gzip.decompress(base64.b64decode(one.text)) for one in root.iterfind("PES_PJ/PJ/Contenu/Fichier")]
    with billed.records.reading(SYSTEM) as work:
        sheets = [one.sheet for one in work.session.query(Invoice).order_by(Invoice.number)]
    assert held == [invoice_pdf(json.loads(sheet)) for sheet in sheets]


def test_papers_are_spread_over_files(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        (slip,) = papers_of(as_of(work, billed.cast.claire), SEPTEMBER)
    one_each = replace(slip, treasury=replace(slip.treasury, papers_per_file=1))
    assert [(one.name[-7:-4], one.papers) for one in drawn(one_each)] == [("001", 1), ("002", 1)]


def test_a_file_with_a_fault_is_not_given(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        (slip,) = papers_of(as_of(work, billed.cast.claire), SEPTEMBER)
    wrong = replace(slip, treasury=replace(slip.treasury, post=""))
    with pytest.raises(NotAcceptable):
        list(drawn(wrong))


def test_the_papers_are_the_treasurers(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work, pytest.raises(NotAllowed):
        papers_of(as_of(work, billed.cast.nadia), date(2026, 9, 1))
