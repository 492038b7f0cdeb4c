"""The demo's page on loopback: what is shown and what is done, as small JSON requests; nothing from outside, nothing to outside."""

import asyncio
import base64
import json
import logging
import mimetypes
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, ClassVar
from urllib.parse import quote

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from villars_core.clock import PARIS
from villars_core.conversations.messages import MAX_TEXT
from villars_core.conversations.papers import Paper
from villars_core.demo.stage import PICTURES, Stage, Unknown

HOST = "127.0.0.1"
LOCAL_NAMES = frozenset({HOST, "localhost"})
LARGEST_FILE = 10 * 1024 * 1024
LARGEST = LARGEST_FILE * 4 // 3 + 64 * 1024
"""A file is written in letters, four for three bytes."""

LONGEST_SUBJECT = 200
LONGEST_NAME = 120
YEARS = range(2000, 2100)
"""Where the clock may be set: beyond, no date of the program makes sense."""

_TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'"
_log = logging.getLogger("villars.demo")

Said = dict[str, Any]


@dataclass(frozen=True)
class Theatre:
    """The stage and the one thread that may use it."""

    stage: Stage
    thread: ThreadPoolExecutor

    async def ask(self, question: Callable[[], Any]) -> Any:  # noqa: ANN401 (whatever the question gives)
        """Run something on the stage, after whatever runs there now."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, question)


class _Handler(RequestHandler):
    """What all answers share: only this machine's own page may ask, and nothing is kept by the browser."""

    theatre: Theatre
    policy: ClassVar[str] = _PAGE_POLICY

    def initialize(self, theatre: Theatre) -> None:
        """Know the stage."""
        self.theatre = theatre

    def set_default_headers(self) -> None:
        """Forbid whatever the page does not need."""
        self.clear_header("Server")
        self.set_header("Content-Security-Policy", self.policy)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        """Refuse names that another page could have pointed here, and requests that another page could send."""
        if self.request.host_name not in LOCAL_NAMES:
            raise HTTPError(403, "not this machine")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin != f"http://{self.request.host}":
            raise HTTPError(403, "another page")

    def write_error(self, status_code: int, **_more: object) -> None:
        """Say nothing but the number."""
        self.finish({"error": status_code})

    def log_exception(self, *error: Any) -> None:  # noqa: ANN401 (tornado's signature)
        """Log what was not foreseen."""
        if not isinstance(error[1], HTTPError):
            _log.error("the page failed", exc_info=error)


class _File(_Handler):
    """The page itself."""

    def get(self, name: str) -> None:
        """Give a file of the page."""
        name = name or "index.html"
        self.set_header("Content-Type", _TYPES[name.rpartition(".")[2]])
        self.finish(files("villars_core.demo").joinpath("page", name).read_bytes())


class _View(_Handler):
    """What one person sees."""

    async def get(self) -> None:
        """Give everything, or just the number of the present state where the page asks whether anything moved."""
        stage = self.theatre.stage
        known = self.get_query_argument("known", "")
        if known and known == str(stage.version):
            self.finish({"version": stage.version, "now": stage.town.clock.now().astimezone(PARIS).isoformat(timespec="seconds")})
            return
        self.finish(await _asked(self.theatre, lambda: stage.view(self.get_query_argument("person", "nadia"))))


class _Office(_Handler):
    """What the office sees: asked apart, so that what a person sees is theirs alone."""

    async def get(self) -> None:
        """Give the queue."""
        self.finish(await _asked(self.theatre, self.theatre.stage.office))


class _Mail(_Handler):
    """The HTML of one mail, in a frame that runs nothing."""

    policy: ClassVar[str] = _MAIL_POLICY

    async def get(self, person: str, mail: str) -> None:
        """Give a mail's HTML."""
        stage = self.theatre.stage
        shown = await _asked(self.theatre, lambda: stage.mailbox.show(stage.letter(person, int(mail)).raw))
        self.set_header("Content-Type", _TYPES["html"])
        self.finish(shown.html)


class _Paper(_Handler):
    """A document that came with a chat's bubble or with a mail: a picture is shown, the rest is kept by the browser as a file."""

    policy: ClassVar[str] = "sandbox; default-src 'none'"

    async def get(self, person: str, holder: str, number: str | None = None) -> None:
        """Give a document; `number` counts the files of a mail."""
        stage = self.theatre.stage
        if number is None:
            paper = await _asked(self.theatre, lambda: stage.paper_in_chat(person, int(holder)))
        else:
            paper = await _asked(self.theatre, lambda: stage.paper_in_mail(person, int(holder), int(number)))
        self.set_header("Content-Type", paper.media_type)
        how = "inline" if paper.media_type in PICTURES else "attachment"
        self.set_header("Content-Disposition", f"{how}; filename*=UTF-8''{quote(paper.name, safe='')}")
        self.finish(paper.content)


