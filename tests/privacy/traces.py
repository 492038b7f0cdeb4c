"""What the program leaves behind, gathered place by place, and what of a person may stand in none of them."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import httpx
from sqlalchemy import select

from tests.servers.telegram import BotApi
from villars_core.storage.base import Base, DataClass
from villars_core.work import SYSTEM, Records

REGISTER = "register: "
_MAILTO = re.compile(r"mailto:[^\"'<>\s]+")


@dataclass(frozen=True)
class Persons:
    """What is known of people.

    `confidential` (health, bank, secrets, codes, words said) is never in clear at rest; the `register` stands in its own columns and
    nowhere else.
    """

    confidential: tuple[str, ...]
    register: tuple[str, ...]

    def found(self, text: str) -> list[str]:
        """Return what of the whole stands in a text."""
        return _standing(text, (*self.confidential, *self.register))

    def found_in_register(self, text: str) -> list[str]:
        """Return what of the confidential stands in a text."""
        return _standing(text, self.confidential)

    def found_at_rest(self, raw: bytes) -> list[str]:
        """Return what stands in clear in the bytes of a file."""
        text = raw.decode("utf-8", "replace")
        return _standing(text, self.confidential) + _standing(raw.decode("utf-16-le", "replace"), self.confidential)


@dataclass
class Traces:
    """Texts by the place they were left in."""

    places: dict[str, list[str]] = field(default_factory=dict)
    at_rest: dict[str, bytes] = field(default_factory=dict)

    def leave(self, place: str, texts: Iterable[str]) -> None:
        """Add texts that stand in a place."""
        self.places.setdefault(place, []).extend(texts)

    def faults(self, persons: Persons) -> list[tuple[str, str, str]]:
        """Return what stands where it must not: place, what, and the text around."""
        told = []
        for place, texts in self.places.items():
            found = persons.found_in_register if place.startswith(REGISTER) else persons.found
            told += [(place, what, text[:300]) for text in texts for what in found(text)]
        return told + [(place, what, "") for place, raw in self.at_rest.items() for what in persons.found_at_rest(raw)]


def addresses_asked(monkeypatch: Any) -> list[str]:  # noqa: ANN401 (pytest's own)
    """Return a list that fills with every address that is asked by HTTP."""
    asked: list[str] = []
    plain, awaited = httpx.Client.send, httpx.AsyncClient.send

    def send(self: httpx.Client, request: httpx.Request, **more: Any) -> httpx.Response:  # noqa: ANN401 (httpx's own)
        asked.append(str(request.url))
        return plain(self, request, **more)

    async def send_awaited(self: httpx.AsyncClient, request: httpx.Request, **more: Any) -> httpx.Response:  # noqa: ANN401 (httpx's own)
        asked.append(str(request.url))
        return await awaited(self, request, **more)

    monkeypatch.setattr(httpx.Client, "send", send)
    monkeypatch.setattr(httpx.AsyncClient, "send", send_awaited)
    return asked


def of_the_bot(api: BotApi) -> Iterator[tuple[str, str]]:
    """Yield what buttons carry and link to, and the names of the files that the bot sends."""
    for call in api.calls:
        keyboard = json.loads(call.params.get("reply_markup", "{}")).get("inline_keyboard", [])
        for button in (one for row in keyboard for one in row):
            yield "callback data", str(button.get("callback_data", ""))
            yield "links of buttons", str(button.get("url", ""))
    for shown in api.chats.shown:
        if shown.document:
            yield "names of files in chat", shown.document


def of_a_mail(mail: EmailMessage) -> Iterator[tuple[str, str]]:
    """Yield the headers that servers write down, the names of the attached files, and what the links prepare."""
    for header in ("Subject", "Message-ID", "In-Reply-To", "References", "Thread-Topic", "List-Unsubscribe"):
        yield f"mail header {header}", str(mail[header] or "")
    for part in mail.walk():
        if part.get_filename():
            yield "names of files in mails", str(part.get_filename())
        if part.get_content_type() == "text/html":
            for link in _MAILTO.findall(str(part.get_content())):
                yield "links in mails", unquote_plus(link)


def of_the_records(records: Records) -> Iterator[tuple[str, str]]:
    """Yield every value of every column, under its own name where it is classed as nobody's, and the whole of the journal.

    The others are named "register: ...": they hold names, and nothing confidential in clear.
    """
    with records.reading(SYSTEM) as work:
        for table in Base.metadata.sorted_tables:
            rows = work.session.execute(select(table)).mappings().all()
            for column in table.columns:
                classed = table.name != "journal" and isinstance(column.info.get("data"), DataClass)
                place = f"{REGISTER if classed else ''}{table.name}.{column.name}"
                yield from ((place, json.dumps(row[column.name], ensure_ascii=False, default=str)) for row in rows if row[column.name])


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder with its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def _standing(text: str, values: Iterable[str]) -> list[str]:
    plain = _folded(text)
    compact = re.sub(r"[\s.\-  ]", "", plain)
    return [one for one in values if _stands(_folded(one), plain) or (len(one) > 9 and one.isalnum() and _folded(one) in compact)]


def _stands(value: str, text: str) -> bool:
    return bool(re.search(rf"(?<![0-9a-z]){re.escape(value)}(?![0-9a-z])", text))


def _folded(text: str) -> str:
    """Return a text without accents and capitals: "LEA" and "Léa" are the same child."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)).casefold()
