"""What a file of papers must be before it leaves: always run on its bytes, and a file with one fault is not written.

First each paper is unpacked and must be a PDF; then structure, types and lengths; then what the schemas let pass and the Treasury rejects.
Source: the annotations of Class_PJ in the schemas PES V2 (5.17).
"""

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.pes_checks import Fault, agreed_codes, by_official_schemas, parsed, structure
from villars_core.treasury.pes_grammar import PAPERS_FILE
from villars_core.treasury.pes_ormc import PAPER_TYPES, paper_id
from villars_core.treasury.pes_pj import PDF

_MOST_UNPACKED: Final = 20_000_000


def paper_faults(raw: bytes, treasury: TreasuryTable, slip: tuple[int, int], wanted: Mapping[int, str]) -> list[Fault]:
    """Return every fault of a file of papers.

    `slip`: year and number of the slip; `wanted`: the invoice's number by article, for the papers that the file must hold, all of them
    and no other.
    """
    root = parsed(raw)
    if isinstance(root, Fault):
        return [root]
    official = list(by_official_schemas(root, treasury.schemas))
    # The packed papers are looked at, then taken out: what is left has values in attributes, as all of a PES has.
    found = [fault for node in root.iterfind("PES_PJ/PJ/Contenu/Fichier") for fault in _packed_faults(node)]
    found += structure(root, PAPERS_FILE)
    if not found:
        found = [*agreed_codes(root, treasury), *_said_faults(root, treasury, slip, wanted)]
    return [*found, *official]


def _packed_faults(node: etree._Element) -> Iterator[Fault]:
    where, kind = _named(node), node.get("MIMEType")
    if kind != PDF or len(node.attrib) != 1:
        yield Fault(where, "fichier joint", f"le type doit être {PDF}")
    if not _is_packed_pdf(node.text or ""):
        yield Fault(where, "fichier joint", "ce n’est pas un PDF compressé lisible")
    node.text = None
    node.attrib.clear()
    node.set("V", PDF)


def _is_packed_pdf(text: str) -> bool:
    try:
        packed = base64.b64decode(text, validate=True)
        unpacked = gzip.decompress(packed)
    except (binascii.Error, OSError, EOFError, zlib.error):
        return False
    return unpacked.startswith(b"%PDF-") and unpacked.rstrip().endswith(b"%%EOF") and len(unpacked) <= _MOST_UNPACKED


def _said_faults(root: etree._Element, treasury: TreasuryTable, slip: tuple[int, int], wanted: Mapping[int, str]) -> Iterator[Fault]:
    seen: set[int] = set()
    for paper in root.iterfind("PES_PJ/PJ"):
        values = {one.tag: one.get("V", "") for one in paper}
        where, place = values["NomPJ"], int(_of(paper, "RefCompta/ComplementIdentifiant"))
        number = wanted.get(place, "")
        if (values["IdUnique"], where) != (paper_id(number), f"{number}.pdf"):
            yield Fault(where, "numéro d’article", f"{place} : ce n’est pas l’article de cette facture")
        if place in seen:
            yield Fault(where, "numéro d’article", f"{place} : deux fois dans le fichier")
        seen.add(place)
        if values["TypePJ"] != PAPER_TYPES[treasury.edition]:
            wanted_type = PAPER_TYPES[treasury.edition]
            yield Fault(where, "type de la pièce jointe", f"l’édition {treasury.edition} demande une pièce de type {wanted_type}")
        if (int(_of(paper, "RefCompta/Exercice")), int(_of(paper, "RefCompta/Identifiant"))) != slip:
            yield Fault(where, "numéro de bordereau", f"ce n’est pas le bordereau {slip[1]} de {slip[0]}")
    for place in sorted(set(wanted) - seen):
        yield Fault(f"{wanted[place]}.pdf", "pièce jointe", "elle manque")


def _named(node: etree._Element) -> str:
    paper = node.getparent().getparent()
    return _of(paper, "NomPJ")


def _of(node: etree._Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else str(found.get("V", ""))
