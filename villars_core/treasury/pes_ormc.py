"""The file of revenue orders that Hélios takes: PES V2, "PESORMC", ISO-8859-1, each value in an attribute V. Plain values in, bytes out.

Nothing is decided here: what a file may say is checked on its bytes, by `pes_checks`. Texts are written in capitals without accents, as
is the custom; a value that is missing leaves its element out, and the checks then name it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from villars_core.billing.references import References
from villars_core.money import Cents
from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.sepa.pain008 import plain

ENCODING: Final = "iso-8859-1"
NAMESPACE: Final = "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller"
KIND: Final = "PESORMC"
SLIP_TYPE, PIECE_TYPE, PIECE_NATURE = "06", "15", "01"
RECURRENT: Final = "03"
ONCE: Final = "07"
PAPER_TYPES = {"03": "007", "06": "010"}
NAME, TITLE_OF_ACCOUNT, OBJECT, TEXT, REFERENCE = 38, 32, 160, 140, 30


@dataclass(frozen=True)
class DebitOrder:
    """A direct debit that the Treasury collects. `changed`: another account since the last debit, with the account from before."""

    mandate: str
    signed_on: date
    day: date
    iban: str
    bic: str
    holder: str
    text: str
    sequence: str = RECURRENT
    changed: bool = False
    previous_iban: str = ""
    other_holder: bool = False


@dataclass(frozen=True)
class Debtor:
    """Who owes: the home's reference, one person of it, the address of the bill. `title`: M or MME."""

    reference: str
    title: str
    last_name: str
    first_name: str
    street: str
    postcode: str
    city: str
    complement: str = ""


@dataclass(frozen=True)
class Line:
    """One amount of a piece: what it is for."""

    text: str
    amount: Cents


@dataclass(frozen=True)
class Piece:
    """One invoice of a slip: its place, number, references, lines, debtor, and the direct debit where a mandate is ready."""

    place: int
    number: str
    text: str
    refs: References
    lines: tuple[Line, ...]
    debtor: Debtor
    debit: DebitOrder | None = None

    @property
    def amount(self) -> Cents:
        """Return what is to be collected."""
        return Cents(sum(one.amount for one in self.lines))


@dataclass(frozen=True)
class SlipFile:
    """One file with one slip. `program`: name and version of what wrote it, as the envelope tells it."""

    name: str
    year: int
    number: int
    issued_on: date
    text: str
    treasury: TreasuryTable
    pieces: tuple[Piece, ...]
    program: str = "VILLARS"
    notice_on: date | None = None

    @property
    def total(self) -> Cents:
        """Return the sum of the pieces."""
        return Cents(sum(one.amount for one in self.pieces))


def pes_ormc(slip: SlipFile) -> bytes:
    """Return the bytes of a slip; the same values give the same bytes."""
    return "\n".join(_document(slip)).encode(ENCODING, "xmlcharrefreplace")


def capitals(text: str, longest: int = NAME) -> str:
    """Return a text in capitals without accents, cut to a length; signs that banks do not read become spaces."""
    return plain(text, longest).upper()


def paper_id(number: str) -> str:
    """Return the name under which an invoice's paper is announced: letters and digits only."""
    return "".join(one for one in number if one.isalnum())


def _document(slip: SlipFile) -> Iterator[str]:
    treasury = slip.treasury
    yield '<?xml version="1.0" encoding="ISO-8859-1"?>'
    yield f'<n:PES_Aller xmlns:n="{NAMESPACE}">'
    yield f"<Enveloppe><Parametres>{tag('Version', '2')}{tag('TypFic', KIND)}{tag('NomFic', slip.name)}</Parametres>"
    yield f"<Emetteur>{tag('Sigle', 'VILLARS')}{tag('Adresse', capitals(slip.program))}</Emetteur></Enveloppe>"
    yield f"<EnTetePES>{tag('DteStr', slip.issued_on)}{tag('IdPost', treasury.post)}{tag('IdColl', treasury.siret)}"
    yield f"{tag('CodCol', treasury.collectivity)}{tag('CodBud', treasury.budget)}</EnTetePES>"
    yield f"<PES_RecetteAller><EnTeteRecette>{tag('IdVer', '2')}{tag('InfoDematerialisee', '0')}</EnTeteRecette>"
    yield f"<Bordereau><BlocBordereau>{tag('Exer', slip.year)}{tag('IdBord', slip.number)}{tag('DteBordEm', slip.issued_on)}"
    yield f"{tag('TypBord', SLIP_TYPE)}{tag('NbrPce', len(slip.pieces))}{tag('MtBordHt', _euros(slip.total))}"
    yield f"{tag('DteAsp', slip.notice_on)}{tag('Objet', capitals(slip.text, OBJECT))}</BlocBordereau>"
    for piece in slip.pieces:
        yield from _piece(piece, treasury)
    yield "</Bordereau></PES_RecetteAller></n:PES_Aller>\n"


