"""The `villars worker` command: the timers alone, beside doors that run in processes of their own."""

import asyncio
import signal

import click

from villars_core.conversations.opening import open_to_serve
from villars_core.staff import timers


@click.command("worker")
@click.pass_context
def command(context: click.Context) -> None:
    """Faire tourner les minuteurs seuls ; chaque porte envoie elle-même ses messages."""
    house = open_to_serve((context.find_root().params or {}).get("config"))

    async def serve() -> None:
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await timers.keep_running(house.records, stop)

    asyncio.run(serve())
