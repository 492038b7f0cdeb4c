"""The `villars run` command: every configured door and the timers in one process, until a signal ends it."""

import asyncio
import signal
from importlib.metadata import entry_points

import click

from villars_core.conversations.doors import DOORS, Door, House
from villars_core.conversations.opening import open_to_serve
from villars_core.errors import OperatorError
from villars_core.staff import timers
from villars_core.staff.loading import loaded


@click.command("run")
@click.pass_context
def command(context: click.Context) -> None:
    """Servir la ville : Telegram, courriel, envois et minuteurs."""
    house = open_to_serve((context.find_root().params or {}).get("config"))
    doors = configured_doors(house)
    if not doors:
        raise OperatorError(
            2101,
            "Rien n’est configuré.",
            "ni telegram.token ni [email] n’est rempli",
            "complétez villars.toml, ou essayez « villars demo ».",
        )
    click.echo(f"{house.loaded.settings.town.name} est ouverte : {', '.join(door.name for door in doors)}. Ctrl-C pour fermer.")
    asyncio.run(serve(house, doors))


def configured_doors(house: House) -> list[Door]:
    """Return the doors that the town uses."""
    found: list[Door] = [loaded(point) for point in sorted(entry_points(group=DOORS), key=lambda one: one.name)]
    return [door for door in found if door.configured(house.loaded.settings)]


async def serve(house: House, doors: list[Door]) -> None:
    """Run the doors and the timers until a signal comes, or until one of them cannot go on."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    try:
        async with asyncio.TaskGroup() as group:
            for door in doors:
                group.create_task(_served(door, house, stop))
            group.create_task(timers.keep_running(house.records, stop))
    except BaseExceptionGroup as errors:
        # Not `except*`: before Python 3.11.4 what it raises comes out in a group again, and the operator would read of a fault of ours.
        told, others = errors.split(OperatorError)
        if told is None or others is not None:
            raise
        raise told.exceptions[0] from None


async def _served(door: Door, house: House, stop: asyncio.Event) -> None:
    try:
        await door.serve(house, stop)
    finally:
        stop.set()