def _piece(one: Piece, treasury: TreasuryTable) -> Iterator[str]:
    refs = one.refs
    yield f"<Piece><BlocPiece>{tag('IdPce', one.place)}{tag('TypPce', PIECE_TYPE)}{tag('NatPce', PIECE_NATURE)}"
    yield f"{tag('Edition', treasury.edition)}{tag('ObjPce', capitals(one.text, OBJECT))}"
    yield f"{tag('NumDette', refs.debt)}{tag('Per', refs.period)}{tag('Cle1', refs.key1)}"
    yield f"{tag('Cle2', refs.key2)}<PJRef>{tag('Support', '01')}{tag('IdUnique', paper_id(one.number))}{tag('NomPJ', f'{one.number}.pdf')}"
    yield f"{tag('TypePJ', PAPER_TYPES[treasury.edition])}</PJRef>{tag('NumeroFacture', one.number)}</BlocPiece>"
    debtor = _debtor(one.debtor, one.debit)
    for place, line in enumerate(one.lines, 1):
        yield f"<LigneDePiece><BlocLignePiece><InfoLignePiece>{tag('IdLigne', place)}{tag('ObjLignePce', capitals(line.text, OBJECT))}"
        yield f"{tag('CodProdLoc', treasury.product)}{tag('Nature', treasury.nature)}{tag('Fonction', treasury.function)}{tag('Majo', '0')}"
        yield f"{tag('TvaIntraCom', '0')}{tag('MtHT', _euros(line.amount))}</InfoLignePiece>"
        if one.debit is not None:
            yield _debit(one.debit, line.amount)
        yield f"</BlocLignePiece>{debtor}</LigneDePiece>"
    yield "</Piece>"


def _debit(one: DebitOrder, amount: Cents) -> str:
    same_bank = one.previous_iban[:2] == "FR" and one.previous_iban[4:9] == one.iban[4:9]
    before = ""
    if one.changed:
        before = tag("AncienIBAN", one.previous_iban) if same_bank else tag("AncienneBanque", "1")
    return (
        f"<InfoPrelevementSEPA>{tag('NatPrel', '01')}{tag('PerPrel', ONCE)}{tag('DtePrel', one.day)}{tag('MtPrel', _euros(amount))}"
        f"{tag('SequencePres', one.sequence)}{tag('DateSignMandat', one.signed_on)}{tag('RefUniMdt', one.mandate)}"
        f"{tag('LibPrel', capitals(one.text, TEXT))}{before}{tag('TitCpteDiff', '1' if one.other_holder else '')}</InfoPrelevementSEPA>"
    )


def _debtor(one: Debtor, debit: DebitOrder | None) -> str:
    account = ""
    if debit is not None:
        account = (
            f"<CpteBancaire>{tag('BIC', debit.bic)}{tag('IBAN', debit.iban)}"
            f"{tag('TitCpte', capitals(debit.holder, TITLE_OF_ACCOUNT))}</CpteBancaire>"
        )
    return (
        f"<Tiers><InfoTiers>{tag('RefTiers', one.reference[:REFERENCE])}{tag('CatTiers', '01')}{tag('NatJur', '01')}{tag('TypTiers', '01')}"
        f"{tag('Civilite', one.title)}{tag('Nom', capitals(one.last_name))}{tag('Prenom', capitals(one.first_name))}</InfoTiers>"
        f"<Adresse>{tag('TypAdr', '1')}{tag('Adr1', capitals(one.complement))}{tag('Adr2', capitals(one.street))}{tag('CP', one.postcode)}"
        f"{tag('Ville', capitals(one.city))}{tag('CodRes', '0')}</Adresse>{account}</Tiers>"
    )


def tag(name: str, value: object) -> str:
    """Return one element with its value; nothing for a value that is not there."""
    text = "" if value is None else str(value)
    if not text:
        return ""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        if sign in text:
            text = text.replace(sign, written)
    return f'<{name} V="{text}"/>'


def _euros(cents: int) -> str:
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
