"""Towns whose provider takes tokens instead of passwords, whose server does not sign, or that read more than one mailbox."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import dkim
import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from email_gateway import app
from email_gateway.inbox import opened
from email_gateway.sender import Account, transport
from email_gateway.signing import Signer
from tests.email_gateway.scripted import Other, serving
from tests.email_gateway.test_sender import ENVELOPE
from villars_core.config import EmailSettings, ServerSettings
from villars_core.notifications.sending import Result


class _TakesTokens(Other):
    """A server that knows XOAUTH2 alone, and keeps what it was shown."""

    shown = b""

    async def auth_XOAUTH2(self, _server: SMTP, arguments: list[str]) -> AuthResult:  # noqa: N802 (aiosmtpd's name)
        """Take whatever token comes."""
        type(self).shown = base64.b64decode(arguments[1])
        return AuthResult(success=True, auth_data=b"x")


def test_smtp_shows_the_token_of_the_file_at_each_connection(tmp_path: Path) -> None:
    file = tmp_path / "token"
    server = ServerSettings(host="127.0.0.1", security="none", user="education@villars.example", access_token_file=str(file))
    with serving(_TakesTokens(), auth_require_tls=False) as other:
        account = Account("127.0.0.1", other.port, "none", server.user, access_token=app.token_of(server))
        for token in ("first", "second"):
            file.write_text(token + "\n")
            with transport(account) as link:
                assert link.deliver(ENVELOPE).result is Result.SENT
            assert _TakesTokens.shown == f"user={server.user}\x01auth=Bearer {token}\x01\x01".encode()


def test_a_token_that_is_not_there_is_tried_again_later(tmp_path: Path) -> None:
    server = ServerSettings(host="127.0.0.1", security="none", user="u", access_token_file=str(tmp_path / "none"))
    with serving(Other()) as other, transport(Account("127.0.0.1", other.port, "none", "u", access_token=app.token_of(server))) as link:
        assert link.deliver(ENVELOPE).result is Result.RETRY


@contextmanager
def _imap_that_takes_tokens(shown: list[bytes]) -> Iterator[int]:
    """Serve one connection that logs in by XOAUTH2 and answers OK to whatever follows."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        link, _ = listening.accept()
        with link, link.makefile("rwb", buffering=0) as lines:
            lines.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready\r\n")
            while line := lines.readline():
                tag, _, rest = line.strip().partition(b" ")
                if rest.startswith(b"AUTHENTICATE"):
                    lines.write(b"+ \r\n")
                    shown.append(base64.b64decode(lines.readline().strip()))
                if rest.startswith(b"CAPABILITY"):
                    lines.write(b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n")
                lines.write(tag + b" OK done\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        thread.join(10)
        listening.close()


def test_imap_shows_the_token_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("fresh\n")
    shown: list[bytes] = []
    with _imap_that_takes_tokens(shown) as port:
        server = ServerSettings(host="127.0.0.1", port=port, security="none", user="u@villars.example", access_token_file=str(file))
        with opened(app.imap_account(server)):
            pass
    assert shown == [b"user=u@villars.example\x01auth=Bearer fresh\x01\x01"]


@pytest.fixture(scope="module")
def key() -> tuple[bytes, bytes]:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    public = made.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])


def test_a_signed_mail_is_proven_and_a_changed_one_is_not(key: tuple[bytes, bytes], tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(key[0])
    settings = EmailSettings(address="education@villars.example", dkim_selector="k1", dkim_key_file=str(file))
    signer = app.signer_of(settings)
    assert isinstance(signer, Signer)
    raw = b"From: education@villars.example\r\nSubject: x\r\nAuto-Submitted: auto-generated\r\n\r\nbonjour\r\n"
    mail = signer.signed(replace(ENVELOPE, raw=raw)).raw

    def record(name: bytes, **_: Any) -> bytes:  # noqa: ANN401 (dkimpy's own options)
        assert name == b"k1._domainkey.villars.example."
        return key[1]

    assert dkim.verify(mail, dnsfunc=record)
    assert not dkim.verify(mail.replace(b"bonjour", b"bonsoir"), dnsfunc=record)
    assert not dkim.verify(mail.replace(b"auto-generated", b"no"), dnsfunc=record)


def test_a_key_that_cannot_be_read_is_a_fault_of_the_mail_alone() -> None:
    with pytest.raises(ValueError, match="cannot be signed"):
        Signer("k1", "villars.example", b"no key").signed(ENVELOPE)


def test_without_a_key_nothing_is_signed() -> None:
    assert app.signer_of(EmailSettings(address="education@villars.example")) is None
