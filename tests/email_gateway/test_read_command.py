"""`villars email read`: JSON and exit code 0 whatever the bytes, without database and configuration."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.email_gateway import hostile

_ROOT = Path(__file__).parents[2]


def _read(raw: bytes) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "email_gateway.commands", "read"],
        input=raw,
        capture_output=True,
        check=False,
        cwd=_ROOT,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_reply_is_printed_with_its_files() -> None:
    raw = (
        b"From: Nadia <Nadia@parents.example>\r\nSubject: =?utf-8?q?Re=3A_=C3=A9t=C3=A9?=\r\nContent-Type: multipart/mixed; "
        b'boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici le certificat\r\n\r\n> avant\r\n"
        b'--b\r\nContent-Type: application/octet-stream; name="cert.pdf"\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.7 x\r\n--b--\r\n'
    )
    answer = _read(raw)
    assert answer["reply_text"] == "Voici le certificat"
    assert answer["automatic"] is False
    assert answer["bounce"] is None
    assert answer["from"] == "nadia@parents.example"
    assert answer["subject"] == "Re: été"
    assert answer["attachments"] == [
        {"name": "cert.pdf", "type": "application/pdf", "size": 10, "declared": "application/octet-stream", "verdict": "kept"}
    ]


@pytest.mark.parametrize(
    "name", ["nothing", "one byte", "random bytes", "nested parts, 10,000", "NUL bytes", "charset b'undefined'", "comments in From"]
)
def test_any_bytes_give_json(name: str) -> None:
    answer = _read(hostile.MAILS[name]())
    assert isinstance(answer["reply_text"], str)
    assert isinstance(answer["automatic"], bool)
    assert "bounce" in answer


def test_reading_loads_neither_telegram_nor_the_database() -> None:
    code = (
        "import sys, io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'From: a@b.c\\r\\n\\r\\noui'))\n"
        "from email_gateway.commands import command\n"
        "try:\n    command(['read'])\nexcept SystemExit:\n    print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'telegram', 'sqlalchemy', 'reportlab', 'pydantic', 'jinja2', 'babel'}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=_ROOT)
    assert done.stderr.strip() == b"[]"
