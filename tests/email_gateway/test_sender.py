"""Handing mail over: what each answer of the other side, and each silence, becomes."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from email_gateway.outbound import Envelope
from email_gateway.sender import Account, Transport, transport
from tests.servers.programs import free_port
from villars_core.notifications.sending import Result

ENVELOPE = Envelope(
    "education+b-k@villars.example", "nadia@parents.example", "v1.t@villars.example", b"Subject: x\r\n\r\nbonjour\r\n.point\r\n..\r\n"
)


@dataclass
class _Other:
    """The other side: answers in order, then "250 OK"; the word "drop" breaks the connection instead."""

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: ANN401, N802, ARG002
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802, ARG002
        self.received.append(envelope.content)
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer


@contextlib.contextmanager
def _serving(other: _Other, **options: Any) -> Iterator[Transport]:  # noqa: ANN401
    controller = Controller(other, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        with transport(Account("127.0.0.1", controller.port, "none", options.get("user", ""), "pw")) as opened:
            yield opened
    finally:
        controller.stop()


def test_accepted_mail_is_sent_with_its_message_id() -> None:
    other = _Other()
    with _serving(other) as opened:
        outcome = opened.deliver(ENVELOPE)
    assert (outcome.result, outcome.external_id) == (Result.SENT, "v1.t@villars.example")
    assert other.received == [b"Subject: x\r\n\r\nbonjour\r\n.point\r\n..\r\n"]


@pytest.mark.parametrize(
    ("other", "result", "unreachable"),
    [
        (lambda: _Other(rcpt=["450 4.2.0 greylisted"]), Result.RETRY, False),
        (lambda: _Other(rcpt=["550 5.1.1 no such user"]), Result.REFUSED, True),
        (lambda: _Other(rcpt=["550 unknown user"]), Result.REFUSED, True),
        (lambda: _Other(rcpt=["550 5.7.1 policy"]), Result.REFUSED, False),
        (lambda: _Other(rcpt=["552 5.2.2 full"]), Result.REFUSED, False),
        (lambda: _Other(data=["451 4.3.0 later"]), Result.RETRY, False),
        (lambda: _Other(data=["554 5.7.1 spam"]), Result.REFUSED, False),
        (lambda: _Other(data=["drop"]), Result.UNKNOWN, False),
    ],
)
def test_each_answer_becomes_an_outcome(other: Callable[[], _Other], result: Result, unreachable: bool) -> None:  # noqa: FBT001 (a table's column)
    with _serving(other()) as opened:
        outcome = opened.deliver(ENVELOPE)
    assert (outcome.result, outcome.unreachable) == (result, unreachable)


def test_mail_after_a_drop_goes_over_a_new_connection() -> None:
    other = _Other(data=["drop"])
    with _serving(other) as opened:
        assert opened.deliver(ENVELOPE).result is Result.UNKNOWN
        assert opened.deliver(ENVELOPE).result is Result.SENT
    assert len(other.received) == 2


def test_server_that_is_not_there_is_tried_again_later() -> None:
    other = _Other()
    with _serving(other) as opened:
        pass
    assert opened.deliver(ENVELOPE).result is Result.RETRY


def test_refused_login_is_tried_again_and_tells_no_password() -> None:
    def refuse(server: SMTP, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:  # noqa: ANN401, ARG001
        return AuthResult(success=False, handled=False)

    other = _Other()
    controller = Controller(other, hostname="127.0.0.1", port=free_port(), authenticator=refuse, auth_require_tls=False)
    controller.start()
    try:
        account = Account("127.0.0.1", controller.port, "none", "u", "very-secret")
        with transport(account) as opened:
            outcome = opened.deliver(ENVELOPE)
    finally:
        controller.stop()
    assert outcome.result is Result.RETRY
    assert "very-secret" not in f"{outcome} {account}"
