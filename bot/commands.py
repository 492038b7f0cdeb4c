"""The `villars bot` command: the Telegram door alone, in its own process."""

import asyncio
import signal

import click

from bot.app import door
from villars_core.conversations.doors import House
from villars_core.conversations.opening import open_to_serve
from villars_core.errors import OperatorError


@click.command("bot")
@click.pass_context
def command(context: click.Context) -> None:
    """Servir Telegram seul, jusqu’à l’arrêt du programme."""
    house = open_to_serve((context.find_root().params or {}).get("config"))
    if not door.configured(house.loaded.settings):
        raise OperatorError(
            2003,
            "Le bot Telegram n’est pas configuré.",
            "telegram.token manque",
            "demandez un jeton à BotFather, écrivez-le dans telegram.token, puis lancez « villars doctor ».",
        )
    asyncio.run(serve(house))


async def serve(house: House) -> None:
    """Run the door until a signal ends it."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await door.serve(house, stop)
