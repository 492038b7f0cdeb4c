"""What the services on the loopback share: an address that answers what a function says, until the end of a block."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """A request: "GET" or "POST", the path with its query, who says to be allowed, what came with it."""

    method: str
    path: str
    authorization: str
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    media_type: str
    body: bytes


@contextmanager
def served(answer: Callable[[Asked], Answer]) -> Iterator[str]:
    """Serve on the loopback until the end of the block; give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            said = answer(Asked(self.command, self.path, self.headers.get("Authorization", ""), body))
            self.send_response(said.status)
            self.send_header("Content-Type", f"{said.media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
