"""What only one door shows: a tap's few words, messages deleted, what Telegram refuses once, an announcement by both ways."""

import pytest

from tests.servers.programs import wait_until
from tests.servers.telegram import Fault
from tests.walks import test_walks as walks
from tests.walks.doors import CHATS, WalkTown, email_doorway, telegram_doorway
from tests.walks.email_door import Servers
from tests.walks.telegram_door import TelegramDriver
from tests.walks.transcript import run, transcript_of
from villars_core.notifications.models import OutboxRow
from villars_core.work import SYSTEM

TROUBLES = [
    Fault("sendMessage", "429"),
    Fault("sendMessage", "drop"),
    Fault("sendMessage", "500"),
    Fault("editMessageText", "400"),
    Fault("editMessageText", "429"),
    Fault("editMessageText", "drop"),
    Fault("answerCallbackQuery", "400"),
    Fault("getUpdates", "409"),
    Fault("getUpdates", "drop"),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: f"{one.method} {one.kind}")
def test_booking_goes_through_whatever_telegram_refuses_once(trouble: Fault, town: WalkTown) -> None:
    with telegram_doorway(town, Fault(trouble.method, trouble.kind)) as (sit, api):
        run(transcript_of(walks.test_what_was_done_can_be_undone_once), sit("nadia"), town.clock)
    assert not any(one.times for one in api.faults)


def test_a_typed_secret_leaves_the_chat(town: WalkTown) -> None:
    with telegram_doorway(town) as (sit, api):
        run(transcript_of(walks.test_a_newcomer_opens_the_account), sit("olena"), town.clock)
        assert len(api.chats.deleted) >= 3


def test_an_old_button_says_so(town: WalkTown) -> None:
    with telegram_doorway(town) as (sit, api):
        nadia = sit("nadia").driver
        assert isinstance(nadia, TelegramDriver)
        nadia.say("Réserve la cantine de Léa lundi 30 novembre")
        message, data = nadia.button("Valider")
        nadia.press("Valider")
        api.press(message, data)
        api.until(lambda one: any("écran a changé" in call.params.get("text", "") for call in one.of("answerCallbackQuery")))
    assert town.booked("lea") == ["2026-11-30"]


def test_a_redelivered_update_is_answered_once(town: WalkTown) -> None:
    with telegram_doorway(town) as (sit, api):
        nadia = sit("nadia").driver
        nadia.say("Réserve la cantine de Léa lundi 30 novembre")
        nadia.again()
        assert len([call for call in api.of("sendMessage") if "Réserver la cantine de" in call.params["text"]]) == 1


def test_an_announcement_goes_by_mail_to_who_blocked_the_bot(town: WalkTown, servers: Servers) -> None:
    """Claire writes to the CE1: Nadia reads it in her chat; Paul, who blocked the bot, reads it in his mailbox."""
    chatting = frozenset({"nadia", "paul", "claire"})
    with email_doorway(town, servers, chatting) as mail, telegram_doorway(town) as (sit, api):
        api.block(CHATS["paul"])
        claire = sit("claire")
        run("> /annonce\n> Sortie de vendredi\n[Classe CE1, École élémentaire Jean Moulin]\n[Valider]", claire, town.clock)
        run("nadia ~ Sortie de vendredi", claire, town.clock)
        run("paul ~ Sortie de vendredi", mail("paul"), town.clock)
        wait_until(lambda: _states(town) == {"sent"}, "the announcement is sent")
        run("[Suivre l’envoi]\n< 2 reçues sur 2", claire, town.clock)


@pytest.mark.parametrize("kind", ["403", "400"])
def test_an_answer_that_the_chat_refuses_goes_by_mail_and_is_answered_there(kind: str, town: WalkTown, servers: Servers) -> None:
    """Nadia writes and blocks the bot at once, or her chat is gone: the recap comes by mail, and its number books."""
    with email_doorway(town, servers, frozenset({"nadia"})) as mail, telegram_doorway(town, Fault("sendMessage", kind)) as (_, api):
        api.say(CHATS["nadia"], "Réserve la cantine de Léa lundi 30 novembre")
        run(
            "~ Réserver la cantine de Léa : lundi 30 novembre.\n[Valider]\n< Numéro R-2026-00001\n= lea 2026-11-30",
            mail("nadia"),
            town.clock,
        )
        assert api.sent_to(CHATS["nadia"]) == []


def _states(town: WalkTown) -> set[str]:
    with town.records.reading(SYSTEM) as work:
        return {row.state for row in work.session.query(OutboxRow).filter(OutboxRow.campaign_id.is_not(None), OutboxRow.state != "failed")}
