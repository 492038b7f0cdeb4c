"""Watches the memory of a reader over many messages: `python benchmarks/understanding_memory.py [count]` (default 60,000)."""

import itertools
import resource
import sys
import time
from pathlib import Path

from tests.understanding.corpus_reading import cases
from villars_core.understanding import read
from villars_core.understanding.language.lexicon import written_languages

_DEFAULT = 60_000
_STEPS = 12
_PAGE = resource.getpagesize()


def main() -> None:
    """Read the corpora again and again, each message with words that nobody said before, and print the memory as it goes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    every = [case for language in written_languages() for case in cases(language)]
    begun = time.perf_counter()
    shown: list[float] = []
    for number, case in enumerate(itertools.islice(itertools.cycle(every), count), 1):
        read(f"{case.text} mot{number}x autre{number}", case.context)
        if number % max(count // _STEPS, 1) == 0:
            shown.append(_megabytes())
            print(f"{number:>9} messages: {shown[-1]:.1f} MB, {number / (time.perf_counter() - begun):.0f} messages/s")
    print(f"grown since a sixth of the way: {shown[-1] - shown[min(1, len(shown) - 1)]:.1f} MB")


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE / 1e6


if __name__ == "__main__":
    main()
