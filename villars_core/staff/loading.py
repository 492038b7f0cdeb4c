"""Loads what an entry point names when it is called: the program's only lazy import."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from typing import Any


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest: what is loaded meanwhile stays, and looking through it again and again is a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def loaded(point: EntryPoint) -> Any:  # noqa: ANN401 (a command, a door, some checks)
    """Return what an entry point names."""
    with resting():
        return point.load()
