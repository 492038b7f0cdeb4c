"""Loads what an entry point names when it is called: the program's only lazy import."""

import gc
from importlib.metadata import EntryPoint
from typing import Any


def loaded(point: EntryPoint) -> Any:  # noqa: ANN401 (a command, a door, some checks)
    """Return what an entry point names.

    The collector rests meanwhile: what modules make stays, and looking through it again and again is a fifth of the start.
    """
    gc.disable()
    try:
        return point.load()
    finally:
        gc.freeze()
        gc.enable()
