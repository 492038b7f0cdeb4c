"""Scores the reading of parents' messages: `python benchmarks/understanding.py [language…] [--wrong] [--apart] [--beside]`."""

import sys
import time

from tests.understanding.corpus_reading import Case, Verdict, beside, cases, judged, kept_apart
from villars_core.understanding import read
from villars_core.understanding.language.lexicon import written_languages

_SHORT = 120
_HOSTILE = {
    "lundi ": 683,
    "pas ": 1024,
    "1/1/1/": 683,
    "((((": 1024,
    "le 3, ": 683,
    "Léa et Tom ": 372,
    "a": 4096,
    "0 ": 2048,
    "jusqu'au ": 455,
    "Léa mange lundi. Tom mange mardi. ": 125,
    "annulez lundi sauf mardi, ": 160,
}


def main() -> None:
    """Print the figures of each language, or of those named; --wrong, --apart and --beside show the messages that were misread."""
    for language in [word for word in sys.argv[1:] if not word.startswith("-")] or written_languages():
        found = cases(language)
        apart = kept_apart(found)
        _print(f"{language} tuned on", [case for case in found if case not in apart], wrong="--wrong" in sys.argv)
        _print(f"{language} kept apart", apart, wrong="--apart" in sys.argv)
        if language == "fr":
            _print("fr beside, written to mislead", beside(language), wrong="--beside" in sys.argv)
        _speed("messages", found)
        _speed("messages under 120 characters", [case for case in found if len(case.text) < _SHORT])
        _worst(found[0])


def _print(name: str, some: list[Case], *, wrong: bool) -> None:
    verdicts = [(case, judged(case, read(case.text, case.context))) for case in some]
    clear = [verdict for case, verdict in verdicts if not case.asks]
    doubtful = [verdict for case, verdict in verdicts if case.asks]
    print(
        f"{name}: {len(some)} messages; intent {_share(verdicts, 'intent')}, exact {_share(verdicts, 'exact')}, "
        f"danger {_share(verdicts, 'dangerous')}; asks in {sum(one.asked for one in doubtful)}/{len(doubtful)} doubtful, "
        f"over-asks in {sum(one.asked for one in clear)}/{len(clear)} clear"
    )
    if wrong:
        for case, verdict in verdicts:
            if not verdict.exact:
                reading = read(case.text, case.context)
                mark = "DANGER " if verdict.dangerous else ""
                asked = [one.kind for one in reading.questions]
                days = [f"{day:%m-%d}" for day in reading.days]
                print(f"  {mark}{case.text!r}: {reading.intent.value} {reading.children} {days} {asked} {len(reading.others)}")


def _share(verdicts: list[tuple[Case, Verdict]], name: str) -> str:
    return f"{100 * sum(getattr(verdict, name) for _, verdict in verdicts) / max(len(verdicts), 1):.1f} %"


def _speed(kind: str, found: list[Case]) -> None:
    begun = time.perf_counter()
    for _ in range(5):
        for case in found:
            read(case.text, case.context)
    print(f"{5 * len(found) / (time.perf_counter() - begun):.0f} {kind}/s")


def _worst(case: Case) -> None:
    slowest = 0.0
    for piece, times in _HOSTILE.items():
        begun = time.perf_counter()
        read((piece * times)[:4096], case.context)
        slowest = max(slowest, time.perf_counter() - begun)
    print(f"slowest text of 4,096 characters: {1000 * slowest:.1f} ms")


if __name__ == "__main__":
    main()
