"""The door's ways in: polling and webhook, each update kept before it is confirmed, in order for each person."""

import json
import threading
import time
import urllib.request
from urllib.error import HTTPError

import pytest

from tests.bot.house import NADIA, PAUL, StandIn, house_of, open_door, settings_for
from tests.servers.programs import free_port
from tests.servers.telegram import BotApi, Fault
from villars_core.conversations import inbox
from villars_core.conversations.messages import Incoming
from villars_core.errors import OperatorError
from villars_core.work import Records

SECRET = "a-secret-of-the-webhook"


def _answered(api: BotApi, person: int, many: int = 1) -> None:
    api.until(lambda server: len(server.chats.of(person)) >= many)


def test_a_text_is_kept_answered_and_confirmed(api: BotApi, records: Records, desk: StandIn) -> None:
    number = api.say(NADIA, "Réserve jeudi pour Léa")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
        api.until(lambda server: server.confirmed >= number)
    assert [one.text for one in desk.told] == ["Réserve jeudi pour Léa"]
    (shown,) = api.sent_to(NADIA)
    assert shown.text == "Cantine\n\nLéa : réserver le jeudi 3 décembre ?"
    assert [one["text"] for one in shown.buttons] == ["Valider", "Annuler"]


def test_nothing_is_confirmed_while_the_inbox_cannot_be_written(
    api: BotApi, records: Records, desk: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, faults = inbox.keep, [OSError("disk full")] * 2

    def keep(*given: object, **more: object) -> inbox.Kept:
        if faults:
            raise faults.pop()
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.intake.inbox.keep", keep)
    number = api.say(NADIA, "Réserve jeudi pour Léa")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
        api.until(lambda server: server.confirmed >= number)
    assert faults == []
    assert len(desk.told) == 1


def test_messages_of_one_person_keep_their_order_and_another_person_does_not_wait(api: BotApi, records: Records, desk: StandIn) -> None:
    gate = threading.Event()

    def hold(incoming: Incoming) -> None:
        if incoming.text == "un":
            gate.wait(10)

    desk.before = hold
    for word in ("un", "deux", "trois"):
        api.say(NADIA, word)
    api.say(PAUL, "moi")
    with open_door(house_of(api, records, desk), slot_seconds=0.001):
        _answered(api, PAUL)
        assert [one.text for one in desk.told] == ["moi"]
        gate.set()
        _answered(api, NADIA, 3)
    assert [one.text for one in desk.told] == ["moi", "un", "deux", "trois"]


def test_a_press_is_answered_in_the_place_of_its_screen_with_a_few_words(api: BotApi, records: Records, desk: StandIn) -> None:
    with open_door(house_of(api, records, desk)):
        api.say(NADIA, "Réserve jeudi pour Léa")
        _answered(api, NADIA)
        shown = api.sent_to(NADIA)[0]
        api.press(shown, shown.buttons[0]["callback_data"])
        api.until(lambda server: bool(server.of("editMessageText")) and bool(server.of("answerCallbackQuery")))
        api.until(lambda server: server.sent_to(NADIA)[0].edits == 1)
    assert len(api.sent_to(NADIA)) == 1
    assert api.sent_to(NADIA)[0].text.startswith("Reçu")
    assert api.of("answerCallbackQuery")[0].params["text"] == "C’est noté"


def test_an_update_delivered_again_is_handled_once(api: BotApi, records: Records, desk: StandIn) -> None:
    first = api.message(NADIA, text="Réserve jeudi pour Léa")
    number = api.push(message=first)
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: server.confirmed >= number and bool(server.chats.of(NADIA)))
    with open_door(house_of(api, records, desk)):
        api.again({"update_id": number, "message": first})
        later = api.say(PAUL, "moi")
        api.until(lambda server: server.confirmed >= later and bool(server.chats.of(PAUL)))
    assert [one.text for one in desk.told] == ["Réserve jeudi pour Léa", "moi"]
    assert len(api.sent_to(NADIA)) == 1


def test_what_was_kept_and_not_finished_is_handled_at_the_next_start(api: BotApi, records: Records, desk: StandIn) -> None:
    update = {"update_id": 5, "message": api.message(NADIA, text="Réserve jeudi pour Léa")}
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: server.polls > 0)
    assert desk.told == []
    _keep(records, update)
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
    assert [one.external_id for one in desk.told] == ["5"]


def test_a_desk_that_fails_is_asked_again_in_the_persons_turn(api: BotApi, records: Records, desk: StandIn) -> None:
    faults = [RuntimeError("once")]

    def fail(_incoming: Incoming) -> None:
        if faults:
            raise faults.pop()

    desk.before = fail
    api.say(NADIA, "un")
    api.say(NADIA, "deux")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA, 2)
    assert [one.text for one in desk.told] == ["un", "deux"]


