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
    """Take one mail from standard input; exit code 75 asks the server to try again later, where it could not be stored."""
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    with app.intake_of(_house(context)) as intake:
        try:
            folder = intake.take(raw)
        except Exception as error:
            click.echo(f"{type(error).__name__}", err=True)
            raise SystemExit(_TEMPORARY_FAILURE) from error
    click.echo({Folder.DONE: "pris", Folder.LOOK: "mis de côté", Folder.ERASE: "pris, à effacer"}[folder])


async def _serve(house: House) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await app.door.serve(house, stop)


def _house(context: click.Context) -> House:
    return open_to_serve((context.find_root().params or {}).get("config"))
