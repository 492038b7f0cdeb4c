"""From a screen to a Telegram message: HTML escaped in one place, inline buttons, texts cut at paragraphs."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import CopyTextButton, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, KeyboardButtonStyle, MessageLimit

from villars_core.conversations import buttons
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Parcel
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.notifications.sending import ToSend

REMINDER = N_("(rappel)")
LONGEST = int(MessageLimit.MAX_TEXT_LENGTH)
LONGEST_CAPTION = int(MessageLimit.CAPTION_LENGTH)
BUTTONS_A_ROW = int(InlineKeyboardMarkupLimit.BUTTONS_PER_ROW)
MOST_BUTTONS = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
LONGEST_COPY = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)
LONGEST_PLACEHOLDER = 64
_TYPED = frozenset({Expect.TEXT, Expect.DAYS, Expect.SECRET})
_STYLES = {Role.PRIMARY: KeyboardButtonStyle.SUCCESS, Role.DANGER: KeyboardButtonStyle.DANGER}


@dataclass(frozen=True)
class Drawn:
    """A screen as Telegram takes it: texts in HTML, the keyboard stands under the last one."""

    texts: tuple[str, ...]
    keyboard: InlineKeyboardMarkup | None
    placeholder: str = ""

    @property
    def fits_one_message(self) -> bool:
        """Tell whether the screen can take the place of a message."""
        return len(self.texts) == 1

    @property
    def markup(self) -> InlineKeyboardMarkup | ForceReply | None:
        """Return what stands under a new message: buttons, else the hint in the input field."""
        if self.keyboard is None and self.placeholder:
            return ForceReply(input_field_placeholder=self.placeholder)
        return self.keyboard


def draw(item: ToSend) -> Drawn:
    """Return the screen and the offers of a row as Telegram takes them."""
    screen = item.parcel.screen
    mark = Translator(item.language).t(REMINDER) if item.reminder else ""
    hint = screen.hint[:LONGEST_PLACEHOLDER] if screen.expect in _TYPED else ""
    return Drawn(tuple(texts_of(screen, mark)), keyboard_of(item), hint)


def texts_of(screen: Screen, mark: str = "") -> list[str]:
    """Return the screen's text in HTML, in pieces that Telegram accepts; `mark` comes first, before the title."""
    head = " ".join(part for part in (escaped(mark), f"<b>{escaped(screen.title)}</b>" if screen.title else "") if part)
    paragraphs = [piece for paragraph in screen.body for piece in _cut(paragraph)]
    return _joined([part for part in (head, *(escaped(one) for one in paragraphs)) if part]) or [escaped(screen.toast) or "…"]


def keyboard_of(item: ToSend) -> InlineKeyboardMarkup | None:
    """Return the buttons of a row: the screen's choices as they lie, then each offer on its own line."""
    parcel: Parcel = item.parcel
    rows = [[_button(item, choice) for choice in row] for row in parcel.screen.rows]
    rows += [
        [InlineKeyboardButton(one.label, callback_data=buttons.of_notice(item.id, one.key), style=_STYLES.get(one.role))]
        for one in parcel.offers
    ]
    narrow = [row[start : start + BUTTONS_A_ROW] for row in rows for start in range(0, len(row), BUTTONS_A_ROW)]
    kept = _at_most(narrow, MOST_BUTTONS)
    return InlineKeyboardMarkup(kept) if kept else None


def escaped(text: str) -> str:
    """Return plain text as Telegram's HTML wants it: the only place where text becomes HTML."""
    return html.escape(text, quote=False)


def _button(item: ToSend, choice: Choice) -> InlineKeyboardButton:
    style = _STYLES.get(choice.role)
    if choice.url:
        return InlineKeyboardButton(choice.label, url=choice.url, style=style)
    if choice.copy and len(choice.copy) <= LONGEST_COPY:
        return InlineKeyboardButton(choice.label, copy_text=CopyTextButton(choice.copy), style=style)
    return InlineKeyboardButton(choice.label, callback_data=_carried(item, choice.key), style=style)


def _carried(item: ToSend, key: str) -> str:
    if item.dialogue_id is None:
        return buttons.of_notice(item.id, key)
    return buttons.of_dialogue(item.dialogue_id, item.dialogue_revision or 0, key)


def _at_most(rows: list[list[InlineKeyboardButton]], most: int) -> list[list[InlineKeyboardButton]]:
    """Return the first rows that hold no more buttons than a message may carry."""
    kept: list[list[InlineKeyboardButton]] = []
    for row in rows:
        if sum(map(len, kept)) + len(row) > most:
            break
        kept.append(row)
    return [row for row in kept if row]


def _cut(paragraph: str) -> Iterator[str]:
    """Cut a paragraph that no message could hold: at a line's end, else at a space, else anywhere.

    The limit counts the text after escaping, which is more than Telegram counts: never too long.
    """
    rest = paragraph.strip("\n")
    while len(escaped(rest)) > LONGEST:
        room = LONGEST
        while len(escaped(rest[:room])) > LONGEST:
            room = room * LONGEST // len(escaped(rest[:room])) - 1
        at = max(rest.rfind("\n", 1, room), 0) or max(rest.rfind(" ", 1, room), 0) or room
        yield rest[:at]
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _joined(parts: list[str]) -> list[str]:
    """Join paragraphs by an empty line into as few messages as hold them."""
    texts: list[str] = []
    for part in parts:
        if texts and len(texts[-1]) + 2 + len(part) <= LONGEST:
            texts[-1] += f"\n\n{part}"
        else:
            texts.append(part)
    return texts
