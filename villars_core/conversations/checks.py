"""What a door finds out about itself when the doctor asks: one finding for each thing looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from villars_core.config import Settings

CHECKS = "villars.checks"
"""Entry-point group of the doors' checks."""


class Level(IntEnum):
    """How a thing is; the worst one is the doctor's exit code."""

    FINE = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: the subject, how it is, what was seen, and what mends it. Never a secret, nor an address of a person."""

    subject: str
    level: Level
    what: str
    mend: str = ""


class Checks(Protocol):
    """What a door gives under its entry point."""

    def __call__(self, settings: Settings) -> Iterable[Finding]:
        """Look at what this door needs; never raises for what is wrong outside."""
        ...
