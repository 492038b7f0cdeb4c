"""What a bank says of debits: pain.002 (refused before they were paid) and camt.054 (paid, or sent back). Bytes in, plain values out.

Read by local names, so that the versions of the schemas in use read alike. Money is whole cents, exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from lxml import etree

from villars_core.errors import Refusal
from villars_core.i18n import N_
from villars_core.money import Cents

LARGEST_FILE = 20 * 1024 * 1024
REJECTED, RETURNED, PAID, PAID_TOGETHER, OTHER = "rejected", "returned", "paid", "paid_together", "other"
PAIN, CAMT = "pain.002", "camt.054"
_NO_REFERENCE = frozenset({"", "NOTPROVIDED"})
TOO_LARGE, NOT_XML = "plus de 20 Mo", "ce n’est pas du XML"
_LONGEST = 70


@dataclass(eq=False)
class NotABankFile(Refusal):
    """It is no file of a bank that this program reads."""

    template: ClassVar[str] = N_("Ce fichier n’est ni un pain.002 ni un camt.054 de la banque : {why}")
    why: str


@dataclass(frozen=True)
class News:
    """One thing that a bank says. `reference`: a debit's EndToEndId; `together`: of many at once, the file's or the payment's id."""

    kind: str
    reference: str = ""
    together: str = ""
    amount: Cents | None = None
    reason: str = ""
    day: date | None = None


@dataclass(frozen=True)
class BankFile:
    """What one file says, in its order."""

    kind: str
    news: tuple[News, ...]


def read_bank_file(raw: bytes) -> BankFile:
    """Return what a file of the bank says. Raises NotABankFile."""
    if len(raw) > LARGEST_FILE:
        raise NotABankFile(TOO_LARGE)
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise NotABankFile(NOT_XML) from error
    body = root[0] if len(root) else root
    name = etree.QName(body).localname if isinstance(body.tag, str) else ""
    if name == "CstmrPmtStsRpt":
        return BankFile(PAIN, tuple(_refused(body)))
    if name == "BkToCstmrDbtCdtNtfctn":
        return BankFile(CAMT, tuple(_notified(body)))
    raise NotABankFile(name[:_LONGEST] or "vide")


def _refused(body: etree._Element) -> Iterator[News]:
    """Give the refused debits, then the refused payments and files as a whole: what is said of one debit goes first."""
    for one in body.iterfind(".//{*}TxInfAndSts"):
        if _text(one, "TxSts") == "RJCT":
            amount = one.find("{*}OrgnlTxRef/{*}Amt/{*}InstdAmt")
            yield News(REJECTED, _text(one, "OrgnlEndToEndId"), amount=_cents(amount), reason=_reason(one, "StsRsnInf"))
    for one in body.iterfind("{*}OrgnlPmtInfAndSts"):
        if _text(one, "PmtInfSts") == "RJCT":
            yield News(REJECTED, together=_text(one, "OrgnlPmtInfId"), reason=_reason(one, "StsRsnInf"))
    for one in body.iterfind("{*}OrgnlGrpInfAndSts"):
        if _text(one, "GrpSts") == "RJCT":
            yield News(REJECTED, together=_text(one, "OrgnlMsgId"), reason=_reason(one, "StsRsnInf"))


def _notified(body: etree._Element) -> Iterator[News]:
    for entry in body.iterfind("{*}Ntfctn/{*}Ntry"):
        if (_text(entry, "Sts") or _text(entry, "Sts/{*}Cd")) == "BOOK":
            yield from _entry(entry)


def _entry(entry: etree._Element) -> Iterator[News]:
    day = _day(_text(entry, "BookgDt/{*}Dt") or _text(entry, "BookgDt/{*}DtTm"))
    is_credit = _text(entry, "CdtDbtInd") == "CRDT"
    amount = _cents(entry.find("{*}Amt"))
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    if not details:
        together = _text(entry, "NtryDtls/{*}Btch/{*}PmtInfId") or _text(entry, "NtryDtls/{*}Btch/{*}MsgId")
        yield News(PAID_TOGETHER if is_credit and together else OTHER, together=together, amount=amount, day=day)
        return
    for one in details:
        reference = _text(one, "Refs/{*}EndToEndId")
        own = next((found for found in (_cents(one.find(path)) for path in _AMOUNTS) if found is not None), None)
        own = own if own is not None or len(details) > 1 else amount
        returned = one.find("{*}RtrInf") is not None
        together = _text(one, "Refs/{*}PmtInfId") or _text(one, "Refs/{*}MsgId")
        if reference in _NO_REFERENCE and together and is_credit and not returned:
            yield News(PAID_TOGETHER, together=together, amount=own, day=day)
        else:
            kind = RETURNED if returned and not is_credit else PAID if is_credit and not returned else OTHER
            yield News(kind, reference, together, own, _reason(one, "RtrInf"), day)


_AMOUNTS = ("{*}AmtDtls/{*}InstdAmt/{*}Amt", "{*}AmtDtls/{*}TxAmt/{*}Amt", "{*}Amt")


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(f"{{*}}{path}") or "").split())[:_LONGEST]


def _reason(element: etree._Element, path: str) -> str:
    return (_text(element, f"{path}/{{*}}Rsn/{{*}}Cd") or _text(element, f"{path}/{{*}}Rsn/{{*}}Prtry"))[:8].upper()


def _cents(element: etree._Element | None) -> Cents | None:
    """Return an amount in euros as cents; None for none, for another currency, and for one that is no whole number of cents."""
    if element is None or element.get("Ccy") != "EUR":
        return None
    try:
        cents = Decimal((element.text or "").strip()) * 100
    except InvalidOperation:
        return None
    return Cents(int(cents)) if cents.is_finite() and cents == cents.to_integral_value() and abs(cents) < 10**14 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
