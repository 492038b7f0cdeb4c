"""A mail server that answers what it is told, for the answers that a real one gives too rarely to wait for."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.servers.programs import free_port


@dataclass
class Other:
    """The other side: answers in order, then "250 OK"; the word "drop" breaks the connection: before the mail, or after all of it came."""

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: ANN401, N802
        """Answer a recipient."""
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Answer a whole mail."""
        self.received.append(envelope.content)
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer


@contextlib.contextmanager
def serving(other: Other, **options: Any) -> Iterator[Other]:  # noqa: ANN401 (the library's own options)
    """Run the other side on a free loopback port."""
    controller = Controller(other, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    other.port = controller.port
    try:
        yield other
    finally:
        controller.stop()
