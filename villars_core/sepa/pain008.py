"""The file of direct debits that a bank takes: pain.008.001.08, or .02 for a bank that is late. Plain values in, checked bytes out.

Ours: ids that are the same for the same remittance, the ultimate creditor, changed accounts (SMNDA). Addresses are structured or
left out, as the EPC asks from November 2026 on. What was built is read again, against the schema and against our own checks,
before it is given to anybody.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import ClassVar, Literal

from lxml import etree
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.eu import at_02

from villars_core.errors import Refusal
from villars_core.i18n import N_
from villars_core.money import Cents
from villars_core.schools.treasury_tables import CreditorTable

Version = Literal["08", "02"]
NOT_PROVIDED, ANOTHER_ACCOUNT = "NOTPROVIDED", "SMNDA"
LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 35, 70, 140
LARGEST_DEBIT = 99_999_999_999
_SEQUENCES = ("FRST", "RCUR", "OOFF", "FNAL")
_ALLOWED = re.compile(r"[^0-9a-zA-Z/?:().,' +\-]")
_ICS = re.compile(r"FR\d{2}[0-9A-Z]{3}[0-9A-Z]{6}")
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.{version}"


@dataclass(eq=False)
class NotWritable(Refusal):
    """A remittance that no bank would take: every reason, no file."""

    template: ClassVar[str] = N_("Le fichier de prélèvement n’est pas écrit : {problems}")
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Debit:
    """One debit. `reference`: the EndToEndId. `changed`: another account under the same mandate since the last debit."""

    reference: str
    amount: Cents
    mandate: str
    signed_on: date
    holder: str
    iban: str
    bic: str = ""
    sequence: str = "RCUR"
    text: str = ""
    changed: bool = False


@dataclass(frozen=True)
class Remittance:
    """One file: who collects, when, what. `made_at`: the instant that the file itself tells."""

    message_id: str
    made_at: datetime
    collected_on: date
    creditor: CreditorTable
    debits: tuple[Debit, ...]
    ultimate: str = ""


def pain008(remittance: Remittance, version: Version = "08") -> bytes:
    """Return the file, read again and found valid. Raises NotWritable with every reason."""
    problems = list(_problems(remittance))
    if problems:
        raise NotWritable(tuple(problems))
    raw = "".join(_document(remittance, version)).encode()
    schema = _schema(version)
    tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    if not schema.validate(tree):
        raise NotWritable(tuple(f"ligne {one.line} : {one.message}" for one in schema.error_log))
    return raw


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text in the letters that every bank of Europe reads; accents are dropped, other signs become spaces."""
    apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'").replace("ß", "ss"))
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(_ALLOWED.sub(" ", bare).split())[:longest].strip()


def _problems(one: Remittance) -> Iterator[str]:
    """Give what the schema lets pass and a bank does not."""
    creditor = one.creditor
    if not (_ICS.fullmatch(creditor.ics) and at_02.is_valid(creditor.ics)):
        yield f"l’identifiant créancier {creditor.ics or '(vide)'} n’est pas valable"
    if not _is_iban(creditor.iban):
        yield "le compte du créancier n’est pas valable"
    if not one.debits:
        yield "il n’y a aucun prélèvement"
    if not _is_id(one.message_id):
        yield f"la référence du fichier {one.message_id} n’est pas valable"
    if one.collected_on <= one.made_at.date():
        yield f"la date de prélèvement {one.collected_on:%d/%m/%Y} n’est pas à venir"
    seen: set[str] = set()
    for debit in one.debits:
        yield from _debit_problems(debit, one.collected_on)
        if debit.reference in seen:
            yield f"{debit.reference} : deux fois dans le fichier"
        seen.add(debit.reference)


def _debit_problems(one: Debit, collected_on: date) -> Iterator[str]:
    if not _is_id(one.reference):
        yield f"{one.reference} : référence de plus de 35 signes, ou signe interdit"
    if not _is_id(one.mandate):
        yield f"{one.reference} : la RUM n’est pas valable"
    if not 0 < one.amount <= LARGEST_DEBIT:
        yield f"{one.reference} : le montant doit être positif"
    if one.sequence not in _SEQUENCES:
        yield f"{one.reference} : séquence inconnue {one.sequence}"
    if one.signed_on > collected_on:
        yield f"{one.reference} : le mandat est signé après le prélèvement"
    if not _is_iban(one.iban):
        yield f"{one.reference} : le compte n’est pas valable"
    if not plain(one.holder):
        yield f"{one.reference} : il manque le nom du titulaire"


@lru_cache(maxsize=65_536)
def _is_iban(text: str) -> bool:
    """Tell whether an account number is right, its national key included."""
    try:
        IBAN(text, validate_bban=True)
    except SchwiftyException:
        return False
    return True


