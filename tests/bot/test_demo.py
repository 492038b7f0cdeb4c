"""The demo's phone shows what the bot would send, and what is done on it enters as the bot's updates do."""

from dataclasses import replace

from bot.demo import Said, phone
from tests.bot.house import NADIA, NOW, QUESTION, item
from villars_core.conversations.messages import Channel
from villars_core.notifications.outbox import Parcel
from villars_core.notifications.screens import Attachment, Choice, Screen

TOUCH = Said(str(NADIA), "Nadia", number=41, message=7, at=NOW)


def test_row_is_drawn_as_the_bot_sends_it() -> None:
    drawn = phone.draw(item(Parcel(QUESTION, edit="5")))
    assert drawn["texts"] == ["<b>Cantine</b>\n\nLéa : réserver le jeudi 3 décembre ?"]
    assert [[one["label"] for one in row] for row in drawn["keyboard"]] == [["Valider", "Annuler"]]
    assert drawn["keyboard"][0][0]["data"] == "11.3.yes"
    assert drawn["keyboard"][0][0]["style"] == "success"
    assert drawn["edit"] == "5"


def test_document_never_takes_the_place_of_a_message() -> None:
    screen = replace(QUESTION, attachments=(Attachment("facture.pdf", "application/pdf", "invoice"),))
    assert phone.draw(item(Parcel(screen, edit="5")))["edit"] == ""


def test_link_and_text_to_copy_carry_no_data() -> None:
    screen = Screen(body=("Ici",), rows=((Choice("a", "Site", url="https://villars.example/"), Choice("b", "Code", copy="AB12")),))
    link, code = phone.draw(item(Parcel(screen)))["keyboard"][0]
    assert (link["url"], link["data"]) == ("https://villars.example/", "")
    assert (code["copy"], code["data"]) == ("AB12", "")


def test_typed_text_enters_as_a_message() -> None:
    incoming = phone.said(TOUCH, "Réserve jeudi pour Léa")
    assert incoming is not None
    assert (incoming.channel, incoming.external_id, incoming.address) == (Channel.TELEGRAM, "41", str(NADIA))
    assert (incoming.text, incoming.message_ref, incoming.sent_at) == ("Réserve jeudi pour Léa", "7", NOW)


def test_link_of_the_letter_enters_with_its_token() -> None:
    incoming = phone.said(TOUCH, "/start abc_DEF-123")
    assert incoming is not None
    assert (incoming.text, incoming.token) == ("/start", "abc_DEF-123")


def test_pressed_button_enters_with_its_message_as_anchor() -> None:
    incoming = phone.pressed(TOUCH, "11.3.yes")
    assert incoming is not None
    assert (incoming.choice, incoming.anchor, incoming.text) == ("11.3.yes", "7", "")
