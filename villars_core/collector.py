"""Python's collector of cyclic garbage: it rests while values are made that all stay, and passes over what is loaded for good."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest: what is made meanwhile stays, and it would look through all of it again and again."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


@contextmanager
def freezing() -> Iterator[None]:
    """Let the collector rest while something is loaded for good, a fifth of the start, and freeze what then stands.

    Looking through six lexicons once more would make a person wait a tenth of a second, at any moment.
    """
    with resting():
        try:
            yield
        finally:
            gc.freeze()
