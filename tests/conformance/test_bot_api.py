"""Every request of the bot, in all the walks, is one that the official Bot API takes."""

import os
from pathlib import Path

import pytest

from tests.conformance.bot_api import Contract
from tests.servers.telegram import BotApi, Call
from tests.walks import test_walks as walks
from tests.walks.conftest import WalkTown
from tests.walks.conftest import town as town  # noqa: PLC0414 (the walks' own fixture)
from tests.walks.doors import TelegramDriver, telegram_town
from tests.walks.transcript import run, transcript_of
from villars_core.demo import cast

WALKS = {
    walks.test_a_parent_books_in_time_and_undoes: cast.NADIA_CHAT,
    walks.test_too_late_has_ways_out: cast.NADIA_CHAT,
    walks.test_a_missing_child_is_asked_once: cast.NADIA_CHAT,
    walks.test_separated_parents_have_their_own_weeks: cast.SOPHIE_CHAT,
    walks.test_what_is_booked_can_be_seen: cast.NADIA_CHAT,
}


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Read the official contract."""
    return Contract.read(Path(os.environ["VILLARS_FORMATS"]))


def _faults(contract: Contract, api: BotApi) -> list[str]:
    return [fault for call in api.calls for fault in contract.faults(call)]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_the_requests_of_a_walk_are_the_official_ones(walk: object, contract: Contract, town: WalkTown) -> None:
    with telegram_town(town.records) as api:
        run(transcript_of(walk), TelegramDriver(api, WALKS[walk]), town.clock)  # type: ignore[index]
        api.until(lambda one: bool(one.of("setMyCommands")))
    assert {"getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"} <= {call.method for call in api.calls}
    assert _faults(contract, api) == []


def test_the_requests_of_a_newcomer_and_of_an_announcement_are_the_official_ones(contract: Contract, town: WalkTown) -> None:
    with telegram_town(town.records) as api:
        olena = TelegramDriver(api, cast.OLENA_CHAT)
        olena.say(town.cast.olena_invitation.code)
        run(transcript_of(walks.test_a_newcomer_opens_the_account_in_chat), olena, town.clock)
        claire = TelegramDriver(api, cast.CLAIRE_CHAT)
        claire.say("/annonce")
        claire.say("Sortie de vendredi\n" + "Prévoyez des bottes & <un pique-nique>. " * 60)
        claire.press("Toutes les familles")
        claire.press("Valider")
        api.until(lambda one: any("Sortie" in shown.text for shown in one.sent_to(cast.FATOU_CHAT)))
    assert "deleteMessage" in {call.method for call in api.calls}
    assert _faults(contract, api) == []


def test_the_contract_notices_what_it_does_not_know(contract: Contract) -> None:
    wrong = Call(
        "sendMessage", {"chat_id": "1", "text": "", "colour": "red", "reply_markup": '{"inline_keyboard": [[{"text": 3}]]}'}, {}, 200, 0.0
    )
    faults = "\n".join(contract.faults(wrong))
    assert "no parameter colour" in faults
    assert "sendMessage.text: len 0" in faults
    assert "reply_markup" in faults
    assert list(contract.faults(Call("sendMessage", {"chat_id": "1"}, {}, 200, 0.0))) == ["sendMessage: text is missing"]
