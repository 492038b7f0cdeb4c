"""A Bot API server on loopback: long polls, chats, a strict rate, faults on demand; every request is recorded as it came."""

import argparse
import asyncio
import json
import mimetypes
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.servers.telegram_chats import BOT, Chats, RefusedError, Shown, private_chat

TOKEN = "4242:TEST-token_of_the_loopback_bot"
RECORD_VARIABLE = "VILLARS_BOT_API_RECORD"
STRICT_PER_SECOND = 30
_COUNTED = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText"})
_STALL_SECONDS = 120.0
SENT_AT = 1795511400
"""Tuesday 24 November 2026, 9:50 in Paris, when nothing else is said."""


@dataclass(frozen=True)
class Call:
    """One request of the bot: raw parameters as text, sizes of the files, what was answered and when it came."""

    method: str
    params: dict[str, str]
    files: dict[str, int]
    status: int
    at: float

    @property
    def chat(self) -> int:
        """Return the chat that is spoken to, 0 for none."""
        return int(self.params.get("chat_id", 0))


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of a method.

    kind: `400`, `403`, `409`, `429`, `500`, `502html`; `drop`: accepted, then the connection is cut; `refuse`: cut before it is
    accepted; `stall`: accepted, never answered; `garbage`: accepted, answered with no JSON.
    """

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    chat: int = 0


_SAID = {
    "400": (400, "Bad Request: chat not found"),
    "403": (403, "Forbidden: bot was blocked by the user"),
    "409": (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
    "429": (429, "Too Many Requests: retry later"),
    "500": (500, "Internal Server Error"),
}


@dataclass
class BotApi:
    """The server's state and what tests do with it; every method may be called from any thread."""

    latency: float = 0.0
    strict: bool = False
    record: Path | None = None
    port: int = 0
    chats: Chats = field(default_factory=Chats)
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    pending: deque[dict[str, Any]] = field(default_factory=deque)
    updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)
    webhook: dict[str, str] = field(default_factory=dict)
    last_update: int = 700_000
    confirmed: int = 0
    too_many: int = 0
    polls: int = 0
    changed: threading.Condition = field(default_factory=lambda: threading.Condition(threading.RLock()))
    _accepted: deque[float] = field(default_factory=deque)

    @property
    def base_url(self) -> str:
        """Return what `telegram.base_url` is set to."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """Return what `telegram.base_file_url` is set to."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def push(self, **content: Any) -> int:  # noqa: ANN401 (an update is any JSON)
        """Let Telegram have an update for the bot; return its id."""
        with self.changed:
            self.last_update += 1
            self.updates[self.last_update] = {"update_id": self.last_update, **content}
            self.pending.append(self.updates[self.last_update])
            self.changed.notify_all()
            return self.last_update

    def again(self, update: dict[str, Any]) -> None:
        """Deliver an update once more, as Telegram does when it was not confirmed."""
        with self.changed:
            self.pending.append(update)
            self.changed.notify_all()

    def message(self, person: int, **content: Any) -> dict[str, Any]:  # noqa: ANN401 (a message is any JSON)
        """Return a message that a person writes, not pushed yet."""
        with self.changed:
            number = self.chats.next_id()
        user = {"id": person, "is_bot": False, "first_name": "Parent", "language_code": "fr"}
        return {"message_id": number, "date": SENT_AT, "chat": private_chat(person), "from": user, **content}

    def say(self, person: int, text: str) -> int:
        """Let a person write a text; return the update's id."""
        command = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text.startswith("/") else []
        return self.push(message=self.message(person, text=text, **({"entities": command} if command else {})))

    def press(self, shown: Shown, data: str) -> int:
        """Let a person press a button under a message; return the update's id."""
        user = {"id": shown.chat, "is_bot": False, "first_name": "Parent", "language_code": "fr"}
        query = {"id": str(900_000 + self.last_update), "from": user, "chat_instance": "1", "message": shown.to_json(), "data": data}
        return self.push(callback_query=query)

    def send_file(self, person: int, name: str, content: bytes, **more: Any) -> int:  # noqa: ANN401 (a message is any JSON)
        """Let a person send a document; return the update's id."""
        file = f"file-{len(self.files) + 1}"
        self.files[file] = content
        document = {
            "file_id": file,
            "file_unique_id": f"u-{file}",
            "file_name": name,
            "mime_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "file_size": len(content),
        }
        return self.push(message=self.message(person, document=document, **more))

    def block(self, person: int, status: str = "kicked") -> int:
        """Let a person block the bot, or take it back with `member`."""
        user = {"id": person, "is_bot": False, "first_name": "Parent"}
        before = {"user": BOT, "status": "member" if status == "kicked" else "kicked", "until_date": 0}
        after = {"user": BOT, "status": status, "until_date": 0}
        change = {"chat": private_chat(person), "from": user, "date": SENT_AT, "old_chat_member": before, "new_chat_member": after}
        return self.push(my_chat_member=change)

    def fail(self, *faults: Fault) -> None:
        """Let the next calls go wrong."""
        with self.changed:
            self.faults.extend(faults)

    def until(self, condition: Callable[["BotApi"], bool], seconds: float = 15.0) -> None:
        """Wait until something is true of the server. Raises AssertionError with the last calls when it never is."""
        with self.changed:
            if not self.changed.wait_for(lambda: condition(self), seconds):
                last = [(one.method, one.params.get("text", ""), one.status) for one in self.calls[-8:]]
                message = f"it never came to be; last calls: {last}"
                raise AssertionError(message)

    def sent_to(self, person: int) -> list[Shown]:
        """Return what the bot shows a person."""
        with self.changed:
            return self.chats.of(person)

    def of(self, method: str) -> list[Call]:
        """Return the calls of a method."""
        with self.changed:
            return [one for one in self.calls if one.method == method]

    def fault_for(self, method: str, chat: int) -> Fault | None:
        """Take one fault meant for this call."""
        for fault in self.faults:
            if fault.method == method and fault.times > 0 and fault.chat in {0, chat}:
                fault.times -= 1
                return fault
        return None

    def answer(self, method: str, params: dict[str, str], uploads: dict[str, str]) -> Any:  # noqa: ANN401 (any JSON)
        """Return a method's result. Raises RefusedError."""
        if method in _COUNTED:
            self._count()
        if method == "getMe":
            return BOT | {"can_join_groups": False}
        if method == "deleteMessage":
            return self.chats.delete(params)
        if method == "sendMessage":
            return self.chats.send(params)
        if method in {"sendDocument", "sendPhoto"}:
            return self.chats.send(params, next(iter(uploads), params.get("document", "")))
        if method == "editMessageText":
            return self.chats.edit(params)
        return self._settings(method, params)

    def _settings(self, method: str, params: dict[str, str]) -> Any:  # noqa: ANN401 (any JSON)
        language = params.get("language_code", "")
        if method == "setMyCommands":
            self.commands[language] = params["commands"]
        elif method == "getMyCommands":
            return json.loads(self.commands.get(language, "[]"))
        elif method == "setWebhook":
            self.webhook = params
        elif method == "deleteWebhook":
            self.webhook = {}
        elif method == "getFile":
            return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": f"documents/{params['file_id']}"}
        elif method not in {"answerCallbackQuery", "leaveChat", "sendChatAction"}:
            raise RefusedError(404, "Not Found: method not found")
        return True

    def _count(self) -> None:
        """Accept thirty messages in any second that slides, refuse the others."""
        now = monotonic()
        while self._accepted and self._accepted[0] <= now - 1.0:
            self._accepted.popleft()
        if self.strict and len(self._accepted) >= STRICT_PER_SECOND:
            self.too_many += 1
            raise RefusedError(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        self._accepted.append(now)

    def noted(self, call: Call) -> None:
        """Record a request, in memory and in the file of the contract test."""
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()
        if self.record is not None:
            with self.record.open("a", encoding="utf-8") as file:
                file.write(json.dumps({key: value for key, value in asdict(call).items() if key != "at"}) + "\n")


class _Method(RequestHandler):
    """One call of a method."""

    api: BotApi

    def initialize(self, api: BotApi) -> None:
        self.api = api
        self.closed = asyncio.Event()

    def on_connection_close(self) -> None:
        self.closed.set()

    async def post(self, token: str, method: str) -> None:
        """Answer one request."""
        api, came = self.api, monotonic()
        params = {name: values[-1].decode() for name, values in self.request.body_arguments.items()}
        uploads = {name: files[0] for name, files in self.request.files.items()}
        sizes = {name: len(file["body"]) for name, file in uploads.items()}
        if api.latency and method != "getUpdates":
            await asyncio.sleep(api.latency)
        status, body = await self._result(token, method, params, {name: str(file["filename"]) for name, file in uploads.items()})
        api.noted(Call(method, params, sizes, status, came))
        if status == 0:
            self._cut()
            return
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        with suppress(StreamClosedError):
            await self.finish(body)

    async def _result(self, token: str, method: str, params: dict[str, str], uploads: dict[str, str]) -> tuple[int, str]:
        api = self.api
        if token != TOKEN:
            return 401, json.dumps({"ok": False, "error_code": 401, "description": "Unauthorized"})
        with api.changed:
            fault = api.fault_for(method, int(params.get("chat_id", 0)))
        if fault is not None and fault.kind in {*_SAID, "502html", "refuse"}:
            return _refusal(fault)
        try:
            if method == "getUpdates":
                result = await self._updates(params)
            else:
                with api.changed:
                    result = api.answer(method, params, uploads)
        except RefusedError as error:
            return error.code, _error(error.code, error.description, error.parameters)
        return await self._spoiled(fault, json.dumps({"ok": True, "result": result}))

    async def _spoiled(self, fault: Fault | None, body: str) -> tuple[int, str]:
        """Return the answer, or what becomes of it after the server acted."""
        kind = fault.kind if fault else ""
        if kind == "stall":
            with suppress(TimeoutError):
                await asyncio.wait_for(self.closed.wait(), _STALL_SECONDS)
        return (0, "") if kind in {"drop", "stall"} else (200, "<html>" if kind == "garbage" else body)

    async def _updates(self, params: dict[str, str]) -> list[dict[str, Any]]:
        """Return what is pending from the offset on; what stands before it is confirmed and gone. The newer poll wins."""
        api, offset = self.api, int(params.get("offset", 0))
        with api.changed:
            api.polls += 1
            mine = api.polls
            while api.pending and api.pending[0]["update_id"] < offset:
                api.confirmed = max(api.confirmed, api.pending.popleft()["update_id"])
        until = monotonic() + float(params.get("timeout", 0))
        while not api.pending and monotonic() < until and not self.closed.is_set():
            if api.polls != mine:
                raise RefusedError(*_SAID["409"])
            await asyncio.sleep(0.005)
        with api.changed:
            return [] if self.closed.is_set() else list(api.pending)[: int(params.get("limit", 100))]

    def _cut(self) -> None:
        stream = self.detach()
        stream.close()


class _File(RequestHandler):
    """One download."""

    api: BotApi

    def initialize(self, api: BotApi) -> None:
        self.api = api

    async def get(self, _token: str, name: str) -> None:
        """Give a file that a person sent."""
        await self.finish(self.api.files[name.rsplit("/", 1)[-1]])


def _refusal(fault: Fault) -> tuple[int, str]:
    if fault.kind == "refuse":
        return 0, ""
    if fault.kind == "502html":
        return 502, "<html><body>502 Bad Gateway</body></html>"
    code, description = _SAID[fault.kind]
    return code, _error(code, description, {"retry_after": fault.retry_after} if code == 429 else None)


def _error(code: int, description: str, parameters: dict[str, Any] | None) -> str:
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return json.dumps(said | ({"parameters": parameters} if parameters else {}))


async def serve(api: BotApi, stop: asyncio.Event, ready: Callable[[], object]) -> None:
    """Serve until told to stop; `ready` is called once the port is known."""
    routes = [(r"/bot([^/]+)/(\w+)", _Method, {"api": api}), (r"/file/bot([^/]+)/(.+)", _File, {"api": api})]
    server = HTTPServer(Application(routes, log_function=lambda _handler: None))
    sockets = bind_sockets(api.port, "127.0.0.1")
    server.add_sockets(sockets)
    api.port = sockets[0].getsockname()[1]
    hooks = asyncio.create_task(_deliver_to_webhook(api))
    ready()
    await stop.wait()
    hooks.cancel()
    server.stop()
    await server.close_all_connections()


async def _deliver_to_webhook(api: BotApi) -> None:
    """Post what is pending to the webhook, in order, each again until it was accepted."""
    while True:
        await asyncio.sleep(0.01)
        if not (api.webhook.get("url") and api.pending):
            continue
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": api.webhook.get("secret_token", "")}
        with suppress(HTTPClientError, OSError):
            await AsyncHTTPClient().fetch(HTTPRequest(api.webhook["url"], "POST", headers, json.dumps(api.pending[0])))
            api.confirmed = api.pending.popleft()["update_id"]


@contextmanager
def bot_api(api: BotApi | None = None) -> Iterator[BotApi]:
    """Run the server in a thread of this process."""
    served = api or BotApi()
    if served.record is None and os.environ.get(RECORD_VARIABLE):
        served.record = Path(os.environ[RECORD_VARIABLE]) / f"{os.getpid()}.jsonl"
    ready, ends = threading.Event(), []

    async def main() -> None:
        stop = asyncio.Event()
        ends.append((asyncio.get_running_loop(), stop))
        await serve(served, stop, ready.set)

    thread = threading.Thread(target=asyncio.run, args=(main(),), name="loopback Bot API")
    thread.start()
    assert ready.wait(10)
    try:
        yield served
    finally:
        loop, stop = ends[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def main() -> None:
    """Run the server alone: its script is JSON with `say` ([person, text] pairs), `faults`, `strict`, `latency`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--script", type=Path)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    script = json.loads(given.script.read_text()) if given.script else {}
    api = BotApi(script.get("latency", 0.0), script.get("strict", False), given.record, given.port)
    api.fail(*(Fault(**one) for one in script.get("faults", [])))
    for person, text in script.get("say", []):
        api.say(person, text)

    async def run() -> None:
        await serve(api, asyncio.Event(), lambda: print(f"http://127.0.0.1:{api.port}", flush=True))  # noqa: T201 (its only output)

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


if __name__ == "__main__":
    main()
