"""A screen becomes texts and buttons that Telegram takes, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.screens import LONGEST, draw, texts_of
from tests.bot.house import QUESTION, item
from tests.servers.telegram_chats import _plain
from villars_core.conversations import buttons
from villars_core.notifications.outbox import Parcel
from villars_core.notifications.screens import Choice, Expect, Offer, Role, Screen


def test_title_is_bold_and_every_text_is_escaped() -> None:
    screen = Screen("Cantine & garderie", ("Léa <3 les frites", "1 < 2"))
    assert texts_of(screen) == ["<b>Cantine &amp; garderie</b>\n\nLéa &lt;3 les frites\n\n1 &lt; 2"]


def test_reminder_says_so_before_the_title() -> None:
    (text,) = draw(item(Parcel(QUESTION), reminder=True)).texts
    assert text.startswith("(rappel) <b>Cantine</b>")


def test_buttons_carry_dialogue_and_revision_and_are_coloured_by_role() -> None:
    keyboard = draw(item(Parcel(QUESTION))).keyboard
    assert keyboard is not None
    yes, no = keyboard.inline_keyboard[0]
    assert (yes.callback_data, yes.style, no.style) == ("11.3.yes", "success", "danger")


def test_offers_of_a_notice_stand_on_their_own_lines_and_carry_the_row() -> None:
    parcel = Parcel(
        Screen(body=("Vendredi : grève.",)), (Offer("cancel", "Annuler le repas", "cancel_meals"), Offer("keep", "Garder", "keep"))
    )
    keyboard = draw(item(parcel, dialogue_id=None)).keyboard
    assert keyboard is not None
    assert [[one.callback_data for one in row] for row in keyboard.inline_keyboard] == [["off.cancel"], ["off.keep"]]


def test_links_and_texts_to_copy_are_buttons_of_their_own_kind() -> None:
    choices = (
        Choice("pay", "Payer", Role.PRIMARY, url="https://www.payfip.gouv.fr/"),
        Choice("ref", "Copier la référence", copy="2026-0042"),
    )
    keyboard = draw(item(Parcel(Screen("Facture", rows=(choices,))))).keyboard
    assert keyboard is not None
    pay, ref = keyboard.inline_keyboard[0]
    assert (pay.url, pay.callback_data) == ("https://www.payfip.gouv.fr/", None)
    assert ref.copy_text is not None
    assert ref.copy_text.text == "2026-0042"


def test_a_hint_becomes_the_placeholder_only_where_no_button_stands() -> None:
    alone = draw(item(Parcel(Screen("Jour", ("Quel jour ?",), expect=Expect.DAYS, hint="jeudi 3 décembre"))))
    with_buttons = draw(item(Parcel(Screen("Jour", ("Quel jour ?",), QUESTION.rows, Expect.DAYS, "jeudi 3 décembre"))))
    assert alone.markup is not None
    assert alone.markup.to_dict() == {"force_reply": True, "input_field_placeholder": "jeudi 3 décembre"}
    assert with_buttons.markup == with_buttons.keyboard


def test_rows_wider_than_eight_are_folded_and_no_more_than_a_hundred_buttons_are_shown() -> None:
    wide = tuple(Choice(f"d{number}", str(number)) for number in range(20))
    keyboard = draw(item(Parcel(Screen("Jours", rows=(wide,) * 8)))).keyboard
    assert keyboard is not None
    assert max(map(len, keyboard.inline_keyboard)) == 8
    assert sum(map(len, keyboard.inline_keyboard)) <= 100


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=9000), max_size=4))
def test_any_text_is_cut_into_pieces_that_telegram_reads_back_whole(paragraphs: list[str]) -> None:
    texts = texts_of(Screen("Avis", tuple(paragraphs)))
    assert all(0 < len(text) <= LONGEST for text in texts)
    shown = "".join(_plain(text, "HTML") for text in texts)
    assert "".join(shown.split()) == "".join(("Avis" + "".join(paragraphs)).split())


@given(st.integers(0, 2**40), st.integers(0, 2**20), st.text("abcdefghijklmnopqrstuvwxyz0123456789+-_", min_size=1, max_size=40))
def test_what_a_button_carries_fits_and_is_read_back(dialogue: int, revision: int, key: str) -> None:
    data = buttons.of_dialogue(dialogue, revision, key)
    assert len(data.encode()) <= 64
    assert buttons.read(data) == buttons.Press(dialogue, revision, key)
