"""The contract that the requests are held against says what it does not know, and takes the longest announcement."""

import os
from pathlib import Path

import pytest

from tests.conformance.bot_api import Contract
from tests.servers.telegram import Call
from tests.walks.conftest import town as town  # noqa: PLC0414 (the walks' own fixture)
from tests.walks.doors import WalkTown, telegram_doorway
from tests.walks.transcript import run
from villars_core.demo import cast


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Read the official contract."""
    return Contract.read(Path(os.environ["VILLARS_FORMATS"]))


def test_the_requests_of_a_long_announcement_are_the_official_ones(contract: Contract, town: WalkTown) -> None:
    words = "Sortie de vendredi⏎" + "Prévoyez des bottes & <un pique-nique>. " * 60
    with telegram_doorway(town) as (sit, api):
        run(f"> /annonce\n> {words}\n[Toutes les familles]\n[Valider]", sit("claire"), town.clock)
        api.until(lambda one: any("Sortie" in shown.text for shown in one.sent_to(cast.FATOU_CHAT)))
        api.until(lambda one: bool(one.of("setMyCommands")))
    assert {"getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"} <= {call.method for call in api.calls}
    assert [fault for call in api.calls for fault in contract.faults(call)] == []


def test_the_contract_notices_what_it_does_not_know(contract: Contract) -> None:
    wrong = Call(
        "sendMessage", {"chat_id": "1", "text": "", "colour": "red", "reply_markup": '{"inline_keyboard": [[{"text": 3}]]}'}, {}, 200, 0.0
    )
    faults = "\n".join(contract.faults(wrong))
    assert "no parameter colour" in faults
    assert "sendMessage.text: len 0" in faults
    assert "reply_markup" in faults
    assert list(contract.faults(Call("sendMessage", {"chat_id": "1"}, {}, 200, 0.0))) == ["sendMessage: text is missing"]
