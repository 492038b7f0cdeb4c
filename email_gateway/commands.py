"""The `villars email` commands: `read` needs nothing but its standard input; the others load their module when called."""

import importlib
import json
import sys
from typing import Any

import click


@click.group("email")
def command() -> None:
    """Le courrier du service : lire un message, recevoir, servir la boîte."""


@command.command("read")
def read() -> None:
    """Dire, en JSON, ce qui est compris d’un message donné sur l’entrée standard."""
    sys.stdout.buffer.write((json.dumps(_understood(), ensure_ascii=False) + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


@command.command("serve")
@click.pass_context
def serve(context: click.Context) -> None:
    """Relever la boîte et envoyer le courrier jusqu’à l’arrêt du programme."""
    _later("email_gateway.serving").serve_command(context)


@command.command("receive")
@click.pass_context
def receive(context: click.Context) -> None:
    """Prendre un message sur l’entrée standard (pour un tuyau du serveur de courrier)."""
    _later("email_gateway.serving").receive_command(context)


def _understood() -> dict[str, Any]:
    limits, parsing, workers = (_later(f"email_gateway.{name}") for name in ("limits", "parsing", "workers"))
    raw = sys.stdin.buffer.read(limits.MAX_BYTES + 1)
    with workers.Readers.opened(start="fork") as readers:
        try:
            parsed = readers.read(raw)
        except (OSError, RuntimeError):  # no process can be started: the mail stays unread, the answer is still JSON
            parsed = parsing.refused(raw, limits.Refused.UNREADABLE)
    answer: dict[str, Any] = parsed.to_json()
    return answer


def _later(module: str) -> Any:  # noqa: ANN401 (a module)
    """Load a module when its command is called: the only lazy import of this door."""
    return importlib.import_module(module)


if __name__ == "__main__":
    command()
