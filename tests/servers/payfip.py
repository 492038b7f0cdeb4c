"""PayFiP's web service on the loopback: it keeps orders and gives the results it is told, or the answers of a recording.

Proven by another's client in `tests/conformance/test_payfip.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from lxml import etree

from tests.servers.http import Answer, Asked, served

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SERVICE = "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService"
FUNCTIONAL = "FonctionnelleErreur"


@dataclass
class Service:
    """What the service knows: orders by operation, results by operation (a letter, or a fault's code), and what it was asked."""

    orders: dict[str, dict[str, str]] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    refuses: str = ""
    broken: bool = False
    recorded: list[bytes] = field(default_factory=list)
    url: str = ""

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """Return the status and the answer to a request."""
        self.bodies.append(body)
        asked = etree.fromstring(body).find(f"{{{SOAP}}}Body")[0]
        action = etree.QName(asked).localname
        fields = {one.tag: one.text or "" for one in asked.find("arg0")}
        self.calls.append((action, fields))
        if self.broken:
            return 503, b"<html>maintenance</html>"
        if self.recorded:
            raw = self.recorded.pop(0)
            return (500 if b"Fault>" in raw else 200), raw
        return getattr(self, f"_{action}")(fields)  # type: ignore[no-any-return]

    def _creerPaiementSecurise(self, fields: dict[str, str]) -> tuple[int, bytes]:  # noqa: N802 (the service's own name)
        wrong = self.refuses or _wrong(fields)
        if wrong:
            return 500, fault(wrong)
        operation = str(uuid4())
        self.orders[operation] = fields
        return 200, told("creerPaiementSecurise", {"idOp": operation})

    def _recupererDetailPaiementSecurise(self, fields: dict[str, str]) -> tuple[int, bytes]:  # noqa: N802 (the same)
        operation = fields["idOp"]
        result = self.results.get(operation, "P5") if operation in self.orders else "P1"
        if len(result) > 1:
            return 500, fault(result)
        order = self.orders[operation]
        known = {name: order[name] for name in ("mel", "numcli", "refdet", "saisie")}
        known |= {"montant": self.amounts.get(operation, order["montant"]), "exer": order["exer"][:2], "idOp": operation}
        paid = {"dattrans": "05112026", "heurtrans": "1311", "numauto": "112233445566-tip", "resultrans": result}
        return 200, told("recupererDetailPaiementSecurise", dict(sorted((known | paid).items())))

    def _recupererDetailClient(self, fields: dict[str, str]) -> tuple[int, bytes]:  # noqa: N802 (the same)
        names = {"libelleN1": "REGIE CANTINE", "libelleN2": "VILLARS", "libelleN3": "EDUCATION", "numcli": fields["numCli"]}
        return 200, told("recupererDetailClient", names)


def told(action: str, fields: dict[str, str]) -> bytes:
    """Return a SOAP answer."""
    root, body = _envelope()
    inner = etree.SubElement(etree.SubElement(body, f"{{{SERVICE}}}{action}Response"), "return")
    for name, value in fields.items():
        etree.SubElement(inner, name).text = value
    return bytes(etree.tostring(root))


def fault(code: str, kind: str = FUNCTIONAL) -> bytes:
    """Return a SOAP fault as the service writes it."""
    root, body = _envelope()
    outer = etree.SubElement(body, f"{{{SOAP}}}Fault")
    etree.SubElement(outer, "faultcode").text = "S:Server"
    etree.SubElement(outer, "faultstring").text = f"fr.gouv.finances.cp.tpa.webservice.exceptions.{kind}"
    detail = etree.SubElement(etree.SubElement(outer, "detail"), f"{{{SERVICE}}}{kind}")
    for name, value in (("code", code), ("descriptif", ""), ("libelle", f"faute {code}"), ("severite", "2")):
        etree.SubElement(detail, name).text = value
    return bytes(etree.tostring(root))


def _envelope() -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"S": SOAP})
    return root, etree.SubElement(root, f"{{{SOAP}}}Body")


def _wrong(fields: dict[str, str]) -> str:
    """Return the code of what the service refuses first."""
    if not 6 <= len(fields.get("refdet", "")) <= 30:
        return "R3"
    if "@" not in fields.get("mel", ""):
        return "A2"
    amount = fields.get("montant", "")
    if not amount.isdigit():
        return "M1"
    return "M3" if int(amount) < 100 else ""


@contextmanager
def payfip(service: Service | None = None) -> Iterator[Service]:
    """Serve on the loopback until the end of the block."""
    kept = service or Service()

    def answer(asked: Asked) -> Answer:
        status, body = kept.answer(asked.body) if asked.method == "POST" else (200, b"ok")
        return Answer(status, "text/xml", body)

    with served(answer) as address:
        kept.url = f"{address}/tpa/services/securite"
        yield kept
