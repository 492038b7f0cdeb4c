"""What the logs may hold: ids, never a token, an address, an IBAN or a telephone number."""

import json
import logging
from collections.abc import Iterator

import pytest

from villars_core import logs

SECRETS = (
    "8123456789:AAF-zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    "nadia.martin@parents.example",
    "FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "06 12 34 56 78",
    "0612345678",
)


@pytest.fixture
def configured() -> Iterator[None]:
    """Configure the logs, and put back what was there."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.configure()
    yield
    root.handlers, root.level = handlers, level


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.usefixtures("configured")
def test_what_slips_in_is_masked(secret: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    log = logging.getLogger("villars.test")
    log.warning("person %s", secret)
    try:
        int(f"x {secret}")
    except ValueError:
        log.exception("failed")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert secret not in "".join(lines)
    assert [json.loads(line)["level"] for line in lines] == ["warning", "error"]


def test_ids_and_dates_stay_readable() -> None:
    said = "outbox 4711 at 2026-11-24T09:00:00+00:00 V1104 2026-000123"
    assert logs.masked(said) == said


@pytest.mark.usefixtures("configured")
def test_an_error_is_written_by_its_kind_and_its_trace_never_by_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    known: dict[str, int] = {}
    name, file = (one[::-1] for one in ("aéL", "nitraM/atad/"))
    try:
        try:
            known[name]
        except KeyError as error:
            raise OSError(28, "No space left on device", file) from error
    except OSError:
        logging.getLogger("villars.test").exception("failed")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)["exception"]
    assert "builtins.KeyError" in told
    assert "builtins.OSError: No space left on device" in told
    assert "test_logs.py" in told
    assert "Léa" not in told
    assert "Martin" not in told


def test_errors_that_come_together_are_written_each_without_its_words() -> None:
    """What two doors raise at once is told of both."""
    name, child = (one[::-1] for one in ("aidaN", "aéL"))
    told = logs.traced(ExceptionGroup(name, [ValueError(child), ExceptionGroup(name, [KeyError(child)])]))
    assert [kind for kind in ("ValueError", "KeyError", "ExceptionGroup") if f"builtins.{kind}" not in told] == []
    assert "Nadia" not in told
    assert "Léa" not in told
