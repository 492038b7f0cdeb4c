"""Paying online: a link in two steps, what came of it asked until it is known, and money only where the answer fits the order."""

from dataclasses import replace
from datetime import timedelta
from xml.sax.saxutils import escape

import httpx
import pytest
from sqlalchemy import select

from tests.billing.conftest import as_of
from tests.payments.conftest import Office
from tests.servers.payfip import Service, fault, payfip
from villars_core.errors import NotFound
from villars_core.money import Cents
from villars_core.office_queue.models import QueueItem
from villars_core.payments import actions, online
from villars_core.payments.actions import Receipt
from villars_core.payments.payfip import Order, Payfip, PayfipFault, PayfipSilent, answered, envelope
from villars_core.payments.rules import AmountNotOnline, NotOnline
from villars_core.schools.treasury_tables import PayfipTable
from villars_core.work import SYSTEM

ORDER = Order(
    client="042390", year="2026", reference="FA202600001", subject="Facture 1", amount=Cents(55_11), email="n@villars.example", mode="T"
)
NADIA_LINK = "paiementws.web?idop="


def _opened(office: Office) -> str:
    office.regie()
    assert office.ask().url == ""
    office.run()
    operation = office.rows()[0].operation
    assert operation is not None
    return operation


def test_a_link_is_made_on_demand_and_sent_to_whoever_asked(office: Office) -> None:
    operation = _opened(office)
    (row,), (parcel,) = office.rows(), office.parcels("payment")
    assert (row.state, row.amount, row.link_until) == ("open", office.amount, office.months.clock.now() + timedelta(minutes=15))
    assert parcel.screen.rows[0][0].url.endswith(NADIA_LINK + operation)
    order = office.service.orders[operation]
    assert (order["montant"], order["refdet"], order["numcli"], order["saisie"]) == (str(office.amount), "FA202600001", "042390", "T")
    assert office.ask().url.endswith(NADIA_LINK + operation)
    assert len(office.rows()) == 1


@pytest.mark.parametrize(("letter", "way", "receipt"), [("P", "card", "RC-2026-00001"), ("V", "debit", "")])
def test_a_payment_is_recorded_once_it_is_known(office: Office, letter: str, way: str, receipt: str) -> None:
    operation = _opened(office)
    office.run(1)
    assert (office.rows()[0].state, office.rows()[0].fault, office.open()) == ("open", "P5", office.amount)
    office.service.results[operation] = letter
    office.run(1)
    (paid,) = office.payments()
    assert (paid.reference, paid.way, paid.receipt, paid.amount) == (f"payfip {operation}", way, receipt, office.amount)
    assert (office.rows()[0].state, office.open(), office.ledger_sum()) == ("paid", 0, 0)
    assert "enregistré" in office.told()[-1]
    office.run(60)
    assert len(office.payments()) == 1
    with pytest.raises(NotOnline):
        office.ask()


@pytest.mark.parametrize(("letter", "state", "says"), [("R", "refused", "refusé"), ("Z", "refused", "refusé"), ("A", "cancelled", "lien")])
def test_what_was_not_paid_is_told_and_changes_no_account(office: Office, letter: str, state: str, says: str) -> None:
    office.service.results[_opened(office)] = letter
    office.run(1)
    assert (office.rows()[0].state, office.open(), office.payments()) == (state, office.amount, [])
    assert says in office.told()[-1]
    assert office.ask().url == ""
    assert [one.state for one in office.rows()] == [state, "asked"]


@pytest.mark.parametrize("code", ["P1", "P4"])
def test_a_link_that_is_dead_expires_only_once_its_time_is_over(office: Office, code: str) -> None:
    office.service.results[_opened(office)] = code
    office.run(1)
    assert office.rows()[0].state == "open"
    office.run(20)
    assert office.rows()[0].state == "expired"


def test_looks_grow_rarer_and_end_after_two_days(office: Office) -> None:
    _opened(office)
    for _ in range(60 * 3):
        office.run(1)
    looks = sum(action == "recupererDetailPaiementSecurise" for action, _ in office.service.calls)
    assert 10 <= looks <= 16
    office.run(60 * 48)
    assert office.rows()[0].state == "expired"


