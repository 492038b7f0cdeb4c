"""Scores the reading of parents' messages: `python benchmarks/understanding.py [language…] [--wrong] [--apart] [--beside]`."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

from tests.understanding.corpus_reading import Case, Verdict, beside, cases, judged, kept_apart
from villars_core.understanding import read
from villars_core.understanding.language.lexicon import written_languages
from villars_core.understanding.language.masks import scan
from villars_core.understanding.language.text import fold

_SHORT, _ROUNDS = 120, 5
_COMMAND = "from villars_core.staff.understand import command; command()"
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
        short = [case for case in found if len(case.text) < _SHORT]
        _speed("messages under 120 characters", short)
        _stream(short)
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
    """Print how many are read a second, beside only cutting them into words as a floor."""
    took = _timed(lambda case: read(case.text, case.context), found)
    floor = _timed(lambda case: scan(fold(case.text).plain), found)
    print(f"{_ROUNDS * len(found) / took:.0f} {kind}/s, {took / floor:.0f} x the time to cut them into words")


def _timed(work: Callable[[Case], object], found: list[Case]) -> float:
    begun = time.perf_counter()
    for _ in range(_ROUNDS):
        for case in found:
            work(case)
    return time.perf_counter() - begun


def _stream(found: list[Case]) -> None:
    """Print how many lines `villars understand` answers a second, its start included."""
    lines = "".join(f"{_line(case)}\n" for case in found)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", _COMMAND], input=lines.encode(), stdout=subprocess.DEVNULL, check=True)
    print(f"{len(found) / (time.perf_counter() - begun):.0f} messages under 120 characters/s through `villars understand`")


def _line(case: Case) -> str:
    """Return a message as a line of the stream."""
    school = case.context.calendar
    children = [
        {"first_name": one.first_name, "last_name": one.last_name, "sex": one.sex, "born": one.born and str(one.born), "class": one.level}
        for one in case.context.children
    ]
    calendar = {
        "weekdays": sorted(school.weekdays),
        "year": [str(school.first), str(school.last)],
        "holidays": [[str(period.first), str(period.last)] for period in school.holidays],
        "closed": [str(day) for day, _ in school.closed],
    }
    return json.dumps({"text": case.text, "today": case.context.now.isoformat(), "children": children, "calendar": calendar})


def _worst(case: Case) -> None:
    slowest = 0.0
    for piece, times in _HOSTILE.items():
        begun = time.perf_counter()
        read((piece * times)[:4096], case.context)
        slowest = max(slowest, time.perf_counter() - begun)
    print(f"slowest text of 4,096 characters: {1000 * slowest:.1f} ms")


if __name__ == "__main__":
    main()
