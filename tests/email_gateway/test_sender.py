"""Handing mail over: what each answer of the other side, and each silence, becomes."""

from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from email_gateway.outbound import Envelope
from email_gateway.sender import Account, transport
from tests.email_gateway.scripted import Other, serving
from villars_core.notifications.sending import Result

ENVELOPE = Envelope(
    "education+b-k@villars.example", "nadia@parents.example", "v1.t@villars.example", b"Subject: x\r\n\r\nbonjour\r\n.point\r\n..\r\n"
)


def test_accepted_mail_is_sent_with_its_message_id() -> None:
    with serving(Other()) as other, transport(Account("127.0.0.1", other.port, "none")) as opened:
        outcome = opened.deliver(ENVELOPE)
    assert (outcome.result, outcome.external_id) == (Result.SENT, "v1.t@villars.example")
    assert other.received == [ENVELOPE.raw]


@pytest.mark.parametrize(
    ("step", "answer", "result", "unreachable"),
    [
        ("rcpt", "450 4.2.0 greylisted", Result.RETRY, False),
        ("rcpt", "550 5.1.1 no such user", Result.REFUSED, True),
        ("rcpt", "550 unknown user", Result.REFUSED, True),
        ("rcpt", "550 5.7.1 policy", Result.REFUSED, False),
        ("rcpt", "552 5.2.2 full", Result.REFUSED, False),
        ("rcpt", "drop", Result.RETRY, False),
        ("rcpt", "421 4.3.2 closing", Result.RETRY, False),
        ("rcpt", "451 4.7.1 greylisted, try again in 5 minutes", Result.RETRY, False),
        ("data", "451 4.3.0 later", Result.RETRY, False),
        ("data", "421 4.4.2 time-out", Result.RETRY, False),
        ("data", "552 5.3.4 too large", Result.REFUSED, False),
        ("data", "554 5.7.1 spam", Result.REFUSED, False),
        ("data", "drop", Result.UNKNOWN, False),
    ],
)
def test_each_answer_becomes_an_outcome(step: str, answer: str, result: Result, unreachable: bool) -> None:  # noqa: FBT001 (a table's column)
    script = Other(rcpt=[answer]) if step == "rcpt" else Other(data=[answer])
    with serving(script) as other, transport(Account("127.0.0.1", other.port, "none")) as opened:
        outcome = opened.deliver(ENVELOPE)
    assert (outcome.result, outcome.unreachable) == (result, unreachable)


def test_mail_after_a_drop_goes_over_a_new_connection() -> None:
    with serving(Other(data=["drop"])) as other, transport(Account("127.0.0.1", other.port, "none")) as opened:
        assert opened.deliver(ENVELOPE).result is Result.UNKNOWN
        assert opened.deliver(ENVELOPE).result is Result.SENT
    assert len(other.received) == 2


def test_server_that_is_not_there_is_tried_again_later() -> None:
    with serving(Other()) as other:
        port = other.port
    with transport(Account("127.0.0.1", port, "none")) as opened:
        assert opened.deliver(ENVELOPE).result is Result.RETRY


def test_refused_login_is_tried_again_and_tells_no_password() -> None:
    def refuse(_server: SMTP, _session: Any, _envelope: Any, _mechanism: str, _data: LoginPassword) -> AuthResult:  # noqa: ANN401
        return AuthResult(success=False, handled=False)

    with serving(Other(), authenticator=refuse, auth_require_tls=False) as other:
        account = Account("127.0.0.1", other.port, "none", "u", "very-secret")
        with transport(account) as opened:
            outcome = opened.deliver(ENVELOPE)
    assert outcome.result is Result.RETRY
    assert "very-secret" not in f"{outcome} {account}"
