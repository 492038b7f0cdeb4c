"""API Particulier on the loopback: it gives the answers it is told, in order, and keeps what it was asked."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Call:
    """One request: its path, its parameters (lists without their brackets), its token."""

    path: str
    params: dict[str, list[str]]
    authorization: str


@dataclass
class Service:
    """What was asked, and what is still to be answered."""

    answers: list[tuple[int, str]]
    calls: list[Call] = field(default_factory=list)
    url: str = ""


@contextmanager
def particulier(answers: Sequence[tuple[int, str]]) -> Iterator[Service]:
    """Serve on the loopback until the end of the block."""
    kept = Service(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = {name.removesuffix("[]"): values for name, values in parse_qs(parts.query).items()}
            kept.calls.append(Call(parts.path, params, self.headers.get("Authorization", "")))
            status, body = kept.answers.pop(0)
            raw = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
