"""What each kind of update is for the house."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.updates import Aside, Leave, Reach, Why, read, to_incoming
from tests.bot.house import NADIA
from tests.servers.telegram import SENT_AT, BotApi
from tests.servers.telegram_chats import Shown
from villars_core.conversations.messages import Incoming
from villars_core.work import Assurance

API = BotApi()


def _update(**content: Any) -> Update:  # noqa: ANN401 (any JSON)
    return Update.de_json({"update_id": 7, **content}, None)


def _message(**content: Any) -> dict[str, Any]:  # noqa: ANN401 (any JSON)
    return API.message(NADIA, **content)


def _incoming(**content: Any) -> Incoming:  # noqa: ANN401 (any JSON)
    found = to_incoming(_update(message=_message(**content)), "7")
    assert found is not None
    return found


def test_text_keeps_its_author_date_and_language() -> None:
    found = _incoming(text="Annule la cantine de Léa jeudi")
    assert (found.address, found.text, found.external_id, found.language) == (str(NADIA), "Annule la cantine de Léa jeudi", "7", "fr")
    assert found.sent_at == datetime.fromtimestamp(SENT_AT, UTC)
    assert found.assurance is Assurance.LINKED


@pytest.mark.parametrize(
    ("said", "text", "token"),
    [
        ("/start Abc_-9", "/start", "Abc_-9"),
        ("/start@villars_test_bot Abc_-9", "/start", "Abc_-9"),
        ("/start", "/start", ""),
        ("/menu@villars_test_bot", "/menu", ""),
        ("/reserver jeudi", "/reserver jeudi", ""),
        ("/start deux mots", "/start deux mots", ""),
    ],
)
def test_commands_come_as_text_and_a_deep_link_gives_its_code(said: str, text: str, token: str) -> None:
    found = _incoming(text=said)
    assert (found.text, found.token) == (text, token)


def test_a_press_carries_its_button_and_its_screen_and_no_date() -> None:
    query = {
        "id": "1",
        "from": _message()["from"],
        "chat_instance": "1",
        "message": Shown(NADIA, 55, "x", {}).to_json(),
        "data": "11.3.yes",
    }
    found = to_incoming(_update(callback_query=query), "7")
    assert found is not None
    assert (found.choice, found.anchor, found.sent_at) == ("11.3.yes", "55", None)


def test_the_largest_photo_and_the_album_are_named() -> None:
    photos = [{"file_id": f"f{w}", "file_unique_id": f"u{w}", "width": w, "height": w, "file_size": w} for w in (90, 1280, 320)]
    found = _incoming(photo=photos, media_group_id="77", caption="certificat")
    assert (found.files[0].fetch, found.files[0].size, found.album, found.text) == ("f1280", 1280, "77", "certificat")


def test_a_forwarded_document_is_a_file_whose_caption_is_no_command() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "CAF", "date": SENT_AT}
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "qf.pdf", "mime_type": "application/pdf", "file_size": 9}
    found = _incoming(document=document, caption="/annuler", forward_origin=origin)
    assert (found.text, found.files[0].name) == ("", "qf.pdf")


@pytest.mark.parametrize(
    ("kind", "content", "why"),
    [
        (
            "message",
            {"text": "/annuler", "forward_origin": {"type": "hidden_user", "sender_user_name": "X", "date": SENT_AT}},
            Why.FORWARDED,
        ),
        ("edited_message", {"text": "finalement non", "edit_date": SENT_AT}, Why.EDITED),
        ("message", {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, Why.UNREADABLE),
    ],
)
def test_edits_forwarded_texts_and_voices_change_nothing_and_are_answered(kind: str, content: dict[str, Any], why: Why) -> None:
    event = read(_update(**{kind: _message(**content)}), "7")
    assert isinstance(event, Aside)
    assert (event.why, event.address) == (why, str(NADIA))


@pytest.mark.parametrize("chat", [{"id": -5, "type": "group", "title": "CM2"}, {"id": -6, "type": "supergroup", "title": "CM2"}])
def test_groups_are_left_alone(chat: dict[str, Any]) -> None:
    said = _message(text="/menu") | {"chat": chat}
    pressed = {"id": "1", "from": said["from"], "chat_instance": "1", "message": said, "data": "11.3.yes"}
    assert read(_update(message=said), "7") is None
    assert read(_update(callback_query=pressed), "7") is None


def test_other_bots_and_channels_are_not_answered() -> None:
    said = _message(text="bonjour")
    said["from"] = said["from"] | {"is_bot": True}
    assert read(_update(message=said), "7") is None
    assert read(_update(channel_post=said), "7") is None


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_taking_back_are_seen(status: str, blocked: bool) -> None:  # noqa: FBT001 (a column of a table)
    API.block(NADIA, status)
    change = API.pending.pop()
    assert read(Update.de_json(change, None), "7") == Reach(str(NADIA), blocked)


def test_a_group_that_the_bot_was_added_to_is_left() -> None:
    API.block(NADIA, "member")
    change = API.pending.pop()["my_chat_member"] | {"chat": {"id": -5, "type": "group", "title": "CM2"}}
    assert read(_update(my_chat_member=change), "7") == Leave(-5)