def test_a_file_reaches_the_desk_with_its_bytes(api: BotApi, records: Records, desk: StandIn) -> None:
    api.send_file(NADIA, "certificat.pdf", b"%PDF-1.7 certificat", caption="Pour Léa", media_group_id="77")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
    (told,) = desk.told
    assert (told.text, told.album) == ("Pour Léa", "77")
    assert [(one.name, one.content) for one in told.files] == [("certificat.pdf", b"%PDF-1.7 certificat")]


def test_an_edited_message_is_answered_once_and_reaches_no_desk(api: BotApi, records: Records, desk: StandIn) -> None:
    edited = api.message(NADIA, text="finalement non", edit_date=1795511500)
    api.push(edited_message=edited)
    api.push(edited_message=edited)
    api.say(PAUL, "moi")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
        _answered(api, PAUL)
    assert [one.text for one in desk.told] == ["moi"]
    (shown,) = api.sent_to(NADIA)
    assert "Un message modifié n’est pas relu" in shown.text


def test_a_group_is_left(api: BotApi, records: Records, desk: StandIn) -> None:
    api.block(NADIA, "member")
    change = api.pending.pop()["my_chat_member"] | {"chat": {"id": -5, "type": "group", "title": "CM2"}}
    api.push(my_chat_member=change)
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: bool(server.of("leaveChat")))
    assert api.of("leaveChat")[0].params["chat_id"] == "-5"


def test_a_webhook_takes_updates_with_its_secret_alone(api: BotApi, records: Records, desk: StandIn) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    house = house_of(api, records, desk, mode="webhook", webhook_url=url, webhook_secret=SECRET, webhook_port=port)
    with open_door(house):
        api.until(lambda server: bool(server.webhook.get("url")))
        number = api.say(NADIA, "Réserve jeudi pour Léa")
        _answered(api, NADIA)
        api.until(lambda server: server.confirmed >= number)
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(url, b"{}", {"Content-Type": "application/json"}), timeout=5)
        refused.value.close()
    assert refused.value.code == 403
    assert len(desk.told) == 1


def test_a_wrong_token_ends_the_door_with_its_mend_and_without_the_token(api: BotApi, records: Records, desk: StandIn) -> None:
    house = house_of(api, records, desk)
    wrong = settings_for(api).telegram.model_copy(update={"token": type(settings_for(api).telegram.token)("1:WRONG")})
    house.loaded.settings.__dict__["telegram"] = wrong
    with pytest.raises(OperatorError) as ended, open_door(house) as thread:
        thread.join(20)
    assert "BotFather" in str(ended.value)
    assert "WRONG" not in str(ended.value)


def test_a_second_program_on_the_same_bot_gives_way(api: BotApi, records: Records, desk: StandIn) -> None:
    api.fail(Fault("getUpdates", "409", times=3))
    with pytest.raises(OperatorError) as ended, open_door(house_of(api, records, desk)) as thread:
        thread.join(30)
    assert "Un autre programme" in str(ended.value)


def test_one_conflict_alone_ends_nothing(api: BotApi, records: Records, desk: StandIn) -> None:
    api.fail(Fault("getUpdates", "409"))
    api.say(NADIA, "Réserve jeudi pour Léa")
    with open_door(house_of(api, records, desk)):
        _answered(api, NADIA)
    assert len(desk.told) == 1


def test_the_door_closes_within_seconds_while_nobody_writes(api: BotApi, records: Records, desk: StandIn) -> None:
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: server.polls > 0)
        asked = time.monotonic()
    assert time.monotonic() - asked < 5


def test_the_commands_are_shown_in_each_language_and_set_only_when_they_changed(api: BotApi, records: Records, desk: StandIn) -> None:
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: len(server.of("setMyCommands")) == 2)
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: len(server.of("getMyCommands")) == 4)
    assert len(api.of("setMyCommands")) == 2


def _keep(records: Records, update: dict[str, object]) -> None:
    inbox.keep(records, "telegram", str(update["update_id"]), json.dumps(update).encode(), str(NADIA))


def test_a_door_told_to_close_before_telegram_answers_leaves_nothing_open(api: BotApi, records: Records, desk: StandIn) -> None:
    api.fail(Fault("getMe", "502html", times=50))
    with open_door(house_of(api, records, desk)):
        api.until(lambda server: bool(server.of("getMe")))
    assert api.polls == 0
