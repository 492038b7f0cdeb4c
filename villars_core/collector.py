"""Python's collector of cyclic garbage: it rests while what stays for good is loaded, and does not look through it later."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest: what is loaded meanwhile stays, and looking through it again and again is a fifth of the start.

    What then stands is frozen: looking through six lexicons once more would make a person wait a tenth of a second, at any moment.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_at_work:
            gc.enable()