def _is_id(text: str) -> bool:
    return 0 < len(text) <= LONGEST_ID and not _ALLOWED.search(text) and not text.startswith("/") and "//" not in text


@lru_cache(maxsize=2)
def _schema(version: Version) -> etree.XMLSchema:
    """Return the official schema that the library sepaxml ships."""
    return etree.XMLSchema(etree.parse(str(files("sepaxml").joinpath("schemas", f"pain.008.001.{version}.xsd"))))


def _document(one: Remittance, version: Version) -> Iterator[str]:
    creditor, name = one.creditor, plain(one.creditor.name)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{_NAMESPACE.format(version=version)}"><CstmrDrctDbtInitn>'
    yield f"<GrpHdr><MsgId>{one.message_id}</MsgId><CreDtTm>{one.made_at:%Y-%m-%dT%H:%M:%S}</CreDtTm>{_count(one.debits)}"
    yield f"<InitgPty><Nm>{_xml(name)}</Nm></InitgPty></GrpHdr>"
    ordered = sorted(one.debits, key=lambda debit: (_SEQUENCES.index(debit.sequence), debit.reference))
    for sequence, group in groupby(ordered, key=lambda debit: debit.sequence):
        debits = list(group)
        yield f"<PmtInf><PmtInfId>{one.message_id[: LONGEST_ID - 5]}-{sequence}</PmtInfId><PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg>"
        yield f"{_count(debits)}<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm>"
        yield f"<SeqTp>{sequence}</SeqTp></PmtTpInf>"
        yield f"<ReqdColltnDt>{one.collected_on}</ReqdColltnDt><Cdtr><Nm>{_xml(name)}</Nm>{_address(creditor)}</Cdtr>"
        yield f"<CdtrAcct><Id><IBAN>{_compact(creditor.iban)}</IBAN></Id></CdtrAcct>{_agent('CdtrAgt', creditor.bic, version)}"
        yield f"<UltmtCdtr><Nm>{_xml(plain(one.ultimate))}</Nm></UltmtCdtr>" if one.ultimate else ""
        yield f"<ChrgBr>SLEV</ChrgBr><CdtrSchmeId><Id><PrvtId><Othr><Id>{creditor.ics}</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr>"
        yield "</PrvtId></Id></CdtrSchmeId>"
        for debit in debits:
            yield _debit(debit, version)
        yield "</PmtInf>"
    yield "</CstmrDrctDbtInitn></Document>\n"


def _debit(one: Debit, version: Version) -> str:
    return (
        f"<DrctDbtTxInf><PmtId><EndToEndId>{_xml(one.reference)}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{_euros(one.amount)}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>{_xml(one.mandate)}</MndtId><DtOfSgntr>{one.signed_on}</DtOfSgntr>{_amendment(one)}"
        f"</MndtRltdInf></DrctDbtTx>{_agent('DbtrAgt', one.bic, version)}<Dbtr><Nm>{_xml(plain(one.holder))}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{_compact(one.iban)}</IBAN></Id></DbtrAcct>"
        f"<RmtInf><Ustrd>{_xml(plain(one.text or one.reference, LONGEST_TEXT))}</Ustrd></RmtInf></DrctDbtTxInf>"
    )


def _amendment(one: Debit) -> str:
    if not one.changed:
        return ""
    other = f"<OrgnlDbtrAcct><Id><Othr><Id>{ANOTHER_ACCOUNT}</Id></Othr></Id></OrgnlDbtrAcct>"
    return f"<AmdmntInd>true</AmdmntInd><AmdmntInfDtls>{other}</AmdmntInfDtls>"


def _agent(tag: str, bic: str, version: Version) -> str:
    name = "BICFI" if version == "08" else "BIC"
    inner = f"<{name}>{_xml(bic)}</{name}>" if bic else f"<Othr><Id>{NOT_PROVIDED}</Id></Othr>"
    return f"<{tag}><FinInstnId>{inner}</FinInstnId></{tag}>"


def _address(creditor: CreditorTable) -> str:
    """Return a structured address, or none: one in free lines is refused from November 2026 on."""
    if not (creditor.city and creditor.postcode):
        return ""
    street = f"<StrtNm>{_xml(plain(creditor.street))}</StrtNm>" if creditor.street else ""
    town = f"<PstCd>{_xml(plain(creditor.postcode, 16))}</PstCd><TwnNm>{_xml(plain(creditor.city, 35))}</TwnNm>"
    return f"<PstlAdr>{street}{town}<Ctry>FR</Ctry></PstlAdr>"


def _count(debits: Sequence[Debit]) -> str:
    return f"<NbOfTxs>{len(debits)}</NbOfTxs><CtrlSum>{_euros(sum(one.amount for one in debits))}</CtrlSum>"


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _compact(iban: str) -> str:
    return iban.replace(" ", "").upper()


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
