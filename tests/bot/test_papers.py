"""Documents by Telegram: before their text, as pictures where they are pictures; what Telegram does to them never loses the text."""

from collections.abc import Iterator

import pytest

from tests.bot.house import NADIA, StandIn, house_of, open_door, posted
from tests.bot.test_sending import FAST, _linked, _state
from tests.servers.telegram import BotApi, Fault
from villars_core.accounts.models import Account
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.conversations import papers
from villars_core.notifications.screens import Attachment, Screen
from villars_core.work import SYSTEM, Records

SCREEN = Screen(
    "Calendrier", ("Le voici.",), attachments=(Attachment("mois.png", "image/png", "dot"), Attachment("mois.ics", "text/calendar", "dot"))
)
MISSING = "Le document « mois.png » n’a pas pu être joint."


@pytest.fixture
def account(api: BotApi, records: Records, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Open the door for an account whose documents are one byte long."""
    monkeypatch.setattr(papers, "PAPERS", {"dot": lambda _work, _facts: lambda: b"."})
    with _linked(records, NADIA, "nadia@parents.example") as number, open_door(house_of(api, records, StandIn(records)), slot_seconds=FAST):
        with records.writing(SYSTEM) as work:
            work.session.get_one(Account, number).terms_version = TERMS_VERSION
        yield number


def test_pictures_are_shown_and_the_text_comes_last(api: BotApi, records: Records, account: int) -> None:
    _state(records, posted(records, screen=SCREEN, account_id=account), "sent")
    assert [one.method for one in api.calls if one.chat == NADIA] == ["sendPhoto", "sendDocument", "sendMessage"]
    assert api.sent_to(NADIA)[-1].text == "Calendrier\n\nLe voici."


def test_a_refused_document_is_said_to_be_missing(api: BotApi, records: Records, account: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.servers.telegram._SAID", {"400": (400, "Bad Request: PHOTO_INVALID_DIMENSIONS")})
    api.fail(Fault("sendPhoto", "400"))
    _state(records, posted(records, screen=SCREEN, account_id=account), "sent")
    assert MISSING in api.sent_to(NADIA)[-1].text


def test_a_document_that_never_passes_holds_the_text_back_twice_only(api: BotApi, records: Records, account: int) -> None:
    api.fail(Fault("sendPhoto", "drop", times=20))
    assert _state(records, posted(records, screen=SCREEN, account_id=account), "sent", seconds=40).attempts == 3
    assert [MISSING in one.text for one in api.sent_to(NADIA) if one.text.startswith("Calendrier")] == [True]


def test_who_blocked_the_bot_gets_the_document_elsewhere(api: BotApi, records: Records, account: int) -> None:
    api.fail(Fault("sendPhoto", "403", chat=NADIA))
    assert _state(records, posted(records, screen=SCREEN, account_id=account), "failed").failure == "Forbidden"
