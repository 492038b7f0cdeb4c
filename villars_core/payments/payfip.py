"""PayFiP's web service: three calls, SOAP over HTTP. What it answers is bounded, read without entities, and checked before it counts.

Source: its WSDL; amounts in cents from 1 € to 100,000 €, references of 6 to 30 letters and digits, a link that lives 15 minutes.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

import httpx
from lxml import etree

from villars_core.money import Cents
from villars_core.payments.rules import check_online
from villars_core.schools.treasury_tables import PayfipTable

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SERVICE = "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService"
MODES = {"test": "T", "activation": "X", "production": "W"}
PAGE = "/tpa/paiementws.web"
UNKNOWN, USED, TOO_OLD, NOT_YET = "P1", "P3", "P4", "P5"
TIMEOUT = httpx.Timeout(connect=5, read=15, write=5, pool=5)
LARGEST_ANSWER, LONGEST_SECONDS = 200_000, 30
_PATTERNS = {
    "client": r"[0-9]{6}",
    "year": r"[0-9]{4}",
    "reference": r"[A-Za-z0-9]{6,30}",
    "subject": r"[A-Za-z0-9 ]{0,100}",
    "email": r"(?=.{6,80}\Z)[^@\s]+@[^@\s]+",
    "notify": r"(https?://\S{1,240})?",
    "back": r"(https?://\S{1,240})?",
}
_OPERATION = re.compile(r"[A-Za-z0-9-]{8,40}")
_ANSWERED = frozenset({httpx.codes.OK, httpx.codes.INTERNAL_SERVER_ERROR})  # SOAP sends its faults with the second


class Result(StrEnum):
    """What became of a payment, in the service's letters."""

    CARD = "P"
    DEBIT = "V"
    CARD_REFUSED = "R"
    DEBIT_REFUSED = "Z"
    CANCELLED = "A"


class PayfipFault(Exception):
    """PayFiP says no for a reason of the trade: its code (P1, R3, A2…) and its words."""

    def __init__(self, code: str, label: str = "") -> None:
        """Keep both."""
        super().__init__(f"{code} {label}".strip())
        self.code = code[:10]
        self.label = label[:200]


class PayfipSilent(Exception):
    """PayFiP cannot be reached, is out of order, or answers what nobody can read: to be tried again."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One payment to prepare. `amount` in cents; `mode`: T, X or W. Raises PayfipFault("format") for what PayFiP would refuse."""

    client: str
    year: str
    reference: str
    subject: str
    amount: Cents
    email: str
    mode: str
    notify: str = ""
    back: str = ""

    def __post_init__(self) -> None:
        """Check every field before anything leaves."""
        check_online(self.amount)
        for name, pattern in _PATTERNS.items():
            if not re.fullmatch(pattern, getattr(self, name)):
                code = "format"
                raise PayfipFault(code, name)
        if self.mode not in MODES.values():
            code = "format"
            raise PayfipFault(code, "mode")


@dataclass(frozen=True)
class Paid:
    """What PayFiP says of an operation: result, amount in cents, the reference and client it was for, its mode, its own number, its day."""

    result: Result
    amount: Cents
    reference: str
    client: str
    mode: str
    number: str
    day: date | None


@dataclass(frozen=True)
class Client:
    """How PayFiP names a collectivity."""

    number: str
    names: tuple[str, ...]


