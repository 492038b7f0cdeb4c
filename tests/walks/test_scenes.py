"""Every walk through every door: Telegram over HTTP, e-mail over SMTP and IMAP, the terminal."""

import pytest

from tests.conversations.people import Town
from tests.servers.telegram import BotApi, Fault
from tests.walks.conftest import telegram_stage
from tests.walks.transcript import NAMES, Stage

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


@pytest.mark.parametrize("name", NAMES)
def test_walk(name: str, stage: Stage) -> None:
    stage.play(name)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: f"{one.method} {one.kind}")
def test_booking_goes_through_whatever_telegram_refuses_once(trouble: Fault, town: Town, api: BotApi) -> None:
    api.fail(Fault(trouble.method, trouble.kind))
    with telegram_stage(town, api) as stage:
        stage.play("undo")
    assert not any(one.times for one in api.faults)
