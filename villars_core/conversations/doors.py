"""What a door is to the house: something that serves until it is told to stop; doors join by entry points."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from villars_core.config import Loaded, Settings
from villars_core.conversations.desk import Desk
from villars_core.work import Records

DOORS = "villars.doors"
"""Entry-point group of the doors."""


@dataclass(frozen=True)
class House:
    """What the program opened once at its start, handed to every door."""

    loaded: Loaded
    records: Records
    desk: Desk


class Door(Protocol):
    """One way in and out: Telegram, e-mail."""

    name: str

    def configured(self, settings: Settings) -> bool:
        """Tell whether the town uses this door."""
        ...

    async def serve(self, house: House, stop: asyncio.Event) -> None:
        """Take in messages and carry the outbox of this channel until `stop` is set."""
        ...
