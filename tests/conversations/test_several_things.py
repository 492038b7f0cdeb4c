"""One mail that says several things: an answer and a request under it, several requests; nothing of it waits or is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.people import Person, Town, town_in
from villars_core.conversations.messages import Channel


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_in(tmp_path) as found:
        yield found


@pytest.fixture
def nadia(town: Town) -> Person:
    return Person(town, Channel.EMAIL, town.cast.nadia.email)


def _bodies(town: Town, person: Person, text: str) -> list[str]:
    """Return what each answer to one mail says."""
    incoming = person.incoming(text=text, token=(person.row.reply_token or "") if person.row else "")
    return ["\n".join(town.screen_of(one.outbox_id)[0].body) for one in town.desk.receive(incoming)]


@pytest.mark.parametrize(
    "text",
    [
        "Oui\n\nEt annule aussi la cantine de Tom jeudi 3 décembre",
        "oui. Tom ne mangera pas jeudi 3 décembre",
        "Oui, et annule jeudi 3 décembre pour Tom",
        "Oui, merci d'annuler aussi jeudi 3 décembre pour Tom",
        "1\nTom ne mange pas le jeudi 3 décembre",
        "Bonjour,\nOui.\nAnnulez aussi jeudi 3 décembre pour Tom.\nMerci",
    ],
)
def test_yes_with_a_new_request_books_and_begins_the_request(text: str, town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Tom jeudi 3 décembre").say("oui")
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    booked, asked = _bodies(town, nadia, text)
    assert "C’est réservé. Léa mangera à la cantine : lundi 30 novembre." in booked
    assert "Annuler la cantine de Tom : jeudi 3 décembre." in asked
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
    assert town.booked(town.cast.tom.id) == ["2026-12-03"]


@pytest.mark.parametrize("text", ["Oui, merci beaucoup. Bonne journée", "oui\nmerci\nNadia Martin", "Oui, c'est bien ça."])
def test_yes_with_politeness_says_one_thing(text: str, town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    assert len(_bodies(town, nadia, text)) == 1
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


@pytest.mark.parametrize("text", ["Oui, sauf pour le goûter", "Oui mais seulement s'il y a du poisson", "Oui, Tom aussi"])
def test_yes_with_a_reserve_books_nothing_by_itself(text: str, town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    _bodies(town, nadia, text)
    assert town.booked(town.cast.lea.id) == []


@pytest.mark.parametrize("text", ["Non.\nRéserve mardi 1er décembre pour Léa", "Non, et réserve mardi 1er décembre pour Léa"])
def test_no_with_another_request_gives_up_and_begins_the_other(text: str, town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    bodies = _bodies(town, nadia, text)
    assert "Réserver la cantine de Léa : mardi 1er décembre." in bodies[-1]
    assert town.booked(town.cast.lea.id) == []


def test_a_child_is_answered_and_a_question_asked(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine mardi 1er décembre")
    assert "Pour quel enfant ?" in nadia.text or "Pour quel enfant ?" in nadia.screen.title
    recap, price = _bodies(town, nadia, "Les deux, et dites-moi combien coûte un repas")
    assert "Réserver la cantine de Tom : mardi 1er décembre." in recap
    assert "3,05" in price


def test_each_request_of_one_mail_has_its_own_recap(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Tom jeudi 3 décembre").say("oui")
    nadia.row = None
    said = _bodies(town, nadia, "Réserve Léa lundi 7 décembre et annule Tom jeudi 3 décembre. Mon téléphone est maintenant 07 11 22 33 44")
    assert [one.split("\n")[0] for one in said] == [
        "Réserver la cantine de Léa : lundi 7 décembre.",
        "Annuler la cantine de Tom : jeudi 3 décembre.",
        "Nouveau téléphone : 07 11 22 33 44.",
    ]


def test_each_recap_is_answered_by_itself(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Tom jeudi 3 décembre").say("oui")
    nadia.row = None
    incoming = nadia.incoming(text="Réserve Léa lundi 7 décembre et annule Tom jeudi 3 décembre", token="")
    first, second = (town.screen_of(one.outbox_id)[1] for one in town.desk.receive(incoming))
    nadia.say("oui", token=second.reply_token)
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], [])
    nadia.say("oui", token=first.reply_token)
    assert town.booked(town.cast.lea.id) == ["2026-12-07"]


def test_a_mail_delivered_twice_is_answered_by_the_same_rows(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    incoming = nadia.incoming(text="Oui\nEt réserve Tom mardi 1er décembre", token=nadia.row.reply_token if nadia.row else "")
    first = [one.outbox_id for one in town.desk.receive(incoming)]
    assert [one.outbox_id for one in town.desk.receive(incoming)] == first
    assert len(first) == 2
