"""What draws is loaded when it first draws: who only speaks of documents waits for no library that draws them."""

from collections.abc import Callable
from importlib import import_module


def drawer(module: str, function: str) -> Callable[..., bytes]:
    """Return a function of a module, which is loaded now."""
    found: Callable[..., bytes] = getattr(import_module(module), function)
    return found
