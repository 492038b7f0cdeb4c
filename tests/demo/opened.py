"""A page of one's own for a test: a town on loan, served on loopback, and requests as the browser makes them."""

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError

from villars_core.demo.page import serve_until
from villars_core.demo.stage import Stage
from villars_core.demo.temporary import town_on_loan

SECONDS = 20


@dataclass(frozen=True)
class Answer:
    """What the page's server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 (any JSON)
        """Return the body read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Page:
    """An open page."""

    address: str
    stage: Stage

    def ask(self, path: str, said: object = None, **headers: str) -> Answer:
        """Make one request; `said` is posted as JSON."""
        data = None if said is None else json.dumps(said).encode()
        known = {"Content-Type": "application/json"} if data is not None else {}
        request = urllib.request.Request(self.address + path, data, known | headers)  # noqa: S310 (loopback)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as got:  # noqa: S310 (loopback)
                return Answer(got.status, dict(got.headers), got.read())
        except HTTPError as refused:
            with refused:
                return Answer(refused.code, dict(refused.headers), refused.read())

    def view(self, person: str = "nadia") -> Any:  # noqa: ANN401 (any JSON)
        """Return what a person sees."""
        return self.ask(f"api/view?person={person}").json

    def act(self, name: str, person: str = "nadia", **said: object) -> Any:  # noqa: ANN401 (any JSON)
        """Do something as a person and return what that person sees then."""
        answer = self.ask(f"api/{name}", {"person": person, **said})
        assert answer.status == 200, answer.body
        return answer.json["view"]

    def press(self, label: str, person: str = "nadia") -> Any:  # noqa: ANN401 (any JSON)
        """Press the button with this label, of the newest message that has one."""
        found = [
            (one["id"], key["data"]) for one in self.view(person)["chat"] for row in one["keyboard"] for key in row if key["label"] == label
        ]
        message, data = found[-1]
        return self.act("press", person, message=message, data=data)


@contextmanager
def page() -> Iterator[Page]:
    """Open a page on a free port until the end of the context."""
    opened: list[str] = []
    ready = threading.Event()
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def tell(address: str) -> None:
        opened.append(address)
        ready.set()

    async def run(stage: Stage) -> None:
        ends.append((asyncio.get_running_loop(), asyncio.Event()))
        await serve_until(ends[0][1], stage, 0, tell)

    with town_on_loan({}) as town:
        stage = Stage(town)
        thread = threading.Thread(target=lambda: asyncio.run(run(stage)), name="page")
        thread.start()
        try:
            assert ready.wait(SECONDS)
            yield Page(opened[0], stage)
        finally:
            ends[0][0].call_soon_threadsafe(ends[0][1].set)
            thread.join(SECONDS)
