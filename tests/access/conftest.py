"""A town in which each home has something of every kind, and the ids of it: what others must not reach."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tests.conversations.billed import bill_october
from tests.conversations.people import Town, town_in
from tests.documents import files
from villars_core.absences import actions as absences
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_queries import Scope
from villars_core.billing.models import TaxCertificate
from villars_core.documents.actions import keep
from villars_core.documents.checks import Examined, examine
from villars_core.families.models import Guardian
from villars_core.mandates import actions as mandates
from villars_core.mandates.rules import AccountNumber
from villars_core.money import Cents
from villars_core.payments.models import Payment
from villars_core.reservations import places
from villars_core.reservations.actions import book
from villars_core.reservations.models import WaitingPlace
from villars_core.tariffs import actions as quotients
from villars_core.work import SYSTEM, Actor, Assurance

IBAN = "FR7630006000011234567890189"
MISSING = 987_654
EATEN, STRUCK, WAITED = date(2026, 12, 7), date(2026, 12, 10), date(2026, 12, 8)


@dataclass(frozen=True)
class Belongings:
    """What a home has, by what a form calls it: ids, days, and the number of a booking."""

    ids: dict[str, int]
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Homes:
    """The town and what Nadia's home and Sophie's have."""

    town: Town
    nadias: Belongings
    sophies: Belongings

    def actor(self, account: Account) -> Actor:
        """Return somebody who has shown a second factor: nothing but whose it is may stop them."""
        return actor_of(account, "telegram", Assurance.STEPPED_UP)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """Give the town once: every question is rolled back."""
    found = examine("papier.pdf", files.pdf())
    assert isinstance(found, Examined)
    with town_in(tmp_path_factory.mktemp("homes")) as town:
        invoices = bill_october(town)
        nadias = _fill(town, town.cast.nadia, town.cast.lea.id, found)
        sophies = _fill(town, town.cast.sophie, town.cast.ines.id, found)
        nadias.ids["invoice"], sophies.ids["invoice"] = invoices["Famille Martin"], invoices["Sophie Roche"]
        _pay(town, nadias, "RC-2026-00001")
        _pay(town, sophies, "RC-2026-00002")
        yield Homes(town, nadias, sophies)


def _fill(town: Town, parent: Account, child_id: int, paper: Examined) -> Belongings:
    """Let a parent book, wait for a place, be absent with a proof, be asked by an event, send a quotient and a mandate."""
    kids = {one.id: one for one in (town.cast.lea, town.cast.ines)}
    child, ids = kids[child_id], {"child": child_id, "account": parent.id}
    with town.records.reading(SYSTEM) as work:
        ids["household"] = work.session.get_one(Guardian, parent.guardian_id).household_id
    with town.records.writing(actor_of(parent, "telegram", Assurance.STEPPED_UP)) as work:
        number = book(work, child, [EATEN, STRUCK]).number
        places.join(work, child, [WAITED], "R-WAIT")
        ids["place"] = work.session.query(WaitingPlace.id).filter_by(child_id=child_id).one()[0]
        ids["document"] = keep(work, [paper])[0].id
        proof = keep(work, [paper])[0].id
        done = absences.justify(work, absences.Missing(child, (EATEN,)), absences.Handed((proof,)))
        ids["proof"] = done.proof.id
        ids["mandate"] = mandates.ask(work, AccountNumber(IBAN, "AGRIFRPP"), "").id
        row, item = quotients.ask(work, quotients.Certificate(530, "CAF", date(2026, 11, 1)))
        ids["quotient"], ids["item"] = row.id, item.id
        sheet = {
            "number": "",
            "to": "",
            "address": [],
            "town": "",
            "office": "",
            "siret": "",
            "day": "2026-11-23",
            "year": 2025,
            "total": 0,
        }
        written = json.dumps({**sheet, "children": []})
        same = {"household_id": ids["household"], "year": 2025, "made_at": work.now, "sheet": written, "digest": ""}
        certificate = TaxCertificate(number=f"AF-2026-{child_id}", **same)
        work.session.add(certificate)
        work.session.flush()
        ids["certificate"] = certificate.id
    with town.records.writing(actor_of(town.cast.claire, "telegram", Assurance.STEPPED_UP)) as work:
        event = events.prepare(work, events.Draft("strike", Scope("class", child.class_id), (STRUCK,)))
        ids["event"] = events.confirm(work, event.id).id
    return Belongings(ids, {"booking": number})


def _pay(town: Town, of: Belongings, receipt: str) -> None:
    """Let a home pay five euros at the counter, with a receipt."""
    with town.records.writing(SYSTEM) as work:
        paid = Payment(reference=f"cash {receipt}", receipt=receipt, way="cash", amount=Cents(500), paid_on=date(2026, 11, 23), at=work.now)
        paid.household_id, paid.invoice_id = of.ids["household"], of.ids["invoice"]
        work.session.add(paid)
    of.words["receipt"] = receipt


def made_up(of: Belongings) -> Belongings:
    """Return the same with ids that nothing has."""
    return Belongings(dict.fromkeys(of.ids, MISSING), dict.fromkeys(of.words, "R-2026-99999"))


def facts_of(of: Belongings) -> dict[str, Any]:
    """Return these belongings as forms name them in their answers."""
    child, day = of.ids["child"], STRUCK.isoformat()
    return {
        "child": child,
        "child_id": child,
        "children": [child],
        "siblings": [child],
        "repeated": [child],
        "answered": [],
        "days": [day],
        "add": [day],
        "remove": [],
        "invoice": of.ids["invoice"],
        "documents": [of.ids["document"]],
        "proofs": [of.ids["proof"]],
        "event": of.ids["event"],
        "place": of.ids["place"],
        "item_id": of.ids["item"],
        "receipts": [["book", child, [day]]],
        "facts": {
            "children": [child],
            "days": [day],
            "documents": [of.ids["document"]],
            "booking": of.words["booking"],
            "proof": of.ids["proof"],
            "mandate": of.ids["mandate"],
            "quotient": of.ids["quotient"],
            "event": of.ids["event"],
        },
    }
