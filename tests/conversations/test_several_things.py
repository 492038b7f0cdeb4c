"""One mail that says several things: an answer and a request under it, several requests; nothing of it waits or is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.people import Person, Town, town_in
from villars_core.conversations.gathering import keys_said
from villars_core.conversations.messages import Channel
from villars_core.notifications.screens import Choice, Screen
from villars_core.understanding import Intent, Reading


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_in(tmp_path) as found:
        yield found


@pytest.fixture
def nadia(town: Town) -> Person:
    return Person(town, Channel.EMAIL, town.cast.nadia.email)


def _bodies(town: Town, person: Person, text: str) -> list[str]:
    """Return what the one answer to a mail says, part by part."""
    incoming = person.incoming(text=text, token=(person.row.reply_token or "") if person.row else "")
    (reply,) = town.desk.receive(incoming)
    person.screen, person.row = town.screen_of(reply.outbox_id)
    assert [row.id for row in town.rows(inbox_id=person.row.inbox_id)] == [reply.outbox_id]
    return [part.strip() for part in re.split(r"^[A-Z]\. .+\n", person.text, flags=re.MULTILINE) if part.strip()]


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


def two_recaps(town: Town, nadia: Person) -> Person:
    """Ask for two things in one mail: Léa on Monday 7, and no longer Tom on Thursday 3."""
    nadia.say("Réserve la cantine de Tom jeudi 3 décembre").say("oui")
    nadia.row = None
    assert len(_bodies(town, nadia, "Réserve Léa lundi 7 décembre et annule Tom jeudi 3 décembre")) == 2
    return nadia


def test_choices_are_numbered_through_and_say_whose_they_are(town: Town, nadia: Person) -> None:
    two_recaps(town, nadia)
    assert [one for one in nadia.labels if "Valider" in one] == ["A : Valider", "B : Valider"]
    assert nadia.labels.count("Menu") == 1
    assert "« Oui » valide tout" in nadia.screen.hint


@pytest.mark.parametrize(("answer", "lea", "tom"), [("A : Valider", ["2026-12-07"], ["2026-12-03"]), ("B : Valider", [], [])])
def test_each_recap_is_answered_by_itself(answer: str, lea: list[str], tom: list[str], town: Town, nadia: Person) -> None:
    two_recaps(town, nadia)
    left = "B" if answer.startswith("A") else "A"
    done, waits = _bodies(town, nadia, str(nadia.labels.index(answer) + 1))
    assert done.startswith("C’est")
    assert ("Annuler la cantine de Tom" if left == "B" else "Réserver la cantine de Léa") in waits
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (lea, tom)


@pytest.mark.parametrize("join", [" et ", ", ", " ", "\n"])
def test_two_numbers_take_two_choices(join: str, town: Town, nadia: Person) -> None:
    two_recaps(town, nadia)
    numbers = [str(nadia.labels.index(one) + 1) for one in ("A : Valider", "B : Valider")]
    done = _bodies(town, nadia, join.join(numbers))
    assert "C’est réservé." in done[0]
    assert "C’est annulé." in done[1]
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (["2026-12-07"], [])


def test_yes_confirms_all_that_was_to_be_confirmed_once(town: Town, nadia: Person) -> None:
    asked = two_recaps(town, nadia).row
    done = _bodies(town, nadia, "oui")
    assert len(done) == 2
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (["2026-12-07"], [])
    numbers = len(town.rows(kind="shared_calendar"))
    nadia.say("oui", token=asked.reply_token if asked else "")
    assert len(town.rows(kind="shared_calendar")) == numbers
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (["2026-12-07"], [])


def test_no_gives_up_all_of_them(town: Town, nadia: Person) -> None:
    two_recaps(town, nadia).say("non")
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], ["2026-12-03"])
    assert "Rien n’a changé" in nadia.text


def test_what_answers_none_of_them_is_a_request_like_any_other(town: Town, nadia: Person) -> None:
    two_recaps(town, nadia).say("mes absences")
    assert nadia.screen.title == "Mes absences"
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], ["2026-12-03"])


def test_the_number_of_a_mail_that_was_answered_shows_where_things_stand(town: Town, nadia: Person) -> None:
    asked = two_recaps(town, nadia).row
    nadia.say("1").say("1", token=asked.reply_token if asked else "")
    assert "C’est réservé. Léa mangera à la cantine : lundi 7 décembre." in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-07"]


def test_another_persons_answer_to_it_takes_nothing(town: Town, nadia: Person) -> None:
    asked = two_recaps(town, nadia).row
    paul = Person(town, Channel.EMAIL, town.cast.paul.email)
    paul.say("oui", token=asked.reply_token if asked else "")
    assert "ancien message" in paul.text
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], ["2026-12-03"])


def test_in_a_chat_each_answer_is_a_message_of_its_own(town: Town) -> None:
    chat = Person(town, Channel.TELEGRAM, "1001")
    chat.say("Réserve Léa lundi 7 décembre")
    assert "A." not in chat.text


def test_a_mail_delivered_twice_is_answered_by_the_same_row(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    incoming = nadia.incoming(text="Oui\nEt réserve Tom mardi 1er décembre", token=nadia.row.reply_token if nadia.row else "")
    first = [one.outbox_id for one in town.desk.receive(incoming)]
    assert [one.outbox_id for one in town.desk.receive(incoming)] == first
    assert len(first) == 1


@pytest.mark.parametrize("said", ["1" * 4_000 + "x", "1 " * 2_000 + "x", " " * 4_000 + "1", "1 et " * 800])
def test_long_numbers_take_no_choice_and_no_time(said: str) -> None:
    """A pattern that may part digits in many ways would not come back from these."""
    screen = Screen(rows=((Choice("A-ok", "Oui"),), (Choice("B-ok", "Oui aussi"),)))

    assert keys_said(screen, said, Reading(Intent.UNKNOWN)) in ([], ["A-ok"])


@pytest.mark.parametrize("said", ["1 2", "1, 2", "1 et 2", "1,2", " 2 ; 1. ", "1et2", "1 + 2"])
def test_two_numbers_are_two_choices_however_they_are_joined(said: str) -> None:
    screen = Screen(rows=((Choice("A-ok", "Oui"),), (Choice("B-ok", "Oui aussi"),)))

    assert sorted(keys_said(screen, said, Reading(Intent.UNKNOWN))) == ["A-ok", "B-ok"]
