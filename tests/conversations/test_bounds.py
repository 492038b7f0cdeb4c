"""What is typed is bounded, whatever is open; and wrong codes end at every door."""

from datetime import timedelta

import pytest

from tests.conversations.people import Person, Town
from villars_core.conversations.flows.registry import COMMANDS
from villars_core.conversations.messages import Channel

LONGEST = 4096
TEXTS = {
    "letters": "a" * LONGEST,
    "emoji": "🦄" * (LONGEST // 2),
    "figures": "7 " * (LONGEST // 2),
    "days": ("lundi et mardi, " * LONGEST)[:LONGEST],
    "markup": ("<b>&</b>" * LONGEST)[:LONGEST],
    "lines": ("x\n" * LONGEST)[:LONGEST],
    "names": ("Léa Tom " * LONGEST)[:LONGEST],
    "account": ("FR7630006000011234567890189 " * LONGEST)[:LONGEST],
}
SHOWN_AT_MOST = 20_000


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_the_longest_message_is_answered_whatever_form_is_open(town: Town, nadia: Person, claire: Person, kind: str, proving: bool) -> None:  # noqa: FBT001 (a fixture)
    some = sorted(COMMANDS) if proving else sorted(COMMANDS)[sorted(TEXTS).index(kind) % 4 :: 4]
    for person in (nadia, claire):
        for command in some:
            person.say(command).say(TEXTS[kind])
            assert person.screen.title or person.text, (command, kind)
            assert len(person.text) <= SHOWN_AT_MOST, (command, kind)
            assert all(len(label) <= 100 for label in person.labels)
            person.say("/annuler")
    assert town.booked(town.cast.lea.id) == []


@pytest.mark.parametrize(("channel", "address"), [(Channel.EMAIL, "olena@parents.example"), (Channel.TELEGRAM, "777")])
def test_wrong_codes_lock_a_mailbox_as_a_chat_and_the_right_one_is_not_looked_at(town: Town, channel: Channel, address: str) -> None:
    person = Person(town, channel, address)
    for _ in range(5):
        person.say("Mon code : AAAA-BBBB-CCCC")
    assert "Trop de codes faux" in person.text
    person.say(f"Mon code : {town.cast.olena_invitation.code}")
    assert "Trop de codes faux" in person.text
    town.clock.move_to(town.clock.now() + timedelta(minutes=16))
    person.say(f"Mon code : {town.cast.olena_invitation.code}")
    assert "Trop de codes faux" not in person.text


def test_each_lock_is_longer_and_the_last_one_waits_for_the_office(town: Town) -> None:
    stranger = Person(town, Channel.TELEGRAM, "778")
    waits = []
    for _ in range(12):
        for _ in range(5):
            stranger.say("AAAA-BBBB-CCCC")
        waits.append(stranger.text)
        town.clock.move_to(town.clock.now() + timedelta(days=2))
    assert len(set(waits)) > 1
    town.clock.move_to(town.clock.now() + timedelta(days=400))
    stranger.say(town.cast.olena_invitation.code)
    assert "Choisissez un secret" not in stranger.text
