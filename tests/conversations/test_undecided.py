"""A plain yes or no where it decides nothing: the choices that stand are said, with their buttons, and nothing is lost or done."""

from datetime import UTC, datetime

import pytest

from tests.conversations.people import Person, Town
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Screen
from villars_core.work import SYSTEM

PLAIN = ("oui", "non", "ok", "d'accord", "Oui merci", "non !")
BOTH = "« Signaler une absence » ou « Annuler plutôt jeudi 17 décembre »"


def refused(person: Person) -> Person:
    """Bring somebody before a refusal with two ways out."""
    person.say("Réserve la cantine de Léa jeudi 3 décembre").say("oui")
    person.town.clock.move_to(datetime(2026, 12, 3, 7, 0, tzinfo=UTC))
    person.say("Annule la cantine de Léa aujourd'hui", token="")
    assert "Trop tard" in person.text
    return person


@pytest.mark.parametrize("word", PLAIN)
def test_after_a_refusal_the_two_ways_out_are_said_and_stay(town: Town, nadia: Person, word: str) -> None:
    refused(nadia)
    labels = nadia.labels
    nadia.say(word)
    assert BOTH in nadia.text
    assert "Trop tard" in nadia.text
    assert nadia.labels == labels
    assert "compris" not in nadia.text
    nadia.press("Signaler une absence")
    assert "Signaler l’absence de Léa" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


@pytest.mark.parametrize("word", PLAIN)
def test_a_mail_is_answered_so_too_and_its_numbers_count(town: Town, word: str) -> None:
    nadia = Person(town, Channel.EMAIL, "nadia@parents.example")
    refused(nadia).say(word)
    assert BOTH in nadia.text
    nadia.say("1")
    assert "Signaler l’absence de Léa" in nadia.text


def test_the_typed_number_still_chooses_after_it(nadia: Person) -> None:
    refused(nadia).say("oui").say("2")
    assert "jeudi 17 décembre" in nadia.text
    assert "Trop tard" not in nadia.text


@pytest.mark.parametrize("word", PLAIN)
def test_an_open_question_says_its_choices_and_keeps_what_was_said(town: Town, nadia: Person, word: str) -> None:
    nadia.say("Réserve la cantine lundi 30 novembre").say(word)
    assert "« Léa », « Tom » ou « Tous mes enfants »" in nadia.text
    assert "Pour quel enfant" in nadia.text
    nadia.say("Léa")
    assert "Réserver la cantine de Léa : lundi 30 novembre." in nadia.text
    nadia.say("oui")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_many_choices_are_not_all_named(nadia: Person) -> None:
    nadia.say("/menu").say("ok")
    assert "Plusieurs choix sont possibles" in nadia.text
    assert "Réserver la cantine" in nadia.labels


@pytest.mark.parametrize("word", PLAIN)
def test_after_a_receipt_nothing_is_undone_and_nothing_is_asked_of_the_office(town: Town, nadia: Person, word: str) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider").say(word)
    assert "Vous pouvez encore choisir « Défaire »." in nadia.text
    assert "Numéro R-2026-00001" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_a_no_still_gives_up_what_is_asked_with_yes_or_no(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").say("non")
    assert "Rien n’a changé" in nadia.text
    nadia.say("oui")
    assert "Rien d’autre n’est attendu de vous." in nadia.text
    assert town.booked(town.cast.lea.id) == []


def test_letting_go_in_words_gives_up_an_open_question(nadia: Person) -> None:
    assert "Rien n’a changé" in nadia.say("Réserve la cantine lundi 30 novembre").say("laisse tomber").text


def test_yes_to_the_only_way_out_opens_it_and_it_still_asks(town: Town, nadia: Person) -> None:
    nadia.say("Léa sera absente jeudi 26 novembre, elle est malade").press("Valider")
    town.clock.move_to(datetime(2026, 12, 20, 7, 0, tzinfo=UTC))
    nadia.say("Justifier l'absence de Léa du jeudi 26 novembre")
    assert nadia.labels == ["Demander au service Éducation", "Menu"]
    assert "Dites en une phrase pourquoi" in nadia.say("oui").text


def notice(town: Town, *offers: Offer) -> None:
    """Tell Nadia something with a choice."""
    with town.records.writing(SYSTEM) as work:
        one = Notice(Screen("Avis", ("Que faire ?",)), "test", town.cast.nadia.id, "telegram", str(cast.NADIA_CHAT), offers=offers)
        post(work, one)


def test_a_notice_with_two_choices_says_them(town: Town, nadia: Person) -> None:
    notice(town, Offer("a", "Voir mes absences", "my_absences"), Offer("b", "Mes factures", "show_invoices"))
    nadia.say("oui")
    assert "« Voir mes absences » ou « Mes factures »" in nadia.text
    assert nadia.row is not None


def test_what_came_last_is_what_is_answered(town: Town, nadia: Person) -> None:
    notice(town, Offer("a", "Voir mes absences", "my_absences"), Offer("b", "Mes factures", "show_invoices"))
    town.clock.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    refused(nadia).say("oui")
    assert BOTH in nadia.text
