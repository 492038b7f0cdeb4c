"""Several requests in one chat message: each is recapped, one after the other, and none is lost."""

from datetime import UTC, datetime

import pytest

from tests.conversations.people import Person, Town

BOTH = "Réserve Léa jeudi 3 décembre et annule Tom vendredi 4 décembre"


@pytest.fixture(autouse=True)
def booked(town: Town, nadia: Person) -> None:
    """Let Tom's meal stand, before the deadline."""
    town.clock.move_to(datetime(2026, 11, 24, 9, tzinfo=UTC))
    nadia.say("Réserve la cantine de Tom vendredi 4 décembre").press("Valider")


def test_the_second_is_recapped_when_the_first_is_done(town: Town, nadia: Person) -> None:
    nadia.say(BOTH)
    assert "Réserver la cantine de Léa : jeudi 3 décembre." in nadia.text
    assert "Ensuite : Annuler la cantine." in nadia.text
    nadia.press("Valider")
    assert "Annuler la cantine de Tom : vendredi 4 décembre." in nadia.text
    assert "Ensuite" not in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]
    nadia.press("Valider")
    assert town.booked(town.cast.tom.id) == []


def test_who_gives_the_first_up_is_still_asked_about_the_second(town: Town, nadia: Person) -> None:
    nadia.say(BOTH).press("Annuler")
    assert "Annuler la cantine de Tom : vendredi 4 décembre." in nadia.text
    nadia.say("oui")
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], [])


def test_who_gives_up_by_the_command_is_asked_nothing_more(nadia: Person) -> None:
    nadia.say(BOTH).say("/annuler")
    assert "Rien n’a changé" in nadia.text


def test_a_first_request_that_is_refused_leaves_the_second(town: Town, nadia: Person) -> None:
    nadia.say("Réserve Léa mardi 24 novembre et annule Tom vendredi 4 décembre")
    assert "Annuler la cantine de Tom : vendredi 4 décembre." in nadia.text
    nadia.press("Valider")
    assert town.booked(town.cast.tom.id) == []


def test_the_first_is_changed_before_the_second_comes(town: Town, nadia: Person) -> None:
    nadia.say(BOTH).press("Modifier").say("lundi 30 novembre")
    assert "Ensuite : Annuler la cantine." in nadia.text
    nadia.press("Valider").press("Valider")
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (["2026-11-30"], [])


def test_a_bill_that_is_asked_for_comes_after_the_meal(nadia: Person) -> None:
    nadia.say("Annule Tom vendredi 4 décembre et envoyez-moi mes factures").press("Valider")
    assert "Vous n’avez pas encore de facture." in nadia.text


def test_what_is_only_touched_on_begins_nothing(nadia: Person) -> None:
    nadia.say("Tom a un nouvel appareil dentaire, merci de retirer son repas vendredi 4 décembre").press("Valider")
    assert "C’est annulé. Tom ne mangera pas" in nadia.text


def test_undoing_the_first_does_not_ask_for_the_second_again(town: Town, nadia: Person) -> None:
    nadia.say("Annule Tom vendredi 4 décembre et réserve Léa jeudi 3 décembre").press("Valider").press("Valider").press("Défaire")
    assert "Ensuite" not in nadia.text
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], [])
