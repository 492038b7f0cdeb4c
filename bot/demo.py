"""What the demo's phone needs of this door: rows drawn as the bot draws them, and touches read as its updates are."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, Update

from bot import screens, updates
from villars_core.conversations.messages import Incoming
from villars_core.conversations.papers import Paper
from villars_core.notifications.sending import ToSend

_BOT = {"id": 1, "is_bot": True, "first_name": "Villars"}


@dataclass(frozen=True)
class Said:
    """One touch on the phone: `number` makes its update unique, `message` is the id it has in the chat."""

    address: str
    name: str
    number: int
    message: int
    at: datetime
    language: str = "fr"


@dataclass(frozen=True)
class Phone:
    """A phone without Telegram."""

    def draw(self, item: ToSend) -> dict[str, Any]:
        """Return a row as plain JSON: texts in the bot's HTML, rows of buttons with what they carry, and what it edits or deletes."""
        drawn = screens.draw(item)
        keyboard = drawn.keyboard.inline_keyboard if drawn.keyboard else ()
        return {
            "texts": list(drawn.texts),
            "keyboard": [[_button(one) for one in row] for row in keyboard],
            "placeholder": drawn.placeholder,
            "edit": item.parcel.edit if drawn.fits_one_message and not item.parcel.screen.attachments else "",
            "forget": list(item.parcel.forget),
        }

    def said(self, touch: Said, text: str, file: Paper | None = None) -> Incoming | None:
        """Return the message for the desk that a typed text is, or a file with its caption; None for what the bot leaves alone."""
        if file is None:
            return _read(touch, {"message": {**_message(touch), "from": _user(touch), "text": text}})
        about = {"file_id": file.name, "file_unique_id": file.name, "file_name": file.name, "mime_type": file.media_type}
        document = {"document": {**about, "file_size": len(file.content)}, **({"caption": text} if text else {})}
        incoming = _read(touch, {"message": {**_message(touch), "from": _user(touch), **document}})
        # The bytes are here already: nothing is fetched.
        return incoming and replace(incoming, files=tuple(replace(one, content=file.content) for one in incoming.files))

    def pressed(self, touch: Said, data: str) -> Incoming | None:
        """Return the message for the desk that a pressed button is; `touch.message` is the message that holds it."""
        query = {"id": str(touch.number), "from": _user(touch), "chat_instance": touch.address, "data": data}
        return _read(touch, {"callback_query": {**query, "message": {**_message(touch), "from": _BOT, "text": "…"}}})


phone = Phone()


def _read(touch: Said, what: dict[str, Any]) -> Incoming | None:
    update = Update.de_json({"update_id": touch.number, **what}, None)
    return updates.to_incoming(update, str(touch.number))


def _message(touch: Said) -> dict[str, Any]:
    chat = {"id": int(touch.address), "type": "private", "first_name": touch.name}
    return {"message_id": touch.message, "date": int(touch.at.timestamp()), "chat": chat}


def _user(touch: Said) -> dict[str, Any]:
    return {"id": int(touch.address), "is_bot": False, "first_name": touch.name, "language_code": touch.language}


def _button(button: InlineKeyboardButton) -> dict[str, str]:
    return {
        "label": button.text,
        "data": str(button.callback_data or ""),
        "url": button.url or "",
        "copy": button.copy_text.text if button.copy_text else "",
        "style": str(button.style or ""),
    }
