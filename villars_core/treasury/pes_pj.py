"""The file that brings the Treasury the papers of a slip's invoices: PES V2, "PES_PJ", each paper a PDF. Plain values in, bytes out.

The slip (`pes_ormc`) announces each paper by its identifier; this file holds them, compressed, with the slip and the article that each
belongs to, as the schemas ask of papers that do not travel with their slip. What it may say is checked on its bytes, by `pes_pj_checks`.
"""

import base64
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.pes_ormc import ENCODING, NAMESPACE, PAPER_TYPES, SLIP_TYPE, capitals, paper_id, tag

REVENUE: Final = "02"
"""The domain of revenue, in the schemas' codes."""

PDF: Final = "application/pdf"


@dataclass(frozen=True)
class Paper:
    """One invoice's paper: the article of the slip that it belongs to, its number, and its bytes."""

    place: int
    number: str
    content: bytes


@dataclass(frozen=True)
class PapersFile:
    """Some papers of one slip, which is named by its year and number. `program`: what wrote the file."""

    name: str
    year: int
    number: int
    issued_on: date
    treasury: TreasuryTable
    papers: tuple[Paper, ...]
    program: str = "VILLARS"


def pes_pj(file: PapersFile) -> bytes:
    """Return the bytes of a file of papers; the same values give the same bytes."""
    return "\n".join(_document(file)).encode(ENCODING, "xmlcharrefreplace")


def _document(file: PapersFile) -> Iterator[str]:
    treasury = file.treasury
    yield '<?xml version="1.0" encoding="ISO-8859-1"?>'
    yield f'<n:PES_Aller xmlns:n="{NAMESPACE}">'
    kind = tag("TypFic", treasury.papers_kind)
    yield f"<Enveloppe><Parametres>{tag('Version', '2')}{kind}{tag('NomFic', file.name)}</Parametres>"
    yield f"<Emetteur>{tag('Sigle', 'VILLARS')}{tag('Adresse', capitals(file.program))}</Emetteur></Enveloppe>"
    yield f"<EnTetePES>{tag('DteStr', file.issued_on)}{tag('IdPost', treasury.post)}{tag('IdColl', treasury.siret)}"
    yield f"{tag('CodCol', treasury.collectivity)}{tag('CodBud', treasury.budget)}</EnTetePES>"
    yield f"<PES_PJ><EnTetePES_PJ>{tag('IdVer', '1')}</EnTetePES_PJ>"
    for paper in file.papers:
        yield from _paper(file, paper)
    yield "</PES_PJ></n:PES_Aller>\n"


def _paper(file: PapersFile, one: Paper) -> Iterator[str]:
    packed = base64.b64encode(gzip.compress(one.content, mtime=0)).decode("ascii")
    yield f'<PJ><Contenu><Fichier MIMEType="{PDF}">{packed}</Fichier></Contenu>'
    yield f"{tag('IdUnique', paper_id(one.number))}{tag('NomPJ', f'{one.number}.pdf')}"
    yield f"{tag('TypePJ', PAPER_TYPES[file.treasury.edition])}{tag('Description', capitals(f'Facture {one.number}', 250))}"
    yield f"<RefCompta>{tag('Domaine', REVENUE)}{tag('Exercice', file.year)}{tag('TypeObjet', SLIP_TYPE)}"
    yield f"{tag('Identifiant', file.number)}{tag('ComplementIdentifiant', one.place)}</RefCompta></PJ>"
