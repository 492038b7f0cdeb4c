"""A parent asks to pay, by chat and by e-mail: the link comes as a message, then the receipt."""

import pytest

from tests.conversations.people import Person, Town
from tests.payments.conftest import Office
from villars_core.conversations.desk import Desk
from villars_core.conversations.messages import Channel
from villars_core.demo.cast import NADIA_CHAT
from villars_core.work import SYSTEM


@pytest.fixture
def nadia(office: Office) -> Person:
    """Give Nadia in the town whose cash office takes cards."""
    office.regie()
    months = office.months
    town = Town(months.records, months.clock, Desk(months.records), months.cast)
    return Person(town, Channel.TELEGRAM, str(NADIA_CHAT))


def test_a_parent_asks_for_a_link_gets_it_and_is_told_that_it_is_paid(office: Office, nadia: Person) -> None:
    nadia.say("je veux payer ma facture").press("Payer en ligne")
    assert "Le lien de paiement se prépare" in nadia.text
    office.run()
    operation = office.rows()[0].operation or ""
    assert "Voici le lien pour payer 103,70" in office.told()[0]
    nadia.say("payer ma facture").press("Payer en ligne")
    assert nadia.screen.rows[0][0].url.endswith(operation)
    office.service.results[operation] = "P"
    office.run(1)
    assert "Votre paiement de 103,70" in office.told()[-1]
    assert "RC-2026-00001" in office.told()[-1]
    assert "Payer en ligne" not in nadia.say("payer ma facture").labels


def test_a_parent_by_email_answers_with_a_number(office: Office, nadia: Person) -> None:
    with office.months.records.writing(SYSTEM):
        mother = Person(nadia.town, Channel.EMAIL, office.months.cast.nadia.email)
    mother.say("je veux payer ma facture")
    mother.say(str(mother.labels.index("Payer en ligne") + 1))
    assert "Le lien de paiement se prépare" in mother.text
    office.run()
    assert len(office.parcels("payment")) == 1


def test_nobody_is_offered_a_link_where_the_treasury_recovers(office: Office) -> None:
    months = office.months
    person = Person(Town(months.records, months.clock, Desk(months.records), months.cast), Channel.TELEGRAM, str(NADIA_CHAT))
    assert "Payer en ligne" not in person.say("je veux payer ma facture").labels
