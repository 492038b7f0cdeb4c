"""What Telegram keeps of private chats in the tests: messages, what stands under them, and what it refuses to show."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

ALLOWED_TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "tg-spoiler", "blockquote"})
LONGEST_TEXT = 4096
BOT = {"id": 4242, "is_bot": True, "first_name": "Villars", "username": "villars_test_bot"}


class RefusedError(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass
class Shown:
    """One message of the bot in a chat."""

    chat: int
    id: int
    text: str
    markup: dict[str, Any]
    document: str = ""
    edits: int = 0
    deleted: bool = False

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Return the inline buttons in reading order."""
        return [button for row in self.markup.get("inline_keyboard", []) for button in row]

    def to_json(self) -> dict[str, Any]:
        """Return the message as the Bot API writes it."""
        written: dict[str, Any] = {
            "message_id": self.id,
            "date": 1795000000,
            "chat": private_chat(self.chat),
            "from": BOT,
            "text": self.text,
        }
        if "inline_keyboard" in self.markup:
            written["reply_markup"] = self.markup
        return written


@dataclass
class Chats:
    """All private chats of the bot."""

    shown: list[Shown] = field(default_factory=list)
    deleted: set[tuple[int, int]] = field(default_factory=set)
    last_id: int = 100

    def next_id(self) -> int:
        """Return the number of the next message, of a person or of the bot."""
        self.last_id += 1
        return self.last_id

    def of(self, chat: int) -> list[Shown]:
        """Return what the bot shows in a chat, oldest first."""
        return [one for one in self.shown if one.chat == chat and not one.deleted]

    def send(self, params: dict[str, str], document: str = "") -> dict[str, Any]:
        """Show a new message. Raises RefusedError for what Telegram would not show."""
        text = _plain(params.get("text") or params.get("caption") or "", params.get("parse_mode", ""))
        if not text and not document:
            raise RefusedError(400, "Bad Request: message text is empty")
        message = Shown(int(params["chat_id"]), self.next_id(), text, _markup(params), document)
        self.shown.append(message)
        return message.to_json()

    def edit(self, params: dict[str, str]) -> dict[str, Any]:
        """Change a message of the bot. Raises RefusedError as Telegram does."""
        wanted = (int(params["chat_id"]), int(params["message_id"]))
        message = next((one for one in self.of(wanted[0]) if one.id == wanted[1]), None)
        if message is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        if message.document or "force_reply" in message.markup:
            raise RefusedError(400, "Bad Request: there is no text in the message to edit")
        text, markup = _plain(params.get("text", ""), params.get("parse_mode", "")), _markup(params)
        if (text, markup) == (message.text, message.markup):
            raise RefusedError(
                400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            )
        message.text, message.markup, message.edits = text, markup, message.edits + 1
        return message.to_json()

    def delete(self, params: dict[str, str]) -> bool:
        """Delete a message of the bot or of the person."""
        key = (int(params["chat_id"]), int(params["message_id"]))
        if key in self.deleted:
            raise RefusedError(400, "Bad Request: message to delete not found")
        self.deleted.add(key)
        for one in self.shown:
            one.deleted = one.deleted or (one.chat, one.id) == key
        return True


def private_chat(person: int) -> dict[str, Any]:
    """Return a private chat as the Bot API writes it."""
    return {"id": person, "type": "private", "first_name": "Parent"}


def _markup(params: dict[str, str]) -> dict[str, Any]:
    markup: dict[str, Any] = json.loads(params.get("reply_markup") or "{}")
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > 100:
        raise RefusedError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
            raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup


def _plain(text: str, parse_mode: str) -> str:
    if parse_mode == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise RefusedError(400, f"Bad Request: can't parse entities: can't find end tag corresponding to start tag {reader.open[-1]}")
        text = "".join(reader.parts)
    if len(text) > LONGEST_TEXT:
        raise RefusedError(400, "Bad Request: message is too long")
    return text


class _Reader(HTMLParser):
    """Reads Telegram's HTML and refuses what it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (HTMLParser's signature)
        if tag not in ALLOWED_TAGS:
            raise RefusedError(400, f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise RefusedError(400, "Bad Request: can't parse entities: unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