class Payfip:
    """A connection to the service, to be closed; every call is bounded in time and size."""

    def __init__(self, table: PayfipTable, timeout: httpx.Timeout = TIMEOUT) -> None:
        """Open nothing yet."""
        self._url = table.service
        self._http = httpx.Client(timeout=timeout, trust_env=False)

    def __enter__(self) -> Self:
        """Use it as a context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        self._http.close()

    def prepare(self, order: Order) -> str:
        """Prepare a payment (creerPaiementSecurise) and return its operation number. Raises PayfipFault, PayfipSilent."""
        fields = {
            "exer": order.year,
            "mel": order.email,
            "montant": str(order.amount),
            "numcli": order.client,
            "objet": order.subject,
            "refdet": order.reference,
            "saisie": order.mode,
            "urlnotif": order.notify,
            "urlredirect": order.back,
        }
        operation = self._call("creerPaiementSecurise", fields).get("idOp", "")
        if not _OPERATION.fullmatch(operation):
            message = "no operation number"
            raise PayfipSilent(message)
        return operation

    def result(self, operation: str) -> Paid:
        """Ask what became of an operation (recupererDetailPaiementSecurise). Raises PayfipFault (P5: not known yet), PayfipSilent."""
        told = self._call("recupererDetailPaiementSecurise", {"idOp": operation})
        if told.get("idOp", operation) != operation:
            message = "the answer is about another operation"
            raise PayfipSilent(message)
        return _paid(told)

    def client(self, number: str) -> Client:
        """Ask how a collectivity is named (recupererDetailClient). Raises PayfipFault, PayfipSilent."""
        told = self._call("recupererDetailClient", {"numCli": number})
        return Client(told.get("numcli", number), tuple(told[key] for key in ("libelleN1", "libelleN2", "libelleN3") if told.get(key)))

    def _call(self, action: str, fields: Mapping[str, str]) -> dict[str, str]:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
        ends = time.monotonic() + LONGEST_SECONDS
        try:
            with self._http.stream("POST", self._url, content=envelope(action, fields), headers=headers) as answer:
                if answer.status_code not in _ANSWERED:
                    message = f"HTTP {answer.status_code}"
                    raise PayfipSilent(message)
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > LARGEST_ANSWER or time.monotonic() > ends:
                        message = "the answer is too long"
                        raise PayfipSilent(message)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise PayfipSilent(type(error).__name__) from error
        return answered(action, body)


def envelope(action: str, fields: Mapping[str, str]) -> bytes:
    """Return the SOAP request of an action; empty fields are left out."""
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap-env": SOAP})
    asked = etree.SubElement(etree.SubElement(root, f"{{{SOAP}}}Body"), f"{{{SERVICE}}}{action}", nsmap={"ns0": SERVICE})
    inner = etree.SubElement(asked, "arg0")
    for name, value in fields.items():
        if value:
            etree.SubElement(inner, name).text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def answered(action: str, body: bytes) -> dict[str, str]:
    """Return the fields of an answer. Raises PayfipFault for FonctionnelleErreur, PayfipSilent for all that cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        message = "not XML"
        raise PayfipSilent(message) from error
    fault = root.find(f".//{{{SOAP}}}Fault")
    if fault is not None:
        _refuse(fault)
    told = root.find(f".//{{{SERVICE}}}{action}Response/return")
    if told is None:
        message = "no answer in it"
        raise PayfipSilent(message)
    return _texts(told)


def link_of(table: PayfipTable, operation: str) -> str:
    """Return the page on which the parent pays."""
    return f"{table.page.rstrip('/')}{PAGE}?idop={operation}"


def _refuse(fault: Any) -> None:  # noqa: ANN401 (lxml has no types)
    known = fault.find(f".//{{{SERVICE}}}FonctionnelleErreur")
    if known is None:
        message = "a technical fault"
        raise PayfipSilent(message)
    told = _texts(known)
    raise PayfipFault(told.get("code", ""), told.get("libelle", ""))


def _texts(element: Any) -> dict[str, str]:  # noqa: ANN401 (the same)
    return {one.tag: (one.text or "").strip() for one in element if isinstance(one.tag, str)}


def _paid(told: Mapping[str, str]) -> Paid:
    try:
        result, amount = Result(told["resultrans"]), Cents(int(told["montant"]))
    except (KeyError, ValueError) as error:
        message = "an answer without result or amount"
        raise PayfipSilent(message) from error
    return Paid(
        result,
        amount,
        told.get("refdet", ""),
        told.get("numcli", ""),
        told.get("saisie", ""),
        told.get("numauto", ""),
        _day(told.get("dattrans", "")),
    )


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 (a day alone)
    except ValueError:
        return None
