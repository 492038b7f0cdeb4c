"""Bounces and mails of machines, as servers, providers and answerers write them: they never act, and people are never taken for them."""

import pytest

from email_gateway.parsing import parse
from tests.email_gateway.corpus.bounces import BOUNCES, PARENT, Returned
from tests.email_gateway.corpus.machines import MACHINES, PEOPLE, Automatic


def test_corpus_holds_enough_of_each() -> None:
    assert len(BOUNCES) >= 40
    assert len(MACHINES) >= 30


def test_no_bounce_ever_acts() -> None:
    """The bar is 97 of 100; of these forms, all are known."""
    assert [one.name for one in BOUNCES if not parse(one.raw).automatic] == []


@pytest.mark.parametrize("returned", BOUNCES, ids=lambda one: one.name)
def test_bounces_say_who_and_whether_the_address_is_lost(returned: Returned) -> None:
    bounce = parse(returned.raw).bounce
    assert bounce is not None
    assert (bounce.kind, bounce.recipient) == (returned.kind, PARENT)


@pytest.mark.parametrize("mail", MACHINES, ids=lambda one: one.name)
def test_mails_of_machines_never_act(mail: Automatic) -> None:
    assert parse(mail.raw).automatic


@pytest.mark.parametrize("mail", PEOPLE, ids=lambda one: one.name)
def test_people_who_sound_like_machines_are_read(mail: Automatic) -> None:
    read = parse(mail.raw)
    assert (read.automatic, read.bounce) == ("", None)
    assert read.reply_text
