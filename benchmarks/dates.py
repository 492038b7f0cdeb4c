"""Scores the reading of French date phrases: `python benchmarks/dates.py [corpus] [--wrong] [--all]`."""

import sys
import time
from datetime import datetime

from tests.understanding.dates_reading import Phrase, misread, phrases, scored
from villars_core.clock import PARIS
from villars_core.understanding import DateReading, read_dates

_ROUNDS = 5


def main() -> None:
    """Print exact, wrong and missed shares; with --wrong the phrases misread, with --all those kept apart too."""
    names = [word for word in sys.argv[1:] if not word.startswith("-")] or ["dates_fr"]
    for name in names:
        found = phrases(name)
        apart = [phrase for phrase in found if phrase.apart]
        tuned = [phrase for phrase in found if not phrase.apart]
        _print(f"{name}, tuned on", tuned, shown="--wrong" in sys.argv)
        _print(f"{name}, kept apart", apart, shown="--all" in sys.argv)
        _speed(found)


def _print(title: str, some: list[Phrase], *, shown: bool) -> None:
    score = scored(some)
    print(f"{title}: {score.count} phrases; exact {score.exact:.1%}, wrong {score.wrong:.1%}, missed {score.missed:.1%}")
    for phrase, read in misread(some) if shown else ():
        print(f"  {phrase.now:%Y-%m-%d} {phrase.text!r}: {_said(read)} for {_said(phrase.meant)}")


def _said(found: DateReading | None) -> str:
    if found is None:
        return "none"
    every = f" every {found.weekdays}" if found.weekdays else ""
    return (f"{found.start}" if found.start == found.end else f"{found.start or ''}..{found.end or ''}") + every


def _speed(found: list[Phrase]) -> None:
    """Print phrases a second, beside the reading of one bare word as a floor."""
    begun = time.perf_counter()
    for _ in range(_ROUNDS):
        for phrase in found:
            read_dates(phrase.text, phrase.now)
    speed = _ROUNDS * len(found) / (time.perf_counter() - begun)
    now = datetime(2026, 11, 23, 9, tzinfo=PARIS)
    begun = time.perf_counter()
    for _ in range(_ROUNDS * len(found)):
        read_dates("bonjour", now)
    floor = _ROUNDS * len(found) / (time.perf_counter() - begun)
    print(f"{speed:.0f} phrases/s; ratio to a text of one word {floor / speed:.1f}")


if __name__ == "__main__":
    main()
