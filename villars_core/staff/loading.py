"""Loads what an entry point names when it is called: the program's only lazy import."""

from importlib.metadata import EntryPoint
from typing import Any

from villars_core.collector import freezing


def loaded(point: EntryPoint) -> Any:  # noqa: ANN401 (a command, a door, some checks)
    """Return what an entry point names."""
    with freezing():
        return point.load()
