"""What `villars email serve` and `villars email receive` do, loaded when they are called."""

import asyncio
import signal
import sys

import click

from email_gateway import app
from email_gateway.inbox import Folder
from email_gateway.limits import MAX_BYTES
from villars_core.conversations.doors import House
from villars_core.conversations.opening import open_to_serve
from villars_core.errors import OperatorError

_TEMPORARY_FAILURE = 75
"""EX_TEMPFAIL: the server of a pipe keeps the mail and tries again."""

_CHUNK = 1024 * 1024


def serve_command(context: click.Context) -> None:
    """Run the door alone until a signal ends it. Raises OperatorError where the town has no mailbox."""
    house = _house(context)
    if not app.door.configured(house.loaded.settings):
        raise OperatorError(
            3001,
            "La boîte de courriel n’est pas configurée.",
            "email.address manque, ou ni email.imap.host ni email.smtp.host n’est donné",
            "complétez la table [email] de la configuration, puis lancez « villars doctor ».",
        )
    asyncio.run(_serve(house))


def receive_command(context: click.Context) -> None:
    """Take one mail from standard input.

    Whatever keeps it from being stored, a closed house too, ends in exit code 75: the server keeps the mail and tries again.
    With any other code, Postfix would send it back to the parent.
    """
    raw = _whole_input()
    try:
        with app.intake_of(_house(context)) as intake:
            folder = intake.take(raw)
    except OperatorError as error:
        click.echo(str(error), err=True)
        raise SystemExit(_TEMPORARY_FAILURE) from error
    except Exception as error:
        click.echo(f"{type(error).__name__}", err=True)
        raise SystemExit(_TEMPORARY_FAILURE) from error
    click.echo({Folder.DONE: "pris", Folder.LOOK: "mis de côté", Folder.ERASE: "pris, à effacer"}[folder])


def _whole_input() -> bytes:
    """Return standard input, at most a byte more than is allowed; the rest is read too, or the server would fail to write it."""
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    while sys.stdin.buffer.read(_CHUNK):
        pass
    return raw


async def _serve(house: House) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await app.door.serve(house, stop)


def _house(context: click.Context) -> House:
    return open_to_serve((context.find_root().params or {}).get("config"))
