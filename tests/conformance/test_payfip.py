"""PayFiP: our client against recorded exchanges and the official schemas; our server in the tests against another's client."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.servers.payfip import SOAP, Service, payfip
from villars_core.payments.payfip import SERVICE, Payfip, PayfipFault, answered, envelope
from villars_core.schools.treasury_tables import PayfipTable

FOLDER = Path(os.environ.get("VILLARS_FORMATS", "../shared/formats")) / "payfip"
RECORDS = sorted(FOLDER.glob("payfip-*.json"))
PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]
CLIENT = """
import json, sys
from eopayment.payfip_ws import PayFiP, PayFiPError
asked = json.loads(sys.argv[1])
payfip = PayFiP(wsdl_url=asked["wsdl"])
print(str(payfip.get_info_client("042390")).replace("\\n", " "))
order = dict(numcli="042390", saisie="T", exer="2026", montant="5511", mel="n@villars.example", objet="Facture 1")
urls = dict(url_notification="https://villars.example/n", url_redirect="https://villars.example/b")
idop = payfip.get_idop(refdet="FA202600001", **order, **urls)
print(idop)
for wanted in (idop, "cc0cb210-1cd4-11ea-8cca-0213ad91a103"):
    try:
        print(payfip.get_info_paiement(wanted)["resultrans"])
    except PayFiPError as error:
        print(error.code)
try:
    payfip.get_idop(refdet="ABCD", **order, **urls)
except PayFiPError as error:
    print(error.code)
"""


def _exchanges() -> list[tuple[str, bytes, bytes]]:
    found = []
    for file in RECORDS:
        for asked, told in json.loads(file.read_text(encoding="utf-8")):
            found.append((file.stem, asked.encode(), told.encode()))
    return found


def _asked(raw: bytes) -> tuple[str, dict[str, str]]:
    body = etree.fromstring(raw).find(f"{{{SOAP}}}Body")[0]
    return etree.QName(body).localname, {one.tag: one.text or "" for one in body.find("arg0")}


def _canonical(raw: bytes) -> bytes:
    """Return a request without the spaces between its elements."""
    return bytes(etree.tostring(etree.fromstring(raw, etree.XMLParser(remove_blank_text=True)), method="c14n"))


def test_there_are_recordings() -> None:
    assert len(RECORDS) == 10


@pytest.mark.parametrize(("name", "asked", "told"), _exchanges())
def test_requests_are_those_that_were_recorded_and_answers_are_read(name: str, asked: bytes, told: bytes) -> None:
    action, fields = _asked(asked)
    assert _canonical(envelope(action, fields)) == _canonical(asked), name
    service = Service(recorded=[told])
    with payfip(service), Payfip(PayfipTable(service=service.url)) as client:
        fault = etree.fromstring(told).findtext(f".//{{{SERVICE}}}FonctionnelleErreur/code")
        if fault is not None:
            with pytest.raises(PayfipFault) as no:
                client._call(action, fields)
            assert no.value.code == fault
        elif action == "recupererDetailClient":
            assert client.client(fields["numCli"]).names[0] == "RR COMPOSTEURS INDIVIDUELS"
        elif action == "recupererDetailPaiementSecurise":
            paid = client.result(fields["idOp"])
            assert (paid.amount, paid.client, paid.mode, str(paid.day)) == (1000, "090909", "T", "2019-12-12")
            assert paid.result.value == answered(action, told)["resultrans"]
        else:
            assert client._call(action, fields)["idOp"] == "cc0cb210-1cd4-11ea-8cca-0213ad91a103"


def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(FOLDER / "PaiementSecuriseService_schema1.xsd")))


def test_what_is_sent_and_what_the_server_in_the_tests_says_fit_the_official_schemas() -> None:
    schema = _schema()
    fields = {"exer": "2026", "mel": "n@villars.example", "montant": "5511", "numcli": "042390", "objet": "F 1", "refdet": "FA202600001"}
    with payfip() as service, Payfip(PayfipTable(service=service.url)) as client:
        operation = client._call("creerPaiementSecurise", fields | {"saisie": "T"})["idOp"]
        service.results[operation] = "P"
        calls = [("recupererDetailPaiementSecurise", {"idOp": operation}), ("recupererDetailClient", {"numCli": "042390"})]
        raw = list(service.bodies) + [envelope(*one) for one in calls]
        raw += [service.answer(envelope(*one))[1] for one in calls]
    for one in raw:
        inner = etree.fromstring(one).find(f"{{{SOAP}}}Body")[0]
        schema.assertValid(etree.fromstring(etree.tostring(inner)))


@pytest.mark.timeout(300)
def test_anothers_client_takes_the_server_of_the_tests_for_the_real_one(tmp_path: Path) -> None:
    """Run PyPI's eopayment as a process of its own; where the index cannot be reached it is said in one line and not asked."""
    got = subprocess.run([*PIP, str(tmp_path / "lib"), "eopayment>=3.15"], capture_output=True, text=True, check=False)
    if got.returncode != 0:
        sys.stderr.write("conformance: eopayment cannot be installed from the index; its client was not asked.\n")
        return
    with payfip() as service:
        folder = tmp_path / "wsdl"
        folder.mkdir()
        for file in FOLDER.glob("PaiementSecuriseService*"):
            text = file.read_text(encoding="utf-8").replace("https://www.payfip.gouv.fr/tpa/services/securite", service.url)
            (folder / file.name).write_text(text, encoding="utf-8")
        asked = json.dumps({"wsdl": str(folder / "PaiementSecuriseService.wsdl")})
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "lib")}
        done = subprocess.run([sys.executable, "-c", CLIENT, asked], capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr[-2000:]
        lines = done.stdout.splitlines()
        assert "REGIE CANTINE" in lines[0]
        assert lines[1] in service.orders
        assert lines[2:] == ["P5", "P1", "R3"]
        assert service.orders[lines[1]]["montant"] == "5511"