class _Act(_Handler):
    """Something that a person does."""

    async def post(self, act: str) -> None:
        """Do it, and give what the person sees then."""
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415)
        said = _read(self.request.body)
        self.finish(await _asked(self.theatre, lambda: _done(self.theatre.stage, act, said)))


def application(theatre: Theatre) -> Application:
    """Return the page's application."""
    known = {"theatre": theatre}
    return Application(
        [
            (r"/(|page\.css|page\.js)", _File, known),
            (r"/api/view", _View, known),
            (r"/api/office", _Office, known),
            (r"/api/(say|press|reply|write|clock|language)", _Act, known),
            (r"/mail/([a-z]+)/(\d{1,9})", _Mail, known),
            (r"/paper/([a-z]+)/(\d{1,9})", _Paper, known),
            (r"/paper/([a-z]+)/(\d{1,9})/(\d{1,2})", _Paper, known),
        ],
        log_function=lambda _handler: None,
    )


async def serve(stage: Stage, port: int, opened: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await serve_until(stop, stage, port, opened)


async def serve_until(stop: asyncio.Event, stage: Stage, port: int, opened: Callable[[str], None]) -> None:
    """Serve the page until `stop` is set; port 0 takes a free one. `opened` is told the address."""
    with ThreadPoolExecutor(1, "demo stage") as thread:
        server = HTTPServer(application(Theatre(stage, thread)), max_body_size=LARGEST)
        sockets = bind_sockets(port, HOST)
        server.add_sockets(sockets)
        opened(f"http://{HOST}:{sockets[0].getsockname()[1]}/")
        await stop.wait()
        server.stop()
        await server.close_all_connections()


async def _asked(theatre: Theatre, question: Callable[[], Any]) -> Any:  # noqa: ANN401 (whatever the question gives)
    try:
        return await theatre.ask(question)
    except Unknown as error:
        raise HTTPError(404) from error


def _read(body: bytes) -> Said:
    try:
        said = json.loads(body)
    except ValueError as error:
        raise HTTPError(400) from error
    if not isinstance(said, dict):
        raise HTTPError(400)
    return said


def _done(stage: Stage, act: str, said: Said) -> dict[str, Any]:
    person, toast = _words(said, "person"), ""
    if act == "say":
        file = _file(said)
        toast = stage.say(person, _words(said, "text", "" if file else None), file)
    elif act == "press":
        toast = stage.press(person, _number(said, "message"), _words(said, "data"))
    elif act == "reply":
        toast = stage.reply(person, _number(said, "mail"), _words(said, "words"), _file(said))
    elif act == "write":
        subject = " ".join(str(said.get("subject", "")).split())[:LONGEST_SUBJECT]
        toast = stage.write(person, subject, _words(said, "words"), _file(said))
    elif act == "clock":
        stage.move(_instant(stage, said))
    else:
        stage.speak(person, _words(said, "language"))
    return {"toast": toast, "view": stage.view(person)}


def _file(said: Said) -> Paper | None:
    """Return the file that comes with the words, or None. Its type is what its name says: the page's word is not taken for it."""
    file = said.get("file")
    if file is None:
        return None
    try:
        name = " ".join(str(file["name"]).replace("/", " ").split())[:LONGEST_NAME]
        content = base64.b64decode(file["content"], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise HTTPError(400) from error
    if not name or not content or len(content) > LARGEST_FILE:
        raise HTTPError(400)
    return Paper(name, mimetypes.guess_type(name)[0] or "application/octet-stream", content)


def _words(said: Said, key: str, otherwise: str | None = None) -> str:
    words = said.get(key)
    if otherwise is not None and not words:
        return otherwise
    if not isinstance(words, str) or not words.strip():
        raise HTTPError(400, f"{key} is missing")
    return words.strip()[:MAX_TEXT]


def _number(said: Said, key: str) -> int:
    number = said.get(key)
    if not isinstance(number, int):
        raise HTTPError(400, f"{key} is no number")
    return number


def _instant(stage: Stage, said: Said) -> datetime:
    """Return where the clock goes: a preset of the week that it shows, or a typed instant in Paris time."""
    now = stage.town.clock.now().astimezone(PARIS)
    monday = (now - timedelta(days=now.weekday())).replace(second=0, microsecond=0)
    presets = {
        "before": (monday + timedelta(days=2)).replace(hour=23, minute=58),
        "after": (monday + timedelta(days=3)).replace(hour=0, minute=1),
        "day": now + timedelta(days=1),
    }
    if said.get("preset") in presets:
        return presets[said["preset"]]
    try:
        typed = datetime.fromisoformat(_words(said, "instant"))
    except ValueError as error:
        raise HTTPError(400) from error
    if typed.year not in YEARS:
        raise HTTPError(400)
    return typed if typed.tzinfo else typed.replace(tzinfo=PARIS)