def test_money_that_does_not_fit_the_order_is_for_the_office(office: Office) -> None:
    operation = _opened(office)
    office.service.results[operation], office.service.amounts[operation] = "P", "1"
    office.run(1)
    assert (office.rows()[0].state, office.rows()[0].fault, office.payments()) == ("failed", "mismatch", [])
    with office.months.records.reading(SYSTEM) as work:
        assert [one.kind for one in work.session.scalars(select(QueueItem)) if one.kind == "payment"] == ["payment"]


def test_a_service_that_is_down_is_asked_again_then_the_parent_is_told(office: Office) -> None:
    office.regie()
    office.service.broken = True
    office.ask()
    for minutes in (0, 1, 2, 4):
        assert office.rows()[0].state == "asked"
        office.run(minutes)
    assert (office.rows()[0].state, office.told()) == ("failed", [office.told()[0]])
    assert "ne répond pas" in office.told()[0]


def test_a_refused_order_is_told_at_once(office: Office) -> None:
    office.regie()
    office.service.refuses = "T2"
    office.ask()
    office.run()
    assert (office.rows()[0].state, office.rows()[0].fault) == ("failed", "T2")


def test_what_was_paid_by_the_first_link_is_not_asked_for_by_a_second(office: Office) -> None:
    operation = _opened(office)
    office.months.clock.move_to(office.months.clock.now() + timedelta(minutes=16))
    assert office.ask().url == ""
    office.service.results[operation] = "P"
    office.run()
    assert sorted(one.state for one in office.rows()) == ["cancelled", "paid"]
    assert office.open() == 0


def test_what_was_paid_at_the_counter_meanwhile_makes_no_link(office: Office) -> None:
    office.regie()
    office.ask()
    with office.months.records.writing(SYSTEM) as work:
        actions.settle(office.treasurer(work), Receipt(office.invoice, office.amount, "cheque", "cheque 1", work.today))
    office.run()
    assert ([one.state for one in office.rows()], office.service.calls) == (["cancelled"], [])


def test_only_the_own_home_pays_online_and_only_where_the_town_wants_it(office: Office) -> None:
    with pytest.raises(NotOnline):
        office.ask()
    office.regie()
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NotFound):
        online.ask_link(as_of(work, office.months.cast.karim), office.invoice)


def test_the_plain_form_names_the_bill_in_its_link(office: Office) -> None:
    office.regie("regie_form")
    url = httpx.URL(office.ask().url)
    asked = dict(url.params)
    assert (url.path, asked["numcli"], asked["refdet"], asked["montant"]) == (
        "/tpa/paiement.web",
        "042390",
        "FA202600001",
        str(office.amount),
    )
    assert (asked["saisie"], asked["exer"], office.rows(), office.service.calls) == ("T", "2026", [], [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", "ABCDE"),
        ("reference", "A" * 31),
        ("subject", "é"),
        ("email", "nobody"),
        ("client", "12"),
        ("mode", "Z"),
        ("back", "x" * 300),
    ],
)
def test_an_order_that_the_service_would_refuse_never_leaves(field: str, value: str) -> None:
    with pytest.raises(PayfipFault):
        replace(ORDER, **{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("cents", [0, 99, 100_000_01])
def test_amounts_outside_the_bounds_never_leave(cents: int) -> None:
    with pytest.raises(AmountNotOnline):
        replace(ORDER, amount=Cents(cents))
    assert replace(ORDER, amount=Cents(1_00)).amount == 1_00
    assert replace(ORDER, amount=Cents(100_000_00)).amount == 100_000_00


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"not xml",
        BOMB,
        fault("X", "TechIndisponibiliteErreur"),
        envelope("autre", {"a": "b"}),
        b"<x>" + b"a" * 300_000 + b"</x>",
    ],
)
def test_what_cannot_be_read_is_taken_for_silence(raw: bytes) -> None:
    service = Service(recorded=[raw])
    with payfip(service), Payfip(PayfipTable(service=service.url)) as client, pytest.raises(PayfipSilent):
        client.prepare(ORDER)


def test_a_server_that_is_not_there_or_waits_too_long_is_silence() -> None:
    with payfip() as gone:
        table = PayfipTable(service=gone.url)
    with Payfip(table, httpx.Timeout(0.5)) as client, pytest.raises(PayfipSilent):
        client.prepare(ORDER)


def test_answers_are_text_whatever_is_in_them() -> None:
    raw = envelope("x", {}).replace(b"ns0:x", b"ns0:yResponse").replace(b"<arg0/>", f"<return><a>{escape('<&>')}</a></return>".encode())
    assert answered("y", raw) == {"a": "<&>"}
